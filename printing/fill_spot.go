package printing

import "guitu/internal/calendar"

// fillSpot fills 不住站救助记录.
func fillSpot(d *draft) (Values, error) {
	v, s := d.someone(), d.stay
	v["phone"] = d.said(d.person.Phone, "phone")
	v["came_by"] = joined("，", CodeWord("came_by", s.CameBy), s.BroughtUnit, s.BroughtBy)
	v["reason"] = d.said(CodeWord("reason", s.Reason), "reason")
	v["need"] = d.saidAll(codeWords("need", s.Needs), "needs")
	if s.Spot != nil {
		v["given"], v["note"] = codeWords("spot_aid", s.Spot.Given), s.Spot.Note
	}
	v["told"], v["signed"] = toldWords(s.Told), d.marks["register"]
	v["date"] = calendar.On(d.now).Chinese()
	return v, nil
}

package printing

import "strings"

// language is in which the person is told their rights: Chinese, or English
// for who is from elsewhere. Who speaks another of China's languages is told
// by an interpreter, from the Chinese.
func (d *draft) language() string {
	asked, p := strings.TrimSpace(d.extra["language"]), d.person
	abroad := p.Country != "" && p.Country != "CHN" && !strings.HasPrefix(p.Language, "zh")
	switch {
	case asked == "zh" || asked == "en":
		return asked
	case abroad || p.Language == "en":
		return "en"
	}
	return "zh"
}

// fillRights fills 权利告知书 with the station's own words, in the person's
// language.
func fillRights(d *draft) (Values, error) {
	v := Values{
		"name": d.name(), "stay_number": first(d.stay.Number, d.stay.Slip), "rights": d.rights,
		"subtitle": "救助是自愿的", "confirm": "以上内容已经向我说明，我已经了解。",
		"told_how": CodeWord("told_how", d.stay.Told.How), "told_at": moment(d.stay.Told.At), "told_by": d.stay.Told.By,
		"interpreter": d.stay.Interpreter, "signed": d.marks["told"],
		"appeal_to": d.complaints.To, "appeal_phone": d.complaints.Phone,
	}
	if d.language() == "en" {
		v["subtitle"] = "What you should know"
		v["confirm"] = "This has been explained to me and I have understood it.（以上内容已经向我说明，我已经了解。）"
	}
	return v, nil
}

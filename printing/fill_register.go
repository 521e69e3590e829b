package printing

import (
	"strconv"

	"guitu/intake"
	"guitu/internal/calendar"
)

// fillRegister fills 求助登记表. Whatever was entered at the desk stands on it.
func fillRegister(d *draft) (Values, error) {
	p, s := d.person, d.stay
	v := Values{
		"stay_number": first(s.Number, s.Slip),
		"asked_at":    moment(s.ArrivedAt), "came_by": codeWord("came_by", s.CameBy),
		"brought_unit":  d.said(s.BroughtUnit, "brought_unit"),
		"brought_by":    d.said(s.BroughtBy, "brought_by"),
		"brought_phone": d.said(s.BroughtPhone, "brought_phone"),
		"found_at":      d.said(saidTime(s.FoundAt), "found_at"),
		"found_place":   d.said(s.FoundPlace, "found_place"),
		"name":          d.name(), "sex": codeWord("sex", p.Sex),
		"nation":     d.said(codeWord("nation", p.Nation), "nation"),
		"aliases":    d.saidAll(p.Aliases, "aliases"),
		"height":     d.said(centimetres(p.HeightCM), "height_cm", "height"),
		"born":       d.said(saidTime(p.Birth), "birth"),
		"age":        d.said(ageWords(p.Profile, s.ArrivedAt), "age", "age_from"),
		"id_kind":    d.said(codeWord("id_kind", p.IDKind), "id_kind"),
		"id_number":  d.said(p.IDNumber, "id_number"),
		"household":  d.said(p.Household, "household"),
		"residence":  d.said(p.Home, "home"),
		"said_place": d.said(p.SaidPlace, "said_place"),
		"education":  d.said(codeWord("education", p.Education), "education"),
		"marital":    d.said(codeWord("marital", p.Marital), "marital"),
		"political":  d.said(codeWord("political", p.Political), "political"),
		"phone":      d.said(p.Phone, "phone"),
		"welfare":    d.said(codeWord("benefit", p.Benefit), "benefit"),
		"reason":     d.said(codeWord("reason", s.Reason), "reason"),
		"need":       d.saidAll(codeWords("need", s.Needs), "needs"),
		"categories": d.saidAll(codeWords("category", s.Categories), "categories"),
		"story":      d.said(s.Story, "story"),
		"kin":        d.kin(),
		"seal":       joined("，", d.bags(), d.cabinets()),
		"belongings": d.itemsInWords(), "safety": safetyWords(s.Safety),
		"earlier":   d.said(s.AidedBefore, "aided_before"),
		"verified":  d.said(s.Checked, "checked"),
		"filled_by": s.FilledBy, "decision": codeWord("triage", s.Opinion),
		"clerk": d.actor.Display, "date": calendar.On(d.now).Chinese(),
	}
	d.looks(v)
	if s.Told {
		v["told"] = "（☑已告知，本人表示了解）"
	}
	return v, nil
}

// looks fills how body and mind looked at the door.
func (d *draft) looks(v Values) {
	p, s := d.person, d.stay
	v["health"] = d.saidAll(codeWords("health_look", s.Look), "look")
	v["health_note"] = d.said(s.LookNote, "look_note")
	v["mind"] = d.mindWords()
	v["accent"] = d.said(codeWord("accent", p.Accent), "accent")
	v["marks"] = d.said(p.Marks, "marks")
	v["clothing"] = d.said(s.Clothing, "clothing")
}

func (d *draft) mindWords() string {
	looks := joined("、", codeWords("mind_look", d.stay.Mind)...)
	return d.said(joined("；", looks, d.stay.MindNote), "mind", "mind_note")
}

func (d *draft) kin() [][]string {
	if len(d.person.Kin) == 0 && d.said("", "kin") != "" {
		return [][]string{{Unknown, Unknown, Unknown, Unknown}}
	}
	var rows [][]string
	for _, k := range d.person.Kin {
		rows = append(rows, []string{k.Name, codeWord("relationship", k.Relation), k.Address, k.Phone})
	}
	return rows
}

// safetyWords says what the check at the door found.
func safetyWords(c intake.SafetyCheck) string {
	by := joined("、", c.By, c.With)
	if by != "" {
		by = "安检人：" + by
	}
	switch {
	case c.Dangerous != "":
		return joined("，", "发现违禁物品："+c.Dangerous, by)
	case c.Done:
		return joined("，", "未发现违禁物品", by)
	}
	return by
}

// itemsInWords is the list of belongings on one line.
func (d *draft) itemsInWords() string {
	var items []string
	for _, b := range d.belongings {
		item := b.Name + "×" + strconv.Itoa(b.Quantity)
		if b.CashFen > 0 {
			item += "，" + yuan(b.CashFen) + "元"
		}
		if b.Features != "" {
			item += "（" + b.Features + "）"
		}
		items = append(items, item)
	}
	return d.said(joined("；", items...), "belongings")
}

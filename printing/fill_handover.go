package printing

import (
	"strconv"

	"guitu/intake"
)

// someone fills who is handed over, the same on every hand-over paper.
func (d *draft) someone() Values {
	p, s := d.person, d.stay
	v := Values{
		"from": d.station.Name, "from_address": d.station.Address, "from_phone": d.station.Phone, "clerk": d.actor.Display,
		"stay_number": first(s.Number, s.Slip), "arrived_at": moment(s.ArrivedAt),
		"name": d.name(), "sex": CodeWord("sex", p.Sex), "age": d.said(ageWords(p.Profile, d.now), "age", "age_from"),
		"nation":    d.said(CodeWord("nation", p.Nation), "nation"),
		"id_number": d.said(p.IDNumber, "id_number"), "household": d.said(p.Household, "household"),
		"height": d.said(centimetres(p.HeightCM), "height_cm", "height"), "accent": d.said(CodeWord("accent", p.Accent), "accent"),
		"marks": d.said(p.Marks, "marks"), "clothing": d.said(s.Clothing, "clothing"),
		"found_at": d.said(saidTime(s.FoundAt), "found_at"), "found_place": d.said(s.FoundPlace, "found_place"),
		"looks": d.looksInWords(), "mind": d.mindWords(), "carried": d.carried(),
		"medicine": s.Medicine, "allergy": s.Allergy,
		"story": d.said(s.Story, "story"),
	}
	if d.person.Guardian != nil {
		v["guardian"] = joined("，", p.Guardian.Name, CodeWord("relationship", p.Guardian.Relation), p.Guardian.Phone)
	}
	return v
}

func (d *draft) looksInWords() string {
	return d.said(joined("；", joined("、", codeWords("health_look", d.stay.Look)...), d.stay.LookNote), "look")
}

// carried is what the person has with them, on one line.
func (d *draft) carried() string {
	text := ""
	for _, b := range d.belongings {
		if b.Kind != barred {
			text = joined("；", text, itemWords(b))
		}
	}
	return d.said(text, "belongings")
}

func itemWords(b intake.Belonging) string {
	item := b.Name + "×" + strconv.Itoa(b.Quantity)
	if b.CashFen > 0 {
		item += "，" + yuan(b.CashFen) + "元"
	}
	if b.Features != "" {
		item += "（" + b.Features + "）"
	}
	return item
}

// fillHospital fills 送医交接单.
func fillHospital(d *draft) (Values, error) {
	v := d.someone()
	for _, key := range []string{"sent_at", "cause", "hospital", "department", "vitals", "history", "category", "funding", "escort", "outcome"} {
		v[key] = d.extra[key]
	}
	v["cause"] = d.given("cause", joined("；", d.looksInWords(), d.mindWords()))
	if d.extra["category"] == "" {
		v["category"] = d.cares()
	}
	v["escort"] = d.given("escort", d.actor.Display)
	return v, nil
}

// cares are the kinds of care that what was seen at the door speaks for; the
// doctor decides.
func (d *draft) cares() []string {
	var all []string
	for _, c := range []struct {
		word  string
		codes []string
		among []string
	}{
		{"危重", []string{"critical"}, d.stay.Look},
		{"疑似精神障碍", []string{"mental"}, d.stay.Mind},
		{"疑似传染病", []string{"infectious"}, d.stay.Categories},
	} {
		if containsAny(c.among, c.codes) {
			all = append(all, c.word)
		}
	}
	return all
}

func containsAny(codes, wanted []string) bool {
	for _, code := range codes {
		for _, want := range wanted {
			if code == want {
				return true
			}
		}
	}
	return false
}

// fillPolice fills 移交公安机关交接单: somebody, goods, or both.
func fillPolice(d *draft) (Values, error) {
	v := d.someone()
	for _, key := range []string{"handed_at", "cause", "unit", "officer", "phone", "note"} {
		v[key] = d.extra[key]
	}
	var goods [][]string
	for i, f := range d.forbidden() {
		goods = append(goods, []string{strconv.Itoa(i + 1), f.Name, f.Quantity, f.Receipt})
	}
	v["goods"] = goods
	return v, nil
}

// fillPoliceIn fills 公安机关护送交接表 (民发〔2015〕158号, annex 1).
func fillPoliceIn(d *draft) (Values, error) {
	v, s := d.someone(), d.stay
	v["unit"] = d.said(s.BroughtUnit, "brought_unit")
	v["officer"] = joined("　", d.said(s.BroughtBy, "brought_by"), d.extra["badge"])
	v["phone"] = d.said(s.BroughtPhone, "brought_phone")
	v["queried"] = d.extra["queried"]
	v["found_how"] = d.given("found_how", d.said(s.Story, "story"))
	v["note"] = d.extra["note"]
	return v, nil
}

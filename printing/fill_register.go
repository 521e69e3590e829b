package printing

import (
	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// fillRegister fills 求助登记表. Whatever was entered at the desk stands on it.
func fillRegister(d *draft) (Values, error) {
	p, s := d.person, d.stay
	v := Values{
		"stay_number": first(s.Number, s.Slip),
		"asked_at":    moment(s.ArrivedAt), "came_by": CodeWord("came_by", s.CameBy),
		"brought_unit":  d.said(s.BroughtUnit, "brought_unit"),
		"brought_by":    d.said(s.BroughtBy, "brought_by"),
		"brought_phone": d.said(s.BroughtPhone, "brought_phone"),
		"found_at":      d.said(saidTime(s.FoundAt), "found_at"),
		"found_place":   d.said(s.FoundPlace, "found_place"),
		"name":          d.name(), "sex": CodeWord("sex", p.Sex),
		"nation":     d.said(CodeWord("nation", p.Nation), "nation"),
		"aliases":    d.saidAll(p.Aliases, "aliases"),
		"height":     d.said(centimetres(p.HeightCM), "height_cm", "height"),
		"born":       d.said(saidTime(p.Birth), "birth"),
		"age":        d.said(ageWords(p.Profile, s.ArrivedAt), "age", "age_from"),
		"id_kind":    d.said(CodeWord("id_kind", p.IDKind), "id_kind"),
		"id_number":  d.said(p.IDNumber, "id_number"),
		"household":  d.said(p.Household, "household"),
		"residence":  d.said(p.Home, "home"),
		"said_place": d.said(p.SaidPlace, "said_place"),
		"education":  d.said(CodeWord("education", p.Education), "education"),
		"marital":    d.said(CodeWord("marital", p.Marital), "marital"),
		"political":  d.said(CodeWord("political", p.Political), "political"),
		"phone":      d.said(p.Phone, "phone"),
		"welfare":    d.said(CodeWord("benefit", p.Benefit), "benefit"),
		"reason":     d.said(CodeWord("reason", s.Reason), "reason"),
		"need":       d.saidAll(codeWords("need", s.Needs), "needs"),
		"categories": d.saidAll(codeWords("category", s.Categories), "categories"),
		"story":      d.said(s.Story, "story"),
		"kin":        d.kin(),
		"seal":       joined("，", d.bags(), d.cabinets()),
		"belongings": d.itemsInWords(), "safety": safetyWords(s.Safety),
		"earlier":   d.earlierWords(),
		"verified":  d.checkedWords(),
		"filled_by": s.FilledBy, "decision": CodeWord("triage", s.Opinion),
		"clerk": d.actor.Display, "date": calendar.On(d.now).Chinese(),
	}
	d.looks(v)
	d.fewer(v)
	v["told"], v["signed"] = toldWords(s.Told), d.marks["register"]
	return v, nil
}

// fewer fills what only some people have.
func (d *draft) fewer(v Values) {
	p, s := d.person, d.stay
	v["name_en"], v["permit"], v["language"] = p.NameEn, p.Permit, CodeWord("language", p.Language)
	v["country"] = countryWord(p.Country)
	v["interpreter"] = s.Interpreter
	if s.Silent {
		v["silent"] = "不愿或不能回答"
	}
	v["party_role"] = CodeWord("party_role", s.PartyRole)
	if len(p.Disabilities) > 0 || p.Grade != "" {
		v["disability"] = joined("，", joined("、", codeWords("disability", p.Disabilities)...), disabilityGrade(p.Grade))
	}
	v["medicine"], v["allergy"] = s.Medicine, s.Allergy
	if g := p.Guardian; g != nil {
		v["guardian"] = joined("；", joined("，", g.Name, CodeWord("relationship", g.Relation), g.Phone, g.Address),
			labelled("查找", CodeWord("guardian_search", g.Search)), labelled("就学", joined(" ", g.School, g.Class)))
	}
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + "：" + text
}

var gradeWords = map[string]string{"1": "一级", "2": "二级", "3": "三级", "4": "四级"}

func disabilityGrade(grade string) string { return first(gradeWords[grade], grade) }

// toldWords says how the rights were told.
func toldWords(t intake.Told) string {
	if !t.Done() {
		return ""
	}
	heard := t.How != "not_able" && t.How != "refused"
	return "（" + box(heard) + "已告知，" + joined("，", CodeWord("told_how", t.How), moment(t.At), t.By) + "）"
}

// earlierWords is how often the station knows of, and what the person said.
func (d *draft) earlierWords() string {
	known := ""
	if d.earlier.times > 0 {
		known = store.Fill("本站有记录{{.N}}次（最近{{.Day}}）", store.Args{"N": d.earlier.times, "Day": calendar.On(d.earlier.last).Chinese()})
	}
	return d.said(joined("；", known, d.stay.AidedBefore), "aided_before")
}

// looks fills how body and mind looked at the door.
func (d *draft) looks(v Values) {
	p, s := d.person, d.stay
	v["health"] = d.saidAll(codeWords("health_look", s.Look), "look")
	v["health_note"] = d.said(s.LookNote, "look_note")
	v["mind"] = d.mindWords()
	v["accent"] = d.said(CodeWord("accent", p.Accent), "accent")
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
		rows = append(rows, []string{k.Name, CodeWord("relationship", k.Relation), k.Address, k.Phone})
	}
	return rows
}

// safetyWords says what the check at the door found.
func safetyWords(c intake.SafetyCheck) string {
	by := joined("、", c.By, c.With)
	if by != "" {
		by = "安检人：" + by
	}
	var found []string
	for _, f := range c.Forbidden {
		found = append(found, f.Name+f.Quantity)
	}
	switch {
	case found != nil:
		return joined("，", "发现违禁物品："+joined("、", found...), by)
	case c.Done:
		return joined("，", "未发现违禁物品", by)
	}
	return by
}

// itemsInWords is the list of belongings on one line.
func (d *draft) itemsInWords() string {
	var items []string
	for _, b := range d.belongings {
		items = append(items, itemWords(b))
	}
	return d.said(joined("；", items...), "belongings")
}

package trace

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/tracing"
	"guitu/ui/kit"
)

// reportForm takes down what a family says. Everything but who reports and one
// thing to know the missing person by may be left out.
type reportForm struct {
	form *kit.Form
	name *kit.SoundName
	base tracing.Account // what no field shows
	put  []func(a tracing.Account)
	take []func(a *tracing.Account)
	now  func() time.Time
}

func newReportForm(now func() time.Time) *reportForm {
	f := &reportForm{form: kit.NewForm(), now: now}
	f.addReporter()
	f.addMissed()
	f.addLast()
	f.addLook()
	return f
}

// adder puts a field into a group: Group.Add or Group.Beside.
type adder func(key, label string, field kit.Field) *kit.Item

// text binds a field of text.
func (f *reportForm) text(add adder, key, label string, field kit.Field, of func(a *tracing.Account) *string) *kit.Item {
	f.put = append(f.put, func(a tracing.Account) { field.Restore(*of(&a)) })
	f.take = append(f.take, func(a *tracing.Account) { *of(a) = content(field) })
	return add(key, label, field)
}

// content is what a field holds; 不详 is nothing that a family said.
func content(field kit.Field) string {
	if field.Base().Unknown() {
		return ""
	}
	return strings.TrimSpace(field.Draft())
}

// names binds a field of several names, parted by 、.
func (f *reportForm) names(add adder, key, label string, of func(a *tracing.Account) *[]string) {
	entry := kit.NewEntry()
	entry.SetHint(lang.L("几个用顿号隔开"))
	field := kit.Helped(entry, nil, kit.NewPinyinHelp(entry, intake.Spell))
	f.put = append(f.put, func(a tracing.Account) { field.Restore(strings.Join(*of(&a), "、")) })
	f.take = append(f.take, func(a *tracing.Account) {
		*of(a) = nil
		for _, name := range strings.FieldsFunc(content(field), func(r rune) bool { return strings.ContainsRune("、，,；;", r) }) {
			*of(a) = append(*of(a), strings.TrimSpace(name))
		}
	})
	add(key, label, field)
}

// code binds a choice of a code table.
func (f *reportForm) code(add adder, key, label, table string, of func(a *tracing.Account) *string) {
	choice := kit.NewChoice(codeOptions(table))
	f.put = append(f.put, func(a tracing.Account) { choice.Restore(*of(&a)) })
	f.take = append(f.take, func(a *tracing.Account) { *of(a) = choice.Chosen() })
	add(key, label, choice)
}

// look binds a lookup of a code table. What is none of its codes was written in
// words and stays.
func (f *reportForm) look(add adder, key, label, table string, of func(a *tracing.Account) *string) {
	lookup := kit.NewLookup(codeOptions(table))
	f.put = append(f.put, func(a tracing.Account) {
		if lookup.Choose(*of(&a)); lookup.Chosen() == "" {
			lookup.Restore(*of(&a))
		}
	})
	f.take = append(f.take, func(a *tracing.Account) {
		if *of(a) = lookup.Chosen(); *of(a) == "" {
			*of(a) = content(lookup)
		}
	})
	add(key, label, lookup)
}

func codeOptions(table string) []kit.Option {
	rows, _ := assets.CodeTable(table) // embedded: it is there
	options := kit.Options(rows)
	for i := range options {
		options[i].Find += " " + intake.Initials(rows[i].Text)
	}
	return options
}

func (f *reportForm) addReporter() {
	g := f.form.Group("报告人")
	phone := kit.NewEntry()
	pad := kit.NewKeypad(phone, kit.PhoneKeypad)
	f.text(g.Add, "reporter_phone", "电话", kit.Helped(phone, pad.Button, pad), func(a *tracing.Account) *string { return &a.ReporterPhone }).Want()
	name := kit.NewEntry()
	f.text(g.Add, "reporter_name", "姓名", kit.Helped(name, nil, kit.NewPinyinHelp(name, intake.Spell)), func(a *tracing.Account) *string { return &a.ReporterName }).Want()
	relation := kit.NewEntry()
	relation.SetHint(lang.L("是走失人的什么人，如 女儿"))
	f.text(g.Beside, "reporter_relation", "关系", relation, func(a *tracing.Account) *string { return &a.ReporterRelation })
}

func (f *reportForm) addMissed() {
	g := f.form.Group("走失人")
	f.name = kit.NewSoundName(intake.Spell)
	f.put = append(f.put, func(a tracing.Account) { f.name.Put(a.Name, a.NameBySound) })
	f.take = append(f.take, func(a *tracing.Account) {
		a.Name, a.NameBySound = content(f.name.Entry), f.name.BySound() && !f.name.Empty()
	})
	g.Add("name", "姓名", f.name).Want()
	f.code(g.Add, "sex", "性别", "sex", func(a *tracing.Account) *string { return &a.Sex })
	f.addAge(g)
	f.names(g.Add, "former_names", "曾用名", func(a *tracing.Account) *[]string { return &a.FormerNames })
	f.names(g.Beside, "aliases", "别名、绰号", func(a *tracing.Account) *[]string { return &a.Aliases })
	f.text(g.Add, "id_number", "证件号码", kit.NewIDEntry(), func(a *tracing.Account) *string { return &a.IDNumber })
	f.look(g.Beside, "nation", "民族", "nation", func(a *tracing.Account) *string { return &a.Nation })
	f.text(g.Add, "home", "住所地", kit.NewEntry(), func(a *tracing.Account) *string { return &a.Home })
	f.text(g.Add, "household", "户籍地", kit.NewEntry(), func(a *tracing.Account) *string { return &a.Household })
}

// addAge binds a birth date, as much of it as is known, or an age.
func (f *reportForm) addAge(g *kit.Group) {
	age := kit.NewAgeField(f.now)
	f.put = append(f.put, func(a tracing.Account) { age.Restore(ageText(a)) })
	f.take = append(f.take, func(a *tracing.Account) {
		a.Birth, a.AgeFrom, a.AgeTo = "", 0, 0
		text := content(age)
		known, ok := age.Age()
		switch {
		case ok && known.Birth != nil:
			a.Birth = known.Birth.Format(time.DateOnly)
		case ok && birthBegun(text) != "":
			a.Birth = birthBegun(text)
		case ok:
			a.AgeFrom, a.AgeTo = known.AgeFrom, known.AgeTo
		}
	})
	g.Beside("age", "出生日期或年龄", age)
}

// birthBegun is the beginning of a birth date, where that is what was written:
// 1958 or 1958-05.
func birthBegun(text string) string {
	text = strings.NewReplacer("年", "-", "月", "", "生", "", ".", "-", "/", "-").Replace(text)
	text = strings.TrimSuffix(text, "-")
	if t, err := time.Parse("2006-1", text); err == nil {
		return t.Format("2006-01")
	}
	if t, err := time.Parse("2006", text); err == nil {
		return t.Format("2006")
	}
	return ""
}

func ageText(a tracing.Account) string {
	switch {
	case a.Birth != "":
		return a.Birth
	case a.AgeFrom == 0 && a.AgeTo == 0:
		return ""
	case a.AgeTo <= a.AgeFrom:
		return strconv.Itoa(a.AgeFrom)
	}
	return strconv.Itoa(a.AgeFrom) + "-" + strconv.Itoa(a.AgeTo)
}

func (f *reportForm) addLast() {
	g := f.form.Group("最后见到")
	at := kit.NewEntry()
	at.SetHint(lang.L("昨天 18:30、2026-11-20；说不准就照写"))
	at.OnCommitted = func(text string) { f.setTime(at, text) }
	f.text(g.Add, "last_seen_at", "时间", at, func(a *tracing.Account) *string { return &a.LastSeenAt }).Want()
	f.text(g.Beside, "last_seen_place", "地点", kit.NewEntry(), func(a *tracing.Account) *string { return &a.LastSeenPlace }).Want()
	f.text(g.Add, "clothing", "穿着、随身物", kit.NewParagraphEntry(2), func(a *tracing.Account) *string { return &a.Clothing })
	f.text(g.Add, "may_go", "可能去哪里、找谁", kit.NewEntry(), func(a *tracing.Account) *string { return &a.MayGo })
	f.text(g.Add, "note", "经过和其他", kit.NewParagraphEntry(3), func(a *tracing.Account) *string { return &a.Note })
}

// setTime writes a moment that was understood with its day, so that 昨天 means
// the same tomorrow. What was not stays as it was said.
func (f *reportForm) setTime(at *kit.Entry, text string) {
	if moment, err := kit.ReadTime(text, f.now()); err == nil {
		at.SetText(moment.Format("2006-01-02 15:04"))
		return
	}
	if age, err := kit.ReadAge(text, f.now()); err == nil && age.Birth != nil { // a day as people write it
		at.SetText(age.Birth.Format(time.DateOnly))
	}
}

func (f *reportForm) addLook() {
	g := f.form.Group("样子")
	f.text(g.Add, "marks", "体貌特征（疤、痣、残疾）", kit.NewParagraphEntry(2), func(a *tracing.Account) *string { return &a.Marks }).Want()
	height := kit.NewDigitsEntry()
	f.put = append(f.put, func(a tracing.Account) {
		height.Restore("")
		if a.HeightCM != 0 {
			height.Restore(strconv.Itoa(a.HeightCM))
		}
	})
	f.take = append(f.take, func(a *tracing.Account) { a.HeightCM, _ = strconv.Atoi(content(height)) })
	g.Add("height_cm", "身高（厘米）", height)
	f.text(g.Beside, "build", "体态", kit.NewEntry(), func(a *tracing.Account) *string { return &a.Build })
	f.text(g.Add, "teeth", "牙齿", kit.NewEntry(), func(a *tracing.Account) *string { return &a.Teeth })
	blood := kit.NewChoice([]kit.Option{{Key: "A", Text: "A"}, {Key: "B", Text: "B"}, {Key: "AB", Text: "AB"}, {Key: "O", Text: "O"}})
	f.put = append(f.put, func(a tracing.Account) { blood.Restore(a.Blood) })
	f.take = append(f.take, func(a *tracing.Account) { a.Blood = blood.Chosen() })
	g.Beside("blood", "血型", blood)
	f.look(g.Add, "accent", "语言口音", "accent", func(a *tracing.Account) *string { return &a.Accent })
	f.text(g.Beside, "mental", "精神病史", kit.NewEntry(), func(a *tracing.Account) *string { return &a.Mental })
}

// show fills the form.
func (f *reportForm) show(a tracing.Account) {
	f.base = a
	f.form.Restore(nil)
	for _, put := range f.put {
		put(a)
	}
	f.form.Refresh()
}

// read is what the form holds.
func (f *reportForm) read() tracing.Account {
	a := f.base
	for _, take := range f.take {
		take(&a)
	}
	return a
}

package desk

import (
	"slices"
	"sync"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"guitu/intake"
	"guitu/ui/kit"
)

// special is the group of what is asked of some only: who comes from abroad,
// speaks otherwise, is disabled, or is a child. It shows while one of its
// fields does.
type special struct {
	sheet  *sheet
	group  *kit.Group
	fields []*appearing
}

func (s *sheet) addSpecial() {
	g := s.group(groupSpecial)
	p := &special{sheet: s, group: g}
	s.special = p
	before := len(s.appear)
	p.addAbroad()
	p.addSpeech()
	p.addDisability()
	p.addGuardian()
	p.addProtection()
	p.fields = s.appear[before:len(s.appear):len(s.appear)]
	g.Hide()
}

// Whom the fields are for.
func fromAbroad(a intake.Arrival) bool {
	return slices.Contains(a.Categories, "foreign") || slices.Contains(foreignKinds, a.IDKind) || a.Accent == "foreign"
}

func needsInterpreter(a intake.Arrival) bool {
	return a.Silent || fromAbroad(a) || slices.Contains(a.Disabilities, "2") || slices.Contains(a.Disabilities, "3") ||
		slices.Contains(a.Mind, "silent") || slices.Contains([]string{"minority", "silent"}, a.Accent) ||
		slices.Contains([]string{"interpreted", "signed", "dialect"}, a.Told.How)
}

func isDisabled(a intake.Arrival) bool {
	return slices.Contains(a.Categories, "disabled") || slices.Contains(a.Look, "disabled") || a.IDKind == "disability"
}

// foreignKinds are the certificates of people from abroad.
var foreignKinds = []string{"passport", "pr", "hkmo_pass", "tw_pass", "hmt_residence"}

func (p *special) isMinor(a intake.Arrival) bool {
	return slices.Contains(a.Categories, "minor") || a.MayBeMinor(p.sheet.now())
}

func (p *special) wantsWords(a intake.Arrival) bool {
	return needsInterpreter(a) || slices.Contains(p.sheet.silence.choice.ChosenAll(), speaks)
}

// follow shows the group while it asks for something; the fields that appear
// in it lay the form out anew.
func (p *special) follow(a intake.Arrival) {
	p.group.Hidden = !slices.ContainsFunc(p.fields, func(f *appearing) bool { return f.wanted(a) })
}

// protectionLines say to who fled from violence what protection means.
func protectionLines(a intake.Arrival) []adviceLine {
	if !inDanger(a) {
		return nil
	}
	return []adviceLine{{text: lang.L("可以列为保护对象：列表上不显示姓名，档案只有登记的人、站长和站长指定的人能看，来人来电打听一律不答复。本人愿意的，在“还要问清”里选“立即列为保护对象”；以后也可以请站长在档案里办理。")}}
}

// inDanger is who fled from somebody that may come to look for them.
func inDanger(a intake.Arrival) bool {
	return slices.Contains(a.Categories, "violence") || a.Reason == "violence" || a.Reason == "trafficked"
}

// addProtection lets the desk close the file from the first moment on; it is
// asked for only while somebody is being registered.
func (p *special) addProtection() {
	s := p.sheet
	s.only(s.yes(p.group.Add, "protect", "保护", "立即列为保护对象",
		func(a *intake.Arrival) *bool { return &a.Protect }),
		func(a intake.Arrival) bool { return a.Amends == nil && inDanger(a) })
}

func (p *special) addAbroad() {
	s, g := p.sheet, p.group
	s.only(s.look(g.Add, "country", "国籍", kit.NewLookup(countries(kit.Language())), func(a *intake.Arrival) *string { return &a.Country }), fromAbroad)
	s.only(s.text(g.Beside, "name_en", "英文姓名", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.NameEn }), fromAbroad)
	s.only(s.text(g.Beside, "permit", "护照或通行证号", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.Permit }), fromAbroad)
}

func (p *special) addSpeech() {
	s, g := p.sheet, p.group
	s.only(s.look(g.Add, "language", "用什么语言交流", kit.NewLookup(codes("language")), func(a *intake.Arrival) *string { return &a.Language }), p.wantsWords)
	s.only(s.text(g.Beside, "interpreter", "翻译（姓名、单位、电话）", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.Interpreter }), p.wantsWords)
}

func (p *special) addDisability() {
	s, g := p.sheet, p.group
	s.only(s.several(g.Add, "disabilities", "残疾类别", "disability", func(a *intake.Arrival) *[]string { return &a.Disabilities }), isDisabled)
	grades := kit.NewChoice([]kit.Option{{Key: "1", Text: lang.L("一级")}, {Key: "2", Text: lang.L("二级")}, {Key: "3", Text: lang.L("三级")}, {Key: "4", Text: lang.L("四级")}})
	s.only(s.code(g.Add, "grade", "残疾等级", grades, func(a *intake.Arrival) *string { return &a.Grade }), isDisabled)
}

func (p *special) addGuardian() {
	s, g := p.sheet, p.group
	of := func(part func(*intake.Guardian) *string) func(*intake.Arrival) *string {
		return func(a *intake.Arrival) *string {
			if a.Guardian == nil {
				a.Guardian = &intake.Guardian{}
			}
			return part(a.Guardian)
		}
	}
	name, phone := kit.NewEntry(), kit.NewEntry()
	for _, item := range []*kit.Item{
		s.text(g.Add, "guardian_name", "监护人姓名", spelled(name), of(func(w *intake.Guardian) *string { return &w.Name })),
		s.look(g.Beside, "guardian_relation", "监护人是本人的", kit.NewLookup(codes("relationship")), of(func(w *intake.Guardian) *string { return &w.Relation })),
		s.text(g.Add, "guardian_phone", "监护人电话", dialled(phone), of(func(w *intake.Guardian) *string { return &w.Phone })),
		s.text(g.Add, "guardian_address", "监护人住址", newPlaceFieldFor(s.places), of(func(w *intake.Guardian) *string { return &w.Address })),
		s.code(g.Add, "guardian_search", "监护人查找情况", kit.NewChoice(codes("guardian_search")), of(func(w *intake.Guardian) *string { return &w.Search })),
		s.text(g.Add, "school", "就读学校", kit.NewEntry(), of(func(w *intake.Guardian) *string { return &w.School })),
		s.text(g.Beside, "class", "年级、班级", kit.NewEntry(), of(func(w *intake.Guardian) *string { return &w.Class })),
	} {
		s.only(item, p.isMinor)
	}
}

// countries are the nationalities but that of China, as they are called.
var countries = func() func(spoken string) []kit.Option {
	chinese, english := countriesIn(language.SimplifiedChinese), countriesIn(language.English)
	return func(spoken string) []kit.Option {
		if spoken == kit.English {
			return english()
		}
		return chinese()
	}
}()

// ofChina are the codes of ISO 3166 that stand for no other nationality.
var ofChina = []string{"CHN", "HKG", "MAC", "TWN"}

func countriesIn(spoken language.Tag) func() []kit.Option {
	return sync.OnceValue(func() (all []kit.Option) {
		names, english := display.Regions(spoken), display.Regions(language.English)
		for _, r := range language.Supported.Regions() {
			code := r.ISO3()
			if !r.IsCountry() || len(code) != 3 || r.Canonicalize() != r || slices.Contains(ofChina, code) || names.Name(r) == "" {
				continue
			}
			all = append(all, kit.Option{Key: code, Text: names.Name(r), Find: code + " " + english.Name(r) + " " + intake.Initials(names.Name(r))})
		}
		return all
	})
}

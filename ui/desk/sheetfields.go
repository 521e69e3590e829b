package desk

import (
	"strconv"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/ui/kit"
)

// The groups of the form, in the order of the paper.
const (
	groupComing   = "来站"
	groupLook     = "先看一眼"
	groupIdentity = "身份"
	groupAsking   = "求助"
	groupSpecial  = "还要问清"
	groupKin      = "亲属"
	groupBody     = "身体"
	groupThings   = "安检与物品"
	groupTaken    = "规定采集"
	groupDecision = "核查与甄别"
)

var groupTitles = []string{groupComing, groupLook, groupIdentity, groupAsking, groupSpecial, groupKin, groupBody, groupThings, groupTaken, groupDecision}

func (s *sheet) addComing() {
	g := s.group(groupComing)
	at := kit.NewTimeField(s.now)
	s.bind(g.Add("arrived_at", "求助时间", at),
		func(a *intake.Arrival) {
			if at.Restore(""); !a.ArrivedAt.IsZero() {
				at.SetTime(a.ArrivedAt.In(s.now().Location()))
			}
		},
		func(a *intake.Arrival) {
			if moment, ok := at.Time(); ok && !sameMinute(moment, a.ArrivedAt) {
				a.ArrivedAt = moment
			}
		})
	s.code(g.Add, "came_by", "来站方式", kit.NewChoice(codes("came_by")), func(a *intake.Arrival) *string { return &a.CameBy }).Require()
	s.only(s.code(g.Add, "party_role", "是同行人的", kit.NewChoice(codes("party_role")), func(a *intake.Arrival) *string { return &a.PartyRole }),
		func(a intake.Arrival) bool { return a.Party != "" })

	aside, scroll := s.form.Apart("")
	s.aside = scroll
	s.text(aside.Add, "brought_unit", "护送单位", s.newUsedField("brought_unit"), func(a *intake.Arrival) *string { return &a.BroughtUnit })
	s.text(aside.Add, "brought_by", "护送人", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.BroughtBy })
	s.text(aside.Add, "brought_phone", "护送人电话", dialled(kit.NewEntry()), func(a *intake.Arrival) *string { return &a.BroughtPhone })
	s.text(aside.Add, "found_place", "发现地点", s.newUsedField("found_place"), func(a *intake.Arrival) *string { return &a.FoundPlace }).Want()
	s.addFoundAt(aside)
}

func (s *sheet) addIdentity() {
	g := s.group(groupIdentity)
	s.addName(g.Add)
	s.sex = kit.NewChoice(codes("sex"))
	s.code(g.Beside, "sex", "性别", s.sex, func(a *intake.Arrival) *string { return &a.Sex }).Require()
	nation := kit.NewLookup(codes("nation"))
	s.look(g.Add, "nation", "民族", nation, func(a *intake.Arrival) *string { return &a.Nation })
	s.age = kit.NewAgeField(s.now)
	s.bind(g.Beside("age", "出生日期或年龄", s.age), s.putAge, s.takeAge).Want()
	s.idKind = kit.NewLookup(codes("id_kind"))
	s.look(g.Add, "id_kind", "证件类型", s.idKind, func(a *intake.Arrival) *string { return &a.IDKind })
	s.id = newIDField(s.now, s.idKind.Chosen, s.fillFrom)
	s.bind(g.Add("id_number", "证件号码", s.id),
		func(a *intake.Arrival) { s.id.Restore(a.IDNumber) },
		func(a *intake.Arrival) {
			if a.IDNumber, _ = s.id.number(); s.id.entry.Unknown() {
				a.IDNumber = ""
			}
		})
	s.id.explained = func() { s.form.Focus("id_number") } // brings the sentence into sight
	s.household = newPlaceFieldFor(s.places)
	s.text(g.Add, "household", "户籍地", s.household, func(a *intake.Arrival) *string { return &a.Household })
	s.text(g.Add, "home", "住所地", newPlaceFieldFor(s.places), func(a *intake.Arrival) *string { return &a.Home })
	s.look(g.Add, "education", "文化程度", kit.NewLookup(codes("education")), func(a *intake.Arrival) *string { return &a.Education })
	s.look(g.Beside, "marital", "婚姻状况", kit.NewLookup(codes("marital")), func(a *intake.Arrival) *string { return &a.Marital })
	s.look(g.Beside, "political", "政治面貌", kit.NewLookup(codes("political")), func(a *intake.Arrival) *string { return &a.Political })
	s.phone = kit.NewEntry()
	s.text(g.Add, "phone", "联系电话", dialled(s.phone), func(a *intake.Arrival) *string { return &a.Phone })
	s.bindAliases(g)
	s.code(g.Add, "benefit", "低保或特困", kit.NewChoice(codes("benefit")), func(a *intake.Arrival) *string { return &a.Benefit })
}

// addName adds the name, with whether it was written by its sound.
func (s *sheet) addName(at place) {
	s.name = kit.NewSoundName(intake.Spell)
	s.bind(at("name", "姓名", s.name),
		func(a *intake.Arrival) { s.name.Put(a.Name, a.NameBySound) },
		func(a *intake.Arrival) { a.Name, a.NameBySound = entered(s.name.Entry), s.name.BySound() }).Want()
}

func (s *sheet) addAsking() {
	g := s.group(groupAsking)
	s.code(g.Add, "reason", "求助原因", kit.NewChoice(codes("reason")), func(a *intake.Arrival) *string { return &a.Reason }).Want()
	s.several(g.Add, "needs", "求助需求", "need", func(a *intake.Arrival) *[]string { return &a.Needs }).Want()
	s.several(g.Add, "categories", "人员类别", "category", func(a *intake.Arrival) *[]string { return &a.Categories })
	s.text(g.Add, "story", "流浪原因、时间、经过", s.phrased("story", kit.NewParagraphEntry(3)), func(a *intake.Arrival) *string { return &a.Story })
}

func (s *sheet) addKin() {
	s.kin = newRows(s.newKinLine)
	s.list(s.group(groupKin), "kin", "近亲属", s.kin,
		func(a *intake.Arrival) { putKin(s.kin, a.Kin) },
		func(a *intake.Arrival) { a.Kin = takeKin(s.kin) })
}

// list binds rows of a group of their own.
func (s *sheet) list(g *kit.Group, key, label string, r *rows, put, take func(*intake.Arrival)) {
	r.submit, r.reveal = s.form.Submit, s.reveal
	item := s.bind(g.Add(key, label, r), put, take)
	r.resized = func() { item.Show(true) } // lays the form out anew
}

func (s *sheet) addBody() {
	g := s.group(groupBody)
	s.look(g.Add, "accent", "语言口音", kit.NewLookup(codes("accent")), func(a *intake.Arrival) *string { return &a.Accent })
	s.text(g.Beside, "said_place", "自述家乡或地名", newPlaceFieldFor(s.places), func(a *intake.Arrival) *string { return &a.SaidPlace })
	height := kit.NewDigitsEntry()
	s.bind(g.Beside("height_cm", "身高（厘米）", height),
		func(a *intake.Arrival) {
			if height.Restore(""); a.HeightCM != 0 {
				height.Restore(strconv.Itoa(a.HeightCM))
			}
		},
		func(a *intake.Arrival) { a.HeightCM, _ = strconv.Atoi(entered(height)) })
	s.text(g.Add, "marks", "体貌特征", s.phrased("marks", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.Marks }).Want()
	s.text(g.Add, "clothing", "衣着", s.phrased("clothing", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.Clothing })
}

func (s *sheet) addDecision() {
	g := s.group(groupDecision)
	s.text(g.Add, "aided_before", "是否曾受助（次数、最近的站）", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.AidedBefore })
	s.text(g.Add, "checked", "核查情况", s.phrased("checked", kit.NewParagraphEntry(2)), func(a *intake.Arrival) *string { return &a.Checked })
	s.addTold(g)
	s.addSigns(g)
	s.text(g.Add, "filled_by", "代填人", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.FilledBy })
	s.code(g.Beside, "opinion", "甄别意见", kit.NewChoice(codes("triage")), func(a *intake.Arrival) *string { return &a.Opinion })
}

// leadDown makes ↓ in the fields by which somebody is recognised lead to who
// may be the same.
func (s *sheet) leadDown(below func() bool) {
	s.name.OnDown, s.id.below = below, below
	s.phone.OnKey = func(key *fyne.KeyEvent) bool { return key.Name == fyne.KeyDown && below() }
}

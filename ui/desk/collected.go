package desk

import (
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// collecting is one of the things that the rules want taken of everybody:
// done now, or not, because.
type collecting struct {
	sheet  *sheet
	choice *kit.Choice
	why    *kit.Entry
	kept   intake.Act
}

const (
	doneNow = "done"
	notDone = "not"
)

// addTaken asks for what the rules want taken. 规定采集
func (s *sheet) addTaken() {
	g := s.group(groupTaken)
	s.text(g.Add, "national_number", "全国系统救助编号", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.Taken.NationalNumber })
	s.collect(g, intake.TakeFingerprint, "指纹", "已采集", "没有采集", func(a *intake.Arrival) *intake.Act { return &a.Taken.Fingerprint })
	s.collect(g, intake.TakePortrait, "电子照片", "已拍照", "没有拍照", func(a *intake.Arrival) *intake.Act { return &a.Taken.Portrait })
	s.collect(g, intake.TakeNational, "录入全国系统", "已录入", "没有录入", func(a *intake.Arrival) *intake.Act { return &a.Taken.National })
}

func (s *sheet) collect(g *kit.Group, key, label, done, not string, part func(*intake.Arrival) *intake.Act) {
	c := &collecting{sheet: s, choice: kit.NewChoice([]kit.Option{{Key: doneNow, Text: lang.L(done)}, {Key: notDone, Text: lang.L(not)}}), why: kit.NewEntry()}
	c.choice.OnChanged = c.answered
	s.bind(g.Add(key, label, c.choice),
		func(a *intake.Arrival) { c.put(*part(a)) },
		func(a *intake.Arrival) { *part(a) = c.act() })
	because := g.Beside(key+"_why", "没有做到的原因", s.phrased("not_taken", c.why))
	s.only(because, func(intake.Arrival) bool { return c.choice.Chosen() == notDone })
}

func (c *collecting) put(act intake.Act) {
	c.kept = act
	c.choice.Restore("")
	switch {
	case !act.At.IsZero():
		c.choice.Choose(doneNow)
	case act.Why != "":
		c.choice.Choose(notDone)
	}
	c.why.Restore(act.Why)
}

// answered keeps who did it, and when.
func (c *collecting) answered() {
	by := c.sheet.me[0]
	switch c.choice.Chosen() {
	case doneNow:
		c.kept = intake.Act{By: by, At: c.sheet.now()}
	case notDone:
		c.kept = intake.Act{By: by}
	default:
		c.kept = intake.Act{}
	}
	if c.choice.Chosen() != notDone {
		c.why.Restore("")
	}
}

// act is what was answered; without a reason, what was not done is still open.
func (c *collecting) act() intake.Act {
	switch c.choice.Chosen() {
	case doneNow:
		return c.kept
	case notDone:
		if why := entered(c.why); why != "" {
			return intake.Act{By: c.kept.By, Why: why}
		}
	}
	return intake.Act{}
}

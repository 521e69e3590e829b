package person

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// settlement is 落户安置 of who stayed long without a known identity: the list
// of what the file must hold, and how much of it is there.
type settlement struct {
	care *care
	room *careRoom
}

func newSettlement(c *care) *careRoom {
	s := &settlement{care: c}
	s.room = c.room(careSettlement, "落户安置", access.Register, nil, "", s.fill)
	return s.room
}

func (s *settlement) fill(stay intake.Stay, file shelter.CareFile) {
	p := s.care.page
	open, ok := file.Settlement()
	if !ok {
		s.room.add(s.unopened(stay, file))
		return
	}
	missing := len(open.Missing())
	state := kit.NewChip(kit.Triangle, lang.L("还差{{.N}}项", map[string]any{"N": missing}), kit.Soon)
	switch {
	case !open.Closed.IsZero():
		state.Set(kit.Square, kit.Joined(lang.L("已办结"), outcomeWord(open.Outcome)), kit.Faint)
	case missing == 0:
		state.Set(kit.Square, lang.L("材料齐全"), kit.Done)
	}
	words := kit.NewText(lang.L("启动：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(open.OpenedBy), "When": kit.SayTime(open.Opened, p.shell.Now())}))
	words.Whole = false
	s.room.top.Add(container.NewBorder(nil, nil, nil, state, words))
	for _, step := range open.Steps {
		s.room.add(s.step(open, step))
	}
}

// unopened says when settling is due, and opens it.
func (s *settlement) unopened(stay intake.Stay, file shelter.CareFile) fyne.CanvasObject {
	p := s.care.page
	words := lang.L("身份已经知道，不用落户安置。")
	due := !file.Settle.IsZero()
	switch {
	case stay.ID == "" || !stay.State.Open():
		words = lang.L("这次救助没有办过落户安置。")
	case due && !calendar.On(p.shell.Now()).Before(file.Settle):
		words = lang.L("▲ 身份一直查不清，{{.When}} 起应当启动落户安置。", map[string]any{"When": kit.SayDay(file.Settle.Start(), p.shell.Now())})
	case due:
		words = lang.L("身份还没查清：到 {{.When}} 仍查不清的，启动落户安置；也可以提前启动。", map[string]any{"When": kit.SayDay(file.Settle.Start(), p.shell.Now())})
	}
	lines := kit.Above(kit.NewParagraph(words))
	if due && s.care.may(access.Register) {
		lines.Add(kit.Beside(kit.NewButton("启动落户安置", "", func() { s.open(stay.ID) })))
	}
	return lines
}

func (s *settlement) open(stayID string) {
	p := s.care.page
	s.care.do(nil, func(ctx context.Context) error {
		_, err := p.shell.House().OpenSettlement(ctx, stayID)
		return err
	}, func() {
		p.told("落户安置已启动，按清单逐项办。", nil)
		kit.Tell("settlement", "opened")
	})
}

// step is one thing that the file must hold.
func (s *settlement) step(of shelter.Procedure, step shelter.ProcedureItem) fyne.CanvasObject {
	p := s.care.page
	sign, text := kit.NewSign(kit.Ring0, kit.Soon), kit.NewParagraph(lang.L(step.Text))
	more := kit.Joined(required(step), step.Article)
	if !step.Done.IsZero() {
		sign.Set(kit.Square, kit.Done)
		more = kit.Joined(lang.L("{{.Who}} {{.When}}", map[string]any{"Who": p.staff(step.Actor), "When": kit.SayTime(step.Done, p.shell.Now())}), step.Note)
	} else if !step.Required {
		sign.Set(kit.Ring0, kit.Faint)
	}
	var act fyne.CanvasObject
	if of.Closed.IsZero() && s.care.may(access.Register) {
		act = kit.NewButton("办好了", "", func() { s.tick(of.ID, step.Code, true) })
		if !step.Done.IsZero() {
			act = quiet("撤回", func() { s.tick(of.ID, step.Code, false) })
		}
	}
	label := kit.NewLabel(more)
	label.Whole = false
	return container.NewBorder(nil, nil, kit.Beside(sign), act, kit.Close(text, label))
}

func required(step shelter.ProcedureItem) string {
	if step.Required {
		return lang.L("必办")
	}
	return ""
}

// tick records that a step was done, or that it was not; undo says the
// opposite.
func (s *settlement) tick(id, code string, done bool) {
	p := s.care.page
	s.care.do(nil, func(ctx context.Context) error {
		if done {
			return p.shell.House().DoStep(ctx, id, code, "")
		}
		return p.shell.House().UndoStep(ctx, id, code)
	}, func() {
		s.next(code)
		p.told("已记下。", func() { s.tick(id, code, !done) })
		kit.Tell("settlement", "ticked")
	})
}

// next puts the focus on the step after one.
func (s *settlement) next(code string) {
	open, _ := s.care.file().Settlement()
	buttons := buttonsIn(s.room.list)
	for at, step := range open.Steps {
		if step.Code == code && at+1 < len(buttons) {
			s.care.page.focus(buttons[at+1])
		}
	}
}

// outcomes are how a matter ends.
var outcomes = map[string]string{shelter.OutcomeSettled: "已安置", shelter.OutcomeIdentified: "身份查清", shelter.OutcomeLeft: "离站", shelter.OutcomeFound: "已找到",
	shelter.OutcomeMistaken: "已撤回"}

func outcomeWord(outcome string) string {
	if word, ok := outcomes[outcome]; ok {
		return lang.L(word)
	}
	if outcome == shelter.OutcomeDied {
		return trace.Code("leave_kind", "death")
	}
	return trace.Code("end_reason", outcome)
}

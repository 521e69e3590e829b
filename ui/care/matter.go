package care

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/shelter"
	"guitu/ui/kit"
)

// kindWords name the kinds of matters.
var kindWords = map[shelter.ProcedureKind]string{
	shelter.ProcedureMissing: "点名未到", shelter.ProcedureSettlement: "落户安置", shelter.ProcedureDeath: "死亡处置",
}

// matter shows one procedure: its steps to be ticked, a note that goes with the
// next tick, and how it may end.
type matter struct {
	desk    *desk
	changed func() // something was done
	content *fyne.Container
	foot    *fyne.Container // the buttons by which it ends
	search  shelter.Search
	note    *kit.Entry
	ticks   []*tick
	busy    bool
}

func newMatter(d *desk, changed func()) *matter {
	m := &matter{desk: d, changed: changed, content: kit.Above(), foot: kit.Above(), note: kit.NewEntry()}
	m.note.SetHint(lang.L("备注：写在这里，随下一个勾选保存"))
	m.note.OnSubmitted = func(string) { m.focus() }
	return m
}

// show shows the matter as it is now. The cursor stays on its line.
func (m *matter) show(s shelter.Search) {
	at := m.cursor()
	m.search = s
	head := kit.NewParagraphIn(kit.Joined(lang.L(kindWords[s.Kind]), s.Name, s.Bed), widget.RichTextStyle{TextStyle: fyne.TextStyle{Bold: true}})
	since := kit.NewParagraphIn(m.sinceWords(), widget.RichTextStyle{ColorName: kit.Faint, SizeName: kit.Small})
	m.content.Objects = []fyne.CanvasObject{kit.Close(head, since)}
	m.ticks = nil
	for i, step := range s.Steps {
		t := m.line(step)
		t.key = func(key *fyne.KeyEvent) bool { return m.move(i, key.Name) }
		m.ticks = append(m.ticks, t)
		m.content.Add(t)
	}
	m.content.Add(m.note)
	m.content.Refresh()
	m.foot.Objects = []fyne.CanvasObject{kit.Beside(m.ends()...)}
	m.foot.Refresh()
	if at >= 0 && at < len(m.ticks) {
		m.desk.FocusOn(m.ticks[at])
	}
}

func (m *matter) sinceWords() string {
	s := m.search
	words := lang.L("从{{.At}}开始", map[string]any{"At": kit.SayTime(s.Opened, m.desk.shell.Now())})
	if s.Kind == shelter.ProcedureMissing {
		words = kit.Joined(words, lang.L("连续{{.N}}次未到", map[string]any{"N": s.Missed}))
	}
	if n := len(s.Procedure.Missing()); n > 0 {
		words = kit.Joined(words, lang.L("还有{{.N}}项要办", map[string]any{"N": n}))
	}
	return words
}

func (m *matter) line(step shelter.ProcedureItem) *tick {
	shape, ink := kit.Ring0, kit.Faint
	state := ""
	switch {
	case !step.Done.IsZero():
		shape, ink = kit.Square, kit.Done
		state = kit.Joined(lang.L("已办")+" "+kit.SayTime(step.Done, m.desk.shell.Now()), step.Note)
	case step.Required:
		shape, ink, state = kit.Triangle, kit.Soon, lang.L("必办")
	}
	return newTick(shape, ink, lang.L(step.Text), kit.Joined(state, lang.L(step.Article)), func() { m.turn(step) })
}

// turn ticks a step, with what the note says, or takes its tick away.
func (m *matter) turn(step shelter.ProcedureItem) {
	if m.busy {
		return // the key was pressed twice
	}
	m.busy = true
	note := strings.TrimSpace(m.note.Text)
	m.desk.shell.Work("正在保存…", func(ctx context.Context) error {
		if step.Done.IsZero() {
			return m.desk.shell.House().DoStep(ctx, m.search.ID, step.Code, note)
		}
		return m.desk.shell.House().UndoStep(ctx, m.search.ID, step.Code)
	}, func(err error) {
		m.busy = false
		if err != nil {
			m.desk.shell.Fail(err)
			return
		}
		if step.Done.IsZero() {
			m.note.SetText("")
			kit.Tell("step", "done")
		}
		m.changed()
	})
}

// ends are the buttons by which the matter may end.
func (m *matter) ends() (all []fyne.CanvasObject) {
	button := func(text string, act func()) *kit.Button {
		b := kit.NewButton(text, "", act)
		all = append(all, b)
		return b
	}
	switch m.search.Kind {
	case shelter.ProcedureMissing:
		button("已找到", func() { m.end(shelter.OutcomeFound, "已记下找到了。") })
		if m.search.Missed >= m.search.Needed {
			button("未办手续离站…", m.askLeft).Role = kit.Danger
		}
	case shelter.ProcedureSettlement:
		button("已安置", func() { m.end(shelter.OutcomeSettled, "落户安置已办结。") })
		button("身份已查清", func() { m.end(shelter.OutcomeIdentified, "已记下身份查清，寻亲继续。") })
	}
	button("打开档案", func() { m.desk.shell.Go(kit.Route{Name: kit.RoutePerson, ID: m.search.PersonID}) })
	return all
}

func (m *matter) end(outcome, said string) {
	m.desk.shell.Work("正在保存…", func(ctx context.Context) error {
		return m.desk.shell.House().CloseProcedure(ctx, m.search.ID, outcome)
	}, func(err error) {
		if err != nil {
			m.desk.shell.Fail(err)
			return
		}
		kit.Tell("procedure", "closed")
		m.desk.Say(said)
		m.changed()
	})
}

// askLeft asks for the written record that a leaving without formalities keeps.
func (m *matter) askLeft() {
	kit.AskReason(m.desk.shell.Window().Canvas(), "未办手续离站", "连续点名未到、已经寻找的，视为放弃救助，不再占用床位。请写下寻找经过和依据，留作书面记录。", "登记离站", m.left)
}

func (m *matter) left(record string) {
	s := m.search
	m.desk.shell.Work("正在登记离站…", func(ctx context.Context) error {
		if _, err := m.desk.shell.House().LeftWithoutFormalities(ctx, s.ID, s.First); err != nil || s.Hidden {
			return err // of who may not be read, nothing may be written
		}
		_, err := m.desk.shell.House().RecordNote(ctx, shelter.CareNote{StayID: s.StayID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: record}})
		return err
	}, func(err error) {
		if err != nil {
			m.desk.shell.Fail(err)
		} else {
			kit.Tell("departed", "walked")
			m.desk.Say("已登记离站，床位已空出，记录已留存。")
		}
		m.changed()
	})
}

// cursor is the line that has the focus; -1 for none.
func (m *matter) cursor() int {
	focused := m.desk.shell.Window().Canvas().Focused()
	for i, t := range m.ticks {
		if fyne.Focusable(t) == focused {
			return i
		}
	}
	return -1
}

func (m *matter) move(from int, key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDown:
		if from == len(m.ticks)-1 {
			m.desk.FocusOn(m.note)
			return true
		}
		from++
	case fyne.KeyUp:
		from = max(0, from-1)
	default:
		return false
	}
	m.desk.FocusOn(m.ticks[from])
	return true
}

// focus puts the cursor on the first step that is to be done.
func (m *matter) focus() {
	for i, step := range m.search.Steps {
		if step.Done.IsZero() {
			m.desk.FocusOn(m.ticks[i])
			return
		}
	}
	if len(m.ticks) > 0 {
		m.desk.FocusOn(m.ticks[0])
	}
}

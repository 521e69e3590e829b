package care

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// recent is how many days of notes the list shows.
const recent = 7

// watch is 观察: who needs looking after and why, and what happened in the last
// days. Digits on a row are a temperature.
type watch struct {
	desk
	people []shelter.Watching
	notes  []shelter.RecentNote
	which  *kit.Choice
	table  *kit.DataTable[shelter.Watching]
	events *kit.DataTable[shelter.RecentNote]
	place  *fyne.Container
	typed  string // the digits of a temperature so far
	hint   *kit.Text
}

// whyWords say why somebody is looked after.
var whyWords = map[string]string{
	shelter.CareFever: "发热", shelter.CareLevel: "看护", shelter.CareMeasure: "该量体温", shelter.CareLook: "未做健康检视",
}

func newWatch(shell Shell) *kit.Room {
	w := &watch{}
	w.table = kit.NewDataTable([]kit.Column[shelter.Watching]{
		{ID: "bed", Title: lang.L("床位"), Width: 1.6, Text: func(p shelter.Watching) string { return p.Bed }},
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: func(p shelter.Watching) string { return p.Name }},
		{ID: "why", Title: lang.L("要注意"), Width: 3.4, Text: whyText, Color: whyInk},
		{ID: "level", Title: lang.L("看护等级"), Width: 1.8, Text: levelText},
		{ID: "temperature", Title: lang.L("体温"), Width: 1.4, Text: heatText, Color: heatInk},
		{ID: "at", Title: lang.L("量于"), Width: 1.8, Text: func(p shelter.Watching) string { return w.sayAt(p.Temperature.At) }},
		{ID: "next", Title: lang.L("下次"), Width: 1.8, Text: func(p shelter.Watching) string { return w.sayAt(p.Measure) }},
	})
	w.table.OnOpen = w.look
	w.table.OnMark = func(shelter.Watching) { w.typing("") }
	w.table.OnKeys(w.key)
	w.events = kit.NewDataTable([]kit.Column[shelter.RecentNote]{
		{ID: "at", Title: lang.L("时间"), Width: 1.8, Text: func(n shelter.RecentNote) string { return w.sayAt(n.At) }, Compare: func(a, b shelter.RecentNote) int { return a.At.Compare(b.At) }},
		{ID: "kind", Title: lang.L("种类"), Width: 2, Text: func(n shelter.RecentNote) string { return lang.L(noteWords[n.Kind]) }},
		{ID: "bed", Title: lang.L("床位"), Width: 1.4, Text: func(n shelter.RecentNote) string { return n.Bed }},
		{ID: "name", Title: lang.L("姓名"), Width: 1.8, Text: func(n shelter.RecentNote) string { return n.Name }},
		{ID: "text", Title: lang.L("内容"), Width: 6, Text: noteText},
	})
	w.events.OnOpen = w.correct
	w.which = kit.NewChoice([]kit.Option{{Key: "some", Text: lang.L("要注意的人")}, {Key: "all", Text: lang.L("全部在站")}, {Key: "notes", Text: lang.L("近{{.N}}天记录", map[string]any{"N": recent})}})
	w.which.Choose("some")
	w.which.OnChanged = w.fill
	kit.Alone(w.which, w.focusList)
	w.place = container.NewStack()
	w.hint = kit.NewLabel("")
	w.hint.Whole = false
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("健康检视…", "", w.lookMarked)}, kit.NewPrimary("记一件事", "", w.note))
	list := container.NewBorder(kit.Close(over(nil, w.which), kit.Margin(kit.Nudge, w.hint)), foot, nil, nil, w.place)
	w.use(shell, w.table.Target(), list, w.reload, "care_note", "stay", "bed_take", "setting")
	room := w.room(w, nil)
	room.Focus = w.focusList
	return room
}

func (w *watch) focusList() {
	switch {
	case w.Form != nil:
		w.Form.Focus("")
	case w.which.Chosen() == "notes":
		w.FocusOn(w.events.Target())
	default:
		w.FocusOn(w.table.Target())
	}
}

func (w *watch) sayAt(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return kit.SayTime(at, w.shell.Now())
}

func whyText(p shelter.Watching) string {
	if p.Hidden {
		return lang.L("保护对象，由指定人员照看")
	}
	var words []string
	for _, why := range p.Why {
		words = append(words, lang.L(whyWords[why]))
	}
	return strings.Join(words, lang.L("、"))
}

func whyInk(p shelter.Watching) fyne.ThemeColorName {
	switch {
	case slices.Contains(p.Why, shelter.CareFever):
		return kit.Overdue
	case len(p.Why) > 0:
		return kit.Soon
	}
	return kit.Ink
}

func levelText(p shelter.Watching) string {
	if p.Watch.Level == "" {
		return ""
	}
	return kit.CodeWord("watch_level", p.Watch.Level)
}

func heatText(p shelter.Watching) string {
	text := shelter.DegreesWords(p.Temperature.Tenths)
	if p.Fever {
		return "◆ " + text
	}
	return text
}

func heatInk(p shelter.Watching) fyne.ThemeColorName {
	if p.Fever {
		return kit.Overdue
	}
	return kit.Ink
}

func noteText(n shelter.RecentNote) string {
	heat, corrected := "", ""
	if n.Tenths > 0 {
		heat = shelter.DegreesWords(n.Tenths) + "℃"
	}
	if n.Corrected {
		corrected = lang.L("（已更正）")
	}
	what := n.What
	switch n.Kind {
	case shelter.NoteIncident:
		what = kit.CodeWord("incident_kind", n.What)
	case shelter.NoteSchooling:
		what = kit.CodeWord("schooling", n.What)
	}
	level := ""
	if n.Level != "" {
		level = kit.CodeWord("watch_level", n.Level)
	}
	return kit.Joined(corrected, what, heat, level, codeWords("health_look", n.Look), codeWords("mind_look", n.Mind), n.Text)
}

func (w *watch) reload() {
	var people []shelter.Watching
	var notes []shelter.RecentNote
	since := w.shell.Now().AddDate(0, 0, -recent)
	wanted := w.which.Chosen() == "notes"
	w.read(func(ctx context.Context) (err error) {
		if people, err = w.shell.House().WatchList(ctx); err != nil || !wanted {
			return err
		}
		notes, err = w.shell.House().RecentNotes(ctx, since)
		return err
	}, func() {
		w.people, w.notes = people, notes
		w.show()
	})
}

// fill follows the choice over the list; notes are read when they are asked for.
func (w *watch) fill() {
	if w.which.Chosen() == "notes" {
		w.reload()
		return
	}
	w.show()
}

func (w *watch) show() {
	w.typed = ""
	if w.which.Chosen() == "notes" {
		w.showNotes()
	} else {
		w.showPeople()
	}
}

// put puts something in the place of the list: it is laid out before a cursor
// is put into it, which scrolls.
func (w *watch) put(o fyne.CanvasObject) {
	w.place.Objects = []fyne.CanvasObject{o}
	w.place.Refresh()
}

// gravity puts who has a fever or is watched before whom only a look-over is
// missing.
func gravity(p shelter.Watching) int {
	switch {
	case slices.Contains(p.Why, shelter.CareFever):
		return 0
	case slices.Contains(p.Why, shelter.CareMeasure):
		return 1
	case slices.Contains(p.Why, shelter.CareLevel):
		return 2
	}
	return 3
}

func (w *watch) showNotes() {
	w.events.SetRows(w.notes)
	w.hint.Set(lang.L("Enter 更正选中的一条；原来的记录保留"))
	w.put(w.events)
	if len(w.notes) == 0 {
		w.put(kit.NewEmpty("care", "近几天没有记录。发生的事、谈话、社工服务、上课都记在这里。", nil))
		return
	}
	w.events.PutCursor(0)
}

func (w *watch) showPeople() {
	rows := slices.Clone(w.people)
	if w.which.Chosen() == "some" {
		rows = slices.DeleteFunc(rows, func(p shelter.Watching) bool { return len(p.Why) == 0 })
		slices.SortStableFunc(rows, func(a, b shelter.Watching) int { return cmp.Compare(gravity(a), gravity(b)) })
	}
	marked, had := w.table.Marked()
	w.table.SetRows(rows)
	w.sayHint()
	w.put(w.table)
	if len(rows) == 0 {
		w.put(kit.NewEmpty("care", "现在没有要特别注意的人。选“全部在站”可以给任何人记体温。", nil))
		return
	}
	at := slices.IndexFunc(w.table.Shown(), func(p shelter.Watching) bool { return had && p.StayID == marked.StayID })
	w.table.PutCursor(max(at, 0))
}

// typing is what the digits of a temperature are so far.
func (w *watch) typing(digits string) {
	w.typed = digits
	w.sayHint()
}

func (w *watch) sayHint() {
	words := lang.L("数字记体温：385 是 38.5，或只打 66 是 36.6 · Enter 检视、看护等级")
	if w.typed != "" {
		words = lang.L("体温 {{.Said}}… 再按数字，Esc 取消", map[string]any{"Said": spelled(w.typed)})
	}
	w.hint.Set(words)
}

// spelled puts the tens of degrees before a digit that is said without them, as
// a thermometer is read aloud: 66 is 36.6, 02 is 40.2. Nobody is measured below
// 35 that way: 3 and 4 begin a number with all its digits, or 38 might be taken
// for 33.8.
func spelled(digits string) string {
	switch digits[0] {
	case '3', '4':
		return digits
	case '0', '1', '2':
		return "4" + digits
	}
	return "3" + digits
}

// key takes digits for a temperature.
func (w *watch) key(key *fyne.KeyEvent) bool {
	begun := w.typed != ""
	switch {
	case begun && key.Name == fyne.KeyEscape:
		w.typing("")
	case begun && key.Name == fyne.KeyBackspace:
		w.typing(w.typed[:len(w.typed)-1])
	case begun && (key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter || key.Name == fyne.KeyPeriod):
		// the last digit is still to come; the point is not needed
	case len(key.Name) == 1 && key.Name[0] >= '0' && key.Name[0] <= '9':
		w.typing(w.typed + string(key.Name))
		if said := spelled(w.typed); len(said) == len("366") {
			w.typing("")
			w.heard(said)
		}
	default:
		return false
	}
	return true
}

// heard takes the three digits of a temperature.
func (w *watch) heard(digits string) {
	tenths, err := shelter.ParseDegrees(digits)
	if err != nil {
		w.shell.Fail(err)
		return
	}
	w.takeHeat(tenths)
}

// takeHeat records a temperature of who has the cursor and goes on to the next
// row.
func (w *watch) takeHeat(tenths int) {
	p, ok := w.table.Marked()
	if !ok {
		return
	}
	var kept shelter.CareNote
	w.Save(nil, func(ctx context.Context) (err error) {
		kept, err = w.shell.House().RecordNote(ctx, shelter.CareNote{StayID: p.StayID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: tenths}})
		return err
	}, func() {
		kit.Tell("note", string(shelter.NoteTemperature))
		w.shell.Toast(kit.Toast{Text: "{{.Name}} {{.Heat}}℃ 已记下。", Args: map[string]any{"Name": p.Name, "Heat": shelter.DegreesWords(tenths)}, Kind: kit.Done,
			Undo: func() { w.correct(shelter.RecentNote{CareNote: kept, Name: p.Name, Bed: p.Bed}) }})
		w.step(p.StayID)
		w.Load()
	})
}

// step puts the cursor on the row after somebody's.
func (w *watch) step(stay string) {
	at := slices.IndexFunc(w.table.Shown(), func(p shelter.Watching) bool { return p.StayID == stay })
	w.table.PutCursor(at + 1)
}

func (w *watch) lookMarked() {
	if p, ok := w.table.Marked(); ok {
		w.look(p)
		return
	}
	w.shell.Toast(kit.Toast{Text: "先选一个人，再记检视。", Kind: kit.Info})
}

package settings

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// ordered is a section that shows rows in the station's own order. Alt+↑ and
// Alt+↓ move the row with the cursor, Space takes it into use or out of it.
// What was moved is kept by 保存, and by leaving the section at the latest.
type ordered[T any] struct {
	*kit.ListDesk
	shell   Shell
	table   *kit.DataTable[T]
	rows    []T
	dirty   bool
	load    func(ctx context.Context) ([]T, error)
	store   func(ctx context.Context, rows []T) error
	same    func(a, b T) bool
	change  func(row T)       // opens the form of a row; nil where rows are not changed
	toggle  func(row T) T     // nil where rows are not switched
	turns   string            // what its button says
	saved   string            // what is said after saving
	removed string            // what is said after taking a row out
	aside   fyne.CanvasObject // at the right of the sentence, where the foot is full; nil for nothing
	state   *kit.Text
	loaded  bool
}

// use makes the section: a sentence over the list, buttons at its foot.
func (o *ordered[T]) use(shell Shell, sentence string, columns []kit.Column[T], left []fyne.CanvasObject, right ...fyne.CanvasObject) *kit.Room {
	o.table = kit.NewDataTable(columns)
	o.table.OnOpen = o.change
	o.table.OnPreview = func(T) { o.turn() }
	o.state = kit.NewLabel("")
	left = append(left, kit.NewButton("上移", "", func() { o.move(-1) }), kit.NewButton("下移", "", func() { o.move(1) }))
	if o.toggle != nil {
		left = append(left, kit.NewButton(orElse(o.turns, "启用／停用"), "", o.turn))
	}
	save := kit.NewPrimary("保存", "save", o.keep)
	foot := kit.Actions(append(left, o.state), append(right, save)...)
	o.shell = shell
	o.ListDesk = kit.NewListDesk(shell.Window(), o.table.Target(), container.NewBorder(o.head(sentence), foot, nil, nil, o.table))
	return &kit.Room{Content: o.Place, Enter: o.enter, Leave: o.keep, Save: o.submitOrKeep, Focus: o.ListDesk.Focus, Move: o.move}
}

func (o *ordered[T]) head(sentence string) fyne.CanvasObject {
	if o.aside == nil {
		return kit.SentenceOver(sentence)
	}
	return container.NewBorder(nil, nil, nil, kit.Actions(nil, o.aside), kit.SentenceOver(sentence))
}

func (o *ordered[T]) enter() {
	if o.loaded {
		return // what was moved stays
	}
	o.read("")
}

// read shows the rows as they are kept, with the cursor on the first; said is
// told where it is not empty.
func (o *ordered[T]) read(said string) {
	var rows []T
	o.shell.Work("正在读取…", func(ctx context.Context) (err error) {
		rows, err = o.load(ctx)
		return err
	}, func(err error) {
		if err != nil {
			o.shell.Fail(err)
			return
		}
		o.loaded = true
		o.put(rows, false)
		if said != "" {
			told(o.shell, said)
		}
	})
}

// put shows rows; dirty says that they are others than those that are kept.
func (o *ordered[T]) put(rows []T, dirty bool) {
	o.rows, o.dirty = rows, dirty
	o.table.SetRows(slices.Clone(rows))
	words := ""
	if dirty {
		words = lang.L("有改动，还没有保存")
	}
	o.state.Paint(words, kit.Soon)
	if _, ok := o.table.Marked(); !ok && len(rows) > 0 {
		o.table.PutCursor(0)
	}
}

// marked is where the row with the cursor stands.
func (o *ordered[T]) marked() (at int, row T, ok bool) {
	row, ok = o.table.Marked()
	if !ok {
		return 0, row, false
	}
	at = o.at(row)
	return at, row, at >= 0
}

// at is where a row stands in the station's order, and number the same as it
// is read.
func (o *ordered[T]) at(row T) int {
	return slices.IndexFunc(o.rows, func(other T) bool { return o.same(row, other) })
}

func (o *ordered[T]) number(row T) string { return strconv.Itoa(o.at(row) + 1) }

// move puts the row with the cursor so many places further down.
func (o *ordered[T]) move(by int) {
	at, row, ok := o.marked()
	to := at + by
	if !ok || o.Form != nil || to < 0 || to >= len(o.rows) {
		return
	}
	if o.table.Choice().Sort != "" { // an order of a column is not the station's
		o.table.SetChoice(kit.TableChoice{})
	}
	rows := slices.Insert(slices.Delete(slices.Clone(o.rows), at, at+1), to, row)
	o.put(rows, true)
	o.table.PutCursor(to)
}

// changeButton is the button that opens the form of the row with the cursor.
func (o *ordered[T]) changeButton() *kit.Button {
	return kit.NewButton("修改", "", func() { o.table.Open() })
}

// remove takes the row with the cursor out; 撤销 puts it back.
func (o *ordered[T]) remove() {
	at, _, ok := o.marked()
	if !ok {
		return
	}
	before := o.rows
	o.put(slices.Delete(slices.Clone(before), at, at+1), true)
	o.shell.Toast(kit.Toast{Text: o.removed, Kind: kit.Done, Undo: func() { o.put(before, true) }})
}

// turn takes the row with the cursor into use or out of it.
func (o *ordered[T]) turn() {
	at, row, ok := o.marked()
	if !ok || o.toggle == nil || o.Form != nil {
		return
	}
	rows := slices.Clone(o.rows)
	rows[at] = o.toggle(row)
	o.put(rows, true)
}

// with is the rows with one changed, or added at the end.
func (o *ordered[T]) with(row T) []T {
	rows := slices.Clone(o.rows)
	if at := o.at(row); at >= 0 {
		rows[at] = row
		return rows
	}
	return append(rows, row)
}

// keep stores what was moved or switched.
func (o *ordered[T]) keep() {
	if !o.dirty {
		return
	}
	o.storeRows(nil, o.rows)
}

// storeRows stores rows and shows them as they are then; a form goes back to the
// list, or says what is wrong.
func (o *ordered[T]) storeRows(form *kit.Form, rows []T) {
	save(o.shell, form, func(ctx context.Context) error { return o.store(ctx, rows) }, func() {
		if form != nil {
			o.Back()
		}
		o.dirty = false
		o.read(o.saved)
	})
}

// submitOrKeep is Ctrl+Enter: the form, or the list.
func (o *ordered[T]) submitOrKeep() {
	if o.Form != nil {
		o.Form.Submit()
		return
	}
	o.keep()
}

// switched is the column that says whether a row is in use.
func switched[T any](width float32, isOff func(T) bool) kit.Column[T] {
	return kit.Column[T]{ID: "state", Title: lang.L("状态"), Width: width, Text: func(r T) string {
		if isOff(r) {
			return "✕ " + lang.L("停用")
		}
		return "● " + lang.L("启用")
	}, Color: func(r T) fyne.ThemeColorName {
		if isOff(r) {
			return kit.Faint
		}
		return kit.Done
	}}
}

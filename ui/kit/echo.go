package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// echo is an entry that says underneath what it understood of its text. It is
// the body of AgeField and of the fields of a moment.
type echo struct {
	widget.BaseWidget
	entry *Entry
	line  *Text
	say   func(text string) string // what was understood, empty for nothing
	box   *fyne.Container
}

func (e *echo) start(hint string, verify func(string) error, say func(string) string) {
	e.entry, e.line, e.say = NewEntry(), NewLabel(""), say
	e.line.Whole = false
	e.entry.SetHint(hint)
	e.entry.Verify = verify
	e.entry.OnChanged = func(string) { e.listen() }
	e.box = Close(e.entry, e.line)
	e.listen()
}

// understand makes an echo of what read reads and say puts in words.
func understand[T any](e *echo, hint string, read func(text string) (T, error), say func(T) string) {
	e.start(hint, func(text string) error {
		_, err := read(text)
		return err
	}, func(text string) string {
		value, err := read(text)
		if err != nil {
			return ""
		}
		return say(value)
	})
}

func (e *echo) listen() {
	said := ""
	if e.entry.Text != "" {
		said = e.say(e.entry.Text)
	}
	e.line.Paint(said, Accent)
	if hidden := said == ""; e.line.Hidden != hidden {
		e.line.Hidden = hidden
		e.box.Refresh()
	}
}

func (e *echo) Base() *FieldBase       { return &e.entry.FieldBase }
func (e *echo) Target() fyne.Focusable { return e.entry }
func (e *echo) Draft() string          { return e.entry.Draft() }
func (e *echo) Empty() bool            { return e.entry.Empty() }
func (e *echo) Check() error           { return e.entry.Check() }

func (e *echo) Restore(draft string) {
	e.entry.Restore(draft)
	e.listen()
}

// Entry is the field inside.
func (e *echo) Entry() *Entry { return e.entry }

// Understood is the line under the field.
func (e *echo) Understood() string { return e.line.Content }

func (e *echo) Refresh() {
	e.entry.Refresh()
	e.listen()
	e.BaseWidget.Refresh()
}

func (e *echo) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(e.box) }

package desk

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// spokenTimeField takes a moment as somebody tells it. What can be read as a
// moment is kept as one, with what was understood shown underneath; anything
// else, 大概三天前, stays in their words.
type spokenTimeField struct {
	widget.BaseWidget
	entry *kit.Entry
	line  *kit.Text
	now   func() time.Time
	box   *fyne.Container
}

var _ kit.Field = (*spokenTimeField)(nil)

func newSpokenTime(now func() time.Time) *spokenTimeField {
	f := &spokenTimeField{entry: kit.NewEntry(), line: kit.NewLabel(""), now: now}
	f.line.Whole = false
	f.line.Hide()
	f.entry.SetHint(lang.L("2210、昨天 9:10，或照说的写"))
	f.entry.OnChanged = func(string) { f.listen() }
	f.box = kit.Close(f.entry, f.line)
	f.ExtendBaseWidget(f)
	return f
}

func (f *spokenTimeField) listen() {
	said := ""
	if at, err := kit.ReadTime(f.entry.Text, f.now()); err == nil {
		said = kit.SayTime(at, f.now())
	}
	f.line.Paint(said, kit.Accent)
	if hidden := said == ""; f.line.Hidden != hidden {
		f.line.Hidden = hidden
		f.box.Refresh()
	}
}

// Draft is the moment that was meant, or the words.
func (f *spokenTimeField) Draft() string {
	if at, err := kit.ReadTime(f.entry.Text, f.now()); err == nil {
		return at.Format(spokenTime)
	}
	return f.entry.Draft()
}

func (f *spokenTimeField) Restore(draft string) {
	f.entry.Restore(draft)
	f.listen()
}

func (f *spokenTimeField) Base() *kit.FieldBase   { return &f.entry.FieldBase }
func (f *spokenTimeField) Target() fyne.Focusable { return f.entry }
func (f *spokenTimeField) Empty() bool            { return f.entry.Empty() }
func (f *spokenTimeField) Check() error           { return nil }

func (f *spokenTimeField) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.box)
}

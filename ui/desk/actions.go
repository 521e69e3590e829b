package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// action is something that can be done from within the form.
type action struct {
	text string // key of the translation
	do   func()
}

// actions is a row of things to do that stands among the fields, so that it is
// reached by Enter like them: its digits and Space do, Enter goes on.
type actions struct {
	widget.BaseWidget
	choice *kit.Choice
	all    []action
	// settled reports that nothing is left to be done here, for the dots of the
	// group; nil where doing it is not asked for.
	settled func() bool
}

var _ kit.Field = (*actions)(nil)

func newActions(all ...action) *actions {
	f := &actions{choice: kit.NewMultiChoice(nil)}
	f.choice.OnChanged = f.obey
	f.offer(all...)
	f.ExtendBaseWidget(f)
	return f
}

// offer changes what can be done.
func (f *actions) offer(all ...action) {
	f.all = all
	f.choice.Options = nil
	for i, a := range all {
		f.choice.Options = append(f.choice.Options, kit.Option{Key: string(rune('a' + i)), Text: lang.L(a.text)})
	}
	f.choice.Choose()
}

func (f *actions) obey() {
	chosen := f.choice.Chosen()
	if chosen == "" {
		return
	}
	f.choice.Choose()
	f.all[chosen[0]-'a'].do()
}

func (f *actions) Base() *kit.FieldBase   { return &f.choice.FieldBase }
func (f *actions) Target() fyne.Focusable { return f.choice }
func (f *actions) Empty() bool            { return f.settled != nil && !f.settled() }
func (f *actions) Check() error           { return nil }
func (f *actions) Draft() string          { return "" }
func (f *actions) Restore(string)         {}

func (f *actions) Refresh() {
	f.choice.Refresh()
	f.BaseWidget.Refresh()
}

func (f *actions) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.choice) }

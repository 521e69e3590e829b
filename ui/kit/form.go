package kit

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/internal/store"
)

// Form is a column of groups of labelled fields. It knows their order: Enter
// goes on, Shift+Enter back, into folded groups too, and Ctrl+Enter saves.
// What is wrong stands under its field in words, and the form stays.
type Form struct {
	widget.BaseWidget

	// OnDraft is called when a field is left with another content than before.
	OnDraft func(key, draft string)
	// OnChange is called at each change of a field by the user.
	OnChange func(key string)
	// OnSubmit is called by Ctrl+Enter and Submit when no field has a problem.
	OnSubmit func()
	// OnReveal is asked to bring a field into sight where the form itself does
	// not scroll: it is a line of a list in another form.
	OnReveal func(field fyne.CanvasObject)
	// OnLast is called by Enter in the last field; nil submits.
	OnLast func()
	// OnFirst is called by Shift+Enter in the first field.
	OnFirst func()

	groups []*Group
	order  []*Item
	column *fyne.Container
	scroll *container.Scroll
	held   int  // within Together
	late   bool // places are to be found when it ends
}

// Item is a field with its place in a form.
type Item struct {
	Key   string // the name that drafts and errors carry
	Field Field

	form     *Form
	group    *Group
	required bool
	saved    string
	frame    *fyne.Container
	row      *fyne.Container // the line on which it stands, with its neighbours
	label    *Text
	state    *Text
	sign     *Sign
	problem  *problemText
}

// NewForm returns an empty form.
func NewForm() *Form {
	f := &Form{column: Groups()}
	f.ExtendBaseWidget(f)
	return f
}

// Group adds a group; title is a key of the translations, empty for a group
// without a head.
func (f *Form) Group(title string) *Group {
	g := newGroup(f, title)
	f.groups = append(f.groups, g)
	f.column.Add(g)
	return g
}

// Apart adds a group that the page shows elsewhere, in the scroll that comes
// with it. Its fields keep their place in the order of the form.
func (f *Form) Apart(title string) (*Group, *container.Scroll) {
	g := newGroup(f, title)
	g.scroll = container.NewVScroll(Margin(Inside, g))
	f.groups = append(f.groups, g)
	return g, g.scroll
}

// Scroll wraps the form so that the field with the focus is always in sight.
func (f *Form) Scroll() *container.Scroll {
	f.scroll = container.NewVScroll(Margin(Inside, f))
	return f.scroll
}

func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.column) }

// Refresh makes labels and signs follow the fields and the theme.
func (f *Form) Refresh() {
	for _, i := range f.order {
		i.update()
	}
	f.BaseWidget.Refresh()
}

func (f *Form) add(g *Group, key, label string, field Field) *Item {
	i := &Item{Key: key, Field: field, form: f, group: g, label: NewLabel(lang.L(label)), state: NewLabel(""),
		sign: NewSign(NoShape, Soon), problem: newProblemText()}
	i.label.Whole = false
	i.problem.Hide()
	i.problem.grown = func() { i.frame.Refresh(); f.relayout() }
	head := container.NewBorder(nil, nil, nil, Beside(i.sign, i.state), i.label)
	i.frame = Close(head, field, i.problem)
	at := len(f.order)
	f.order = append(f.order, i)
	base := field.Base()
	base.label = label
	base.next = func() { f.step(at, 1) }
	base.prev = func() { f.step(at, -1) }
	base.submit = f.Submit
	base.marked = i.update
	base.gained = func() { f.reveal(i) }
	base.changed = func() {
		i.update()
		if f.OnChange != nil {
			f.OnChange(key)
		}
	}
	base.committed = i.commit
	i.update()
	return i
}

// step moves the focus from one field to another; fields that are hidden or
// disabled are passed by.
func (f *Form) step(from, by int) {
	for at := from + by; at >= 0 && at < len(f.order); at += by {
		i := f.order[at]
		if disabled, ok := i.Field.(fyne.Disableable); ok && disabled.Disabled() || !i.frame.Visible() {
			continue
		}
		i.focus()
		return
	}
	if by < 0 {
		if f.OnFirst != nil {
			f.OnFirst()
		}
		return
	}
	if f.OnLast != nil {
		f.OnLast()
		return
	}
	f.Submit()
}

// Focus puts the cursor into the field with a key; the first one for "".
func (f *Form) Focus(key string) {
	for _, i := range f.order {
		if i.Key == key || key == "" {
			i.focus()
			return
		}
	}
}

// Item returns the item with a key, or nil.
func (f *Form) Item(key string) *Item {
	for _, i := range f.order {
		if i.Key == key {
			return i
		}
	}
	return nil
}

// Submit checks every field and calls OnSubmit when all can stand; otherwise
// the first one that cannot gets the focus.
func (f *Form) Submit() {
	f.flush()
	if f.Check() && f.OnSubmit != nil {
		f.OnSubmit()
	}
}

// Check shows every problem and takes the focus to the first.
func (f *Form) Check() bool {
	var first *Item
	for _, i := range f.order {
		err := i.Field.Check()
		if err == nil && i.required && i.Field.Empty() {
			err = complain("请填写“{{.Label}}”，不知道就按 F8 记为不详。", store.Args{"Label": lang.L(i.Field.Base().label)})
		}
		i.Field.Base().SetProblem(Say(err))
		if err != nil && first == nil {
			first = i
		}
	}
	if first != nil {
		first.focus()
	}
	return first == nil
}

// Fail shows an error that saving gave at the field it is about and reports
// whether there is such a field; otherwise the page says it elsewhere.
func (f *Form) Fail(err error) bool {
	known, ok := errors.AsType[*store.Error](err)
	if !ok || known.Field == "" {
		return false
	}
	i := f.Item(known.Field)
	if i == nil {
		return false
	}
	i.Field.Base().SetProblem(Say(err))
	i.focus()
	return true
}

// Drafts returns what every field holds, empty ones left out.
func (f *Form) Drafts() map[string]string {
	drafts := map[string]string{}
	for _, i := range f.order {
		if draft := i.Field.Draft(); draft != "" {
			drafts[i.Key] = draft
		}
	}
	return drafts
}

// Restore fills the form from drafts; fields that have none become empty.
func (f *Form) Restore(drafts map[string]string) {
	for _, i := range f.order {
		i.Field.Restore(drafts[i.Key])
		i.Field.Base().SetProblem("")
		i.saved = drafts[i.Key]
		i.update()
	}
}

// flush hands out the draft of the field that is being written in.
func (f *Form) flush() {
	for _, i := range f.order {
		i.commit()
	}
}

// Require makes the form refuse to be saved while the field is empty. 不详
// is an answer.
func (i *Item) Require() *Item {
	i.required = true
	i.update()
	return i
}

// Want marks the field 待补 while it is empty.
func (i *Item) Want() *Item {
	i.Field.Base().SetWanted(true)
	return i
}

// Show makes the field part of the form or takes it out.
func (i *Item) Show(shown bool) {
	i.frame.Hidden = !shown
	i.row.Hidden = !slices.ContainsFunc(i.row.Objects, fyne.CanvasObject.Visible)
	if i.form.held == 0 {
		i.group.Refresh()
	}
	i.form.relayout()
}

// Saved reports whether the content of the field was handed to OnDraft.
func (i *Item) Saved() bool { return i.saved == i.Field.Draft() }

func (i *Item) commit() {
	draft := i.Field.Draft()
	if draft == i.saved {
		return
	}
	i.saved = draft
	if i.form.OnDraft != nil {
		i.form.OnDraft(i.Key, draft)
	}
}

func (i *Item) focus() {
	i.group.Fold(false)
	focus(i.Field.Target())
	i.form.reveal(i)
}

// reveal scrolls as little as is needed to show a field with its label and
// what is wrong with it.
func (f *Form) reveal(i *Item) {
	scroll := f.scroll
	if i.group.scroll != nil {
		scroll = i.group.scroll
	}
	if scroll == nil {
		if f.OnReveal != nil {
			f.OnReveal(i.frame)
		}
		return
	}
	top := i.top() - scroll.Offset.Y
	gap := Size(Between)
	if over := top + i.frame.Size().Height + gap - scroll.Size().Height; over > 0 {
		scroll.Offset.Y += over
		top -= over
	}
	if top < gap {
		scroll.Offset.Y = max(0, scroll.Offset.Y+top-gap)
	}
	scroll.Refresh()
}

// top is how far below the beginning of what scrolls a field begins. It is added
// up, not asked of the driver, which knows no place of what it has not drawn
// yet: a field that was hidden until it went wrong.
func (i *Item) top() float32 {
	y := i.group.Position().Y + i.group.body.Position().Y + i.row.Position().Y + i.frame.Position().Y
	if i.group.scroll == nil {
		y += i.form.Position().Y
	}
	return y
}

// update makes the line above and the line below a field follow it.
func (i *Item) update() {
	base := i.Field.Base()
	label := lang.L(base.label)
	if i.required {
		label += " *"
	}
	i.label.Set(label)
	i.sign.Hidden, i.state.Hidden = true, true
	switch {
	case base.unknown:
		i.state.Hidden = false
		i.state.Paint(lang.L("不详"), Info)
	case base.wanted && i.Field.Empty():
		i.sign.Hidden, i.state.Hidden = false, false
		i.sign.Set(Disc, Soon)
		i.state.Paint(lang.L("待补"), Soon)
	}
	grown := i.problem.set(base.problem)
	if was := i.problem.Hidden; was != (base.problem == "") || grown {
		i.problem.Hidden = base.problem == ""
		i.form.relayout()
	}
	i.frame.Refresh()
	i.group.count()
	if object, ok := i.Field.(fyne.Widget); ok {
		object.Refresh()
	}
}

// Together does several things to the form, such as showing some fields and
// hiding others, and finds the new places once at the end.
func (f *Form) Together(do func()) {
	f.held++
	do()
	if f.held--; f.held == 0 && f.late {
		f.late = false
		f.relayout()
	}
}

// relayout makes the column find new places after something grew or hid.
func (f *Form) relayout() {
	if f.held > 0 {
		f.late = true
		return
	}
	f.column.Refresh()
	if f.scroll != nil {
		f.scroll.Refresh()
	}
	for _, g := range f.groups {
		if g.scroll != nil {
			g.scroll.Refresh()
		}
	}
}

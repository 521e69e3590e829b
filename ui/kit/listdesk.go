package kit

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
)

// ListDesk is a list and, in its place for a while, what is done to one row: a
// page with a way back, no dialog.
type ListDesk struct {
	Place *fyne.Container // the list, or the form that stands in its place
	Form  *Form           // nil while the list shows

	window fyne.Window
	list   fyne.CanvasObject
	home   fyne.Focusable

	about string                       // what the form is about; "" where nothing of it comes back
	blank map[string]string            // what the form held before anything was typed
	begun map[string]map[string]string // drafts of forms that were left, by what they were about
}

// NewListDesk returns a desk that shows its list. home is what takes the focus
// with it.
func NewListDesk(window fyne.Window, home fyne.Focusable, list fyne.CanvasObject) *ListDesk {
	return &ListDesk{Place: container.NewStack(list), window: window, list: list, home: home, begun: map[string]map[string]string{}}
}

// Back shows the list again.
func (d *ListDesk) Back() {
	d.keep()
	d.Form = nil
	d.put(d.list)
	d.window.Canvas().Focus(d.home)
}

// Open shows a form with its title, 返回 and 保存. The sentence is the key of
// its translation; "" for none.
func (d *ListDesk) Open(title, sentence string, form *Form) {
	d.OpenFor(title, sentence, form, NewPrimary("保存", "save", form.Submit))
}

// OpenFor is Open for a form that is not saved but does something else.
func (d *ListDesk) OpenFor(title, sentence string, form *Form, act *Button) {
	d.keep()
	d.Form = form
	words := NewText(title)
	words.Bold, words.Whole = true, false
	head := Margin(Nudge, words)
	body := container.NewBorder(SentenceOver(sentence), nil, nil, nil, NarrowForm(form))
	foot := Actions(nil, NewButton("返回列表", "", d.Back), act)
	d.put(container.NewBorder(head, foot, nil, nil, body))
	form.Focus("")
}

func (d *ListDesk) put(o fyne.CanvasObject) {
	d.Place.Objects = []fyne.CanvasObject{o}
	d.Place.Refresh()
}

// Resume says what the form that shows is about: what was typed into one about
// the same and left comes back, until Saved.
func (d *ListDesk) Resume(about string) {
	d.about, d.blank = about, d.Form.Drafts()
	if begun, left := d.begun[about]; left {
		delete(d.begun, about)
		d.Form.Restore(begun)
	}
}

// keep keeps what was typed into the form that shows.
func (d *ListDesk) keep() {
	if d.Form == nil || d.about == "" {
		return
	}
	if typed := d.Form.Drafts(); !maps.Equal(typed, d.blank) {
		d.begun[d.about] = typed
	}
	d.about = ""
}

// Saved is Back from a form that was saved: nothing of it comes back.
func (d *ListDesk) Saved() {
	d.about = ""
	d.Back()
}

// Submit submits the form, where one is open.
func (d *ListDesk) Submit() {
	if d.Form != nil {
		d.Form.Submit()
	}
}

// Focus puts the cursor into the form, or else on the list.
func (d *ListDesk) Focus() {
	if d.Form != nil {
		d.Form.Focus("")
		return
	}
	d.window.Canvas().Focus(d.home)
}

// FormRoom is a section that is one form: a sentence, the fields, 保存; more
// are further buttons.
func FormRoom(sentence string, form *Form, more ...fyne.CanvasObject) *Room {
	save := NewPrimary("保存", "save", form.Submit)
	content := container.NewBorder(SentenceOver(sentence), Actions(more, save), nil, nil, NarrowForm(form))
	return &Room{Content: content, Save: form.Submit, Focus: func() { form.Focus("") }}
}

// SentenceOver is a sentence that stands over a list or a form, by the key of
// its translation; nil for none.
func SentenceOver(sentence string) fyne.CanvasObject {
	if sentence == "" {
		return nil
	}
	return Margin(Nudge, NewParagraph(lang.L(sentence)))
}

// NarrowForm is a form that scrolls, as wide as can be read.
func NarrowForm(form *Form) fyne.CanvasObject {
	return Narrow(Flush(Nudge, form.Scroll()))
}

// Narrow keeps something as wide as can be read, at the left.
func Narrow(o fyne.CanvasObject) fyne.CanvasObject { return container.New(narrow{}, o) }

// narrow keeps a form as wide as can be read, at the left.
type narrow struct{}

func (narrow) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (narrow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, 1.3*Size(Popup)), size.Height))
}

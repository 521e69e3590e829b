package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a question over the page. There are two: for a reason, and to
// pick one of several. Esc closes it and keeps what was typed for the next
// time it opens.
type Dialog struct {
	popup *widget.PopUp
	c     fyne.Canvas
	back  fyne.Focusable
}

// Close takes the question away and gives the focus back.
func (d *Dialog) Close() {
	d.popup.Hide()
	open = slices.DeleteFunc(open, func(o *Dialog) bool { return o == d })
	if d.back != nil {
		d.c.Focus(d.back)
	}
}

// kept holds the reasons that were begun and not given, by title.
var kept = map[string]string{}

// AskReason asks for the reason of a serious step and calls do with it; an
// empty one is refused. Title, question and action are keys of translations.
func AskReason(c fyne.Canvas, title, question, action string, do func(reason string)) *Dialog {
	reason := NewParagraphEntry(3)
	reason.SetText(strings.TrimSpace(kept[title])) // the Space that opened the question may have come into it
	d := &Dialog{}
	form := NewForm()
	form.Group("").Add("reason", "原因", reason).Require()
	form.OnChange = func(string) { kept[title] = reason.Text }
	form.OnSubmit = func() {
		why := strings.TrimSpace(reason.Text)
		if why == "" {
			reason.SetProblem(lang.L("请写下原因：以后查起来要看得懂。"))
			return
		}
		delete(kept, title)
		d.Close()
		do(why)
	}
	act := NewButton(action, "save", form.Submit)
	act.Role = Danger
	d.open(c, title, Above(NewParagraph(lang.L(question)), form), act)
	form.Focus("reason")
	return d
}

// Pick asks to choose one of some options and calls do with its key.
func Pick(c fyne.Canvas, title, action string, options []Option, do func(key string)) *Dialog {
	choice := NewLookup(options)
	d := &Dialog{}
	form := NewForm()
	form.Group("").Add("pick", "选择", choice).Require()
	form.OnSubmit = func() {
		if choice.Chosen() == "" {
			choice.Base().SetProblem(lang.L("请从列出的里面选一项。"))
			return
		}
		d.Close()
		do(choice.Chosen())
	}
	d.open(c, title, form, NewPrimary(action, "save", form.Submit))
	form.Focus("pick")
	return d
}

func (d *Dialog) open(c fyne.Canvas, title string, content fyne.CanvasObject, action *Button) {
	d.c, d.back = c, c.Focused()
	cancel := NewButton("取消", "close", d.Close)
	body := Margin(Between, Groups(NewTitle(lang.L(title)), content, Actions(nil, cancel, action)))
	wide := canvas.NewRectangle(color.Transparent)
	wide.SetMinSize(fyne.NewSize(Size(Popup), 0))
	d.popup = widget.NewModalPopUp(container.NewStack(wide, body), c)
	d.popup.Show()
	open = append(open, d)
	Tell("dialog", title)
}

// open holds the dialogs that stand, the topmost last.
var open []*Dialog

// topmost returns the dialog that covers a canvas, or nil.
func topmost(c fyne.Canvas) *Dialog {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].c == c {
			return open[i]
		}
	}
	return nil
}

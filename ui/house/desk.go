package house

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
	"guitu/ui/section"
)

// desk is a section of the house: over its list stand signs, and in its place
// what teaches while the list is bare.
type desk struct {
	section.Desk
	shell Shell
	top   *fyne.Container // over the list, with signs that grow with their words
	place *fyne.Container // the list, or what teaches
}

// firstOf is the list, or what fills it while it is bare.
func firstOf(list fyne.CanvasObject, target fyne.Focusable, fill *kit.Button) func() fyne.Focusable {
	return func() fyne.Focusable {
		if !list.Visible() && fill != nil && !fill.Disabled() {
			return fill
		}
		return target
	}
}

func (d *desk) can(right access.Right) bool { return d.shell.Session().Can(right) }

// primary is the filled button of a section, for who has the right.
func (d *desk) primary(text string, right access.Right, do func()) *kit.Button {
	b := kit.NewPrimary(text, "", do)
	b.SetEnabled(d.can(right))
	return b
}

// dayIn reads the day of a field; what is none stays there, marked.
func dayIn(field *kit.Entry) (day calendar.Date, known bool) {
	day, err := calendar.Parse(strings.TrimSpace(field.Text))
	if err != nil || !day.Valid() {
		field.SetProblem(lang.L("日期请写成 2026-12-01 这样。"))
		return day, false
	}
	return day, true
}

// text is what stands in a field, without space around it.
func text(e *kit.Entry) string { return strings.TrimSpace(e.Text) }

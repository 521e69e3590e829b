package kit

import (
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// attended is the body of a widget that shows whether it has the focus and
// whether the mouse is over it.
type attended struct {
	widget.BaseWidget
	hovered, focused bool
}

func (a *attended) FocusGained()                   { a.focused = true; a.Refresh() }
func (a *attended) FocusLost()                     { a.focused = false; a.Refresh() }
func (a *attended) MouseIn(*desktop.MouseEvent)    { a.hovered = true; a.Refresh() }
func (a *attended) MouseMoved(*desktop.MouseEvent) {}
func (a *attended) MouseOut()                      { a.hovered = false; a.Refresh() }

package kit

import "fyne.io/fyne/v2"

// ToMenu takes the cursor out of the section that shows, into the column at
// the left, and reports whether it was not there already.
func (p *Sectioned) ToMenu() bool {
	c := p.shell.Window().Canvas()
	if c.Focused() == fyne.Focusable(p.menu) {
		return false
	}
	c.Focus(p.menu)
	return true
}

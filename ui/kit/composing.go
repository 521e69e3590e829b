package kit

import "fyne.io/fyne/v2"

// composing guesses whether an input method holds keys back. Fyne does not
// say so, and under X11 it delivers the keys that drive the input method to
// the field as well: BackSpace deletes committed text, Return submits, Tab
// and Escape leave while pinyin is still being written.
//
// The guess: a letter arrives as a key first and as a rune after. A letter
// whose rune does not come is held by the input method; any rune means that
// it let go. Without an input method the rune follows its key at once and
// nothing is ever pending.
type composing struct{ letters int }

// key takes note of a key and reports whether it belongs to the input method
// and must not reach the field.
func (c *composing) key(name fyne.KeyName) (swallow bool) {
	if len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z' {
		c.letters++
		return false // a letter does nothing as a key
	}
	if c.letters == 0 {
		return false
	}
	switch name {
	case fyne.KeyBackspace:
		c.letters--
		return true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		c.letters = 0 // committed as it is, or thrown away
		return true
	case fyne.KeySpace, fyne.KeyTab, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		return true // chooses or turns pages among the candidates
	}
	return false
}

// rune takes note that text arrived.
func (c *composing) rune() { c.letters = 0 }

func (c *composing) pending() bool { return c.letters > 0 }

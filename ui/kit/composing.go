package kit

import (
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// composing guesses whether an input method holds keys back. Fyne does not
// say so, and under X11 it delivers the keys that drive the input method to
// the field as well: BackSpace deletes committed text, Return submits, Tab
// and Escape leave while pinyin is still being written.
//
// The guess: a letter arrives as a key first and as a rune after. A letter
// whose rune does not come is held by the input method; a rune that is not the
// letter waited for means that it let all of them go. On a busy machine the
// runes come late though no pinyin is being written; they are then taken off
// one by one, and a digit, which no input method keeps while nothing is being
// written, makes the keys after it wait for it.
type composing struct {
	letters []rune // lower case, whose runes have not come; the oldest first
	chosen  int    // how many of them were there when a candidate was last chosen
	taken   time.Time
	digits  int // digits whose runes have not come
	after   []fyne.KeyName
}

// oneCommit is how long after its first character the others of the same
// commit may come.
const oneCommit = 300 * time.Millisecond

// key takes note of a key and reports whether it belongs to the input method,
// or has to wait, and must not reach the field now.
func (c *composing) key(name fyne.KeyName) (swallow bool) {
	if len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z' {
		c.letters = append(c.letters, unicode.ToLower(rune(name[0])))
		return false // a letter does nothing as a key
	}
	if len(c.letters) == 0 {
		return c.wait(name)
	}
	switch name {
	case fyne.KeyBackspace:
		c.letters = c.letters[:len(c.letters)-1]
		c.chosen = min(c.chosen, len(c.letters))
		return true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		c.letters, c.chosen = nil, 0 // committed as it is, or thrown away
		return true
	case fyne.KeySpace, fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9:
		c.chosen = len(c.letters)
		return name == fyne.KeySpace // a digit does nothing as a key
	case fyne.KeyTab, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		return true // chooses or turns pages among the candidates
	}
	return false
}

// wait counts digits and keeps back the keys that overtook one.
func (c *composing) wait(name fyne.KeyName) bool {
	if len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
		c.digits++
		return false
	}
	if c.digits == 0 {
		return false
	}
	if len(c.after) > 0 { // pressed again: the digit was none, as with Num Lock off
		c.digits, c.after = 0, nil
		return false
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyBackspace:
		c.after = append(c.after, name)
		return true
	}
	return false
}

// rune takes note that a character arrived and returns the keys that were
// waiting for it.
func (c *composing) rune(r rune) (due []fyne.KeyName) {
	switch {
	case r >= '0' && r <= '9':
		c.digits = max(0, c.digits-1)
		c.letters, c.chosen = nil, 0
	case len(c.letters) > 0 && unicode.ToLower(r) == c.letters[0]:
		c.letters = c.letters[1:]
		c.chosen = max(0, c.chosen-1)
	case c.chosen > 0: // what was chosen has come; what was written since is still held
		c.letters, c.chosen, c.taken = c.letters[c.chosen:], 0, time.Now()
	case time.Since(c.taken) < oneCommit:
	default:
		c.letters, c.digits = nil, 0
	}
	if c.digits == 0 {
		due, c.after = c.after, nil
	}
	return due
}

func (c *composing) pending() bool { return len(c.letters) > 0 }

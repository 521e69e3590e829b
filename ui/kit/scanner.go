package kit

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// Scanner hears a barcode scanner that types like a keyboard (键盘口): a code in
// one go, faster than anybody writes, and Enter after it. It works wherever the
// focus is: what a scanner types into a watched field is taken out again, and
// what it types where no text is wanted is not lost.
//
//	s := kit.NewScanner(func(code string) { … })
//	s.Watch(field)
//	stop := s.Listen(window.Canvas())
type Scanner struct {
	// Now is the clock by which fast is fast; a test has its own.
	Now func() time.Time

	scanned func(code string)
	code    []rune
	last    time.Time
}

// What makes typing a scan.
const (
	betweenKeys = 60 * time.Millisecond // the longest wait of a slow scanner; a fast typist needs twice as long
	leastCode   = 6                     // shorter ones are typed by hand
)

// NewScanner returns a scanner that hands what it hears to scanned.
func NewScanner(scanned func(code string)) *Scanner {
	return &Scanner{Now: time.Now, scanned: scanned}
}

// Rune hears a character.
func (s *Scanner) Rune(r rune) {
	if s.Begins() {
		s.code = s.code[:0]
	}
	s.last = s.Now()
	s.code = append(s.code, r)
}

// Begins reports whether what is typed next begins a code.
func (s *Scanner) Begins() bool { return len(s.code) == 0 || s.Now().Sub(s.last) > betweenKeys }

// Ready reports whether Enter would end a code now.
func (s *Scanner) Ready() bool {
	return s.Now().Sub(s.last) <= betweenKeys && len(s.code) >= leastCode && slices.ContainsFunc(s.code, unicode.IsDigit) && !slices.ContainsFunc(s.code, notInCode)
}

// notInCode reports what no barcode has; an input method makes its characters
// wide.
func notInCode(r rune) bool { return r > unicode.MaxASCII && (r < '！' || r > '～') }

// Enter hears the key Enter and reports whether it ended a code, which is then
// handed on: nothing else is meant by it.
func (s *Scanner) Enter() bool {
	code, ready := string(s.code), s.Ready()
	s.code = nil
	if ready {
		s.scanned(code)
	}
	return ready
}

// Watch hears a field. A code that was scanned into it leaves it as it was.
func (s *Scanner) Watch(e *Entry) {
	keep, keys := e.Filter, e.OnKey
	e.Filter = func(r rune) (rune, bool) {
		s.Rune(r)
		if keep != nil {
			return keep(r)
		}
		return r, true
	}
	e.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
			typed := string(s.code)
			text := e.Text
			if s.Enter() {
				if left, ends := strings.CutSuffix(text, typed); ends && e.Text == text {
					e.SetText(left)
				}
				return true
			}
		}
		return keys != nil && keys(key)
	}
}

// listening are the scanners that hear what is typed where no text is wanted,
// by the window.
var listening = map[fyne.Canvas]*Scanner{}

// Listen hears what is typed while no field has the focus, until stop.
func (s *Scanner) Listen(c fyne.Canvas) (stop func()) {
	listening[c] = s
	runes, keys := c.OnTypedRune(), c.OnTypedKey()
	c.SetOnTypedRune(s.Rune)
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if (key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter) && s.Enter() {
			return
		}
		if keys != nil {
			keys(key)
		}
	})
	return func() {
		delete(listening, c)
		c.SetOnTypedRune(runes)
		c.SetOnTypedKey(keys)
	}
}

// HandRune passes a character that a focused widget has no use for to its
// window, as Hand does with a key.
func HandRune(from fyne.CanvasObject, r rune) {
	if c := canvasOf(from); c != nil {
		if typed := c.OnTypedRune(); typed != nil {
			typed(r)
		}
	}
}

// scanEnds reports whether a key on a widget without text was the end of a code
// for a scanner that listens, and not meant for the widget.
func scanEnds(on fyne.CanvasObject, key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		return false
	}
	s := listening[canvasOf(on)]
	return s != nil && s.Enter()
}

// TypedRune hands on what is typed on a list: it may come from a scanner.
func (l *tableList) TypedRune(r rune) { HandRune(l, r) }

// TypedRune hands on what is typed on a menu: it may come from a scanner.
func (m *Menu) TypedRune(r rune) { HandRune(m, r) }

package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// help writes into an entry for whoever types: pinyin, phrases, a keypad. It
// is asked about each key and character that is not an input method's, and
// looks at the text when the entry has taken one.
type help interface {
	// key and rune report whether they took what was pressed.
	key(key *fyne.KeyEvent) bool
	rune(r rune) bool
	// look is called after the user wrote or moved the cursor.
	look()
	// changed is called after the text changed, by whomever.
	changed()
	// close takes what is offered away.
	close()
}

func (e *Entry) addHelp(h help) { e.helps = append(e.helps, h) }

// helped asks one help after the other.
func (e *Entry) helped(takes func(help) bool) bool { return slices.ContainsFunc(e.helps, takes) }

func (e *Entry) look() {
	for _, h := range e.helps {
		h.look()
	}
}

// offering is the help that offers something now, and the field it is for. A
// press of the mouse takes the focus from the field before it reaches what is
// offered, so that is closed when another field gets the focus, and not before.
var offering struct {
	field *FieldBase
	help  help
}

func (e *Entry) offers(h help) { offering.field, offering.help = &e.FieldBase, h }

// settle closes what is offered for another field.
func (b *FieldBase) settle() {
	if h := offering.help; h != nil && offering.field != b {
		offering.field, offering.help = nil, nil
		h.close()
	}
}

// replace deletes the n characters before the cursor and writes a text in
// their place, as one change.
func (e *Entry) replace(n int, text string) {
	e.Entry.OnChanged = nil
	for range n {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	for _, r := range text {
		if r, ok := e.clean(r); ok {
			e.Entry.TypedRune(r)
		}
	}
	e.Entry.OnChanged = e.textChanged
	e.textChanged(e.Text)
}

// beforeCursor is what stands before the cursor.
func (e *Entry) beforeCursor() []rune {
	text := []rune(e.Text)
	return text[:min(max(0, e.CursorTextOffset()), len(text))]
}

// lend is called when the mouse presses something that helps the field: the
// focus goes from it for a moment, and it is not left.
func (e *Entry) lend() {
	if canvasOf(e) != nil && canvasOf(e).Focused() == fyne.Focusable(e) {
		e.lent = true
	}
}

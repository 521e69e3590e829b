package kit

import (
	"fyne.io/fyne/v2"

	"guitu/internal/store"
)

// Field is one input of a Form. Every input of this package is one; a page
// makes its own by embedding FieldBase in a widget and writing the rest.
type Field interface {
	fyne.CanvasObject
	// Target is what takes the focus.
	Target() fyne.Focusable
	// Draft is all that was entered, as text that Restore takes back.
	Draft() string
	Restore(draft string)
	// Empty reports that nothing was entered and 不详 was not chosen.
	Empty() bool
	// Check says what is wrong with what was entered, nil when it can stand.
	Check() error
	// Base is the part that all fields share.
	Base() *FieldBase
}

// unknownDraft is the draft of a field that was marked 不详: a character
// that nobody can type.
const unknownDraft = "\x1a"

// FieldBase is what all fields share: the label, the marks 不详 and 待补, the
// problem, and the way to their neighbours in the form.
type FieldBase struct {
	label   string
	unknown bool
	wanted  bool
	problem string

	next, prev, submit func()
	changed, committed func()
	gained             func()
	marked             func() // a mark or the problem changed
}

// Base returns itself, for Field.
func (b *FieldBase) Base() *FieldBase { return b }

// Label is the text above the field: the key, untranslated.
func (b *FieldBase) Label() string { return b.label }

// Unknown reports whether the field was marked 不详.
func (b *FieldBase) Unknown() bool { return b.unknown }

// Problem is the sentence that stands beside the field, empty when none does.
func (b *FieldBase) Problem() string { return b.problem }

// SetProblem shows a sentence beside the field; the empty one takes it away.
func (b *FieldBase) SetProblem(sentence string) {
	if b.problem == sentence {
		return
	}
	b.problem = sentence
	b.Marked()
}

// SetWanted marks an empty field 待补: it may be filled later, and should be.
func (b *FieldBase) SetWanted(wanted bool) {
	b.wanted = wanted
	b.Marked()
}

// Wanted reports whether the field asks to be filled later.
func (b *FieldBase) Wanted() bool { return b.wanted }

// Focused is called by a field when it gets the focus.
func (b *FieldBase) Focused() {
	b.settle()
	Tell("field", b.label)
	if b.gained != nil {
		b.gained()
	}
}

// Changed is called by a field at each change by the user.
func (b *FieldBase) Changed() {
	if b.changed != nil {
		b.changed()
	}
}

// Committed is called by a field when it is left.
func (b *FieldBase) Committed() {
	if b.committed != nil {
		b.committed()
	}
}

// Marked is called when the look around the field has to follow.
func (b *FieldBase) Marked() {
	if b.marked != nil {
		b.marked()
	}
}

// Go moves on to the next field, or back.
func (b *FieldBase) Go(back bool) {
	step := b.next
	if back {
		step = b.prev
	}
	if step != nil {
		step()
	}
}

// Submit asks the form to save; false where there is no form to ask.
func (b *FieldBase) Submit() bool {
	if b.submit == nil {
		return false
	}
	b.submit()
	return true
}

// complain makes the error of a field from a sentence.
func complain(sentence string, args store.Args) error {
	return store.Fail(store.Invalid, sentence).With(args)
}

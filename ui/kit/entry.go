package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"image/color"
	"strconv"
	"unicode/utf8"
)

// Entry is the text field of the whole application; no page uses
// widget.Entry. It keeps its text safe from the keys of an input method (see
// composing), goes to the next field at Enter and back at Shift+Enter, hands
// shortcuts that it does not know to the window, takes F8 for 不详, and cleans
// what is pasted.
//
// Setting OnSubmitted takes Enter for a purpose of the page's own.
type Entry struct {
	widget.Entry
	FieldBase

	// OnChanged is called at each change by the user or by SetText.
	OnChanged func(text string)
	// OnCommitted is called when the field is left with another text than it was entered with.
	OnCommitted func(text string)
	// Filter maps each typed or pasted character; ok false leaves it out.
	Filter func(r rune) (mapped rune, ok bool)
	// Verify says what is wrong with a text; it is not asked about an empty one.
	Verify func(text string) error
	// OnKey sees keys first and takes those for which it returns true.
	OnKey func(key *fyne.KeyEvent) bool

	compose composing
	helps   []help
	lent    bool // the focus is with a help, and comes back
	shift   shiftKey
	before  string
	hint    string // the placeholder while not 不详
	kept    string // what had been typed before 不详
}

var _ Field = (*Entry)(nil)

// NewEntry returns a field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.start()
	return e
}

// NewParagraphEntry returns a field of several lines in which Enter starts a
// new line and Tab leaves.
func NewParagraphEntry(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.start()
	e.SetMinRowsVisible(rows)
	return e
}

// NewPasswordEntry returns a field that hides its text.
func NewPasswordEntry() *Entry {
	e := &Entry{}
	e.Password = true
	e.start()
	return e
}

// NewDigitsEntry returns a field that takes digits only; full-width ones
// become plain.
func NewDigitsEntry() *Entry {
	e := NewEntry()
	e.Filter = digit
	return e
}

// NewIDEntry returns a field for a citizen number: digits and X. Its length
// and check digit are the page's to verify; nothing typed is thrown away.
func NewIDEntry() *Entry {
	e := NewEntry()
	e.Filter = func(r rune) (rune, bool) {
		switch plain(r) {
		case 'x', 'X':
			return 'X', true
		}
		return digit(r)
	}
	return e
}

func (e *Entry) start() {
	if !e.MultiLine {
		e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	}
	e.ExtendBaseWidget(e)
	e.Entry.OnChanged = e.textChanged
}

func (e *Entry) textChanged(text string) {
	if text != "" && e.unknown {
		e.unknown, e.kept = false, ""
		e.showUnknown()
	}
	e.problem = ""
	e.Marked()
	if e.OnChanged != nil {
		e.OnChanged(text)
	}
	for _, h := range e.helps {
		h.changed()
	}
	e.Changed()
	Tell("length", strconv.Itoa(utf8.RuneCountInString(text)))
}

// SetHint sets the grey words in the empty field.
func (e *Entry) SetHint(text string) {
	e.hint = text
	e.showUnknown()
}

// SetUnknown marks the field 不详 or takes the mark away; what had been typed
// comes back with it.
func (e *Entry) SetUnknown(unknown bool) {
	if e.unknown == unknown {
		return
	}
	e.unknown = unknown
	e.Entry.OnChanged = nil // one change, told below
	if unknown {
		e.kept = e.Text
		e.SetText("")
	} else {
		e.SetText(e.kept)
		e.kept = ""
	}
	e.Entry.OnChanged = e.textChanged
	e.problem = ""
	e.showUnknown()
	e.Marked()
	e.Changed()
}

func (e *Entry) showUnknown() {
	text := e.hint
	if e.unknown {
		text = lang.L("不详")
	}
	e.SetPlaceHolder(text)
	e.Refresh()
}

// Pending reports whether the input method seems to hold letters back.
func (e *Entry) Pending() bool { return e.compose.pending() }

func (e *Entry) Target() fyne.Focusable { return e }
func (e *Entry) Empty() bool            { return e.Text == "" && !e.unknown }

func (e *Entry) Draft() string {
	if e.unknown {
		return unknownDraft
	}
	return e.Text
}

func (e *Entry) Restore(draft string) {
	if draft == unknownDraft {
		e.SetUnknown(true)
		return
	}
	e.SetUnknown(false)
	e.SetText(draft)
}

func (e *Entry) Check() error {
	if e.Text == "" || e.Verify == nil {
		return nil
	}
	return e.Verify(e.Text)
}

func (e *Entry) AcceptsTab() bool { return e.compose.pending() || e.compose.digits > 0 }

func (e *Entry) KeyDown(key *fyne.KeyEvent) {
	e.shift.KeyDown(key)
	e.Entry.KeyDown(key)
}

func (e *Entry) KeyUp(key *fyne.KeyEvent) {
	e.shift.KeyUp(key)
	e.Entry.KeyUp(key)
}

func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if e.compose.key(key.Name) {
		return
	}
	if e.helped(func(h help) bool { return h.key(key) }) {
		return
	}
	defer e.look()
	if e.OnKey != nil && e.OnKey(key) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		e.enter(key)
	case fyne.KeyTab:
		// the window moves the focus; a tab never becomes text
	case fyne.KeyF8:
		if !e.Disabled() {
			e.SetUnknown(!e.unknown)
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		Hand(e, key)
	default:
		e.Entry.TypedKey(key)
	}
}

func (e *Entry) enter(key *fyne.KeyEvent) {
	back := e.shift.held()
	switch {
	case back:
		e.Go(true)
	case e.MultiLine:
		e.Entry.TypedKey(key)
	case e.OnSubmitted != nil:
		e.OnSubmitted(e.Text)
	default:
		e.Go(false)
	}
}

func (e *Entry) TypedRune(r rune) {
	composed := e.compose.pending()
	due := e.compose.rune(r)
	if !composed && e.helped(func(h help) bool { return h.rune(plain(r)) }) {
		return
	}
	if r, ok := e.clean(r); ok {
		e.Entry.TypedRune(r)
	}
	e.look()
	for _, name := range due {
		if name == fyne.KeyTab {
			e.Go(e.shift.held())
			continue
		}
		e.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutPaste:
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: e.cleaned(s.Clipboard), Secondary: s.Secondary})
	case *fyne.ShortcutUndo:
		if e.Draft() == e.before && Press(canvasOf(e), "undo") {
			return // nothing was typed since the field has the focus: what was done before it is meant
		}
		before := e.Text
		if e.Entry.TypedShortcut(s); e.Text == before {
			HandShortcut(e, s) // nothing of mine to undo: the window's turn
		}
	case *desktop.CustomShortcut:
		if submits(s) {
			if !e.compose.pending() && !e.Submit() {
				HandShortcut(e, s)
			}
			return
		}
		if editsWords(s) {
			e.Entry.TypedShortcut(s)
			return
		}
		HandShortcut(e, s)
	default:
		e.Entry.TypedShortcut(shortcut)
	}
}

// editsWords reports the shortcuts that Fyne's entry knows: by word with
// Ctrl (on a Mac with Alt).
func editsWords(s *desktop.CustomShortcut) bool {
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

func (e *Entry) FocusGained() {
	if e.lent {
		e.lent = false
		e.Entry.FocusGained()
		return
	}
	e.before = e.Draft()
	e.compose = composing{}
	e.Entry.FocusGained()
	e.Focused()
}

func (e *Entry) FocusLost() {
	e.compose = composing{}
	e.shift = shiftKey{}
	e.Entry.FocusLost()
	if e.lent {
		return
	}
	if err := e.Check(); err != nil {
		e.SetProblem(Say(err))
	}
	if e.Draft() != e.before && e.OnCommitted != nil {
		e.OnCommitted(e.Text)
	}
	e.Committed()
}

func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	inner := e.Entry.CreateRenderer()
	r := &entryLook{WidgetRenderer: inner, e: e, wash: canvas.NewRectangle(Soft(Info))}
	r.paint()
	return r
}

// entryLook lays a wash over the field that is 不详, so that it differs from
// one that is not yet filled, and a red border around one with a problem.
type entryLook struct {
	fyne.WidgetRenderer
	e    *Entry
	wash *canvas.Rectangle
}

func (r *entryLook) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wash.Resize(size)
}

func (r *entryLook) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *entryLook) paint() {
	r.wash.CornerRadius = Size(theme.SizeNameInputRadius)
	r.wash.FillColor = running().through(Info, washed)
	r.wash.StrokeWidth, r.wash.StrokeColor = 0, color.Transparent
	if !r.e.unknown {
		r.wash.FillColor = color.Transparent
	}
	if r.e.problem != "" {
		r.wash.StrokeWidth, r.wash.StrokeColor = Size(Ring), Color(Overdue)
	}
	r.wash.Hidden = !r.e.unknown && r.e.problem == ""
	r.wash.Refresh()
}

func (r *entryLook) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.wash)
}

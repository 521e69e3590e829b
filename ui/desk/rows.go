package desk

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// line is one row of rows: a small form of its own, so that Enter goes from
// field to field within it.
type line struct {
	form   *kit.Form
	first  kit.Field
	fields map[string]kit.Field
}

func newLine() *line { return &line{form: kit.NewForm(), fields: map[string]kit.Field{}} }

// keep takes note of a field of the line.
func (l *line) keep(key string, f kit.Field) kit.Field {
	if l.first == nil {
		l.first = f
	}
	l.fields[key] = f
	return f
}

// text is what a field of the line holds; of a lookup the code, or the words
// where they are none of its answers.
func (l *line) text(key string) string {
	if l.fields[key].Base().Unknown() {
		return ""
	}
	if look, ok := l.fields[key].(*kit.Lookup); ok && look.Chosen() != "" {
		return look.Chosen()
	}
	return l.fields[key].Draft()
}

// put writes a code or a text into a field of the line.
func (l *line) put(key, text string) {
	if look, ok := l.fields[key].(*kit.Lookup); ok {
		look.Choose(text)
		if look.Chosen() != "" {
			return
		}
	}
	l.fields[key].Restore(text)
}

// leaveAtOnce makes Enter in the first field of an empty line leave the list.
func (l *line) leaveAtOnce(first *kit.Entry) {
	first.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter || !l.empty() || first.Unknown() || goesBack() {
			return false
		}
		l.form.OnLast()
		return true
	}
}

// goesBack reports that Shift is held, so that Enter goes back.
func goesBack() bool {
	driver, ok := fyne.CurrentApp().Driver().(interface{ CurrentKeyModifiers() fyne.KeyModifier })
	return ok && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func (l *line) empty() bool {
	for key := range l.fields {
		if strings.TrimSpace(l.text(key)) != "" { // a space that was hit is nothing
			return false
		}
	}
	return true
}

// rows is a field of the form that holds a list of lines: kin, belongings.
// Enter on the last field of a filled line begins the next; on that of an
// empty one it leaves the list, and where the first field is asked of every
// line (leaveAtOnce) it does so there.
type rows struct {
	widget.BaseWidget
	kit.FieldBase
	make    func() *line
	submit  func()
	resized func()   // the list grew or shrank
	reveal  revealer // brings a field of a line into sight

	lines  []*line
	locked []fyne.CanvasObject // lines that stay as they are, above the others
	column *fyne.Container
}

var _ kit.Field = (*rows)(nil)

func newRows(make func() *line) *rows {
	r := &rows{make: make, column: kit.Above(), submit: func() {}, resized: func() {}, reveal: func(fyne.CanvasObject, float32, float32) {}}
	r.ExtendBaseWidget(r)
	r.add()
	return r
}

// add puts an empty line at the end, and lays the form out anew.
func (r *rows) add() *line {
	l := r.append()
	r.resized()
	return l
}

func (r *rows) append() *line {
	l := r.make()
	r.lines = append(r.lines, l)
	l.form.OnChange = func(string) { r.Changed() }
	l.form.OnDraft = func(string, string) { r.Committed(); r.Marked() }
	l.form.OnSubmit = func() { r.submit() }
	l.form.OnReveal = func(o fyne.CanvasObject) { r.show(l, o) }
	l.form.OnLast = func() { r.leave(l) }
	l.form.OnFirst = func() { r.back(l) }
	r.column.Objects = append(r.column.Objects, l.form)
	return l
}

// revealer brings a part of something into sight: from how far below its top,
// and how high it is.
type revealer func(o fyne.CanvasObject, from, height float32)

// show brings a field of a line into sight. Where a line was never drawn the
// driver knows no place of its fields, and the whole line is shown.
func (r *rows) show(l *line, field fyne.CanvasObject) {
	if fyne.CurrentApp().Driver().CanvasForObject(field) == nil {
		r.reveal(r, l.form.Position().Y, l.form.Size().Height)
		return
	}
	r.reveal(field, 0, field.Size().Height)
}

// leave goes on from the end of a line.
func (r *rows) leave(l *line) {
	at := r.index(l)
	switch {
	case l.empty():
		r.Go(false)
	case at+1 < len(r.lines):
		r.enter(r.lines[at+1])
	default:
		r.enter(r.add())
	}
}

func (r *rows) back(l *line) {
	if at := r.index(l); at > 0 {
		r.enter(r.lines[at-1])
		return
	}
	r.Go(true)
}

func (r *rows) enter(l *line) { l.form.Focus("") }

func (r *rows) index(l *line) int {
	for i, other := range r.lines {
		if other == l {
			return i
		}
	}
	return 0
}

// filled are the lines in which something stands.
func (r *rows) filled() (all []*line) {
	for _, l := range r.lines {
		if !l.empty() {
			all = append(all, l)
		}
	}
	return all
}

// reset makes room for n lines and an empty one.
func (r *rows) reset(n int) {
	r.lines = nil
	r.column.Objects = slices.Clone(r.locked)
	for range n + 1 {
		r.append()
	}
	r.resized()
}

// lock shows lines that cannot be changed above the others, from the next
// reset on.
func (r *rows) lock(words []fyne.CanvasObject) { r.locked = words }

func (r *rows) Target() fyne.Focusable {
	for _, l := range r.lines {
		if l.empty() {
			return l.first.Target()
		}
	}
	return r.lines[len(r.lines)-1].first.Target()
}

func (r *rows) Empty() bool { return len(r.filled()) == 0 && !r.unknown() }

// unknown reports that 不详 was said in an empty list: F8 in any of its fields.
func (r *rows) unknown() bool {
	if len(r.filled()) > 0 {
		return false
	}
	for _, l := range r.lines {
		for _, f := range l.fields {
			if f.Base().Unknown() {
				return true
			}
		}
	}
	return false
}

// setUnknown marks the empty list 不详.
func (r *rows) setUnknown() {
	r.reset(0)
	r.lines[0].first.Restore(unknownMark)
}

// Check shows what is wrong in the lines and names it once more for the form.
func (r *rows) Check() error {
	for _, l := range r.filled() {
		for _, f := range l.fields {
			if err := f.Check(); err != nil {
				f.Base().SetProblem(kit.Say(err))
				return err
			}
		}
	}
	return nil
}

func (r *rows) Draft() string {
	if r.unknown() {
		return unknownMark
	}
	var drafts []map[string]string
	for _, l := range r.filled() {
		drafts = append(drafts, l.form.Drafts())
	}
	if drafts == nil {
		return ""
	}
	text, _ := json.Marshal(drafts) // strings always can
	return string(text)
}

func (r *rows) Restore(draft string) {
	if draft == unknownMark {
		r.setUnknown()
		return
	}
	var drafts []map[string]string
	if draft != "" && json.Unmarshal([]byte(draft), &drafts) != nil {
		return
	}
	r.reset(len(drafts))
	for i, d := range drafts {
		r.lines[i].form.Restore(d)
	}
}

func (r *rows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.column) }

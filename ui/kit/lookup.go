package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// lookupRows is how many answers show at a time.
const lookupRows = 6

// Lookup chooses one of a long table: type a part of the answer, of its
// pinyin or its code, go through what fits with ↓ and ↑, take it with Enter.
// Text that is no answer stays, marked, until it is mended.
type Lookup struct {
	widget.BaseWidget
	Options   []Option
	OnChanged func()

	entry  *Entry
	rows   []*lookupRow
	list   *fyne.Container
	box    *fyne.Container
	fits   []Option
	at     int
	chosen Option
}

var _ Field = (*Lookup)(nil)

// NewLookup returns an empty field over a table.
func NewLookup(options []Option) *Lookup {
	l := &Lookup{Options: options, entry: NewEntry(), list: Close()}
	l.entry.SetHint(lang.L("输入文字或拼音查找"))
	l.entry.OnChanged = l.search
	l.entry.OnKey = l.key
	l.entry.Verify = func(text string) error {
		if l.chosen.Text != text {
			return complain("表里没有这一项：请从列出的里面选。", nil)
		}
		return nil
	}
	for range lookupRows {
		row := &lookupRow{text: NewText("")}
		row.text.Whole = false
		row.ExtendBaseWidget(row)
		row.Hide()
		l.rows = append(l.rows, row)
		l.list.Add(row)
	}
	l.box = Close(l.entry, l.list)
	l.ExtendBaseWidget(l)
	return l
}

// Chosen returns the key of the answer, or "".
func (l *Lookup) Chosen() string { return l.chosen.Key }

// Choose sets the answer by its key; an unknown key empties the field.
func (l *Lookup) Choose(key string) {
	for _, o := range l.Options {
		if o.Key == key {
			l.take(o)
			return
		}
	}
	l.take(Option{})
}

// SetHint sets the grey words in the empty field.
func (l *Lookup) SetHint(text string) { l.entry.SetHint(text) }

func (l *Lookup) Base() *FieldBase       { return &l.entry.FieldBase }
func (l *Lookup) Target() fyne.Focusable { return l.entry }
func (l *Lookup) Empty() bool            { return l.entry.Empty() }
func (l *Lookup) Check() error           { return l.entry.Check() }
func (l *Lookup) Draft() string          { return l.entry.Draft() }

func (l *Lookup) Restore(draft string) {
	l.entry.Restore(draft)
	l.settle()
	l.show(nil)
}

func (l *Lookup) Refresh() {
	l.entry.Refresh()
	l.BaseWidget.Refresh()
}

// settle takes the option whose words are exactly those in the field.
func (l *Lookup) settle() {
	l.chosen = Option{}
	for _, o := range l.Options {
		if o.Text == l.entry.Text {
			l.chosen = o
			return
		}
	}
}

func (l *Lookup) search(text string) {
	l.settle()
	var fits []Option
	if wanted := strings.ToLower(strings.TrimSpace(text)); wanted != "" && l.chosen.Key == "" {
		fits = l.matching(wanted)
	}
	l.show(fits)
	if l.OnChanged != nil {
		l.OnChanged()
	}
}

// matching lists the options that fit, those that begin with the words first.
func (l *Lookup) matching(wanted string) []Option {
	var begin, within []Option
	for _, o := range l.Options {
		text := strings.ToLower(o.Text)
		switch {
		case strings.HasPrefix(text, wanted):
			begin = append(begin, o)
		case strings.Contains(text, wanted), strings.Contains(strings.ToLower(o.Find), wanted):
			within = append(within, o)
		}
	}
	return append(begin, within...)
}

func (l *Lookup) show(fits []Option) {
	l.fits, l.at = fits, 0
	l.paint()
}

// paint shows the answers around the one that Enter takes.
func (l *Lookup) paint() {
	first := max(0, min(l.at-lookupRows/2, len(l.fits)-lookupRows))
	for i, row := range l.rows {
		n := first + i
		row.Hidden = n >= len(l.fits)
		if row.Hidden {
			continue
		}
		option := l.fits[n]
		row.chosen = n == l.at
		row.tapped = func() { l.take(option); focus(l.entry) }
		row.text.Set(option.Text)
		row.Refresh()
	}
	l.list.Hidden = len(l.fits) == 0
	l.list.Refresh()
	l.box.Refresh()
	l.entry.Marked()
}

func (l *Lookup) take(o Option) {
	changed := l.entry.OnChanged
	l.entry.OnChanged = nil
	l.entry.SetText(o.Text)
	l.entry.CursorColumn = len([]rune(o.Text))
	l.entry.OnChanged = changed
	l.chosen = o
	l.show(nil)
	l.entry.Refresh()
	if l.OnChanged != nil {
		l.OnChanged()
	}
}

func (l *Lookup) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		if len(l.fits) == 0 && l.chosen.Key == "" {
			l.show(l.matching(strings.ToLower(l.entry.Text)))
			return true
		}
		l.at = min(l.at+1, max(0, len(l.fits)-1))
	case fyne.KeyUp:
		l.at = max(l.at-1, 0)
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(l.fits) > 0 && !l.entry.shift.held() {
			l.take(l.fits[l.at])
		}
		return false // and on to the next field
	case fyne.KeyEscape:
		if len(l.fits) == 0 {
			return false
		}
		l.show(nil)
		return true
	default:
		return false
	}
	l.paint()
	return true
}

func (l *Lookup) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

// lookupRow is one answer in the list.
type lookupRow struct {
	widget.BaseWidget
	text    *Text
	chosen  bool
	tapped  func()
	pressed func() // the mouse goes down; nil for nothing
}

func (r *lookupRow) Tapped(*fyne.PointEvent) { r.tapped() }

func (r *lookupRow) MouseDown(*desktop.MouseEvent) {
	if r.pressed != nil {
		r.pressed()
	}
}

func (r *lookupRow) MouseUp(*desktop.MouseEvent) {}

func (r *lookupRow) CreateRenderer() fyne.WidgetRenderer {
	return &lookupRowRenderer{r: r, back: canvas.NewRectangle(color.Transparent)}
}

type lookupRowRenderer struct {
	r    *lookupRow
	back *canvas.Rectangle
}

func (r *lookupRowRenderer) MinSize() fyne.Size {
	return r.r.text.MinSize().AddWidthHeight(2*Size(Inside), 2*Size(Nudge))
}

func (r *lookupRowRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.r.text.Move(fyne.NewPos(Size(Inside), Size(Nudge)))
	r.r.text.Resize(size.SubtractWidthHeight(2*Size(Inside), 2*Size(Nudge)))
}

func (r *lookupRowRenderer) Refresh() {
	r.back.FillColor, r.back.CornerRadius = Color(Surface), Size(theme.SizeNameInputRadius)
	if r.r.chosen {
		r.back.FillColor = Soft(Accent)
	}
	r.back.StrokeColor, r.back.StrokeWidth = Color(Line), Size(Hairline)
	r.back.Refresh()
	r.r.text.Refresh()
}
func (r *lookupRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.r.text}
}
func (r *lookupRowRenderer) Destroy() {}

package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/assets"
)

// Option is one answer of a choice.
type Option struct {
	Key  string // what is stored
	Text string // what is read, translated
	Find string // more words by which Lookup finds it: pinyin, initials, a code
}

// Options makes options of a code table in the language that is spoken.
func Options(codes []assets.Code) []Option {
	options := make([]Option, 0, len(codes))
	for _, c := range codes {
		text := c.Text
		if Language() == English && c.En != "" {
			text = c.En
		}
		options = append(options, Option{Key: c.Code, Text: text, Find: c.Code + " " + c.Text})
	}
	return options
}

// Choice is a row of chips of which one, or with Multi several, are chosen.
// The keys 1…9 choose, arrows move (and choose, where there is one answer),
// Space chooses, BackSpace takes the answer back, F8 says 不详, Enter goes on.
type Choice struct {
	widget.BaseWidget
	FieldBase
	shiftKey
	Options   []Option
	Multi     bool
	OnChanged func()

	chosen  map[string]bool
	cursor  int
	focused bool
	hovered int
	late    composing // digits whose characters have not come yet
}

var (
	_ Field             = (*Choice)(nil)
	_ fyne.Focusable    = (*Choice)(nil)
	_ fyne.Tappable     = (*Choice)(nil)
	_ desktop.Hoverable = (*Choice)(nil)
)

// NewChoice returns a choice of one.
func NewChoice(options []Option) *Choice {
	c := &Choice{Options: options, chosen: map[string]bool{}, hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// NewMultiChoice returns a choice of any number.
func NewMultiChoice(options []Option) *Choice {
	c := NewChoice(options)
	c.Multi = true
	return c
}

// Chosen returns the key of the answer, or the first of several, or "".
func (c *Choice) Chosen() string {
	for _, key := range c.ChosenAll() {
		return key
	}
	return ""
}

// ChosenAll returns the keys of the answers in the order of the options.
func (c *Choice) ChosenAll() []string {
	var keys []string
	for _, o := range c.Options {
		if c.chosen[o.Key] {
			keys = append(keys, o.Key)
		}
	}
	return keys
}

// Choose sets the answers and takes away those before; keys that are no
// option are ignored.
func (c *Choice) Choose(keys ...string) {
	clear(c.chosen)
	for at, o := range c.Options {
		for _, key := range keys {
			if o.Key == key && (c.Multi || len(c.chosen) == 0) {
				c.chosen[key] = true
				c.cursor = at
			}
		}
	}
	if len(c.chosen) > 0 {
		c.unknown = false
	}
	c.Refresh()
}

// SetUnknown marks the choice 不详.
func (c *Choice) SetUnknown(unknown bool) {
	c.unknown = unknown
	if unknown {
		clear(c.chosen)
	}
	c.touched()
}

func (c *Choice) Target() fyne.Focusable { return c }
func (c *Choice) Empty() bool            { return len(c.chosen) == 0 && !c.unknown }
func (c *Choice) Check() error           { return nil }

func (c *Choice) Draft() string {
	if c.unknown {
		return unknownDraft
	}
	return strings.Join(c.ChosenAll(), ",")
}

func (c *Choice) Restore(draft string) {
	c.unknown = draft == unknownDraft
	c.Choose(strings.Split(draft, ",")...)
	c.Marked()
}

// pick answers with the option at a place, or takes the answer back.
func (c *Choice) pick(at int, toggle bool) {
	if at < 0 || at >= len(c.Options) {
		return
	}
	c.cursor = at
	key := c.Options[at].Key
	had := c.chosen[key]
	if !c.Multi {
		clear(c.chosen)
	}
	delete(c.chosen, key)
	if !had || !toggle {
		c.chosen[key] = true
	}
	c.unknown = false
	c.touched()
}

func (c *Choice) touched() {
	c.problem = ""
	c.Refresh()
	c.Marked()
	if c.OnChanged != nil {
		c.OnChanged()
	}
	c.Changed()
}

func (c *Choice) TypedRune(r rune) {
	r = plain(r)
	due := c.late.rune(r)
	if r >= '1' && r <= '9' {
		c.pick(int(r-'1'), c.Multi)
	}
	for _, name := range due {
		c.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// AcceptsTab keeps Tab from overtaking a digit; see composing.
func (c *Choice) AcceptsTab() bool { return c.late.digits > 0 }

func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	if c.late.wait(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyTab:
		c.Go(false)
	case fyne.KeyLeft, fyne.KeyUp:
		c.move(-1)
	case fyne.KeyRight, fyne.KeyDown:
		c.move(1)
	case fyne.KeySpace:
		c.pick(c.cursor, true)
	case fyne.KeyBackspace, fyne.KeyDelete:
		clear(c.chosen)
		c.unknown = false
		c.touched()
	case fyne.KeyF8:
		c.SetUnknown(!c.unknown)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.Go(c.held())
	default:
		Hand(c, key)
	}
}

func (c *Choice) move(by int) {
	at := c.cursor + by
	if !c.Multi && len(c.chosen) == 0 && by > 0 {
		at = c.cursor // the first step takes the first answer
	}
	if at < 0 || at >= len(c.Options) {
		return
	}
	if c.Multi {
		c.cursor = at
		c.Refresh()
		return
	}
	c.pick(at, false)
}

func (c *Choice) TypedShortcut(shortcut fyne.Shortcut) {
	if submits(shortcut) && c.Submit() {
		return
	}
	HandShortcut(c, shortcut)
}

func (c *Choice) FocusGained() {
	c.focused = true
	c.Refresh()
	c.Focused()
}

func (c *Choice) FocusLost() {
	c.focused, c.down, c.late = false, false, composing{}
	c.Refresh()
	c.Committed()
}

func (c *Choice) Tapped(at *fyne.PointEvent) {
	focus(c)
	if chip := c.under(at.Position); chip >= 0 {
		c.pick(chip, true)
	}
}

func (c *Choice) MouseIn(e *desktop.MouseEvent)    { c.MouseMoved(e) }
func (c *Choice) MouseMoved(e *desktop.MouseEvent) { c.hover(c.under(e.Position)) }
func (c *Choice) MouseOut()                        { c.hover(-1) }

func (c *Choice) hover(at int) {
	if c.hovered != at {
		c.hovered = at
		c.Refresh()
	}
}

// under returns the chip at a position, or -1.
func (c *Choice) under(pos fyne.Position) int {
	for at, place := range c.places(c.Size().Width) {
		if pos.X >= place.at.X && pos.Y >= place.at.Y && pos.X < place.at.X+place.size.Width && pos.Y < place.at.Y+place.size.Height {
			return at
		}
	}
	return -1
}

type place struct {
	at   fyne.Position
	size fyne.Size
}

// places lays the chips in as many lines as a width asks for.
func (c *Choice) places(width float32) []place {
	gap := Size(Nudge)
	var x, y float32
	places := make([]place, len(c.Options))
	for at, o := range c.Options {
		size := fyne.MeasureText(o.Text, Size(Body), fyne.TextStyle{})
		if at < 9 {
			size.Width += fyne.MeasureText("1", Size(Small), fyne.TextStyle{}).Width + gap
		}
		size = size.AddWidthHeight(2*Size(Inside), 2*Size(Inside))
		if x > 0 && x+size.Width > width {
			x, y = 0, y+size.Height+gap
		}
		places[at] = place{fyne.NewPos(x, y), size}
		x += size.Width + gap
	}
	return places
}

func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c: c}
	r.Refresh()
	return r
}

type choiceRenderer struct {
	c       *Choice
	chips   []chipParts
	objects []fyne.CanvasObject
}

type chipParts struct {
	back      *canvas.Rectangle
	text, key *canvas.Text
}

func (r *choiceRenderer) MinSize() fyne.Size {
	width := r.c.Size().Width
	if width == 0 {
		width = Size(Popup)
	}
	var size fyne.Size
	for _, p := range r.c.places(width) {
		size = size.Max(fyne.NewSize(p.size.Width, p.at.Y+p.size.Height))
	}
	return size
}

func (r *choiceRenderer) Layout(size fyne.Size) {
	gap := Size(Nudge)
	for at, p := range r.c.places(size.Width) {
		chip := r.chips[at]
		chip.back.Move(p.at)
		chip.back.Resize(p.size)
		x := p.at.X + Size(Inside)
		if chip.key.Text != "" {
			need := chip.key.MinSize()
			chip.key.Move(fyne.NewPos(x, p.at.Y+(p.size.Height-need.Height)/2))
			chip.key.Resize(need)
			x += need.Width + gap
		}
		need := chip.text.MinSize()
		chip.text.Move(fyne.NewPos(x, p.at.Y+(p.size.Height-need.Height)/2))
		chip.text.Resize(need)
	}
}

func (r *choiceRenderer) Refresh() {
	c := r.c
	if len(r.chips) != len(c.Options) {
		r.chips, r.objects = nil, nil
		for range c.Options {
			chip := chipParts{canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Transparent), canvas.NewText("", color.Transparent)}
			r.chips = append(r.chips, chip)
			r.objects = append(r.objects, chip.back, chip.text, chip.key)
		}
	}
	for at, o := range c.Options {
		r.style(r.chips[at], at, o)
	}
	r.Layout(c.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *choiceRenderer) style(chip chipParts, at int, o Option) {
	c := r.c
	chip.text.Text, chip.text.TextSize, chip.text.Color = o.Text, Size(Body), Color(Ink)
	chip.key.Text, chip.key.TextSize, chip.key.Color = "", Size(Small), Color(Faint)
	if at < 9 {
		chip.key.Text = string(rune('1' + at))
	}
	chip.back.CornerRadius = Size(theme.SizeNameButtonRadius)
	chip.back.FillColor, chip.back.StrokeColor, chip.back.StrokeWidth = Color(Surface), Color(theme.ColorNameInputBorder), Size(Hairline)
	switch {
	case c.chosen[o.Key]:
		chip.back.FillColor, chip.back.StrokeColor = Color(Accent), Color(Accent)
		chip.text.Color, chip.key.Color = Color(OnAccent), Color(OnAccent)
	case c.unknown:
		chip.back.FillColor, chip.text.Color = Soft(Info), Color(Faint)
	case c.hovered == at:
		chip.back.FillColor = Color(theme.ColorNameButton)
	}
	if c.problem != "" {
		chip.back.StrokeColor = Color(Overdue)
	}
	if c.focused && at == c.cursor {
		chip.back.StrokeWidth, chip.back.StrokeColor = Size(Ring), Color(Accent)
		if c.chosen[o.Key] {
			chip.back.StrokeColor = Color(Ink)
		}
	}
}

func (r *choiceRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *choiceRenderer) Destroy()                     {}

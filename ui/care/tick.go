package care

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// tick is a line of a list of things to do: Enter, Space or a tap ticks it and
// takes the tick away.
type tick struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ring    *canvas.Rectangle
	act     func()
	key     func(*fyne.KeyEvent) bool // sees other keys; nil for nobody
	focused bool
}

var (
	_ fyne.Focusable = (*tick)(nil)
	_ fyne.Tappable  = (*tick)(nil)
)

// newTick returns a line with its sign, what is to be done and, below it in
// small type, what more there is to say, both ready to be read.
func newTick(shape kit.Shape, ink fyne.ThemeColorName, text, more string, act func()) *tick {
	t := &tick{act: act, ring: canvas.NewRectangle(color.Transparent)}
	lines := kit.Close(kit.NewParagraph(text))
	if more != "" {
		small := kit.NewLabel(more)
		small.Whole = false
		lines.Add(small)
	}
	sign := kit.Margin(kit.Nudge, kit.NewSign(shape, ink))
	t.content = container.NewStack(t.ring, kit.Margin(kit.Nudge, container.NewBorder(nil, nil, container.NewVBox(sign), nil, lines)))
	t.ExtendBaseWidget(t)
	return t
}

func (t *tick) Tapped(*fyne.PointEvent) { t.act() }

func (t *tick) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn, key.Name == fyne.KeyEnter, key.Name == fyne.KeySpace:
		t.act()
	case t.key != nil && t.key(key):
	default:
		kit.Hand(t, key)
	}
}

func (t *tick) TypedRune(rune)                       {}
func (t *tick) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(t, shortcut) }
func (t *tick) FocusGained()                         { t.focused = true; t.Refresh() }
func (t *tick) FocusLost()                           { t.focused = false; t.Refresh() }

func (t *tick) Refresh() {
	t.ring.StrokeWidth, t.ring.CornerRadius = 0, kit.Size(kit.Corner)
	if t.focused {
		t.ring.StrokeWidth, t.ring.StrokeColor = kit.Size(kit.Ring), kit.Color(kit.Accent)
	}
	t.ring.Refresh()
	t.BaseWidget.Refresh()
}

func (t *tick) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }

package shoot

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// stage is the part of a cover that takes its keys: the live picture, the
// pictures that wait. Keys come by their place on the keyboard, not as
// characters, so that an input method does not hold them back.
type stage struct {
	widget.BaseWidget
	label string // what is announced
	body  fyne.CanvasObject
	typed func(*fyne.KeyEvent)
	here  bool
}

var _ fyne.Focusable = (*stage)(nil)

func newStage(label string, body fyne.CanvasObject, typed func(*fyne.KeyEvent)) *stage {
	s := &stage{label: label, body: body, typed: typed}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stage) TypedRune(rune) {}

func (s *stage) TypedKey(key *fyne.KeyEvent) {
	if kit.Stirred != nil {
		kit.Stirred()
	}
	s.typed(key)
}

func (s *stage) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(s, shortcut) }

func (s *stage) FocusGained() {
	s.here = true
	s.Refresh()
	kit.Tell("field", s.label)
}

func (s *stage) FocusLost() {
	s.here = false
	s.Refresh()
}

func (s *stage) CreateRenderer() fyne.WidgetRenderer {
	r := &stageRenderer{s: s, ring: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type stageRenderer struct {
	s    *stage
	ring *canvas.Rectangle
}

func (r *stageRenderer) MinSize() fyne.Size {
	return r.s.body.MinSize().Add(fyne.NewSquareSize(2 * kit.Size(kit.Ring)))
}

func (r *stageRenderer) Layout(size fyne.Size) {
	ring := kit.Size(kit.Ring)
	r.ring.Resize(size)
	r.s.body.Move(fyne.NewPos(ring, ring))
	r.s.body.Resize(size.Subtract(fyne.NewSquareSize(2 * ring)))
}

func (r *stageRenderer) Refresh() {
	r.ring.CornerRadius, r.ring.StrokeWidth, r.ring.StrokeColor = kit.Size(kit.Corner), kit.Size(kit.Hairline), kit.Color(kit.Line)
	if r.s.here {
		r.ring.StrokeWidth, r.ring.StrokeColor = kit.Size(kit.Ring), kit.Color(kit.Accent)
	}
	r.ring.Refresh()
	r.s.body.Refresh()
}

func (r *stageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.body, r.ring}
}
func (r *stageRenderer) Destroy() {}

// digit is which of some options a key chooses, or -1.
func digit(key *fyne.KeyEvent) int {
	if len(key.Name) == 1 && key.Name >= fyne.Key1 && key.Name <= fyne.Key9 {
		return int(key.Name[0] - '1')
	}
	return -1
}

// chooseBy chooses the option of a digit and reports whether there is one.
func chooseBy(choice *kit.Choice, key *fyne.KeyEvent) bool {
	at := digit(key)
	if at < 0 || at >= len(choice.Options) {
		return false
	}
	choice.Choose(choice.Options[at].Key)
	return true
}

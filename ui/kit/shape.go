package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Shape is the form of a state's mark, so that a state is told without colour.
type Shape int

const (
	NoShape  Shape = iota
	Disc           // ● taken, running
	Ring0          // ○ free, open
	Triangle       // ▲ soon, take care
	Square         // ■ done, closed
	Diamond        // ◆ overdue, attention
	Cross          // ✕ out of use
)

// Sign draws a shape in a colour.
type Sign struct {
	widget.BaseWidget
	Shape Shape
	Color fyne.ThemeColorName
}

// NewSign returns a mark of the usual size.
func NewSign(shape Shape, color fyne.ThemeColorName) *Sign {
	s := &Sign{Shape: shape, Color: color}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the mark.
func (s *Sign) Set(shape Shape, color fyne.ThemeColorName) {
	if s.Shape == shape && s.Color == color {
		return
	}
	s.Shape, s.Color = shape, color
	s.Refresh()
}

func (s *Sign) CreateRenderer() fyne.WidgetRenderer {
	r := &signRenderer{s: s, m: newMark()}
	r.Refresh()
	return r
}

type signRenderer struct {
	s *Sign
	m *mark
}

func (r *signRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height, Size(Mark))
	r.m.place(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2), side)
}
func (r *signRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(Size(Mark)) }
func (r *signRenderer) Refresh()                     { r.m.set(r.s.Shape, r.s.Color) }
func (r *signRenderer) Objects() []fyne.CanvasObject { return r.m.objects() }
func (r *signRenderer) Destroy()                     {}

// mark is a shape inside another widget's renderer: round and angular part,
// of which one shows, and the two strokes of a cross.
type mark struct {
	round   *canvas.Circle
	angular *canvas.RegularPolygon
	strokes [2]*canvas.Line
}

func newMark() *mark {
	m := &mark{round: canvas.NewCircle(nil), angular: canvas.NewRegularPolygon(4, nil)}
	for i := range m.strokes {
		m.strokes[i] = canvas.NewLine(nil)
	}
	return m
}

func (m *mark) set(shape Shape, name fyne.ThemeColorName) {
	if name == "" {
		name = Ink
	}
	color := Color(name)
	m.round.Hidden = shape != Disc && shape != Ring0
	m.angular.Hidden = shape != Triangle && shape != Square && shape != Diamond
	m.round.FillColor, m.round.StrokeColor, m.round.StrokeWidth = color, color, Size(Ring)
	if shape == Ring0 {
		m.round.FillColor = nil
	}
	m.angular.FillColor, m.angular.Sides, m.angular.Angle = color, 4, 0
	switch shape {
	case Triangle:
		m.angular.Sides = 3
	case Diamond:
		m.angular.Angle = 45
	}
	for _, s := range m.strokes {
		s.Hidden, s.StrokeColor, s.StrokeWidth = shape != Cross, color, Size(Ring)
	}
	for _, o := range m.objects() {
		o.Refresh()
	}
}

func (m *mark) place(at fyne.Position, side float32) {
	for _, o := range []fyne.CanvasObject{m.round, m.angular} {
		o.Resize(fyne.NewSquareSize(side))
		o.Move(at)
	}
	far := at.AddXY(side, side)
	m.strokes[0].Position1, m.strokes[0].Position2 = at, far
	m.strokes[1].Position1, m.strokes[1].Position2 = fyne.NewPos(far.X, at.Y), fyne.NewPos(at.X, far.Y)
}

func (m *mark) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.round, m.angular, m.strokes[0], m.strokes[1]}
}

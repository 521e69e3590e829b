package kit

import (
	"image/color"

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
func (r *signRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(Size(Mark)) }
func (r *signRenderer) Refresh() {
	r.m.set(r.s.Shape, r.s.Color)
	canvas.Refresh(r.s) // what was hidden until now belongs to no canvas yet
}
func (r *signRenderer) Objects() []fyne.CanvasObject { return r.m.objects() }
func (r *signRenderer) Destroy()                     {}

// mark is a shape inside another widget's renderer: a rectangle, rounded or
// not, a polygon, and the two strokes of a cross, of which one shows.
type mark struct {
	shape   Shape
	even    *canvas.Rectangle
	angular *canvas.RegularPolygon
	strokes [2]*canvas.Line
	at      fyne.Position
	side    float32
}

func newMark() *mark {
	m := &mark{even: canvas.NewRectangle(color.Transparent), angular: canvas.NewRegularPolygon(4, color.Transparent)}
	for i := range m.strokes {
		m.strokes[i] = canvas.NewLine(color.Transparent)
	}
	return m
}

func (m *mark) set(shape Shape, name fyne.ThemeColorName) {
	if name == "" {
		name = Ink
	}
	paint := Color(name)
	m.shape = shape
	m.even.Hidden = shape != Disc && shape != Ring0 && shape != Square
	m.angular.Hidden = shape != Triangle && shape != Diamond
	m.even.FillColor, m.even.StrokeColor, m.even.StrokeWidth = paint, paint, 0
	if shape == Ring0 {
		m.even.FillColor, m.even.StrokeWidth = color.Transparent, Size(Ring)
	}
	m.angular.FillColor, m.angular.Sides = paint, 4
	if shape == Triangle {
		m.angular.Sides = 3
	}
	for _, s := range m.strokes {
		s.Hidden, s.StrokeColor, s.StrokeWidth = shape != Cross, paint, Size(Ring)
	}
	m.place(m.at, m.side)
	for _, o := range m.objects() {
		o.Refresh()
	}
}

// place puts the mark into a square; round and square forms stay a little
// inside it and pointed ones reach out, so that all weigh the same.
func (m *mark) place(at fyne.Position, side float32) {
	m.at, m.side = at, side
	nip := side / 10
	even := side - 2*nip
	m.even.CornerRadius = even / 2
	if m.shape == Square {
		m.even.CornerRadius = nip
	}
	m.even.Resize(fyne.NewSquareSize(even))
	m.even.Move(at.AddXY(nip, nip))
	m.angular.Resize(fyne.NewSquareSize(side + 2*nip))
	m.angular.Move(at.AddXY(-nip, -nip))
	near, far := at.AddXY(nip, nip), at.AddXY(side-nip, side-nip)
	m.strokes[0].Position1, m.strokes[0].Position2 = near, far
	m.strokes[1].Position1, m.strokes[1].Position2 = fyne.NewPos(far.X, near.Y), fyne.NewPos(near.X, far.Y)
}

func (m *mark) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.even, m.angular, m.strokes[0], m.strokes[1]}
}

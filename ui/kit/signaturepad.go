package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// signaturePad is the paper of a Signature, always white with black ink.
type signaturePad struct {
	widget.BaseWidget
	strokes strokes
	off     bool // another method was chosen
	drawn   func()
	drawing bool
	focused bool
}

var (
	_ fyne.Focusable     = (*signaturePad)(nil)
	_ fyne.Draggable     = (*signaturePad)(nil)
	_ desktop.Mouseable  = (*signaturePad)(nil)
	_ desktop.Cursorable = (*signaturePad)(nil)
)

func newSignaturePad(drawn func()) *signaturePad {
	p := &signaturePad{drawn: drawn}
	p.ExtendBaseWidget(p)
	return p
}

func (p *signaturePad) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		p.begin(e.Position)
	}
}

func (p *signaturePad) MouseUp(*desktop.MouseEvent) { p.end() }

func (p *signaturePad) Dragged(e *fyne.DragEvent) {
	if !p.drawing {
		p.begin(e.Position.Subtract(e.Dragged))
	}
	last := len(p.strokes) - 1
	p.strokes[last] = append(p.strokes[last], p.dot(e.Position))
	p.Refresh()
}

func (p *signaturePad) DragEnd() { p.end() }

func (p *signaturePad) begin(at fyne.Position) {
	p.drawing = true
	p.strokes = append(p.strokes, stroke{p.dot(at)})
	p.Refresh()
}

// end tells that a stroke is complete; the driver may say it twice.
func (p *signaturePad) end() {
	if !p.drawing {
		return
	}
	p.drawing = false
	focus(p)
	p.drawn()
}

// dot keeps a position within the paper.
func (p *signaturePad) dot(at fyne.Position) dot {
	size := p.Size()
	return dot{min(max(at.X, 0), size.Width), min(max(at.Y, 0), size.Height)}
}

func (p *signaturePad) clear() {
	p.strokes = nil
	p.drawn()
}

func (p *signaturePad) undo() {
	if len(p.strokes) > 0 {
		p.strokes = p.strokes[:len(p.strokes)-1]
	}
	p.drawn()
}

func (p *signaturePad) TypedRune(rune) {}

func (p *signaturePad) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.clear()
	default:
		Hand(p, key)
	}
}

func (p *signaturePad) TypedShortcut(shortcut fyne.Shortcut) {
	if _, undo := shortcut.(*fyne.ShortcutUndo); undo && len(p.strokes) > 0 {
		p.undo()
		return
	}
	HandShortcut(p, shortcut)
}

func (p *signaturePad) FocusGained()           { p.focused = true; p.Refresh() }
func (p *signaturePad) FocusLost()             { p.focused = false; p.Refresh() }
func (p *signaturePad) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

func (p *signaturePad) CreateRenderer() fyne.WidgetRenderer {
	r := &signatureRenderer{p: p, paper: canvas.NewRectangle(sheet), foot: canvas.NewLine(color.Transparent), hint: NewLabel(lang.L("请在这里签名"))}
	r.ink = canvas.NewRaster(func(w, h int) image.Image { return p.strokes.on(w, h, p.Size()) })
	r.hint.Align = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type signatureRenderer struct {
	p     *signaturePad
	paper *canvas.Rectangle
	foot  *canvas.Line // what one writes on
	hint  *Text
	ink   *canvas.Raster
}

// MinSize has the shape of the line on a form, and room for a hand.
func (r *signatureRenderer) MinSize() fyne.Size { return fyne.NewSize(Size(Popup), Size(Popup)/3) }

func (r *signatureRenderer) Layout(size fyne.Size) {
	r.paper.Resize(size)
	r.ink.Resize(size)
	y := size.Height * 3 / 4
	r.foot.Position1, r.foot.Position2 = fyne.NewPos(Size(Between), y), fyne.NewPos(size.Width-Size(Between), y)
	r.hint.Move(fyne.NewPos(0, size.Height/3))
	r.hint.Resize(fyne.NewSize(size.Width, r.hint.MinSize().Height))
}

func (r *signatureRenderer) Refresh() {
	r.paper.FillColor, r.paper.StrokeColor, r.paper.StrokeWidth = sheet, Color(Line), Size(Hairline)
	r.paper.CornerRadius = Size(Corner)
	if r.p.focused {
		r.paper.StrokeColor, r.paper.StrokeWidth = Color(Accent), Size(Ring)
	}
	if r.p.off {
		r.paper.FillColor = Color(Ground)
	}
	r.foot.StrokeColor, r.foot.StrokeWidth = light[Line], Size(Hairline)
	r.hint.Hidden = len(r.p.strokes) > 0 || r.p.off
	r.ink.Hidden = r.p.off
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *signatureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.paper, r.foot, r.hint, r.ink}
}
func (r *signatureRenderer) Destroy() {}

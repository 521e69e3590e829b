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

// PhotoEdit is what is to be done to a picture, in this order.
type PhotoEdit struct {
	Turns      int // quarter turns clockwise, 0…3
	Brightness int // −100…100
	// The part that stays, as shares of the turned picture's sides; all of it
	// is 0, 0, 1, 1.
	Left, Top, Right, Bottom float32
}

// Whole is the edit that changes nothing.
var Whole = PhotoEdit{Right: 1, Bottom: 1}

// Photo is the frame of a photograph: empty it says how to fill it; with a
// picture it has a box that cuts. The mouse draws the box anew, arrows move
// it, + and − change its size, R turns, [ and ] darken and brighten, Delete
// takes the edit back. The picture itself is never touched: the edit is told.
type Photo struct {
	widget.BaseWidget
	OnEdit func(PhotoEdit)
	OnFill func() // a tap or Enter on the empty frame

	picture  image.Image
	shown    image.Image // small, turned, brightened
	edit     PhotoEdit
	focused  bool
	drawing  bool
	from     fyne.Position
	sentence string
}

var (
	_ fyne.Focusable     = (*Photo)(nil)
	_ fyne.Tappable      = (*Photo)(nil)
	_ fyne.Draggable     = (*Photo)(nil)
	_ desktop.Cursorable = (*Photo)(nil)
)

// NewPhoto returns an empty frame; fill is called to find a picture for it.
func NewPhoto(fill func()) *Photo {
	p := &Photo{OnFill: fill, edit: Whole, sentence: "拖入照片，或按 F4 拍照"}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows a picture, with the edit Whole; nil empties the frame.
func (p *Photo) Set(picture image.Image) {
	p.picture, p.edit = picture, Whole
	p.develop()
}

// Picture returns the picture as it was set.
func (p *Photo) Picture() image.Image { return p.picture }

// Edit returns what is to be done to the picture.
func (p *Photo) Edit() PhotoEdit { return p.edit }

// SetEdit shows an edit that was made before.
func (p *Photo) SetEdit(edit PhotoEdit) {
	p.edit = edit
	p.develop()
}

// Holds reports whether a position of the canvas lies in the frame, for what
// is dropped on the window.
func (p *Photo) Holds(at fyne.Position) bool {
	if !p.Visible() {
		return false
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
	size := p.Size()
	return at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height
}

// Turn turns by a quarter, clockwise.
func (p *Photo) Turn() {
	e := p.edit
	e.Turns = (e.Turns + 1) % 4
	e.Left, e.Top, e.Right, e.Bottom = 1-e.Bottom, e.Left, 1-e.Top, e.Right
	p.change(e)
}

// Brighten changes the brightness by a step from −100 to 100.
func (p *Photo) Brighten(by int) {
	e := p.edit
	e.Brightness = min(max(e.Brightness+by, -100), 100)
	p.change(e)
}

func (p *Photo) change(e PhotoEdit) {
	if p.picture == nil || e == p.edit {
		return
	}
	redo := e.Turns != p.edit.Turns || e.Brightness != p.edit.Brightness
	p.edit = e
	if redo {
		p.develop()
	} else {
		p.Refresh()
	}
	if p.OnEdit != nil {
		p.OnEdit(e)
	}
}

func (p *Photo) develop() {
	p.shown = nil
	if p.picture != nil {
		p.shown = preview(p.picture, p.edit.Turns, p.edit.Brightness)
	}
	p.Refresh()
}

// How far one key moves the box or changes the light.
const (
	boxStep   = 0.02
	leastBox  = 0.1
	lightStep = 10
)

func (p *Photo) TypedKey(key *fyne.KeyEvent) {
	if p.picture == nil {
		switch key.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			p.Tapped(nil)
			return
		}
		Hand(p, key)
		return
	}
	switch key.Name {
	case fyne.KeyLeft:
		p.move(-boxStep, 0)
	case fyne.KeyRight:
		p.move(boxStep, 0)
	case fyne.KeyUp:
		p.move(0, -boxStep)
	case fyne.KeyDown:
		p.move(0, boxStep)
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.change(Whole)
	default:
		Hand(p, key)
	}
}

func (p *Photo) TypedRune(r rune) {
	switch plain(r) {
	case '+', '=':
		p.grow(boxStep)
	case '-':
		p.grow(-boxStep)
	case 'r', 'R':
		p.Turn()
	case '[':
		p.Brighten(-lightStep)
	case ']':
		p.Brighten(lightStep)
	}
}

func (p *Photo) move(x, y float32) {
	e := p.edit
	x = min(max(x, -e.Left), 1-e.Right)
	y = min(max(y, -e.Top), 1-e.Bottom)
	e.Left, e.Right, e.Top, e.Bottom = e.Left+x, e.Right+x, e.Top+y, e.Bottom+y
	p.change(e)
}

func (p *Photo) grow(by float32) {
	e := p.edit
	if by < 0 && (e.Right-e.Left < leastBox || e.Bottom-e.Top < leastBox) {
		return
	}
	e.Left, e.Top = max(0, e.Left-by), max(0, e.Top-by)
	e.Right, e.Bottom = min(1, e.Right+by), min(1, e.Bottom+by)
	p.change(e)
}

func (p *Photo) Tapped(*fyne.PointEvent) {
	focus(p)
	if p.picture == nil && p.OnFill != nil {
		p.OnFill()
	}
}

func (p *Photo) Dragged(e *fyne.DragEvent) {
	if p.picture == nil {
		return
	}
	if !p.drawing {
		p.drawing, p.from = true, e.Position.Subtract(e.Dragged)
	}
	at, size := p.place()
	share := func(pos fyne.Position) (x, y float32) {
		return min(max((pos.X-at.X)/size.Width, 0), 1), min(max((pos.Y-at.Y)/size.Height, 0), 1)
	}
	x1, y1 := share(p.from)
	x2, y2 := share(e.Position)
	edit := p.edit
	edit.Left, edit.Right = min(x1, x2), max(x1, x2)
	edit.Top, edit.Bottom = min(y1, y2), max(y1, y2)
	if edit.Right-edit.Left >= leastBox && edit.Bottom-edit.Top >= leastBox {
		p.change(edit)
	}
}

func (p *Photo) DragEnd() { p.drawing = false }

func (p *Photo) Cursor() desktop.Cursor {
	if p.picture == nil {
		return desktop.PointerCursor
	}
	return desktop.CrosshairCursor
}

func (p *Photo) FocusGained()                         { p.focused = true; p.Refresh() }
func (p *Photo) FocusLost()                           { p.focused = false; p.Refresh() }
func (p *Photo) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(p, shortcut) }

// place is where the picture lies in the frame.
func (p *Photo) place() (fyne.Position, fyne.Size) {
	room := p.Size()
	if p.shown == nil {
		return fyne.Position{}, room
	}
	bounds := p.shown.Bounds()
	w, h := float32(bounds.Dx()), float32(bounds.Dy())
	scale := min(room.Width/w, room.Height/h)
	size := fyne.NewSize(w*scale, h*scale)
	return fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2), size
}

func (p *Photo) CreateRenderer() fyne.WidgetRenderer {
	r := &photoRenderer{p: p, back: canvas.NewRectangle(color.Transparent), image: canvas.NewImageFromImage(nil),
		box: canvas.NewRectangle(color.Transparent), words: NewLabel(lang.L(p.sentence)), icon: NewPicture("photo")}
	for i := range r.veil {
		r.veil[i] = canvas.NewRectangle(color.Transparent)
	}
	r.words.Align, r.icon.Color, r.icon.Type = fyne.TextAlignCenter, Faint, Thumb
	r.Refresh()
	return r
}

type photoRenderer struct {
	p         *Photo
	back, box *canvas.Rectangle
	image     *canvas.Image
	veil      [4]*canvas.Rectangle
	words     *Text
	icon      *Picture
}

// MinSize is a passport photograph's shape.
func (r *photoRenderer) MinSize() fyne.Size { return fyne.NewSize(Size(Frame), Size(Frame)*4/3) }

func (r *photoRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	words, icon := r.words.MinSize(), r.icon.MinSize()
	top := (size.Height - words.Height - icon.Height - Size(Inside)) / 2
	r.icon.Resize(icon)
	r.icon.Move(fyne.NewPos((size.Width-icon.Width)/2, top))
	r.words.Resize(fyne.NewSize(size.Width, words.Height))
	r.words.Move(fyne.NewPos(0, top+icon.Height+Size(Inside)))
	at, whole := r.p.place()
	r.image.Move(at)
	r.image.Resize(whole)
	e := r.p.edit
	x1, x2 := at.X+e.Left*whole.Width, at.X+e.Right*whole.Width
	y1, y2 := at.Y+e.Top*whole.Height, at.Y+e.Bottom*whole.Height
	put := func(o fyne.CanvasObject, x1, y1, x2, y2 float32) {
		o.Move(fyne.NewPos(x1, y1))
		o.Resize(fyne.NewSize(x2-x1, y2-y1))
	}
	put(r.box, x1, y1, x2, y2)
	right, bottom := at.X+whole.Width, at.Y+whole.Height
	put(r.veil[0], at.X, at.Y, right, y1)
	put(r.veil[1], at.X, y2, right, bottom)
	put(r.veil[2], at.X, y1, x1, y2)
	put(r.veil[3], x2, y1, right, y2)
}

func (r *photoRenderer) Refresh() {
	p := r.p
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = Color(Surface), Color(Line), Size(Hairline)
	r.back.CornerRadius = Size(Corner)
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = color.Transparent, Color(OnAccent), Size(Ring)
	if p.focused {
		r.back.StrokeColor, r.back.StrokeWidth, r.box.StrokeColor = Color(Accent), Size(Ring), Color(Accent)
	}
	r.image.Image = p.shown
	empty := p.shown == nil
	r.image.Hidden, r.words.Hidden, r.icon.Hidden = empty, !empty, !empty
	cut := p.edit.Left > 0 || p.edit.Top > 0 || p.edit.Right < 1 || p.edit.Bottom < 1
	r.box.Hidden = empty || !cut && !p.focused
	for _, v := range r.veil {
		v.FillColor, v.Hidden = Color(Veil), r.box.Hidden
	}
	r.Layout(p.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *photoRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.icon, r.words, r.image, r.veil[0], r.veil[1], r.veil[2], r.veil[3], r.box}
}
func (r *photoRenderer) Destroy() {}

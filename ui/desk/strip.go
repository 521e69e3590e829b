package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// strip is the row of small pictures: Enter opens one in the frame, Delete
// puts it away.
type strip struct {
	content fyne.CanvasObject
	walk    *walk
	row     *fyne.Container
	open    func(intake.Photo)
	photos  []intake.Photo
	words   words
}

func newStrip(open, remove func(intake.Photo)) *strip {
	s := &strip{row: container.New(wrapped{}), open: open, words: words{}}
	s.walk = newWalk("照片", s.row)
	s.walk.OnRemove = func(at int) { remove(s.photos[at]) }
	s.content = s.walk
	return s
}

// show replaces the pictures; current is the one in the frame.
func (s *strip) show(all []intake.Photo, current string) {
	s.photos = all
	s.row.RemoveAll()
	stops := make([]stop, len(all))
	for i, photo := range all {
		small := newThumb(photo, s.words.say("photo_kind", photo.Kind), photo.ID == current, func() { s.open(photo) })
		stops[i] = small
		s.row.Add(small)
	}
	s.walk.set(stops)
	s.walk.Hidden = len(all) == 0
	s.row.Refresh()
}

// thumb is a small picture with its kind underneath.
type thumb struct {
	widget.BaseWidget
	image   *canvas.Image
	word    *kit.Text
	current bool
	here    bool
	tapped  func()
}

func newThumb(photo intake.Photo, word string, current bool, tapped func()) *thumb {
	t := &thumb{image: canvas.NewImageFromImage(thumbImage(photo.Thumb)), word: kit.NewLabel(word), current: current, tapped: tapped}
	t.image.FillMode = canvas.ImageFillContain
	t.word.Align, t.word.Whole = fyne.TextAlignCenter, false
	t.ExtendBaseWidget(t)
	return t
}

func (t *thumb) Tapped(*fyne.PointEvent) { t.tapped() }
func (t *thumb) FocusGained()            { t.here = true; t.Refresh() }
func (t *thumb) FocusLost()              { t.here = false; t.Refresh() }

func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	return &thumbRenderer{t: t, frame: canvas.NewRectangle(color.Transparent)}
}

type thumbRenderer struct {
	t     *thumb
	frame *canvas.Rectangle
}

func (r *thumbRenderer) MinSize() fyne.Size {
	side := kit.Size(kit.Thumb)
	return fyne.NewSize(side, side+r.t.word.MinSize().Height)
}

func (r *thumbRenderer) Layout(size fyne.Size) {
	word := r.t.word.MinSize().Height
	square := fyne.NewSize(size.Width, size.Height-word)
	r.frame.Resize(square)
	r.t.image.Resize(square)
	r.t.word.Move(fyne.NewPos(0, square.Height))
	r.t.word.Resize(fyne.NewSize(size.Width, word))
}

func (r *thumbRenderer) Refresh() {
	r.frame.FillColor, r.frame.CornerRadius = kit.Color(kit.Ground), kit.Size(kit.Nudge)
	r.frame.StrokeColor, r.frame.StrokeWidth = kit.Color(kit.Line), kit.Size(kit.Hairline)
	if r.t.current || r.t.here {
		r.frame.StrokeColor, r.frame.StrokeWidth = kit.Color(kit.Faint), kit.Size(kit.Ring)
	}
	if r.t.here {
		r.frame.StrokeColor = kit.Color(kit.Accent)
	}
	r.frame.Refresh()
	r.t.image.Refresh()
	r.t.word.Refresh()
}

func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.t.image, r.t.word}
}
func (r *thumbRenderer) Destroy() {}

// wrapped lays small things in as many lines as the width asks for, three to
// a line.
type wrapped struct{}

const thumbsInLine = 3

func (wrapped) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.Size{}
	}
	need, gap := o[0].MinSize(), kit.Size(kit.Nudge)
	lines := float32((len(o) + thumbsInLine - 1) / thumbsInLine)
	return fyne.NewSize(thumbsInLine*(need.Width+gap)-gap, lines*(need.Height+gap)-gap)
}

func (wrapped) Layout(o []fyne.CanvasObject, _ fyne.Size) {
	gap := kit.Size(kit.Nudge)
	for i, object := range o {
		need := object.MinSize()
		object.Resize(need)
		object.Move(fyne.NewPos(float32(i%thumbsInLine)*(need.Width+gap), float32(i/thumbsInLine)*(need.Height+gap)))
	}
}

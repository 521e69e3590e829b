package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// PageSource gives the pages of a document as pictures. Page is called on a
// goroutine of its own, one at a time.
type PageSource interface {
	Pages() int
	// Page draws page n, counted from 0, at a resolution in dots per inch.
	Page(n int, dpi float64) (image.Image, error)
}

// PageView shows a document page by page: PageUp and PageDown turn, Home and
// End go to the ends, + and − zoom, 0 shows the whole page.
type PageView struct {
	widget.BaseWidget
	OnShown func(page int) // a page was drawn

	land    func(func()) // runs on the UI goroutine
	source  PageSource
	page    int
	zoom    int // place in zooms
	drawing bool
	again   bool
	image   *canvas.Image
	number  *Text
	problem *Text
	spinner *widget.Activity
	paper   *fyne.Container
	scroll  *container.Scroll
	prev    *Button
	next    *Button
	box     *fyne.Container
}

// zooms are the resolutions in dots per inch; the first fits the window.
var zooms = []float64{96, 120, 150, 200, 300}

var _ fyne.Focusable = (*PageView)(nil)

// NewPageView returns an empty view.
func NewPageView() *PageView {
	v := &PageView{land: fyne.Do, image: canvas.NewImageFromImage(nil), number: NewLabel(""), problem: NewText(""), spinner: widget.NewActivity()}
	v.image.FillMode = canvas.ImageFillContain
	v.problem.Color = Overdue
	v.problem.Hide()
	v.spinner.Hide()
	v.prev = NewButton("上一页", "", func() { v.Turn(-1) })
	v.next = NewButton("下一页", "", func() { v.Turn(1) })
	smaller := NewButton("缩小", "", func() { v.Zoom(-1) })
	larger := NewButton("放大", "", func() { v.Zoom(1) })
	v.paper = container.NewStack(v.image)
	v.scroll = container.NewScroll(v.paper)
	bar := Actions([]fyne.CanvasObject{v.prev, v.next, v.number}, smaller, larger)
	v.box = container.NewBorder(nil, Margin(Nudge, bar), nil, nil,
		container.NewStack(v.scroll, container.NewCenter(v.spinner), container.NewCenter(v.problem)))
	v.ExtendBaseWidget(v)
	v.count()
	return v
}

// Open shows the first page of a document; nil shows nothing.
func (v *PageView) Open(source PageSource) {
	v.source, v.page = source, 0
	v.image.Image = nil
	v.draw()
}

// Page returns the page that shows, counted from 0.
func (v *PageView) Page() int { return v.page }

// Turn goes on by a number of pages, or back.
func (v *PageView) Turn(by int) { v.Go(v.page + by) }

// Go shows a page; one before the first is the first, after the last the last.
func (v *PageView) Go(page int) {
	if v.source == nil {
		return
	}
	page = min(max(page, 0), v.source.Pages()-1)
	if page == v.page {
		return
	}
	v.page = page
	v.scroll.ScrollToTop()
	v.draw()
}

// Zoom goes to a larger scale, or a smaller one.
func (v *PageView) Zoom(by int) {
	zoom := min(max(v.zoom+by, 0), len(zooms)-1)
	if zoom != v.zoom {
		v.zoom = zoom
		v.draw()
	}
}

// draw asks for the page off the UI goroutine. While one is being drawn only
// the newest wish is remembered.
func (v *PageView) draw() {
	v.count()
	v.problem.Hide()
	if v.source == nil || v.source.Pages() == 0 {
		v.image.Image = nil
		v.Refresh()
		return
	}
	if v.drawing {
		v.again = true
		return
	}
	v.drawing = true
	v.spinner.Show()
	v.spinner.Start()
	source, page, dpi := v.source, v.page, zooms[v.zoom]
	go func() {
		picture, err := source.Page(page, dpi)
		v.land(func() { v.drawn(source, page, picture, err) })
	}()
}

func (v *PageView) drawn(source PageSource, page int, picture image.Image, err error) {
	v.drawing = false
	if v.again {
		v.again = false
		v.draw()
		return
	}
	v.spinner.Stop()
	v.spinner.Hide()
	if source != v.source {
		return
	}
	v.image.Image = picture
	v.problem.Hidden = err == nil
	if err != nil {
		v.image.Image = nil
		v.problem.Set(lang.L("这一页画不出来：可以存成PDF后用别的程序看。"))
	} else if v.zoom == 0 {
		v.image.SetMinSize(fyne.Size{})
	} else {
		scale := canvasScale(v)
		b := picture.Bounds()
		v.image.SetMinSize(fyne.NewSize(float32(b.Dx())/scale, float32(b.Dy())/scale))
	}
	v.image.Refresh()
	v.scroll.Refresh()
	v.Refresh()
	if v.OnShown != nil {
		v.OnShown(page)
	}
}

func canvasScale(o fyne.CanvasObject) float32 {
	if c := canvasOf(o); c != nil {
		return c.Scale()
	}
	return 1
}

func (v *PageView) count() {
	pages := 0
	if v.source != nil {
		pages = v.source.Pages()
	}
	v.number.Set("")
	if pages > 0 {
		v.number.Set(lang.L("第 {{.N}} 页，共 {{.All}} 页", map[string]any{"N": v.page + 1, "All": pages}))
	}
	v.prev.disabled, v.next.disabled = v.page == 0, v.page >= pages-1
	v.prev.Refresh()
	v.next.Refresh()
}

func (v *PageView) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyPageDown, fyne.KeyRight:
		v.Turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		v.Turn(-1)
	case fyne.KeyHome:
		v.Go(0)
	case fyne.KeyEnd:
		if v.source != nil {
			v.Go(v.source.Pages() - 1)
		}
	case fyne.KeyDown:
		v.scroll.ScrollToOffset(v.scroll.Offset.AddXY(0, Size(Thumb)))
	case fyne.KeyUp:
		v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, max(0, v.scroll.Offset.Y-Size(Thumb))))
	default:
		Hand(v, key)
	}
}

func (v *PageView) TypedRune(r rune) {
	switch plain(r) {
	case '+', '=':
		v.Zoom(1)
	case '-':
		v.Zoom(-1)
	case '0':
		v.Zoom(-len(zooms))
	}
}

func (v *PageView) FocusGained()                         {}
func (v *PageView) FocusLost()                           {}
func (v *PageView) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(v, shortcut) }
func (v *PageView) Tapped(*fyne.PointEvent)              { focus(v) }

func (v *PageView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

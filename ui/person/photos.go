package person

import (
	"context"
	"image"
	"image/color"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/ui/kit"
	"guitu/ui/shoot"
	"guitu/ui/trace"
)

// thumbSide is the longer side of a small picture, in pixels.
const thumbSide = 240

// photos are the pictures of a person, over all stays.
type photos struct {
	page    *page
	content *fyne.Container
	kind    *kit.Choice
	grid    *fyne.Container
	tiles   []*shot
	top     fyne.CanvasObject

	ways  *shoot.Ways // cameras and phones
	inbox shoot.Inbox // what a phone handed in and nobody has accepted
}

func newPhotos(p *page) *photos {
	g := &photos{page: p, kind: kit.NewChoice(table("photo_kind")), grid: container.New(&grid{}), ways: shoot.ThisComputer()}
	g.kind.Choose("front")
	add := kit.Beside(kit.NewButton("拍照", "photo", g.add), kit.NewButton("用手机拍", "", g.byPhone), kit.NewButton("添加照片", "", g.pick))
	hint := kit.NewLabel(lang.L("也可以把照片拖到窗口里。Enter 看大图，Delete 移除。"))
	hint.Whole = false
	g.top = container.NewBorder(nil, nil, nil, container.NewVBox(add), kit.Close(g.kind, hint))
	g.content = container.NewStack()
	return g
}

// grid lays pictures in as many columns as fit.
type grid struct{ columns int }

// cellSize is the room of one picture.
func cellSize() fyne.Size {
	side := kit.Size(kit.Frame)
	return fyne.NewSize(side*0.75, side)
}

func (g *grid) MinSize(o []fyne.CanvasObject) fyne.Size {
	cell, gap, columns := cellSize(), kit.Size(kit.Inside), max(1, g.columns)
	return fyne.NewSize(cell.Width, float32((len(o)+columns-1)/columns)*(cell.Height+gap))
}

func (g *grid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	cell, gap := cellSize(), kit.Size(kit.Inside)
	g.columns = max(1, int((size.Width+gap)/(cell.Width+gap)))
	for i, object := range o {
		object.Resize(cell)
		object.Move(fyne.NewPos(float32(i%g.columns)*(cell.Width+gap), float32(i/g.columns)*(cell.Height+gap)))
	}
}

func (g *photos) show(all []intake.Photo) {
	g.grid.RemoveAll()
	g.tiles = nil
	for _, photo := range all {
		tile := newShot(photo, func() { g.enlarge(photo) }, func() { g.remove(photo) })
		g.tiles = append(g.tiles, tile)
		g.grid.Add(tile)
	}
	scroll := container.NewVScroll(kit.Margin(kit.Nudge, g.grid))
	for _, tile := range g.tiles {
		tile.seen = func() { reveal(scroll, tile) }
	}
	var body fyne.CanvasObject = scroll
	if len(all) == 0 {
		body = kit.NewEmpty("photo", "还没有照片。一张正面照，家人一眼就能认出来。", nil)
	}
	g.content.Objects = []fyne.CanvasObject{body}
	if g.page.can(access.Register) {
		g.content.Objects = []fyne.CanvasObject{container.NewBorder(kit.Close(g.top, kit.NewRule(true)), nil, nil, nil, body)}
	}
	g.content.Refresh()
}

// add covers the page with what the camera sees.
func (g *photos) add() { shoot.OpenCamera(g.covered()) }

// byPhone covers the page with an open door for one phone.
func (g *photos) byPhone() { shoot.OpenPhone(g.covered()) }

// covered is what the camera and the phone are told of these pictures.
func (g *photos) covered() shoot.Page {
	kind := g.kind.Chosen()
	return shoot.Page{
		Shell: g.page.shell, Kinds: g.kind.Options, Next: func() string { return kind }, File: g.pick, Phone: g.byPhone,
		Ways: g.ways, Inbox: &g.inbox,
		Keep: func(as string, m *image.NRGBA, kept func(error)) {
			kind = as // the next one is likely to be another of the same
			g.keepAs(as, []reading{func(context.Context) (*image.NRGBA, error) { return m, nil }}, kept)
		},
	}
}

// pick asks for a file.
func (g *photos) pick() {
	picker := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			g.page.shell.Fail(err)
			return
		}
		if file != nil {
			g.keep([]func() (io.ReadCloser, error){func() (io.ReadCloser, error) { return file, nil }})
		}
	}, g.page.shell.Window())
	picker.SetFilter(storage.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG"}))
	picker.Show()
}

// Dropped takes photos that were dropped on the window.
func (p *page) Dropped(_ fyne.Position, files []fyne.URI) {
	if !p.loaded || !p.can(access.Register) {
		return
	}
	var sources []func() (io.ReadCloser, error)
	for _, uri := range files {
		sources = append(sources, func() (io.ReadCloser, error) { return storage.Reader(uri) })
	}
	p.goTab(tabPhotos)
	p.photos.keep(sources)
}

// reading gives a picture that came through the guarded door.
type reading func(ctx context.Context) (*image.NRGBA, error)

// keep stores pictures of files as what is chosen.
func (g *photos) keep(sources []func() (io.ReadCloser, error)) {
	var all []reading
	for _, open := range sources {
		all = append(all, func(ctx context.Context) (*image.NRGBA, error) {
			file, err := open()
			if err != nil {
				return nil, err
			}
			defer file.Close()
			return picture.Decode(ctx, file)
		})
	}
	g.keepAs(g.kind.Chosen(), all, func(error) {})
}

// keepAs reads pictures and stores them; kept hears how that ended.
func (g *photos) keepAs(kind string, all []reading, kept func(error)) {
	p := g.page
	if kind == "" {
		kind = "other"
	}
	var added []intake.Photo
	p.shell.Work("正在保存照片…", func(ctx context.Context) error {
		for _, read := range all {
			photo, err := g.store(ctx, kind, read)
			if err != nil {
				return err
			}
			added = append(added, photo)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
		}
		kept(err)
		if len(added) == 0 {
			return
		}
		p.load(nil)
		last := added[len(added)-1]
		p.told("照片已保存。", func() { g.remove(last) })
		kit.Tell("saved", "photo")
	})
}

func (g *photos) store(ctx context.Context, kind string, read reading) (intake.Photo, error) {
	m, err := read(ctx)
	if err != nil {
		return intake.Photo{}, err
	}
	p := g.page
	photo := intake.Photo{PersonID: p.personID, StayID: p.f.stay().ID, Kind: kind, Thumb: picture.Encode(picture.Thumbnail(m, thumbSide))}
	return p.shell.Desk().AddPhoto(ctx, photo, picture.Encode(m))
}

// remove puts a photo out of sight; undo brings it back.
func (g *photos) remove(photo intake.Photo) {
	p := g.page
	if !p.can(access.Register) {
		return
	}
	p.shell.Work("正在移除照片…", func(ctx context.Context) error { return p.shell.Desk().RemovePhoto(ctx, photo.ID) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.load(nil)
		p.told("照片已移除。", func() { g.restore(photo) })
	})
}

func (g *photos) restore(photo intake.Photo) {
	p := g.page
	p.shell.Work("正在恢复照片…", func(ctx context.Context) error { return p.shell.Desk().RestorePhoto(ctx, photo.ID) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.load(nil)
	})
}

// enlarge shows the whole photo; that it was seen is on record.
func (g *photos) enlarge(photo intake.Photo) {
	p := g.page
	var whole image.Image
	p.shell.Work("正在打开照片…", func(ctx context.Context) error {
		full, err := p.shell.Desk().Picture(ctx, photo.ID)
		if err != nil {
			return err
		}
		opened, err := picture.DecodeBytes(ctx, full)
		if err == nil {
			whole = opened
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		shown := canvas.NewImageFromImage(whole)
		shown.FillMode = canvas.ImageFillContain
		caption := kit.Joined(trace.Code("photo_kind", photo.Kind), kit.SayTime(photo.TakenAt, p.shell.Now()))
		p.open(&panel{content: kit.NewCard("", nil, container.NewBorder(kit.NewLabel(caption), nil, nil, nil, shown))})
	})
}

// shot is one small picture that takes the focus.
type shot struct {
	widget.BaseWidget
	open, remove func()
	seen         func() // brings it into sight
	image        *canvas.Image
	label        *kit.Text
	focused      bool
}

var (
	_ fyne.Focusable = (*shot)(nil)
	_ fyne.Tappable  = (*shot)(nil)
)

func newShot(photo intake.Photo, open, remove func()) *shot {
	s := &shot{open: open, remove: remove, image: canvas.NewImageFromImage(nil), label: kit.NewLabel(trace.Code("photo_kind", photo.Kind)), seen: func() {}}
	if small, err := picture.DecodeBytes(context.Background(), photo.Thumb); err == nil {
		s.image.Image = small
	}
	s.image.FillMode, s.label.Whole, s.label.Align = canvas.ImageFillContain, false, fyne.TextAlignCenter
	s.ExtendBaseWidget(s)
	return s
}

func (s *shot) Tapped(*fyne.PointEvent)              { s.open() }
func (s *shot) Cursor() desktop.Cursor               { return desktop.PointerCursor }
func (s *shot) FocusGained()                         { s.focused = true; s.Refresh(); s.seen() }
func (s *shot) FocusLost()                           { s.focused = false; s.Refresh() }
func (s *shot) TypedRune(rune)                       {}
func (s *shot) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(s, shortcut) }
func (s *shot) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.open()
	case fyne.KeyDelete:
		s.remove()
	default:
		kit.Hand(s, key)
	}
}

func (s *shot) CreateRenderer() fyne.WidgetRenderer {
	r := &shotRenderer{s: s, back: canvas.NewRectangle(color.Transparent),
		inner: kit.Margin(kit.Nudge, container.NewBorder(nil, s.label, nil, nil, s.image))}
	r.style()
	return r
}

type shotRenderer struct {
	s     *shot
	back  *canvas.Rectangle
	inner *fyne.Container
}

func (r *shotRenderer) style() {
	r.back.FillColor, r.back.StrokeColor = kit.Color(kit.Surface), kit.Color(kit.Line)
	r.back.StrokeWidth, r.back.CornerRadius = kit.Size(kit.Hairline), kit.Size(kit.Corner)
	if r.s.focused {
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
}

func (r *shotRenderer) Layout(size fyne.Size) { r.back.Resize(size); r.inner.Resize(size) }
func (r *shotRenderer) MinSize() fyne.Size    { return cellSize() }
func (r *shotRenderer) Refresh()              { r.style(); r.back.Refresh(); r.inner.Refresh() }
func (r *shotRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.inner}
}
func (r *shotRenderer) Destroy() {}

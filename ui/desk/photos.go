package desk

import (
	"context"
	"image"
	"io"
	"os"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/picture"
	"guitu/ui/kit"
	"guitu/ui/shoot"
)

// photos is the place of the pictures of an arrival: the frame, the kinds, the
// strip of small ones. A picture is stored with the draft as soon as it was
// read; what is cut, turned or brightened afterwards takes its place.
type photos struct {
	shell   Shell
	desk    *intake.Desk
	draftID string
	content fyne.CanvasObject

	frame *kit.Photo
	kind  *kit.Choice
	keep  *kit.Button     // stores the edit
	tools *fyne.Container // what turns and brightens the picture
	strip *strip

	all     []intake.Photo // the oldest first
	current *taken         // what stands in the frame
	queue   []waiting      // pictures that wait to be stored
	storing []string       // the kind of the one that is being stored
	reading bool

	ways  *shoot.Ways // cameras and phones
	inbox shoot.Inbox // what a phone handed in and nobody has accepted
	over  shoot.Over  // the camera or the phone that was opened last
	gone  string      // the picture that was removed last, for 撤销

	land func(do func()) // onto the goroutine of the window
	stop context.CancelFunc
}

// taken is the picture in the frame with what is stored of it.
type taken struct {
	whole  *image.NRGBA // as it was read, unedited
	stored intake.Photo
	edit   kit.PhotoEdit // as it is stored
}

// source is a picture that can be read.
type source func() (io.ReadCloser, error)

// waiting is a picture that is to be stored.
type waiting struct {
	kind string // "" for the one that is missing
	read func(ctx context.Context) (*image.NRGBA, error)
	kept func(error) // hears how it went; nil for nobody
}

// thumbSide is the longer side of a small picture, in pixels.
const thumbSide = 240

// shownKinds are the pictures that are taken at the desk, in that order.
var shownKinds = []string{"front", "left", "right", "mark", "belonging"}

func newPhotos(shell Shell, draftID string) *photos {
	p := &photos{shell: shell, desk: shell.Desk(), draftID: draftID, land: fyne.Do, ways: shoot.ThisComputer()}
	p.frame = kit.NewPhoto(p.shoot)
	p.frame.OnEdit = func(kit.PhotoEdit) { p.showKeep() }
	p.kind = kit.NewChoice(kindsAtDesk())
	p.kind.Choose("front")
	p.kind.OnChanged = p.showKeep
	p.keep = kit.NewButton("保存取景", "", p.keepEdit)
	p.keep.Hide()
	p.strip = newStrip(p.open, p.remove)
	turn := kit.NewButton("转", "", p.frame.Turn)
	darker := kit.NewButton("暗", "", func() { p.frame.Brighten(-lightStep) })
	brighter := kit.NewButton("亮", "", func() { p.frame.Brighten(lightStep) })
	p.tools = kit.Shared(turn, darker, brighter)
	p.tools.Hide()
	camera := kit.NewButton("拍照", "photo", p.shoot)
	others := kit.Shared(kit.NewButton("用手机拍", "", p.byPhone), kit.NewButton("选照片", "", p.pick))
	p.content = kit.Above(container.New(square{}, p.frame), kit.Shared(camera), others, p.tools, p.kind, p.keep, p.strip.content)
	return p
}

// kindsAtDesk are the kinds that are taken at the desk, in words.
func kindsAtDesk() []kit.Option {
	all := codes("photo_kind")
	return slices.DeleteFunc(all, func(o kit.Option) bool { return !slices.Contains(shownKinds, o.Key) })
}

// lightStep is how much one press brightens or darkens, per cent.
const lightStep = 10

// load reads what is stored of the draft.
func (p *photos) load() {
	var all []intake.Photo
	p.shell.Work("正在读取照片…", func(ctx context.Context) (err error) {
		all, err = p.desk.DraftPhotos(ctx, p.draftID)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		slices.Reverse(all)
		p.all = all
		p.strip.show(all, p.currentID())
		p.nextKind()
	})
}

func (p *photos) currentID() string {
	if p.current == nil {
		return ""
	}
	return p.current.stored.ID
}

// nextKind proposes the kind that is missing.
func (p *photos) nextKind() { p.kind.Choose(p.missing()) }

// missing is the first kind, in the order of the desk, of which there is no
// picture and none on its way.
func (p *photos) missing() string {
	coming := slices.Clone(p.storing)
	for _, w := range p.queue {
		coming = append(coming, w.kind)
	}
	for _, kind := range shownKinds {
		stored := slices.ContainsFunc(p.all, func(photo intake.Photo) bool { return photo.Kind == kind })
		if !stored && !slices.Contains(coming, kind) {
			return kind
		}
	}
	return "belonging"
}

// add queues a picture; one at a time is read, so that memory stays small.
func (p *photos) add(open source) {
	p.put(waiting{read: func(ctx context.Context) (*image.NRGBA, error) {
		file, err := open()
		if err != nil {
			return nil, errUnreadable(err)
		}
		defer file.Close()
		return picture.Decode(ctx, file)
	}})
}

func (p *photos) put(w waiting) {
	p.queue = append(p.queue, w)
	p.readNext()
}

// addURIs takes files that were dropped or chosen.
func (p *photos) addURIs(files []fyne.URI) {
	for _, file := range files {
		p.addFile(file.Path())
	}
}

func (p *photos) addFile(path string) {
	p.add(func() (io.ReadCloser, error) { return os.Open(path) })
}

func (p *photos) readNext() {
	if p.reading || len(p.queue) == 0 {
		return
	}
	next := p.queue[0]
	p.queue, p.reading = p.queue[1:], true
	p.keepEdit()
	kind := p.kindFor(next)
	p.storing = []string{kind}
	var whole *image.NRGBA
	var stored intake.Photo
	p.shell.Work("正在读取照片…", func(ctx context.Context) (err error) {
		if whole, err = next.read(ctx); err != nil {
			return err
		}
		stored, err = p.store(ctx, kind, whole)
		return err
	}, func(err error) {
		p.reading, p.storing = false, nil
		p.landed(next, &taken{whole: whole, stored: stored, edit: kit.Whole}, err)
		p.readNext()
	})
}

// kindFor is what a picture is stored as: what it was said to be, or what the
// page shows while its frame is empty, or what is missing.
func (p *photos) kindFor(w waiting) string {
	if w.kind != "" {
		return w.kind
	}
	if p.current != nil {
		p.nextKind()
	}
	return p.kind.Chosen()
}

// landed shows a picture that was stored, or why it was not.
func (p *photos) landed(w waiting, t *taken, err error) {
	if err != nil {
		p.shell.Fail(err)
	} else {
		p.all = append(p.all, t.stored)
		p.show(t)
		p.strip.show(p.all, t.stored.ID)
		kit.Tell("saved", "photo")
	}
	if w.kept != nil {
		w.kept(err)
	}
}

// store keeps a picture with the draft.
func (p *photos) store(ctx context.Context, kind string, m *image.NRGBA) (intake.Photo, error) {
	photo := intake.Photo{DraftID: p.draftID, Kind: kind, Thumb: picture.Encode(picture.Thumbnail(m, thumbSide))}
	return p.desk.AddPhoto(ctx, photo, picture.Encode(m))
}

// show puts a picture into the frame.
func (p *photos) show(t *taken) {
	p.current = t
	p.frame.Set(t.whole)
	p.frame.SetEdit(t.edit)
	p.kind.Choose(t.stored.Kind)
	p.showKeep()
}

// edited reports whether the frame shows something else than what is stored.
func (p *photos) edited() bool {
	return p != nil && p.current != nil && (p.frame.Edit() != p.current.edit || p.kind.Chosen() != p.current.stored.Kind && p.kind.Chosen() != "")
}

func (p *photos) showKeep() {
	keep, tools := !p.edited(), p.current == nil
	if p.keep.Hidden != keep || p.tools.Hidden != tools {
		p.keep.Hidden, p.tools.Hidden = keep, tools
		p.content.Refresh()
	}
}

// keepEdit stores the picture as it was cut, in place of what was stored.
func (p *photos) keepEdit() {
	if keep, landed := p.pending(); p.edited() {
		p.shell.Work("正在保存照片…", keep, landed)
	}
}

// pending is the storing of an edit that is not stored yet, and what is to be
// done when it has ended. The page runs it before it registers, before another
// picture takes the frame, and before it is left. Where nothing is to be
// stored both do nothing.
func (p *photos) pending() (keep func(context.Context) error, landed func(error)) {
	if !p.edited() {
		return func(context.Context) error { return nil }, func(error) {}
	}
	t, edit, kind := p.current, p.frame.Edit(), p.kind.Chosen()
	var fresh intake.Photo
	keep = func(ctx context.Context) error {
		m, err := pixels(edit, t.whole.Bounds()).Apply(t.whole)
		if err != nil {
			return err
		}
		if fresh, err = p.store(ctx, kind, m); err != nil {
			return err
		}
		return p.desk.RemovePhoto(ctx, t.stored.ID)
	}
	return keep, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		for i := range p.all {
			if p.all[i].ID == t.stored.ID {
				p.all[i] = fresh
			}
		}
		t.stored, t.edit = fresh, edit
		p.showKeep()
		p.strip.show(p.all, p.currentID())
	}
}

// pixels turns an edit in shares of the sides into one in pixels.
func pixels(e kit.PhotoEdit, bounds image.Rectangle) picture.Edit {
	w, h := float32(bounds.Dx()), float32(bounds.Dy())
	if e.Turns%2 == 1 {
		w, h = h, w
	}
	edit := picture.Edit{Turn: e.Turns, Brightness: float64(e.Brightness)}
	if e.Left > 0 || e.Top > 0 || e.Right < 1 || e.Bottom < 1 {
		edit.Crop = image.Rect(int(e.Left*w), int(e.Top*h), int(e.Right*w+0.5), int(e.Bottom*h+0.5))
	}
	return edit
}

// open shows a stored picture in the frame.
func (p *photos) open(photo intake.Photo) {
	p.keepEdit()
	var whole *image.NRGBA
	p.shell.Work("正在打开照片…", func(ctx context.Context) error {
		full, err := p.desk.Picture(ctx, photo.ID)
		if err != nil {
			return err
		}
		whole, err = picture.DecodeBytes(ctx, full)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.show(&taken{whole: whole, stored: photo, edit: kit.Whole})
		p.strip.show(p.all, photo.ID)
	})
}

// remove puts a picture out of sight; 撤销 brings it back.
func (p *photos) remove(photo intake.Photo) {
	p.shell.Work("正在移去照片…", func(ctx context.Context) error { return p.desk.RemovePhoto(ctx, photo.ID) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.gone = photo.ID
		if p.currentID() == photo.ID {
			p.current = nil
			p.frame.Set(nil)
			p.showKeep()
		}
		p.load()
		p.shell.Toast(kit.Toast{Text: "照片已移去。", Kind: kit.Done, Undo: func() { p.undo() }})
	})
}

// undo brings back the picture that was removed last.
func (p *photos) undo() bool {
	if p.gone == "" {
		return false
	}
	id := p.gone
	p.gone = ""
	p.shell.Work("正在恢复照片…", func(ctx context.Context) error { return p.desk.RestorePhoto(ctx, id) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.load()
	})
	return true
}

// leave ends what follows the folder, gives back camera and network, and
// stores an edit.
func (p *photos) leave() {
	p.uncover()
	p.inbox.Drop()
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if p.edited() {
		ctx, cancel := context.WithTimeout(context.Background(), leaveWait)
		defer cancel()
		keep, landed := p.pending()
		landed(keep(ctx))
	}
}

// folderKey remembers the folder into which camera or scanner save.
const folderKey = "desk.photo_folder"

// watch takes each picture that is new in the watched folder.
func (p *photos) watch() {
	dir := p.shell.Remembered(folderKey)
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if dir == "" {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.stop = cancel
	go func() {
		found, err := picture.Watch(ctx, dir)
		if err != nil {
			p.land(func() { p.shell.Fail(err) })
			return
		}
		for f := range found {
			p.land(func() { p.add(f.Open) })
		}
	}()
}

// folder is the watched folder, for those who show it.
func (p *photos) folder() string {
	if dir := p.shell.Remembered(folderKey); dir != "" {
		return lang.L("监视文件夹：{{.Dir}}", map[string]any{"Dir": dir})
	}
	return lang.L("没有监视的文件夹")
}

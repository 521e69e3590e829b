package shoot

import (
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/picture/camera"
	"guitu/internal/picture/phone"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a page that takes pictures: it keeps what was accepted, and what
// lands on the window's goroutine waits until the test goes on.
type desk struct {
	*kittest.Shell
	page   Page
	landed chan func()
	kinds  []string
	images []*image.NRGBA
	fails  error // what keeping gives
	opened []string
	closed int
}

func newDesk(t testing.TB) *desk {
	d := &desk{Shell: kittest.Station{}.Open(t), landed: make(chan func(), 1000)}
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(queuing{app, queue{app.Driver(), d.landed}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	d.page = Page{
		Shell: d.Shell,
		Kinds: []kit.Option{{Key: "front", Text: "正面"}, {Key: "left", Text: "左侧面"}, {Key: "mark", Text: "体表特征"}},
		Next: func() string {
			for _, kind := range []string{"front", "left"} {
				if !slices.Contains(d.kinds, kind) {
					return kind
				}
			}
			return "mark"
		},
		Keep: func(kind string, m *image.NRGBA, kept func(error)) {
			if d.fails == nil {
				d.kinds, d.images = append(d.kinds, kind), append(d.images, m)
			}
			kept(d.fails)
		},
		File:  func() { d.Heard = append(d.Heard, "file") },
		Phone: func() { d.Heard = append(d.Heard, "phone") },
		Inbox: &Inbox{},
		Ways:  &Ways{Cameras: func() ([]camera.Device, error) { return nil, nil }, Addresses: func() []phone.Address { return nil }},
	}
	return d
}

// queuing is an application in which what lands on the window's goroutine
// waits until the test lets it, as it does in a real one.
type queuing struct {
	fyne.App
	queue queue
}

func (q queuing) Driver() fyne.Driver { return q.queue }

type queue struct {
	fyne.Driver
	landed chan func()
}

func (q queue) DoFromGoroutine(do func(), _ bool) { q.landed <- do }

// until lets what lands run until something has come about.
func (d *desk) until(what string, is func() bool) {
	d.T.Helper()
	late := time.After(20 * time.Second)
	for !is() {
		select {
		case do := <-d.landed:
			do()
		case <-late:
			d.T.Fatalf("never %s; heard %v", what, d.Heard)
		}
	}
}

func (d *desk) heard(word string) bool { return slices.Contains(d.Heard, word) }

// plug puts cameras on the desk that show one invented face.
func (d *desk) plug(names ...string) {
	face := d.face()
	d.page.Ways.Cameras = func() (all []camera.Device, err error) {
		for _, name := range names {
			all = append(all, camera.Device{ID: name, Name: name})
		}
		return all, nil
	}
	d.page.Ways.Open = func(id string, _ camera.Size) (camera.Frames, error) {
		d.opened = append(d.opened, id)
		frames, err := camera.Files(20, face)
		return &counted{frames, &d.closed}, err
	}
}

// counted counts how often cameras were given back.
type counted struct {
	camera.Frames
	closed *int
}

func (c *counted) Close() error {
	*c.closed++
	return c.Frames.Close()
}

// face writes a drawn face whose left half is darker.
func (d *desk) face() string {
	m := image.NewNRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			at := color.NRGBA{0xC8, 0xD2, 0xD8, 0xFF}
			if dx, dy := x-320, y-240; dx*dx*2+dy*dy < 160*160 {
				at = color.NRGBA{0xE2, 0xB8, 0x96, 0xFF}
			}
			if x < 320 {
				at.R, at.G, at.B = at.R/4*3, at.G/4*3, at.B/4*3
			}
			m.SetNRGBA(x, y, at)
		}
	}
	path := filepath.Join(d.T.TempDir(), "face.jpg")
	file, err := os.Create(path)
	kittest.OK(d.T, err)
	defer file.Close()
	kittest.OK(d.T, jpeg.Encode(file, m, nil))
	return path
}

func (d *desk) look(dark, large bool, language string) {
	d.T.Helper()
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(dark, large))
	kittest.OK(d.T, kit.SetLanguage(language))
	d.T.Cleanup(func() {
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
		kittest.OK(d.T, kit.SetLanguage(kit.Chinese))
	})
}

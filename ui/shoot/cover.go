package shoot

import (
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// cover lies over the whole window. While it stands the page behind hears no
// key: what no widget of the cover takes comes to typed.
type cover struct {
	canvas  fyne.Canvas
	object  fyne.CanvasObject
	back    fyne.Focusable
	before  func(*fyne.KeyEvent)
	beat    func() // every moment while it stands
	gone    func() // it was taken away by somebody else
	stopped chan struct{}
	once    sync.Once
}

// moment is how often a cover looks whether it still stands. The window takes
// covers away without telling them, when it is hidden.
const moment = 250 * time.Millisecond

// lay puts a cover over the window of a page.
func lay(page Page, title string, content fyne.CanvasObject, typed func(*fyne.KeyEvent), beat, gone func()) *cover {
	c := page.Shell.Window().Canvas()
	v := &cover{canvas: c, back: c.Focused(), before: c.OnTypedKey(), beat: beat, gone: gone, stopped: make(chan struct{})}
	v.object = container.NewStack(kit.NewGround(kit.Ground), kit.Page(content))
	c.SetOnTypedKey(typed)
	c.Overlays().Add(v.object)
	kit.Tell("dialog", title)
	go v.look()
	return v
}

// stands reports whether the cover is still over the window.
func (v *cover) stands() bool { return slices.Contains(v.canvas.Overlays().List(), v.object) }

func (v *cover) look() {
	ticker := time.NewTicker(moment)
	defer ticker.Stop()
	for {
		select {
		case <-v.stopped:
			return
		case <-ticker.C:
			fyne.Do(v.check)
		}
	}
}

func (v *cover) check() {
	switch {
	case v.closed():
	case v.stands():
		v.beat()
	default:
		v.gone()
	}
}

func (v *cover) closed() bool {
	select {
	case <-v.stopped:
		return true
	default:
		return false
	}
}

// close takes the cover away and gives the keys back. Where the window has
// taken it away already, the focus stays where it went.
func (v *cover) close() {
	v.once.Do(func() {
		close(v.stopped)
		v.canvas.SetOnTypedKey(v.before)
		if v.stands() {
			v.canvas.Overlays().Remove(v.object)
			if v.back != nil {
				v.canvas.Focus(v.back)
			}
		}
	})
}

// focus gives the keys to a part of the cover while it stands.
func (v *cover) focus(f fyne.Focusable) {
	if v.stands() {
		v.canvas.Focus(f)
	}
}

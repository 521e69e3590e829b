// Package shoot brings pictures to a page: from the camera at the desk, and
// from a phone in the same house. Both cover the whole page while they run.
//
// It stands apart from ui/kit, whose widgets know neither cameras nor the
// network, and from ui/desk, because a person's file takes pictures too.
//
// The one thing not to get wrong: whatever ends a cover (Esc, another page,
// the lock) gives the camera back and closes the door to the network. A cover
// that was taken from the window without being asked notices by itself.
//
//	over := shoot.OpenCamera(shoot.Page{Shell: shell, Kinds: kinds, Next: next, Keep: keep})
//	defer over.Close() // when the page is left
package shoot

import (
	"context"
	"image"
	"net/netip"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/picture/camera"
	"guitu/internal/picture/phone"
	"guitu/ui/kit"
)

// Shell is what the covers ask of the window.
type Shell interface {
	Window() fyne.Window
	Work(what string, work func(ctx context.Context) error, done func(err error))
	Remember(key, value string)
	Remembered(key string) string
}

// Page is what a page tells the covers. Its functions are called on the
// window's goroutine.
type Page struct {
	Shell Shell
	Kinds []kit.Option  // what a picture can be of; the digits choose
	Next  func() string // the kind that is proposed for the next picture
	// Keep takes a picture that was accepted; kept hears how storing it ended.
	Keep  func(kind string, m *image.NRGBA, kept func(error))
	File  func() // chooses a file instead
	Phone func() // opens the cover for a phone instead
	Ways  *Ways
	Inbox *Inbox
}

// Over is a cover that stands.
type Over interface {
	// Close takes the cover away. What was not accepted is given up; camera
	// and door are released. Closing again does nothing.
	Close()
}

// Ways are how this computer reaches cameras and phones. One page has one.
type Ways struct {
	Cameras   func() ([]camera.Device, error)
	Open      func(device string, want camera.Size) (camera.Frames, error)
	Addresses func() []phone.Address
	Lifetime  time.Duration // of a door: 5 minutes where it is zero

	one sync.Mutex // a camera that is asked for again while it closes is busy
}

// ThisComputer are the cameras and the networks that are really there.
func ThisComputer() *Ways {
	return &Ways{Cameras: camera.List, Open: camera.Open, Addresses: phone.Addresses}
}

// Inbox holds pictures that a phone handed in and nobody has accepted yet.
// They stay while the page does, also where the window was hidden meanwhile.
type Inbox struct{ waiting []phone.Received }

// Drop gives up what waits: the page is left.
func (b *Inbox) Drop() { b.waiting = nil }

// device is the remembered camera if it is there, or else the first.
func device(all []camera.Device, remembered string) string {
	if slices.ContainsFunc(all, func(d camera.Device) bool { return d.ID == remembered }) {
		return remembered
	}
	return all[0].ID
}

// address is the remembered one if it is there, or else the first.
func address(all []phone.Address, remembered string) netip.Addr {
	for _, a := range all {
		if a.IP.String() == remembered {
			return a.IP
		}
	}
	return all[0].IP
}

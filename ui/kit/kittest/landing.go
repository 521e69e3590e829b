package kittest

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// The test driver does what a timer or a goroutine lands with fyne.Do on that
// goroutine, beside the test that looks at the same widgets. Here it waits,
// while a Shell is open, until the test comes to a pause: the goroutine of the
// test is that of the window.

// windowed is the application of the tests with such a driver.
type windowed struct {
	fyne.App
	driver *driver
}

func (w windowed) Driver() fyne.Driver { return w.driver }

type driver struct {
	fyne.Driver
	sync.Mutex
	open *landing // of the Shell that is open
}

// DoFromGoroutine keeps what is to be done for the Shell that is open. Where
// nobody would come to a pause it is done at once, as in any test of Fyne.
func (d *driver) DoFromGoroutine(do func(), wait bool) {
	d.Lock()
	open := d.open
	d.Unlock()
	if open == nil || wait {
		d.Driver.DoFromGoroutine(do, wait)
		return
	}
	open.add(do)
}

// receive makes l what things land on, and returns what ends that. What lands
// later belongs to a window that is closed and is never done.
func (d *driver) receive(l *landing) (stop func()) {
	d.Lock()
	defer d.Unlock()
	before := d.open
	d.open = l
	return func() {
		d.Lock()
		defer d.Unlock()
		d.open = before
	}
}

// landing is what waits to be done at a window.
type landing struct {
	sync.Mutex
	waits []func()
	came  chan struct{} // holds one where something came since it was last looked at
}

func newLanding() *landing { return &landing{came: make(chan struct{}, 1)} }

func (l *landing) add(do func()) {
	l.Lock()
	defer l.Unlock()
	l.waits = append(l.waits, do)
	select {
	case l.came <- struct{}{}:
	default:
	}
}

// next is the first that waits, or nil.
func (l *landing) next() (do func()) {
	l.Lock()
	defer l.Unlock()
	if len(l.waits) > 0 {
		do, l.waits = l.waits[0], l.waits[1:]
	}
	return do
}

// all is what waits.
func (l *landing) all() (waits []func()) {
	l.Lock()
	defer l.Unlock()
	waits, l.waits = l.waits, nil
	return waits
}

// Settle does what timers and goroutines have landed so far; what lands
// meanwhile waits for the next pause, so that a camera does not keep a test.
// Each key settles, and so do Show, Changed, Hurry and a picture.
func (s *Shell) Settle() {
	for _, do := range s.landing.all() {
		do()
	}
}

// patience is how long a test waits for what it expects.
const patience = 20 * time.Second

// Until does what lands, one after another, until something has come about;
// what says that in the failure of a test that waited in vain.
func (s *Shell) Until(what string, is func() bool) {
	s.T.Helper()
	late := time.After(patience)
	for !is() {
		if do := s.landing.next(); do != nil {
			do()
			continue
		}
		select {
		case <-s.landing.came:
		case <-late:
			s.T.Fatalf("never %s; heard %q", what, s.Heard)
		}
	}
}

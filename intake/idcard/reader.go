package idcard

import (
	"context"
	"errors"
	"sync"
	"time"

	"guitu/internal/store"
)

// Opener opens the port at which a reader answers and says how it speaks.
// OpenAt makes one for a serial port.
type Opener func(ctx context.Context) (Port, Family, error)

// Reader is a card reader. It connects when it is first needed and again after
// it was unplugged. Its methods may be called from several goroutines; they
// wait for one another.
//
// The one thing not to get wrong: a Card is returned only when two readings in
// a row agreed and no answer to another question can have been among them.
type Reader struct {
	open Opener

	mu    sync.Mutex
	link  *link
	first *chip // what a reader of the second family found
}

// NewReader returns a reader at the port that open opens.
func NewReader(open Opener) *Reader { return &Reader{open: open} }

// Close gives the port back. The reader can be used again afterwards.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.disconnect()
}

func (r *Reader) disconnect() error {
	if r.link == nil {
		return nil
	}
	err := r.link.port.Close()
	r.link, r.first = nil, nil
	return err
}

// connect opens the port unless it is open.
func (r *Reader) connect(ctx context.Context) error {
	if r.link != nil {
		return nil
	}
	port, family, err := r.open(ctx)
	if err != nil {
		return err
	}
	r.link = newLink(port, family)
	return nil
}

// Read reads the card that lies on the reader now. Errors are *store.Error with
// a sentence for the clerk: NotFound where there is no reader, no card or no
// good answer, Invalid where the chip holds no person.
func (r *Reader) Read(ctx context.Context) (Card, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.connect(ctx); err != nil {
		return Card{}, err
	}
	found, err := r.find(ctx)
	if err != nil {
		return Card{}, err
	}
	if !found {
		return Card{}, store.Fail(store.NotFound, refusals[samNoCard]).On("card")
	}
	return r.take(ctx)
}

// find says whether a card lies there that can be read.
func (r *Reader) find(ctx context.Context) (found bool, err error) {
	if r.link.unsettled {
		if err := r.link.settle(ctx); err != nil {
			return false, r.noteGone(err)
		}
	}
	if r.link.in.family == SAM {
		found, err = r.link.find(ctx)
	} else {
		var c chip
		r.link.disturbed = false
		c, found, err = r.link.readCombi(ctx)
		r.first = &c
	}
	return found, r.noteGone(err)
}

// take reads the card that was found.
func (r *Reader) take(ctx context.Context) (Card, error) {
	t, err := r.taking(ctx)
	if err != nil {
		return Card{}, r.noteGone(err)
	}
	return parseChip(t.chip, t.address, time.Now())
}

func (r *Reader) taking(ctx context.Context) (taking, error) {
	if r.link.in.family == SAM {
		return r.link.takeSAM(ctx)
	}
	c, err := r.link.confirmCombi(ctx, *r.first)
	return taking{chip: c}, err
}

// noteGone lets go of a port that is of no more use.
func (r *Reader) noteGone(err error) error {
	if errors.Is(err, errGone) {
		r.disconnect()
	}
	return err
}

// SetBaud sets the speed of the reader's own port: 115200, 57600, 38400, 19200
// or 9600. The reader answers at it from the next connection on.
func (r *Reader) SetBaud(ctx context.Context, baud int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.connect(ctx); err != nil {
		return err
	}
	for place, b := range bauds {
		if b != baud || r.link.in.family != SAM {
			continue
		}
		_, err := r.link.ask(ctx, askBaud(place))
		r.disconnect()
		return err
	}
	return store.Fail(store.Invalid, "这台读卡器不能设成这个速率。请选 115200、57600、38400、19200 或 9600。").On("baud")
}

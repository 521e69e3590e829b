package cardtest

import (
	"context"
	"errors"
	"sync"
	"time"

	"guitu/intake/idcard"
)

// NewPipe returns a reader in memory, for tests that need many readings. In a
// bubble of testing/synctest its silences take no time.
func NewPipe(family idcard.Family) *Fake { return newFake(family) }

// Open is an idcard.Opener for a reader in memory.
func (f *Fake) Open(context.Context) (idcard.Port, idcard.Family, error) {
	return &pipe{fake: f, more: make(chan struct{}, 1)}, f.family, nil
}

// pipe is a port in memory.
type pipe struct {
	fake    *Fake
	more    chan struct{}
	timeout time.Duration

	mu     sync.Mutex
	buf    []byte
	closed bool
}

var errClosed = errors.New("port closed")

func (p *pipe) SetReadTimeout(d time.Duration) error {
	p.timeout = d
	return nil
}

func (p *pipe) Write(b []byte) (int, error) {
	p.fake.serve(b, p.come)
	return len(b), nil
}

func (p *pipe) come(b []byte) {
	p.mu.Lock()
	p.buf = append(p.buf, b...)
	p.mu.Unlock()
	select {
	case p.more <- struct{}{}:
	default:
	}
}

func (p *pipe) Read(b []byte) (int, error) {
	timeout := time.NewTimer(p.timeout)
	defer timeout.Stop()
	for {
		p.mu.Lock()
		n, closed := copy(b, p.buf), p.closed
		p.buf = p.buf[n:]
		p.mu.Unlock()
		if closed {
			return 0, errClosed
		}
		if n > 0 {
			return n, nil
		}
		select {
		case <-p.more:
		case <-timeout.C:
			return 0, nil
		}
	}
}

func (p *pipe) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return nil
}

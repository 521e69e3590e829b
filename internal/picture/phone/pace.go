package phone

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How often one may knock. A person with a phone needs a request or two for
// each picture.
const (
	requestEvery = 200 * time.Millisecond
	requestBurst = 20
	maxTracked   = 64 // addresses that have a limiter of their own
)

// pace limits requests by address. The phone that is let in has a limiter of
// its own, so that a flood of strangers behind one router does not stop it.
type pace struct {
	mu     sync.Mutex
	guest  *rate.Limiter
	others map[netip.Addr]*rate.Limiter
	rest   *rate.Limiter // shared by all addresses beyond maxTracked
}

func newPace() *pace {
	return &pace{guest: limiter(), others: map[netip.Addr]*rate.Limiter{}, rest: limiter()}
}

func limiter() *rate.Limiter { return rate.NewLimiter(rate.Every(requestEvery), requestBurst) }

func (p *pace) allow(guest bool, from netip.Addr) bool {
	if guest {
		return p.guest.Allow()
	}
	return p.of(from).Allow()
}

func (p *pace) of(from netip.Addr) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if l := p.others[from]; l != nil {
		return l
	}
	if len(p.others) >= maxTracked {
		return p.rest
	}
	l := limiter()
	p.others[from] = l
	return l
}

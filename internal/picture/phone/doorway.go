package phone

import (
	"net"
	"net/netip"
	"sync"
)

const (
	maxConnections = 32 // of everybody
	maxOfOne       = 8  // of one address; browsers open six
)

// doorway is a listener that hangs up on whoever holds too many connections,
// so that one machine of the network cannot keep the phone out.
type doorway struct {
	net.Listener
	mu   sync.Mutex
	open map[netip.Addr]int
	all  int
}

func newDoorway(l net.Listener) *doorway {
	return &doorway{Listener: l, open: map[netip.Addr]int{}}
}

func (d *doorway) Accept() (net.Conn, error) {
	for {
		conn, err := d.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from := remoteIP(conn.RemoteAddr().String())
		if d.enter(from) {
			return &visit{Conn: conn, leave: func() { d.leave(from) }}, nil
		}
		conn.Close()
	}
}

func (d *doorway) enter(from netip.Addr) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.all >= maxConnections || d.open[from] >= maxOfOne {
		return false
	}
	d.all++
	d.open[from]++
	return true
}

func (d *doorway) leave(from netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all--
	if d.open[from]--; d.open[from] <= 0 {
		delete(d.open, from)
	}
}

// visit is a connection that gives its place back once when it is closed.
type visit struct {
	net.Conn
	once  sync.Once
	leave func()
}

func (v *visit) Close() error {
	v.once.Do(v.leave)
	return v.Conn.Close()
}

// remoteIP is the address part of "ip:port"; the zero Addr where it is none.
func remoteIP(hostPort string) netip.Addr {
	at, err := netip.ParseAddrPort(hostPort)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

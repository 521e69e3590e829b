package cardtest

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"guitu/intake/idcard"
)

// Terminal is a reader at a pseudo terminal.
type Terminal struct {
	*Fake
	t testing.TB

	mu     sync.Mutex
	master *os.File
	slave  *os.File // kept open, so that the line outlives its user
}

// NewPTY plugs in a reader that speaks the protocol of the security module. It
// is unplugged when the test ends.
func NewPTY(t testing.TB) *Terminal { return newPTY(t, idcard.SAM) }

// NewCombiPTY plugs in a reader of the second family.
func NewCombiPTY(t testing.TB) *Terminal { return newPTY(t, idcard.Combi) }

func newPTY(t testing.TB, family idcard.Family) *Terminal {
	t.Helper()
	p := &Terminal{Fake: newFake(family), t: t}
	p.name = filepath.Join(t.TempDir(), "ttyCARD0")
	p.Plug()
	t.Cleanup(p.Unplug)
	return p
}

// Plug plugs the reader in, after Unplug at a new device of the old name.
func (p *Terminal) Plug() {
	p.t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	p.check(err)
	device, err := deviceOf(master)
	p.check(err)
	slave, err := os.OpenFile(device, os.O_RDWR|unix.O_NOCTTY, 0)
	p.check(err)
	p.check(setRaw(slave))
	p.check(os.Symlink(device, p.name))
	p.mu.Lock()
	p.master, p.slave = master, slave
	p.mu.Unlock()
	go p.run(master)
}

// Unplug pulls the reader out: its device is gone.
func (p *Terminal) Unplug() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.master == nil {
		return
	}
	os.Remove(p.name)
	p.slave.Close()
	p.master.Close()
	p.master = nil
}

func (p *Terminal) run(master *os.File) {
	var b [4096]byte
	for {
		n, err := master.Read(b[:])
		if err != nil {
			return
		}
		p.serve(b[:n], func(piece []byte) { master.Write(piece) }) // fails when it was unplugged meanwhile
	}
}

func (p *Terminal) check(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("pseudo terminal: %v", err)
	}
}

// deviceOf unlocks a new terminal and returns the path of its other side.
func deviceOf(master *os.File) (device string, err error) {
	raw, err := master.SyscallConn()
	if err != nil {
		return "", err
	}
	controlled := raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err != nil {
			return
		}
		var n int
		n, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		device = "/dev/pts/" + strconv.Itoa(n)
	})
	if err == nil {
		err = controlled
	}
	return device, err
}

// setRaw keeps the terminal from echoing and changing bytes before anybody has
// opened it as a serial port.
func setRaw(slave *os.File) (err error) {
	raw, err := slave.SyscallConn()
	if err != nil {
		return err
	}
	controlled := raw.Control(func(fd uintptr) {
		var settings *unix.Termios
		if settings, err = unix.IoctlGetTermios(int(fd), unix.TCGETS); err != nil {
			return
		}
		settings.Iflag, settings.Oflag, settings.Lflag = 0, 0, 0
		settings.Cc[unix.VMIN], settings.Cc[unix.VTIME] = 1, 0
		err = unix.IoctlSetTermios(int(fd), unix.TCSETS, settings)
	})
	if err == nil {
		err = controlled
	}
	return err
}

package cardtest

import (
	"bytes"
	"sync"
	"time"

	"guitu/intake/idcard"
)

// Piece is a part of what a reader sends. The line is idle for a while before
// it; whatever comes after waits for it, as on a wire.
type Piece struct {
	Bytes []byte
	After time.Duration
}

// Fake is a reader. Its methods may be called while it is being used.
type Fake struct {
	family idcard.Family
	name   string // of the port; empty for one in memory

	mu      sync.Mutex
	mangle  func(command, answer []byte) []Piece
	free    time.Time // when the line will have sent what waits
	pending []byte    // of a command that has not come whole
	card    *idcard.Card
	halted  bool // the card has been read; it is silent until it was lifted
	chosen  bool
	finger  bool // does not know the command without fingerprints
	asked   map[byte]int
}

// Lay puts a card on the reader, in place of the one that lies there.
func (f *Fake) Lay(c idcard.Card) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.card, f.halted, f.chosen = &c, false, false
}

// Lift takes the card away.
func (f *Fake) Lift() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.card, f.halted, f.chosen = nil, false, false
}

// Mangle sets what becomes of answers on their way: how is given the command
// (its bytes behind the length) and the answer, and returns what is sent in its
// place; nothing for an answer that is lost. Nil sends answers as they are.
func (f *Fake) Mangle(how func(command, answer []byte) []Piece) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.mangle = how
}

// OnlyWithFingerprints makes the reader refuse the command that reads a card
// without them.
func (f *Fake) OnlyWithFingerprints() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.finger = true
}

// Asked is how often a command has come, told by its first byte (0x30 reads).
func (f *Fake) Asked(command byte) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[command]
}

// PortName is the name to open the reader by: a path that another process may
// open as well. It stays the same when the reader is unplugged and plugged in.
func (f *Fake) PortName() string { return f.name }

func newFake(family idcard.Family) *Fake { return &Fake{family: family, asked: map[byte]int{}} }

// serve takes bytes that were sent to the reader and sends its answers.
func (f *Fake) serve(b []byte, send func([]byte)) {
	for _, p := range f.hear(b) {
		if wait := f.wait(p.After); wait > 0 {
			time.AfterFunc(wait, func() { send(p.Bytes) })
			continue
		}
		send(p.Bytes)
	}
}

// wait reserves the line for a piece and says when it is its turn.
func (f *Fake) wait(after time.Duration) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	if after == 0 && !f.free.After(now) {
		return 0
	}
	if f.free.Before(now) {
		f.free = now
	}
	f.free = f.free.Add(after + time.Microsecond) // timers of one moment have no order
	return f.free.Sub(now)
}

// hear takes bytes that were sent to the reader and returns what it answers.
func (f *Fake) hear(b []byte) []Piece {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = append(f.pending, b...)
	var out []Piece
	for {
		command, ok := f.command()
		if !ok {
			return out
		}
		f.asked[command[0]]++
		answer := f.answer(command)
		if f.mangle == nil {
			out = append(out, Piece{Bytes: answer})
			continue
		}
		out = append(out, f.mangle(command, answer)...)
	}
}

// command cuts the next whole command off what has come.
func (f *Fake) command() ([]byte, bool) {
	head, tail := []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}, 0
	if f.family == idcard.Combi {
		head, tail = []byte{0x02}, 2
	}
	at := bytes.Index(f.pending, head)
	if at < 0 || len(f.pending) < at+len(head)+2 {
		return nil, false
	}
	start := at + len(head) + 2
	n := int(f.pending[start-2])<<8 | int(f.pending[start-1])
	if len(f.pending) < start+n+tail {
		if n > 64 { // not for this reader
			f.pending = nil
		}
		return nil, false
	}
	command := bytes.Clone(f.pending[start : start+n])
	f.pending = f.pending[start+n+tail:]
	return command, len(command) >= 2
}

func (f *Fake) answer(command []byte) []byte {
	if f.family == idcard.Combi {
		return f.combiAnswer(command)
	}
	switch [2]byte(command) {
	case [2]byte{0x11, 0xFF}, [2]byte{0x10, 0xFF}:
		return frame(0x00, 0x00, 0x90)
	case [2]byte{0x12, 0xFF}:
		return frame(0x00, 0x00, 0x90, 0x05, 0x00, 0x03, 0x00, 0x28, 0x67, 0x32, 0x01, 0x40, 0xE2, 0x01, 0x00, 0x15, 0xCD, 0x5B, 0x07)
	case [2]byte{0x20, 0x01}:
		if f.card == nil || f.halted {
			return frame(0x00, 0x00, 0x80)
		}
		return frame(0x00, 0x00, 0x9F, 0, 0, 0, 0)
	case [2]byte{0x20, 0x02}:
		if f.card == nil || f.halted {
			return frame(0x00, 0x00, 0x81)
		}
		f.chosen = true
		return frame(0x00, 0x00, 0x90, 0, 0, 0, 0, 0, 0, 0, 0)
	case [2]byte{0x30, 0x01}:
		if f.finger {
			return frame(0x00, 0x00, 0x21)
		}
		return f.read(-1)
	case [2]byte{0x30, 0x10}:
		return f.read(1024)
	case [2]byte{0x30, 0x03}:
		if f.card == nil || !f.chosen || f.card.NewestAddress == "" {
			return frame(0x00, 0x00, 0x91)
		}
		return frame(append([]byte{0x00, 0x00, 0x90}, padded(f.card.NewestAddress, 70)...)...)
	}
	if command[0] == 0x60 {
		return frame(0x00, 0x00, 0x90)
	}
	return frame(0x00, 0x00, 0x21)
}

func (f *Fake) read(fingers int) []byte {
	if f.card == nil || !f.chosen {
		return frame(0x00, 0x00, 0x41)
	}
	f.halted = true
	return Answer(*f.card, fingers)
}

func (f *Fake) combiAnswer(command []byte) []byte {
	if !bytes.Equal(command[:2], []byte{0xCA, 0x01}) || f.card == nil {
		return combiFrame(0x63, 0x00)
	}
	return CombiAnswer(*f.card)
}

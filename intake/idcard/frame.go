package idcard

import (
	"bytes"
	"encoding/binary"
)

// Family is the way in which a reader speaks.
type Family string

const (
	// SAM is the protocol of the security module itself (GA 467), which most
	// readers pass through to a serial port.
	SAM Family = "sam"
	// Combi is that of readers which take bank cards and health cards too and
	// wrap the module's answer in frames of their own; see combi.go.
	Combi Family = "combi"
)

// samHead begins every frame of the SAM protocol in both directions.
var samHead = []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}

// Limits of an answer's length field. The longest known answer is a record with
// two fingerprints; a length beyond it is damage and not worth waiting for.
const (
	samShortest   = 4 // three status bytes and the checksum
	samLongest    = 3 + 6 + RecordSize + PortraitSize + 1024 + 1
	combiShortest = 2 // the status
	combiLongest  = 2 + 6 + RecordSize + PortraitSize + 1024
)

// samFrame puts a body between head, length and checksum.
func samFrame(body ...byte) []byte {
	f := binary.BigEndian.AppendUint16(bytes.Clone(samHead), uint16(len(body)+1))
	f = append(f, body...)
	return append(f, xor(f[len(samHead):]))
}

// xor is the checksum of both families.
func xor(b []byte) (sum byte) {
	for _, c := range b {
		sum ^= c
	}
	return sum
}

// deframer finds frames in what a serial line brings: cut anywhere, with noise
// before, between and within. A frame is as long as it says; where its length
// or checksum cannot be, the search goes on one byte later.
type deframer struct {
	family Family
	buf    []byte
	noise  bool // something was thrown away
}

func (d *deframer) add(b []byte) { d.buf = append(d.buf, b...) }

// next returns the body of the next whole frame: status and data, without
// length and checksum. It is false where more bytes are needed.
func (d *deframer) next() ([]byte, bool) {
	for d.seek() {
		body, size, state := d.peek()
		switch state {
		case whole:
			d.buf = d.buf[size:]
			return body, true
		case partial:
			return nil, false
		}
		d.drop(1)
	}
	return nil, false
}

// seek throws away what stands before the next head. It is false where none
// has come yet.
func (d *deframer) seek() bool {
	if d.family == Combi {
		at := bytes.IndexByte(d.buf, combiStart)
		if at < 0 {
			at = len(d.buf)
		}
		d.drop(at)
		return len(d.buf) > 0
	}
	at := bytes.Index(d.buf, samHead)
	if at < 0 {
		d.drop(len(d.buf) - startOf(d.buf))
		return false
	}
	d.drop(at)
	return true
}

// startOf tells how many bytes at the end of b may be the beginning of a head.
func startOf(b []byte) int {
	for n := min(len(samHead)-1, len(b)); n > 0; n-- {
		if bytes.HasPrefix(samHead, b[len(b)-n:]) {
			return n
		}
	}
	return 0
}

func (d *deframer) drop(n int) {
	if n > 0 {
		d.noise = true
		d.buf = d.buf[n:]
	}
}

type frameState int

const (
	partial frameState = iota
	whole
	broken
)

// peek looks at the frame that begins the buffer.
func (d *deframer) peek() (body []byte, size int, state frameState) {
	if d.family == Combi {
		return peekCombi(d.buf)
	}
	return peekSAM(d.buf)
}

func peekSAM(b []byte) (body []byte, size int, state frameState) {
	const start = 7 // head and length
	if len(b) < start {
		return nil, 0, partial
	}
	n := int(binary.BigEndian.Uint16(b[start-2:]))
	if n < samShortest || n > samLongest {
		return nil, 0, broken
	}
	size = start + n
	if len(b) < size {
		return nil, 0, partial
	}
	if xor(b[len(samHead):size]) != 0 { // the checksum makes the whole zero
		return nil, 0, broken
	}
	return bytes.Clone(b[start : size-1]), size, whole
}

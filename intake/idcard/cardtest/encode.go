// Package cardtest is a card reader for tests: it answers like a security
// module with a card on it, over a pseudo terminal that the real serial code
// opens, or over a pipe in memory.
//
// The one thing not to get wrong: cards in here are invented.
//
//	fake := cardtest.NewPTY(t)
//	fake.Lay(cardtest.Resident())
//	card, err := idcard.NewReader(idcard.OpenAt(fake.PortName())).Read(ctx)
package cardtest

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"guitu/intake/idcard"
)

// Record encodes what stands on a card as its chip has it: 256 bytes in the
// layout of the card's type.
func Record(c idcard.Card) []byte {
	b := block(strings.Repeat(" ", idcard.RecordSize/2))
	put := func(offset, length int, text string) { copy(b[offset:offset+length], block(text)) }
	if c.Type == idcard.Permanent2017 {
		put(0, 120, c.NameEn)
		put(120, 2, c.Sex)
		put(122, 30, c.Number)
		put(152, 6, c.Country)
		put(158, 30, c.Name)
		put(188, 16, day(c.ValidFrom))
		put(204, 16, lastDay(c))
		put(220, 16, day(c.Birth))
		put(236, 4, "01")
		put(240, 8, c.Issuer)
		put(248, 2, "I")
		return b
	}
	put(0, 30, c.Name)
	put(30, 2, c.Sex)
	put(36, 16, day(c.Birth))
	put(122, 36, c.Number)
	put(188, 16, day(c.ValidFrom))
	put(204, 16, lastDay(c))
	switch c.Type {
	case idcard.Permanent2023:
		first, rest := c.NameEn, ""
		if len(first) > 35 {
			first, rest = first[:35], first[35:]
		}
		put(32, 4, "00")
		put(52, 70, first)
		put(220, 22, rest)
		put(242, 6, c.Country)
		put(248, 2, "Y")
		return b
	case idcard.ResidencePermit:
		put(220, 18, c.PermitNumber)
		put(238, 4, "01")
		put(248, 2, "J")
	default:
		put(32, 4, c.Nation)
	}
	put(52, 70, c.Address)
	put(158, 30, c.Issuer)
	return b
}

// block is text as UTF-16LE.
func block(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// padded is text in a field of n bytes.
func padded(text string, n int) []byte {
	return block(text + strings.Repeat(" ", n/2-len(block(text))/2))
}

func day(d idcard.Date) string {
	if d == (idcard.Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day)
}

func lastDay(c idcard.Card) string {
	if c.LongTerm {
		return "长期"
	}
	return day(c.ValidTo)
}

// Portrait is what a chip holds in the place of the portrait: bytes that differ
// from card to card and hold the head of a frame, as a real one may.
func Portrait(c idcard.Card) []byte {
	b := make([]byte, idcard.PortraitSize)
	seed := uint32(2166136261)
	for _, r := range c.Number {
		seed = (seed ^ uint32(r)) * 16777619
	}
	for i := range b {
		seed = seed*1664525 + 1013904223
		b[i] = byte(seed >> 24)
	}
	copy(b[500:], []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x04, 0x00, 0x00, 0x80, 0x84})
	return b
}

// frame is an answer of the security module.
func frame(body ...byte) []byte {
	f := binary.BigEndian.AppendUint16([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}, uint16(len(body)+1))
	f = append(f, body...)
	return append(f, sum(f[5:]))
}

// combiFrame is an answer of a reader of the second family.
func combiFrame(body ...byte) []byte {
	f := binary.BigEndian.AppendUint16([]byte{0x02}, uint16(len(body)))
	f = append(f, body...)
	return append(f, sum(body), 0x03)
}

func sum(b []byte) (x byte) {
	for _, c := range b {
		x ^= c
	}
	return x
}

// Answer is a security module's whole answer with a card's text and portrait,
// and with as many bytes of fingerprints as asked for: -1 for the command
// without, 0, 512 or 1024.
func Answer(c idcard.Card, fingers int) []byte {
	body := []byte{0x00, 0x00, 0x90}
	return frame(append(body, chip(c, fingers)...)...)
}

// CombiAnswer is the answer of a reader of the second family.
func CombiAnswer(c idcard.Card) []byte {
	return combiFrame(append([]byte{0x90, 0x00}, chip(c, -1)...)...)
}

func chip(c idcard.Card, fingers int) []byte {
	b := binary.BigEndian.AppendUint16(nil, idcard.RecordSize)
	b = binary.BigEndian.AppendUint16(b, idcard.PortraitSize)
	if fingers >= 0 {
		b = binary.BigEndian.AppendUint16(b, uint16(fingers))
	}
	b = append(b, Record(c)...)
	b = append(b, Portrait(c)...)
	for range max(fingers, 0) {
		b = append(b, 0xF1)
	}
	return b
}

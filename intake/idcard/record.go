package idcard

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
)

// RecordSize is the length of the text block on a card's chip, in bytes: 128
// units of UTF-16LE (GA 467, 居民身份证验证安全控制模块接口技术规范).
const RecordSize = 256

// PortraitSize is the length of the portrait in its WLT form, in bytes.
const PortraitSize = 1024

// typeMark is the place, in units, that tells the four layouts apart.
const typeMark = 248 / 2

// ParseRecord reads the text block of a card of any of the four types, with
// Problems as of a day. It fails, with an empty Card, where the block cannot be
// a card's.
func ParseRecord(b []byte, on time.Time) (Card, error) {
	return parseChip(chip{text: b}, "", on)
}

// parseChip is ParseRecord with what else the chip held.
func parseChip(ch chip, newestAddress string, on time.Time) (Card, error) {
	r, ok := decodeRecord(ch.text)
	if !ok {
		return Card{}, damaged()
	}
	c := r.card()
	c.NewestAddress = newestAddress
	c.Raw, c.WLT = bytes.Clone(ch.text), bytes.Clone(ch.portrait)
	if len(c.WLT) == 0 {
		c.WLT = nil
	}
	if err := c.inspect(on); err != nil {
		return Card{}, err
	}
	return c, nil
}

// record is a text block as UTF-16 units.
type record []uint16

func decodeRecord(b []byte) (record, bool) {
	if len(b) != RecordSize {
		return nil, false
	}
	r := make(record, RecordSize/2)
	for i := range r {
		r[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return r, readable(r)
}

// readable says whether units are text as cards have it: no control characters
// (but NUL, with which some modules pad), no broken pairs, nothing unassigned
// for good. Private-use characters are rare characters of names.
func readable(units []uint16) bool {
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		switch {
		case utf16.IsSurrogate(u):
			if i+1 == len(units) || utf16.DecodeRune(u, rune(units[i+1])) == unicode.ReplacementChar {
				return false
			}
			i++
		case u != 0 && unicode.IsControl(u), u == unicode.ReplacementChar, u >= 0xFFFE, u >= 0xFDD0 && u <= 0xFDEF:
			return false
		}
	}
	return true
}

// field is the text at a byte offset, without its padding.
func (r record) field(offset, length int) string {
	text := string(utf16.Decode(r[offset/2 : (offset+length)/2]))
	return strings.TrimFunc(text, func(c rune) bool { return c == 0 || unicode.IsSpace(c) })
}

func (r record) card() Card {
	switch r[typeMark] {
	case 'I':
		return r.permanent2017()
	case 'J':
		return r.residencePermit()
	case 'Y':
		return r.permanent2023()
	}
	c := r.resident()
	if u := r[typeMark]; u != ' ' && u != 0 {
		c.Problems = append(c.Problems, Problem{Code: "type", Note: true,
			Text: "不认识这种证件，先按居民身份证读取。请对照证件逐项核对。"})
	}
	return c
}

// common reads what the cards other than that of 2017 have at the same places.
func (r record) common(t CardType) Card {
	c := Card{Type: t, Name: r.field(0, 30), Number: strings.ToUpper(r.field(122, 36))}
	c.setSex(r.field(30, 2))
	c.Birth, _ = dateFrom(r.field(36, 16))
	c.setPeriod(r.field(188, 16), r.field(204, 16))
	return c
}

func (r record) resident() Card {
	c := r.common(Resident)
	c.Nation = r.field(32, 4)
	c.Address = r.field(52, 70)
	c.Issuer = r.field(158, 30)
	return c
}

func (r record) residencePermit() Card {
	c := r.common(ResidencePermit)
	c.Address = r.field(52, 70)
	c.Issuer = r.field(158, 30)
	c.PermitNumber = r.field(220, 18)
	return c
}

func (r record) permanent2017() Card {
	c := Card{Type: Permanent2017, NameEn: r.field(0, 120), Number: strings.ToUpper(r.field(122, 30)),
		Country: r.field(152, 6), Name: r.field(158, 30), Issuer: r.field(240, 8)}
	c.setSex(r.field(120, 2))
	c.Birth, _ = dateFrom(r.field(220, 16))
	c.setPeriod(r.field(188, 16), r.field(204, 16))
	return c
}

// permanent2023 puts the English name together: its first 35 characters stand
// in the place of an address, eleven more behind the period.
func (r record) permanent2023() Card {
	c := r.common(Permanent2023)
	units := append(append(record(nil), r[52/2:(52+70)/2]...), r[220/2:(220+22)/2]...)
	c.NameEn = units.field(0, 92)
	c.Country = r.field(242, 6)
	return c
}

// setSex takes a code of GB/T 2261.1; what is none stays empty.
func (c *Card) setSex(code string) {
	switch code {
	case "0", "1", "2", "9":
		c.Sex = code
	}
}

// setPeriod takes first and last day as YYYYMMDD, the last also as 长期.
func (c *Card) setPeriod(from, to string) {
	c.ValidFrom, _ = dateFrom(from)
	if to == "长期" {
		c.LongTerm = true
		return
	}
	c.ValidTo, _ = dateFrom(to)
}

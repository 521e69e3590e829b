package idcard

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTyped is how many characters of a text are looked at: positions are bits
// of a word.
const maxTyped = 62

// typed is what stands in the field, without its separators.
type typed struct {
	text  string
	runes []rune
	after []int  // where in text each rune ends
	gaps  uint64 // bit i: a separator stood before rune i
	glyph []glyph
	memo  []step // by glyph and position
}

// step is how far a glyph leads from a position: bit i stands for i+1 runes.
// spelled are ways by the character itself or by its whole sound.
type step struct {
	known        bool
	spelled, any uint8
}

// places is a set of positions in the typed text, and those of them that were
// reached without an initial standing for a syllable.
type positions struct{ any, spelled uint64 }

func (p positions) or(q positions) positions {
	return positions{p.any | q.any, p.spelled | q.spelled}
}

func readTyped(text string) *typed {
	t := &typed{text: text}
	for i, r := range text {
		if isSign(r) {
			t.gaps |= 1 << min(len(t.runes), 63)
			continue
		}
		if len(t.runes) == maxTyped {
			return t
		}
		t.runes, t.after = append(t.runes, plainLetter(r)), append(t.after, i+utf8.RuneLen(r))
	}
	return t
}

// isSign says that a character is not read aloud: it separates, and in names
// it is passed over.
func isSign(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// plainLetter turns full-width and capital letters into small ones, and ü into
// the v of the keyboard.
func plainLetter(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	if r == 'ü' || r == 'Ü' {
		return 'v'
	}
	return unicode.ToLower(r)
}

// from is the text, as it was typed, from a rune on that is not the first.
func (t *typed) from(i int) string { return strings.TrimSpace(t.text[t.after[i-1]:]) }

func (t *typed) end() uint64 { return 1 << len(t.runes) }

// use gives room for the glyphs known so far; memo may be a used one.
func (t *typed) use(glyphs []glyph, memo []step) []step {
	t.glyph = glyphs
	need := len(glyphs) * (len(t.runes) + 1)
	if cap(memo) < need {
		memo = make([]step, need+need/4)
	}
	t.memo = memo[:need]
	clear(t.memo)
	return memo
}

// advance goes one character of a name further.
func (t *typed) advance(g uint16, from positions) (to positions) {
	if int(g) >= len(t.glyph) {
		return to
	}
	row := int(g) * (len(t.runes) + 1)
	for left := from.any; left != 0; left &= left - 1 {
		i := bits.TrailingZeros64(left)
		s := &t.memo[row+i]
		if !s.known {
			*s = t.steps(t.glyph[g], i)
		}
		to.any |= uint64(s.any) << (i + 1)
		if from.spelled&(1<<i) != 0 {
			to.spelled |= uint64(s.spelled) << (i + 1)
		}
	}
	return to
}

func (t *typed) steps(g glyph, i int) step {
	s := step{known: true}
	if i >= len(t.runes) {
		return s
	}
	if t.runes[i] == g.char {
		s.spelled, s.any = 1, 1
	}
	for _, sound := range g.sounds {
		n := t.common(sound, i)
		if n == 0 {
			continue
		}
		if n == len(sound) {
			s.spelled |= 1 << (n - 1)
		}
		s.any |= 1 // the initial
		if n >= 2 && sound[1] == 'h' {
			s.any |= 2
		}
		if stop := i + n; stop == len(t.runes) || t.gaps&(1<<stop) != 0 {
			s.any |= 1 << (n - 1) // a sound that is still being typed
		}
	}
	s.any |= s.spelled
	return s
}

// common is how many letters of a sound are typed at i without a separator
// between them.
func (t *typed) common(sound string, i int) int {
	n := 0
	for n < len(sound) && i+n < len(t.runes) && t.runes[i+n] == rune(sound[n]) {
		if n > 0 && t.gaps&(1<<(i+n)) != 0 {
			break
		}
		n++
	}
	return n
}

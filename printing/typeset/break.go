package typeset

import (
	"strings"
	"unicode"
)

// Characters that must not begin a line and that must not end one: GB/T
// 15834-2011 (标点符号用法) 5.1, with their half-width forms and the unit
// signs that belong to the number before them.
const (
	neverFirst = "、。，．；：！？）］｝〉》」』】〕〗〙”’·～々‰℃％" +
		",.;:!?)]}%°′″¢"
	neverLast = "（［｛〈《「『【〔〖〘“‘￥＄№" + "([{$¥£#"
)

// glue holds the marks that join letters and digits into one word:
// 2026-11-24, 22:30, 1,234.50, a@b.cn.
const glue = ".,:;/-_@%+&'#=~!?*\\|^`<>\u00a0"

// Break cuts one paragraph into lines not wider than width.
//
// A closing mark never begins a line and an opening one never ends it; —— and
// …… stay whole, as do Latin words and numbers. A word wider than the line is
// cut where the line is full. Spaces at a cut stay at the end of the line
// above and do not count for its width, so that the lines joined are the text.
// advance gives the width of a character; width 0 puts one on each line.
func Break(text string, width float64, advance func(rune) float64) []string {
	runes := []rune(text)
	widths := make([]float64, len(runes))
	for i, r := range runes {
		widths[i] = advance(r)
	}
	var lines []string
	start := 0
	for _, end := range breakRunes(runes, widths, nil, width, 0) {
		lines = append(lines, string(runes[start:end]))
		start = end
	}
	return lines
}

// breakRunes returns the end of each line; tied, if given, marks characters
// that stay with the one before them; first is the indent of line one.
func breakRunes(runes []rune, widths []float64, tied []bool, width, first float64) []int {
	const hair = 1e-6 // what adding floats may be wrong by
	var ends []int
	x, lineStart := first, 0
	for at := 0; at < len(runes); {
		end, ink := cluster(runes, tied, at, false)
		inkWidth := sum(widths[at:ink])
		switch {
		case x+inkWidth <= width+hair:
			x += inkWidth + sum(widths[ink:end])
			at = end
		case at > lineStart:
			ends = append(ends, at)
			x, lineStart = 0, at
		default:
			cut := cutWithin(runes, widths, at, ink, width-x+hair)
			if cut == ink { // one character wider than the line: take its spaces too
				cut = end
			}
			at = cut
			ends = append(ends, at)
			x, lineStart = 0, at
		}
	}
	if lineStart < len(runes) || len(runes) == 0 {
		ends = append(ends, len(runes))
	}
	return ends
}

// cluster finds the stretch from at that must stay together; ink is its end
// without the spaces that follow. inside says that the stretch began earlier.
func cluster(runes []rune, tied []bool, at int, inside bool) (end, ink int) {
	end = at
	for end < len(runes) && isSpace(runes[end]) { // spaces that begin a paragraph
		end++
	}
	if end > at && !inside {
		return end, end
	}
	for end < len(runes) {
		end++
		if end == len(runes) || mayBreak(runes[end-1], runes[end]) && (tied == nil || !tied[end]) {
			break
		}
	}
	ink = end
	for end < len(runes) && isSpace(runes[end]) {
		end++
	}
	if end > ink && end < len(runes) && forbidden(runes[ink-1], runes[end]) { // 山东 ，
		return cluster(runes, tied, end, true)
	}
	return end, ink
}

// cutWithin cuts a cluster that is too wide: as far as room goes, a little
// earlier where that keeps the rules, and never without progress.
func cutWithin(runes []rune, widths []float64, from, to int, room float64) int {
	full := from
	for used := 0.0; full < to && used+widths[full] <= room; full++ {
		used += widths[full]
	}
	full = max(full, from+1)
	for full < to && clings(runes[full]) {
		full++
	}
	for cut := full; cut > from && full < to; cut-- {
		before, after := runes[cut-1], runes[cut]
		if !forbidden(before, after) && !clings(after) {
			return cut
		}
	}
	return full
}

// mayBreak says whether a line may end between two characters.
func mayBreak(a, b rune) bool {
	switch {
	case isSpace(b):
		return true
	case clings(b), forbidden(a, b):
		return false
	case isWord(a) && isWord(b):
		return false
	}
	return true
}

func forbidden(a, b rune) bool {
	return strings.ContainsRune(neverFirst, b) || strings.ContainsRune(neverLast, a) ||
		a == b && (a == '—' || a == '…' || a == '─')
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' }

// isWord is true of what makes up words and numbers in scripts with spaces.
func isWord(r rune) bool {
	if strings.ContainsRune(glue, r) {
		return true
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isIdeographic(r)
}

func isIdeographic(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7af ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xffef || r >= 0x20000
}

// clings is true of marks that belong to the character before them.
func clings(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || isInvisible(r)
}

// isInvisible is true of characters that change others and have no ink:
// variation selectors, joiners, marks of direction.
func isInvisible(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef ||
		r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2064 || r == 0xfeff
}

func sum(widths []float64) float64 {
	var total float64
	for _, w := range widths {
		total += w
	}
	return total
}

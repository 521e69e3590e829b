package intake

import (
	"cmp"
	"slices"
	"strings"
)

// piece is a part of the letters that stands for one character: a whole
// syllable or the beginning of one.
type piece struct {
	text  string // as the tables write it
	whole bool
}

func (p piece) fits(syllable string) bool {
	return p.text == syllable || !p.whole && strings.HasPrefix(syllable, p.text)
}

// way is one way to split letters into pieces.
type way struct {
	pieces []piece
	ends   []int // where each piece ends among the letters
	cost   float64
	all    string
}

// after returns the letters behind the first n pieces.
func (w way) after(n int) string { return strings.TrimLeft(w.all[w.ends[n-1]:], "'") }

// Bounds of what is split: nobody's name is longer, and every way costs time.
const (
	mostLetters = 32
	mostPieces  = 6
	mostWays    = 8
)

// What makes a way less likely: more pieces, and pieces that are no whole
// syllable. Those at the end are still being written.
const (
	costPiece   = 1.0
	costInitial = 2.2
	costUnended = 1.5
)

// split returns the ways to read letters, the likeliest first.
func split(letters string) []way {
	letters = strings.NewReplacer("ü", "v", "u:", "v", "’", "'", " ", "'").Replace(strings.ToLower(letters))
	letters = strings.Trim(letters, "'")
	if letters == "" || len(letters) > mostLetters || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz'") != "" {
		return nil
	}
	sp := splitter{speller: spellings(), letters: letters}
	sp.from(0, way{all: letters})
	slices.SortStableFunc(sp.ways, func(a, b way) int { return cmp.Compare(a.cost, b.cost) })
	return sp.ways[:min(mostWays, len(sp.ways))]
}

type splitter struct {
	*speller
	letters string
	ways    []way
	tried   int
}

// mostTried bounds the search: letters that are no pinyin split in very many
// ways.
const mostTried = 2000

// from goes on at a place with what was split before it.
func (sp *splitter) from(at int, before way) {
	if at == len(sp.letters) {
		sp.ways = append(sp.ways, before)
		return
	}
	if sp.letters[at] == '\'' {
		at++
	}
	if len(before.pieces) == mostPieces || sp.tried > mostTried {
		return
	}
	sp.tried++
	for end := min(len(sp.letters), at+longestSyllable); end > at; end-- {
		p, cost, ok := sp.piece(at, end)
		if !ok {
			continue
		}
		sp.from(end, way{pieces: append(slices.Clip(before.pieces), p), ends: append(slices.Clip(before.ends), end),
			cost: before.cost + cost, all: before.all})
	}
}

// longestSyllable is zhuang, chuang, shuang.
const longestSyllable = 6

// piece reads the letters between two places as one piece.
func (sp *splitter) piece(at, end int) (p piece, cost float64, ok bool) {
	text := sp.letters[at:end]
	if known, ok := spelled[text]; ok {
		text = known
	}
	if sp.syllables[text] {
		return piece{text, true}, costPiece, true
	}
	if len(sp.characters[text]) == 0 {
		return piece{}, 0, false
	}
	switch {
	case end == len(sp.letters) && end-at > 1:
		return piece{text, false}, costUnended, true
	case end-at == 1, text == "zh", text == "ch", text == "sh":
		return piece{text, false}, costInitial, true
	}
	return piece{}, 0, false
}

// spelled are other ways to write a syllable: passports write lyu for lü, and
// lue is taught beside lüe.
var spelled = map[string]string{"lyu": "lv", "nyu": "nv", "lue": "lve", "nue": "nve"}

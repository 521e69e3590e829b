package intake

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// Spell answers letters of pinyin with characters, the likeliest in a name
// first, for a computer on which no input method runs. It knows whole names
// ("zhangxiaoming"), initials ("zxm"), what is not yet written to its end
// ("zhangx"), a part set off by an apostrophe ("xi'an"), and ü as v, as yu
// after l and n, or as itself. At the first characters of a name (first) it
// knows surnames and how they are read as such: 单 shàn, 仇 qiú, 尉迟 yùchí.
//
// An answer that ends in letters spells the beginning only; those letters are
// to be spelt next, with first false. Nothing is answered to what cannot be
// pinyin.
func Spell(letters string, first bool) []string {
	splits := split(letters)
	if len(splits) == 0 {
		return nil
	}
	s := spellings()
	best := splits[0]
	if len(best.pieces) == 1 {
		single := s.one(best.pieces[0], first)
		head := min(headOfOne, len(single))
		return once(single[:head], s.wholes(splits, first, wholesAfterOne), single[head:])
	}
	wholes := s.wholes(splits, first, wholesAtAll)
	head := min(headOfMany, len(wholes))
	return once(wholes[:head], s.beginnings(splits, first), wholes[head:])
}

// How the answers are mixed: the likeliest whole names lead, but the way to
// spell one character after the other stays on the first page.
const (
	headOfOne      = 6
	headOfMany     = 4
	wholesAfterOne = 3
	wholesAtAll    = 18
	beginningsOf   = 2 // ways to split of which the first character is offered
)

// once joins lists and leaves out what came before.
func once(lists ...[]string) []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, text := range list {
			if !seen[text] {
				seen[text] = true
				all = append(all, text)
			}
		}
	}
	return all
}

// one returns the characters, and at the beginning the surnames, of one piece.
func (s *speller) one(p piece, first bool) []string {
	var surnames []string
	if first {
		for _, known := range s.surnames {
			if len(known.sounds) == 1 && p.fits(known.sounds[0]) {
				surnames = append(surnames, known.text)
			}
		}
	}
	characters := s.characters[p.text]
	texts := make([]string, len(characters))
	for i, c := range characters {
		texts[i] = c.text
	}
	if len(surnames) == 0 {
		return texts
	}
	return once(surnames, texts)
}

// beginnings spell the first piece and leave the letters after it.
func (s *speller) beginnings(splits []way, first bool) []string {
	var all []string
	for _, w := range splits[:min(beginningsOf, len(splits))] {
		if len(w.pieces) < 2 {
			continue
		}
		if first && len(w.pieces) > 2 {
			for _, known := range s.surnames {
				if len(known.sounds) == 2 && fits(w.pieces[:2], known.sounds) {
					all = append(all, known.text+w.after(2))
				}
			}
		}
		for _, text := range s.one(w.pieces[0], first) {
			all = append(all, text+w.after(1))
		}
	}
	return all
}

// mostInitials bounds the ways to read a text whose characters are read in
// several.
const mostInitials = 8

// Initials returns the first letters of the pinyin of a text, lower case, with
// letters and digits kept and everything else left out: "绿衣" is "ly".
// Where characters are read in several ways the ways are parted by spaces, the
// likeliest first: "长袖" is "zx cx". It reads words; a name is read by
// Readings, which knows surnames.
func Initials(text string) string {
	ways := []string{""}
	for _, r := range strings.ToLower(text) {
		letters := firstLetters(r)
		if letters == "" {
			continue
		}
		var longer []string
		for _, letter := range letters {
			for _, way := range ways {
				if len(longer) < mostInitials {
					longer = append(longer, way+string(letter))
				}
			}
		}
		ways = longer
	}
	return strings.Join(ways, " ")
}

// firstLetters are those of the readings of a character, each once.
func firstLetters(r rune) string {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return string(r)
	}
	var letters string
	for reading := range strings.SplitSeq(toneless.Replace(pinyin.PinyinDict[int(r)]), ",") {
		if reading != "" && reading[0] >= 'a' && reading[0] <= 'z' && !strings.Contains(letters, reading[:1]) {
			letters += reading[:1]
		}
	}
	return letters
}

// fits reports whether pieces can stand for syllables, one for one.
func fits(pieces []piece, sounds []string) bool {
	if len(pieces) != len(sounds) {
		return false
	}
	for i, p := range pieces {
		if !p.fits(sounds[i]) {
			return false
		}
	}
	return true
}

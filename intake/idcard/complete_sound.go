package idcard

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"

	"guitu/assets"
)

// glyph is a character with the ways in which it may be read, in pinyin
// without tones, ü written v.
type glyph struct {
	char   rune
	sounds []string
}

// spelling knows how names are read. Characters are numbered as they appear, so
// that a name is a short list of numbers. Its user holds atlas.mu.
type spelling struct {
	glyphs []glyph
	plain  map[rune]uint16   // characters read as the dictionary says
	rare   map[string]uint16 // "庆 qing": characters within the names of the table
	words  map[rune][]reading
}

// reading is a row of the table: a name and the sounds of each character.
type reading struct {
	name   []rune
	sounds [][]string
}

func newSpelling() *spelling {
	s := &spelling{plain: map[rune]uint16{}, rare: map[string]uint16{}, words: map[rune][]reading{}}
	for line := range strings.Lines(assets.RegionReadings) {
		name, sounds, _ := strings.Cut(strings.TrimSpace(line), "\t")
		r := reading{name: []rune(name)}
		for _, syllable := range strings.Fields(sounds) {
			r.sounds = append(r.sounds, strings.Split(syllable, "/"))
		}
		if len(r.name) == 0 || len(r.name) != len(r.sounds) {
			continue // the test reads every row
		}
		s.words[r.name[0]] = append(s.words[r.name[0]], r)
	}
	for _, rows := range s.words {
		slices.SortFunc(rows, func(a, b reading) int { return len(b.name) - len(a.name) })
	}
	return s
}

// spell turns a name into numbers of glyphs, appended to into.
func (s *spelling) spell(into []uint16, name string) []uint16 {
	for name != "" {
		char, size := utf8.DecodeRuneInString(name)
		if r, ok := s.word(char, name); ok {
			for i, c := range r.name {
				into = append(into, s.within(c, r.sounds[i]))
			}
			name = name[len(string(r.name)):]
			continue
		}
		if !isSign(char) {
			into = append(into, s.alone(char))
		}
		name = name[size:]
	}
	return into
}

// word is the longest row of the table that a name begins with.
func (s *spelling) word(char rune, name string) (reading, bool) {
	for _, r := range s.words[char] {
		if strings.HasPrefix(name, string(r.name)) {
			return r, true
		}
	}
	return reading{}, false
}

func (s *spelling) within(char rune, sounds []string) uint16 {
	key := string(char) + strings.Join(sounds, "/")
	id, ok := s.rare[key]
	if !ok {
		id = s.add(glyph{char, sounds})
		s.rare[key] = id
	}
	return id
}

func (s *spelling) alone(char rune) uint16 {
	id, ok := s.plain[char]
	if !ok {
		id = s.add(glyph{plainLetter(char), dictionarySounds(char)})
		s.plain[char] = id
	}
	return id
}

func (s *spelling) add(g glyph) uint16 {
	s.glyphs = append(s.glyphs, g)
	return uint16(len(s.glyphs) - 1)
}

var firstReading = sync.OnceValue(func() pinyin.Args {
	args := pinyin.NewArgs()
	args.Fallback = func(r rune, _ pinyin.Args) []string { return []string{""} }
	return args
})

// dictionarySounds is the first reading of the dictionary; a letter is not
// read otherwise than it is written.
func dictionarySounds(char rune) []string {
	if char < utf8.RuneSelf {
		return nil
	}
	found := pinyin.SinglePinyin(char, firstReading())
	if len(found) == 0 || found[0] == "" {
		return nil
	}
	return []string{strings.ReplaceAll(found[0], "ü", "v")}
}

package intake

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"

	"guitu/assets"
)

// speller holds the tables by which letters are spelt. It never changes once
// it is made.
type speller struct {
	syllables map[string]bool
	// characters of a syllable, or of the beginning of one, the likeliest in a
	// name first.
	characters map[string][]spelling
	surnames   []spelling // the most frequent first
	given      []spelling // of two characters
}

// spelling is a text with its syllables and how likely it is, in the number of
// people that bear it among those counted.
type spelling struct {
	text   string
	sounds []string
	weight float64
}

// Likelihoods that no table gives.
const (
	rarerReading = 0.3   // of a reading that the dictionary does not name first
	ofText       = 0.002 // of a character that stands in no name, for ten octaves in texts
	firstSurname = 3     // the weight of the surname in place n falls as 1/(n+firstSurname)
	perBeginning = 120   // characters kept for the beginning of a syllable
)

var spellings = sync.OnceValue(func() *speller {
	s := &speller{syllables: map[string]bool{}, characters: map[string][]spelling{}}
	s.readCharacters()
	s.readSurnames()
	s.readGiven()
	return s
})

// readCharacters gives every character that has a reading its place.
func (s *speller) readCharacters() {
	weights := map[rune]float64{}
	for line := range strings.Lines(unpack(assets.NameCharacters)) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		if len(parts) != 3 {
			continue
		}
		names, _ := strconv.ParseFloat(parts[1], 64) // written by our own gather.go
		texts, _ := strconv.ParseFloat(parts[2], 64)
		weights[[]rune(parts[0])[0]] = names + texts*ofText
	}
	all := make([]spelling, 0, len(pinyin.PinyinDict))
	for code, readings := range pinyin.PinyinDict {
		weight, listed := weights[rune(code)]
		if !listed && code > lastCommonBlock {
			continue // our font has no glyph for it
		}
		for i, sound := range distinct(strings.Split(toneless.Replace(readings), ",")) {
			if i > 0 {
				weight *= rarerReading
			}
			if strings.ContainsAny(sound, "aeiouv") && strings.Trim(sound, "abcdefghijklmnopqrstuvwxyz") == "" {
				all = append(all, spelling{string(rune(code)), []string{sound}, weight})
			}
		}
	}
	slices.SortFunc(all, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.text, b.text))
	})
	for _, c := range all {
		s.syllables[c.sounds[0]] = true
	}
	for _, c := range all {
		s.place(c)
	}
}

// place keeps a character under its syllable and the beginnings of it.
func (s *speller) place(c spelling) {
	sound := c.sounds[0]
	s.characters[sound] = append(s.characters[sound], c)
	for end := 1; end < len(sound); end++ {
		beginning := sound[:end]
		if kept := s.characters[beginning]; !s.syllables[beginning] && len(kept) < perBeginning {
			s.characters[beginning] = append(kept, c)
		}
	}
}

// lastCommonBlock is the end of CJK Unified Ideographs; what lies beyond is
// rare, and offered only where our font shows it.
const lastCommonBlock = 0x9fff

func (s *speller) readSurnames() {
	place := 0
	for line := range strings.Lines(string(assets.Surnames)) {
		surname, readings, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for i, reading := range strings.Split(readings, ",") {
			known := spelling{surname, strings.Fields(toneless.Replace(reading)), 1 / float64(place+firstSurname)}
			if i > 0 {
				known.weight *= rarerReading
			}
			s.surnames = append(s.surnames, known)
		}
		place++
	}
	slices.SortStableFunc(s.surnames, func(a, b spelling) int { return cmp.Compare(b.weight, a.weight) })
}

func (s *speller) readGiven() {
	for line := range strings.Lines(unpack(assets.GivenNames)) {
		name, often, _ := strings.Cut(strings.TrimSpace(line), "\t")
		weight, _ := strconv.ParseFloat(often, 64)
		characters := []rune(name)
		if len(characters) != 2 {
			continue
		}
		first, second := sound(characters[0]), sound(characters[1])
		if first != "" && second != "" {
			s.given = append(s.given, spelling{name, []string{first, second}, weight})
		}
	}
}

// sound is how a character is read most often.
func sound(r rune) string {
	reading, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	return toneless.Replace(reading)
}

var toneless = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e",
	"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u",
	"ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v")

// unpack reads a packed table of the program itself; a damaged one is empty,
// and the tests would say so.
func unpack(packed []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	return string(text)
}

package intake

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// name is a text that spells all the letters, and how likely it is.
type name struct {
	text  string
	score float64 // a logarithm
}

// How many are combined with each other.
const (
	surnamesTried   = 8
	givenTried      = 16
	charactersTried = 10
)

// Of the given names that were counted (they have two characters): how many
// there are, and how much likelier one is than its characters alone make it.
const (
	namesCounted = 11000
	unlisted     = 0.25
	oneCharacter = 0.3 // of all people bear a given name of one
	surnameAlone = 0.5 // of those who write a compound surname write it first and alone
)

// wholes returns up to n texts that spell all the letters, the likeliest
// first, of the ways that have more than one piece.
func (s *speller) wholes(splits []way, first bool, n int) []string {
	var all []name
	for _, w := range splits {
		if len(w.pieces) < 2 {
			continue
		}
		found := s.names(w.pieces, first)
		for i := range found {
			found[i].score -= w.cost - splits[0].cost
		}
		all = append(all, found...)
	}
	all = likeliest(all, len(all))
	texts := make([]string, 0, n)
	for _, found := range all {
		if len(texts) == n {
			break
		}
		if !slices.Contains(texts, found.text) {
			texts = append(texts, found.text)
		}
	}
	return texts
}

// names reads pieces as a name, or, not at the beginning of one, as a given
// name.
func (s *speller) names(pieces []piece, first bool) []name {
	if !first {
		return s.rest(pieces)
	}
	var all []name
	for n := 1; n <= min(2, len(pieces)); n++ {
		surnames := s.surnamesOf(pieces[:n])
		if len(surnames) == 0 {
			continue
		}
		if n == len(pieces) {
			for _, surname := range surnames { // given names of any kind may follow
				all = append(all, name{surname.text, surname.score + math.Log(namesCounted*surnameAlone)})
			}
			continue
		}
		for _, given := range s.rest(pieces[n:]) {
			for _, surname := range surnames {
				all = append(all, name{surname.text + given.text, surname.score + given.score})
			}
		}
	}
	if len(all) == 0 {
		return s.rest(pieces)
	}
	return all
}

func (s *speller) surnamesOf(pieces []piece) []name {
	var all []name
	for _, known := range s.surnames {
		if len(all) < surnamesTried && fits(pieces, known.sounds) {
			all = append(all, name{known.text, math.Log(known.weight)})
		}
	}
	return all
}

// rest reads pieces as a given name; more than two make the likeliest
// characters, as in a name that Chinese only sounds out.
func (s *speller) rest(pieces []piece) []name {
	switch len(pieces) {
	case 1:
		return s.single(pieces[0])
	case 2:
		return s.pair(pieces)
	}
	var text strings.Builder
	for _, p := range pieces {
		characters := s.characters[p.text]
		if len(characters) == 0 {
			return nil
		}
		text.WriteString(characters[0].text)
	}
	return []name{{text.String(), math.Log(ofText) * float64(len(pieces)-2)}}
}

func (s *speller) single(p piece) []name {
	characters := s.characters[p.text]
	all := make([]name, 0, givenTried)
	for _, c := range characters[:min(givenTried, len(characters))] {
		all = append(all, name{c.text, math.Log(oneCharacter * (c.weight + ofText) / 2)})
	}
	return all
}

// pair combines what is known as a given name with what its characters make
// likely.
func (s *speller) pair(pieces []piece) []name {
	var all []name
	listed := map[string]bool{}
	for _, known := range s.given {
		if len(all) < givenTried && fits(pieces, known.sounds) {
			listed[known.text] = true
			all = append(all, name{known.text, math.Log(known.weight)})
		}
	}
	firsts, seconds := s.characters[pieces[0].text], s.characters[pieces[1].text]
	for _, a := range firsts[:min(charactersTried, len(firsts))] {
		for _, b := range seconds[:min(charactersTried, len(seconds))] {
			if text := a.text + b.text; !listed[text] {
				weight := unlisted * (a.weight + ofText) * (b.weight + ofText) / (2 * namesCounted)
				all = append(all, name{text, math.Log(weight)})
			}
		}
	}
	return likeliest(all, givenTried)
}

func likeliest(all []name, n int) []name {
	slices.SortStableFunc(all, func(a, b name) int { return cmp.Compare(b.score, a.score) })
	return all[:min(n, len(all))]
}

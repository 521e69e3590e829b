// Package match answers "who is this?": which earlier stays and which open
// family reports may be of the person in front of the desk.
//
// It compares by Chinese names as they are written, spoken and misheard, by
// numbers, telephones, ages, marks and photos, and gives its reasons for and
// against in words. The one thing not to get wrong: it ranks and never
// decides. Evidence against is shown as plainly as evidence for, and a common
// name counts little, because half the men called 王伟 are somebody else.
//
// The index lives in memory alone; who may not read a person must not put them
// in. Weights are bits, base 2 logarithms of how much likelier a finding is
// about one person than about two (Fellegi and Sunter, A Theory for Record
// Linkage, 1969), and stand in weights.json.
//
//	ix := match.NewIndex(match.DefaultWeights())
//	ix.Put(match.Subject{ID: "…", Kind: match.Stay, Names: …})
//	for _, lead := range ix.Rank(arrival, 10) { … }
package match

import (
	"cmp"
	"slices"

	"guitu/internal/calendar"
	"guitu/internal/picture"
)

// Kind says what a subject is a record of.
type Kind uint8

const (
	Stay   Kind = iota // somebody who came
	Report             // somebody whom a family misses
)

// Subject is what is known of one person, for comparing. Everything may be
// empty.
type Subject struct {
	ID        string
	Kind      Kind
	Names     []Name // the name first
	Aliases   []Name // former names, nicknames
	Sex       string // GB/T 2261.1; only 1 and 2 are compared
	BirthFrom calendar.Date
	BirthTo   calendar.Date // both zero where nothing is known
	Estimated bool          // the birth dates come from an age by sight
	Growing   bool          // a child: the height changes
	Number    string        // of a certificate, or its tail or beginning while it is typed
	Phones    []string
	Marks     string // 体貌特征, in words
	HeightCM  int
	Places    []string // where they live, come from, were found or last seen
	Hashes    []picture.Hash
}

// Name is a name with the ways of reading it.
type Name struct {
	Text     string
	BySound  bool       // written as it sounded
	Readings [][]string // syllables of pinyin without tones, ü as v; the likeliest first
}

// Lead is a subject that may be the person asked about.
type Lead struct {
	ID       string
	Kind     Kind
	Score    float64 // bits; the sum of the evidence
	Evidence []Evidence
}

// Strongest is the evidence by its weight: what speaks for first, what speaks
// against most last.
func (l Lead) Strongest() []Evidence {
	return slices.SortedStableFunc(slices.Values(l.Evidence), func(a, b Evidence) int { return cmp.Compare(b.Weight, a.Weight) })
}

// Evidence is one reason for or against.
type Evidence struct {
	Code   string         // e.g. name.sound
	Text   string         // in Chinese, the key of its translation
	Args   map[string]any // fill the {{.Name}} places of Text
	Weight float64        // bits; below zero it speaks against
}

// For reports whether the evidence speaks for one person.
func (e Evidence) For() bool { return e.Weight > 0 }

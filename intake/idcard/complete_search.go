package idcard

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// atlas is today's tree ready to be searched: every place before those in it,
// in the order of codes.
type atlas struct {
	mu    sync.Mutex // held while a text is completed
	spell *spelling
	nodes []node
	memo  []step
}

type node struct {
	Place
	names []calledName
	depth int // 0 for a province
}

var loadedAtlas = sync.OnceValue(func() *atlas {
	a := &atlas{spell: newSpelling()}
	var add func(level []Place, depth int)
	add = func(level []Place, depth int) {
		for _, p := range level {
			a.nodes = append(a.nodes, node{p, a.spell.called(p.Name), depth})
			add(Children(p.Code), depth+1)
		}
	}
	add(Provinces(), 0)
	return a
})

// maxLevels is from province to village.
const maxLevels = 6

// reached says how far the names of a place and of those above it lead, by how
// many of them were typed.
type reached [maxLevels]positions

func (r *reached) union() (all positions) {
	for _, p := range r {
		all = all.or(p)
	}
	return all
}

// hit is a place that fits, and how well.
type hit struct {
	Place
	local    bool
	exact    bool // the name is typed to its end
	cost     int
	near     int // digits shared with a place nearby
	restFrom int // position from which nothing is known; that of the end if all is
}

const (
	costSkipped = 2 // a level above that was left out
	costPrefix  = 4 // a name that is not typed to its end
	costInitial = 1 // initials for syllables
)

func compareHits(a, b hit) int {
	switch {
	case a.local != b.local:
		if a.local {
			return -1
		}
		return 1
	case a.restFrom != b.restFrom:
		return b.restFrom - a.restFrom
	}
	return cmp.Or(
		a.cost-b.cost,
		exactFirst(a, b),
		len(a.Code)-len(b.Code),
		b.near-a.near,
		len(a.Name)-len(b.Name),
		strings.Compare(a.Code, b.Code),
		strings.Compare(a.Name, b.Name),
	)
}

func exactFirst(a, b hit) int {
	switch {
	case a.exact == b.exact:
		return 0
	case a.exact:
		return -1
	}
	return 1
}

// search is one text being completed.
type search struct {
	*atlas
	t     *typed
	c     Completer
	limit int
	hits  best // all of the text is a place
	tails best // the beginning is a place
	roots []container
}

func newSearch(a *atlas, t *typed, c Completer, limit int) *search {
	s := &search{atlas: a, t: t, c: c, limit: limit}
	s.hits.most, s.tails.most = 2*limit+8, 2*limit+8
	a.memo = t.use(a.spell.glyphs, a.memo)
	return s
}

// best keeps the best hits in order.
type best struct {
	most int
	hits []hit
}

func (b *best) add(h hit) {
	if len(b.hits) == b.most && compareHits(h, b.hits[b.most-1]) >= 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(b.hits, h, compareHits)
	b.hits = slices.Insert(b.hits, at, h)
	b.hits = b.hits[:min(b.most, len(b.hits))]
}

// walk goes through provinces, prefectures, counties and towns.
func (s *search) walk() {
	var above [maxLevels]reached
	var unions [maxLevels]positions
	above[0][0] = positions{any: 1, spelled: 1}
	unions[0] = above[0].union()
	for i := range s.nodes {
		n := &s.nodes[i]
		in, next := &above[n.depth], n.depth+1
		above[next], unions[next] = *in, unions[n.depth]
		if !s.begins(n.names, unions[n.depth]) {
			continue
		}
		out := s.visit(n.Place, n.names, n.depth, in)
		if len(n.Code) >= 6 && out.union().any != 0 {
			s.keepContainer(n, out)
		}
		for k := range out {
			above[next][k] = above[next][k].or(out[k])
		}
		unions[next] = above[next].union()
	}
}

// begins says quickly that nothing of a name was typed: true for nearly all.
func (s *search) begins(names []calledName, from positions) bool {
	return len(names[0].glyphs) > 0 && s.t.advance(names[0].glyphs[0], from).any != 0
}

// visit reads the names of a place from wherever those above lead, keeps it if
// the text ends there, and returns how far they lead now.
func (s *search) visit(p Place, names []calledName, depth int, in *reached) (out reached) {
	for k := 0; k < maxLevels-1; k++ {
		if in[k].any == 0 {
			continue
		}
		for _, name := range names {
			ends, whole, part := s.through(name, in[k])
			out[k+1] = out[k+1].or(ends)
			s.score(p, depth-k, ends, part)
			s.tail(p, depth-k, k+1, ends, whole)
		}
	}
	return out
}

// through reads one name: ends is where it may stop, whole where its full form
// stops, part where only its beginning was typed at the end of the text.
func (s *search) through(name calledName, from positions) (ends, whole, part positions) {
	end := s.t.end()
	for i, g := range name.glyphs {
		if from = s.t.advance(g, from); from.any == 0 {
			return ends, whole, part
		}
		switch {
		case name.stops&(1<<min(i+1, 63)) != 0:
			ends = ends.or(from)
			whole = from
		default:
			part = part.or(positions{from.any & end, from.spelled & end})
			gaps := s.t.gaps &^ end
			ends = ends.or(positions{from.any & gaps, from.spelled & gaps})
		}
		if i+1 < len(name.glyphs) {
			whole = positions{}
		}
	}
	return ends, whole, part
}

func (s *search) score(p Place, skipped int, ends, part positions) {
	end := s.t.end()
	h := hit{Place: p, restFrom: len(s.t.runes), cost: costSkipped * skipped}
	switch {
	case ends.spelled&end != 0:
		h.exact = true
	case ends.any&end != 0:
		h.exact, h.cost = true, h.cost+costInitial
	case part.spelled&end != 0:
		h.cost += costPrefix
	case part.any&end != 0:
		h.cost += costPrefix + costInitial
	default:
		return
	}
	h.near = s.nearness(p.Code)
	s.hits.add(h)
}

// tail keeps a place that was clearly named before something unknown: by its
// whole name, with a place above it, or with a space after it.
func (s *search) tail(p Place, skipped, names int, ends, whole positions) {
	clear := whole.spelled | ends.spelled&s.t.gaps
	if names > 1 {
		clear |= ends.spelled | ends.any&s.t.gaps
	}
	clear &= s.t.end() - 1
	clear &^= 0b11 // one character is no name
	if clear == 0 {
		return
	}
	at := bits.Len64(clear) - 1
	s.tails.add(hit{Place: p, restFrom: at, cost: costSkipped * skipped, near: s.nearness(p.Code)})
}

// nearness is how many digits a code shares with one of those nearby.
func (s *search) nearness(code string) (most int) {
	for _, near := range s.c.Near {
		n := 0
		for n < len(code) && n < len(near) && code[n] == near[n] {
			n++
		}
		for _, level := range []int{12, 9, 6, 4, 2, 0} {
			if n >= level {
				most = max(most, level)
				break
			}
		}
	}
	return most
}

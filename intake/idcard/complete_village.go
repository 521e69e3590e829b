package idcard

import (
	"cmp"
	"slices"
	"strings"
)

// container is a town or county whose name was typed and after which a village
// may follow.
type container struct {
	node  *node
	out   reached
	names int // how many names lead to it
	sure  bool
	near  int
}

const (
	maxTowns     = 24 // looked into for a text
	maxCounties  = 4
	maxProvinces = 3 // of which at most so many are unpacked
)

// keepContainer notes a place that was named so that a village may follow: one
// name in initials is not enough, since half of the country begins with them.
func (s *search) keepContainer(n *node, out reached) {
	if len(n.Code) == 6 && n.Code[4:] == "00" && !holdsTowns(n.Code) {
		return
	}
	c := container{node: n, near: s.nearness(n.Code)}
	before := s.t.end() - 1
	for k, p := range out {
		p = positions{p.any & before, p.spelled & before}
		if k < 2 {
			p.any = p.spelled | p.any&s.t.gaps
		}
		if p.any == 0 {
			continue
		}
		c.out[k], c.names = p, k
		c.sure = c.sure || p.spelled != 0
	}
	if c.names > 0 {
		s.roots = append(s.roots, c)
	}
}

func holdsTowns(code string) bool {
	below := Children(code)
	return len(below) > 0 && len(below[0].Code) == 9
}

// villages looks into the towns that were named and, where that gives little,
// into all towns of a county that was.
func (s *search) villages() {
	slices.SortStableFunc(s.roots, func(a, b container) int {
		sure := func(c container) int {
			if c.sure {
				return 0
			}
			return 1
		}
		return cmp.Or(b.names-a.names, sure(a)-sure(b), b.near-a.near)
	})
	opened := map[string]bool{}
	s.lookInto(9, maxTowns, opened)
	if len(s.hits.hits) < s.limit {
		s.lookInto(6, maxCounties, opened)
	}
}

// lookInto looks into containers of a level of codes.
func (s *search) lookInto(digits, most int, opened map[string]bool) {
	for i := range s.roots {
		c := &s.roots[i]
		province := c.node.Code[:2]
		if len(c.node.Code) != digits || !opened[province] && len(opened) == maxProvinces {
			continue
		}
		if most--; most < 0 {
			return
		}
		opened[province] = true
		if digits == 9 {
			s.town(c.node.Code, c.node.depth+1, &c.out)
			continue
		}
		for _, town := range Children(c.node.Code) {
			s.town(town.Code, c.node.depth+2, &c.out)
		}
	}
}

func (s *search) town(code string, depth int, in *reached) {
	from := in.union()
	for _, v := range Villages(code) {
		names := s.called(v.Name)
		if s.begins(names, from) {
			s.visit(v, names, depth, in)
		}
	}
}

// called spells a name that is not in the tree; its characters may be new.
func (s *search) called(name string) []calledName {
	known := len(s.spell.glyphs)
	names := s.spell.called(name)
	if len(s.spell.glyphs) > known {
		s.grow()
	}
	return names
}

// grow gives room for glyphs that came up in villages or local names.
func (s *search) grow() {
	old := s.t.memo
	need := len(s.spell.glyphs) * (len(s.t.runes) + 1)
	s.t.glyph = s.spell.glyphs
	s.t.memo = append(old, make([]step, need-len(old))...)
	s.memo = s.t.memo
}

// locals reads the station's own names.
func (s *search) locals() {
	for _, l := range s.c.Local {
		l = Local{strings.TrimSpace(l.Name), known(l.Under)}
		in, depth := s.above(l.Under)
		names := s.called(l.Name)
		if !s.begins(names, in.union()) {
			continue
		}
		before := s.hits
		s.hits = best{most: before.most}
		s.visit(Place{l.Under, l.Name}, names, depth, &in)
		found := s.hits.hits
		s.hits = before
		for _, h := range found {
			h.local = true
			s.hits.add(h)
		}
	}
}

// above is how far the names of a place and of those over it lead, and how
// many they are.
func (s *search) above(code string) (in reached, depth int) {
	in[0] = positions{any: 1, spelled: 1}
	for _, name := range chain(code) {
		names := s.called(name)
		next := in
		for k := 0; k < maxLevels-1; k++ {
			for _, name := range names {
				ends, _, _ := s.through(name, in[k])
				next[k+1] = next[k+1].or(ends)
			}
		}
		in, depth = next, depth+1
	}
	return in, depth
}

// chain is the name of a place of today and those over it, the largest first.
func chain(code string) (all []string) {
	for ; code != ""; code = today().parent(code) {
		name, _ := today().name(code)
		all = append(all, name)
	}
	slices.Reverse(all)
	return all
}

// known is the smallest place of today by a code or its beginning: a village
// that is no longer listed leaves its town. It is "" for what is no code.
func known(code string) string {
	for _, digits := range []int{12, 9, 6} {
		if len(code) < digits {
			continue
		}
		if _, ok := today().name(code[:digits]); ok {
			return code[:digits]
		}
	}
	return ""
}

package idcard

import "strings"

// completion of a hit.
func (s *search) completion(h hit) Completion {
	full, _ := PlaceName(h.Code)
	c := Completion{Place: h.Place, Full: full}
	switch {
	case h.local:
		c.Full, c.Why = full+h.Name, WhyLocal
	case h.near >= 6:
		c.Why = WhyNear
	}
	if h.restFrom < len(s.t.runes) {
		c.Rest, c.Why = s.t.from(h.restFrom), WhyUnlisted
	}
	return c
}

// found are the hits without repetition.
func (s *search) found() []Completion { return s.distinct(s.hits.hits) }

// unlisted are places before something that no list has.
func (s *search) unlisted() []Completion { return s.distinct(s.tails.hits) }

func (s *search) distinct(hits []hit) []Completion {
	var all []Completion
	seen := map[string]bool{}
	for _, h := range hits {
		c := s.completion(h)
		if seen[c.Full] {
			continue
		}
		seen[c.Full] = true
		if all = append(all, c); len(all) == s.limit {
			break
		}
	}
	return all
}

// below are the places under the one whose whole name was typed, the station's
// own first.
func (s *search) below() (all []Completion) {
	text := strings.TrimSpace(s.t.text)
	for _, h := range s.hits.hits {
		full, ok := PlaceName(h.Code)
		if h.local || !ok || full != text {
			continue
		}
		for _, l := range s.c.Local {
			if name := strings.TrimSpace(l.Name); name != "" && known(l.Under) == h.Code {
				all = append(all, Completion{Place{h.Code, name}, full + name, "", WhyLocal})
			}
		}
		for _, p := range directlyUnder(h.Code) {
			name, _ := PlaceName(p.Code)
			all = append(all, Completion{p, name, "", WhyBelow})
			if len(all) >= s.limit {
				break
			}
		}
		return all
	}
	return nil
}

func directlyUnder(code string) []Place {
	if len(code) == 9 {
		return Villages(code)
	}
	return Children(code)
}

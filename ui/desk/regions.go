package desk

import (
	"strings"
	"sync"
	"unicode/utf8"

	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// regions are the full names of today's places, the larger ones first: 3,300
// counties and above, then the townships.
var regions = sync.OnceValue(func() (all struct{ large, small []string }) {
	for level := idcard.Provinces(); len(level) > 0; {
		var next []idcard.Place
		for _, p := range level {
			name, _ := idcard.PlaceName(p.Code)
			if len(p.Code) == len("110101001") {
				all.small = append(all.small, name)
			} else {
				all.large = append(all.large, name)
			}
			next = append(next, idcard.Children(p.Code)...)
		}
		level = next
	}
	return all
})

// findRegions lists places whose name holds the text, or all its parts where
// it was written with spaces: 山东 诸城. Places whose name begins or ends with it
// come first.
func findRegions(text string) []answer {
	parts := strings.Fields(text)
	if len(parts) == 0 || utf8.RuneCountInString(text) < 2 {
		return nil
	}
	var best, rest []answer
	holds := func(names []string) {
		for _, name := range names {
			if !holdsAll(name, parts) || name == text {
				continue
			}
			found := answer{name, name}
			if strings.HasPrefix(name, text) || strings.HasSuffix(name, text) {
				best = append(best, found)
			} else {
				rest = append(rest, found)
			}
			if len(best) >= offers {
				return
			}
		}
	}
	holds(regions().large)
	if len(best)+len(rest) < offers {
		holds(regions().small)
	}
	all := append(best, rest...)
	return all[:min(offers, len(all))]
}

func holdsAll(name string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(name, part) {
			return false
		}
	}
	return true
}

// newPlaceField returns a field for a place: one of today's regions, or
// whatever was said.
func newPlaceField() *typeahead { return newTypeahead(kit.NewEntry(), findRegions) }

package idcard

import (
	"strings"
	"sync"

	"guitu/assets"
)

// Place is a node of today's tree: a province, prefecture or county with six
// digits, a township (乡镇、街道) with nine, or a village (村、社区) with twelve.
type Place struct {
	Code string
	Name string
}

// tree is today's places and, by code, the children of each; the provinces
// stand under "".
type tree struct {
	names    map[string]string
	children map[string][]Place
}

var today = sync.OnceValue(loadToday)

func loadToday() tree {
	const places = 45_000
	t := tree{names: make(map[string]string, places), children: make(map[string][]Place, 3_500)}
	for line := range strings.Lines(string(unpack(assets.RegionsToday))) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		t.names[code] = name
		parent := t.parent(code) // sorted by code: parents come first
		t.children[parent] = append(t.children[parent], Place{code, name})
	}
	return t
}

// parent is the nearest place above: districts of a municipality and counties
// that a province governs itself stand directly under the province.
func (t tree) parent(code string) string {
	switch len(code) {
	case 12:
		return code[:9]
	case 9:
		return code[:6]
	}
	for _, above := range []string{code[:4] + "00", code[:2] + "0000"} {
		if _, ok := t.names[above]; ok && above != code {
			return above
		}
	}
	return ""
}

// name is a place's own name, at whatever level.
func (t tree) name(code string) (string, bool) {
	if len(code) == 12 {
		p, ok := village(code)
		return p.Name, ok
	}
	name, ok := t.names[code]
	return name, ok
}

// Provinces returns the provinces, municipalities and regions of today, sorted
// by code, Taiwan, Hong Kong and Macao (without children) among them.
func Provinces() []Place { return today().children[""] }

// Children returns the places directly under one, sorted by code: down to the
// townships, below which are Villages. The slice is shared; do not change it.
func Children(code string) []Place { return today().children[code] }

// Parent returns the code of the place above, or "" for a province and for a
// code that is not of today.
func Parent(code string) string {
	t := today()
	if _, ok := t.name(code); !ok {
		return ""
	}
	return t.parent(code)
}

// PlaceName returns the full name of a place of today, 山东省潍坊市诸城市贾悦镇, or
// false for a code that is not of today (RegionNow knows older ones).
func PlaceName(code string) (string, bool) {
	t := today()
	name, ok := t.name(code)
	if !ok {
		return "", false
	}
	for code = t.parent(code); code != ""; code = t.parent(code) {
		if above := t.names[code]; !strings.HasPrefix(name, above) { // 嘉峪关市 is city and county in one
			name = above + name
		}
	}
	return name, true
}

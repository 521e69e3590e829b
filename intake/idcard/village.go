package idcard

import (
	"fmt"
	"strings"
	"sync"

	"guitu/assets"
)

// blocks are the villages of each province by its two digits. A province is
// unpacked when the first of its towns is asked for: Shandong, the largest,
// is 0.7 MB of text, the whole country 6.
var blocks sync.Map // string → func() string

func villageBlock(province string) string {
	load, _ := blocks.LoadOrStore(province, sync.OnceValue(func() string {
		packed := assets.RegionVillages(province)
		if packed == nil {
			return ""
		}
		return string(unpack(packed))
	}))
	return load.(func() string)()
}

// Villages returns the villages and communities (村、社区) of a town by its nine
// digits, with codes of twelve digits, sorted by code; none for a code that is
// not a town of today. The names are what people say, 岳旺社区, not the names of the
// committees. Villages that were merged into others are missing.
func Villages(town string) []Place {
	if len(town) != len("370782102") {
		return nil
	}
	block := villageBlock(town[:2])
	line := townLine(block, town)
	if line == "" {
		return nil
	}
	return readVillages(town, line)
}

// townLine finds a town's villages in a block by halving: its lines are sorted.
func townLine(block, town string) string {
	low, high := 0, len(block) // low is a line's beginning
	for low < high {
		middle := strings.LastIndexByte(block[:(low+high)/2], '\n') + 1
		end := middle + strings.IndexByte(block[middle:], '\n')
		switch code, names, _ := strings.Cut(block[middle:end], "\t"); {
		case code == town:
			return names
		case code < town:
			low = end + 1
		default:
			high = middle
		}
	}
	return ""
}

// readVillages reads a line as assets/regions/pack.go writes it.
func readVillages(town, line string) []Place {
	all := make([]Place, 0, strings.Count(line, ",")+1)
	number := 0
	for name := range strings.SplitSeq(line, ",") {
		number++
		if len(name) > 4 && name[0] == '@' {
			number, name = digits(name[1:4]), name[4:]
		}
		all = append(all, Place{fmt.Sprintf("%s%03d", town, number), villageName(name, number)})
	}
	return all
}

func digits(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// villageName puts back the ending that most names of a range of numbers have.
func villageName(packed string, number int) string {
	if whole, ok := strings.CutSuffix(packed, "."); ok {
		return whole
	}
	if number < 200 {
		return packed + "社区"
	}
	return packed + "村"
}

// village returns the place with a code of twelve digits.
func village(code string) (Place, bool) {
	if len(code) != len("370782102301") {
		return Place{}, false
	}
	for _, p := range Villages(code[:9]) {
		if p.Code == code {
			return p, true
		}
	}
	return Place{}, false
}

package idcard

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"guitu/assets"
)

// Region is what a six-digit code (GB/T 2260) meant during some years.
type Region struct {
	Code     string
	Province string // 四川省
	City     string // 涪陵地区; empty where the province governs directly
	Name     string // 南川县; of a province or city its own name
	From     int    // first year in force; 1981 means 1981 or earlier
	Until    int    // year in which it ended; 0 while it is in force
}

// FullName is province, city and county without repetition: 四川省涪陵地区南川县.
func (r Region) FullName() string {
	name := r.Province
	for _, part := range []string{r.City, r.Name} {
		if !strings.HasSuffix(name, part) {
			name += part
		}
	}
	return name
}

// InForce says whether the code had this meaning in a year. In a year of
// change the new meaning counts.
func (r Region) InForce(year int) bool {
	return r.From <= year && (r.Until == 0 || year < r.Until)
}

// meaning is a Region with the codes that took its place when it ended.
type meaning struct {
	Region
	next []string
}

// taiwanResidents is the prefix in residence permits of people from Taiwan
// (2018); the region tables do not have it.
const taiwanResidents = "830000"

// history is every meaning of every code, each code's in order of years.
var history = sync.OnceValue(loadHistory)

func loadHistory() map[string][]meaning {
	rows, err := csv.NewReader(bytes.NewReader(unpack(assets.RegionsHistory))).ReadAll()
	if err != nil {
		panic("region history: " + err.Error()) // embedded; the tests read it
	}
	codes := make(map[string][]meaning, len(rows))
	for _, row := range rows[1:] {
		m := readMeaning(row)
		codes[m.Code] = append(codes[m.Code], m)
	}
	for _, meanings := range codes {
		slices.SortFunc(meanings, func(a, b meaning) int { return a.From - b.From })
	}
	codes[taiwanResidents] = []meaning{{Region: Region{
		Code: taiwanResidents, Province: "台湾省", Name: "台湾省", From: 2018,
	}}}
	return codes
}

// readMeaning reads a row: code, province, city, name, level, state, from,
// until, successors.
func readMeaning(row []string) meaning {
	city := row[2]
	if city == "直辖" {
		city = ""
	}
	from, _ := strconv.Atoi(row[6])
	until, _ := strconv.Atoi(row[7])
	m := meaning{Region: Region{
		Code: row[0], Province: row[1], City: city, Name: row[3], From: from, Until: until,
	}}
	if until == 0 {
		return m
	}
	for code := range strings.SplitSeq(row[8], ";") {
		// "320703[2005]" took a part while the region lived on: not its heir.
		if code != "" && !strings.Contains(code, "[") {
			m.next = append(m.next, code)
		}
	}
	if len(m.next) == 0 && row[5] == "变更" { // changed its name, kept its code
		m.next = []string{m.Code}
	}
	return m
}

func unpack(packed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("embedded table: " + err.Error())
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		panic("embedded table: " + err.Error())
	}
	return raw
}

// RegionAt returns what a code was called as of a year. Where it meant nothing
// in that year it returns the next later meaning, else the last earlier one:
// a man born in 1950 got his number in the eighties. From and Until say which
// years it is about. It is false only for a code that never was in force.
func RegionAt(code string, year int) (Region, bool) {
	m, ok := meaningAt(code, year)
	return m.Region, ok
}

func meaningAt(code string, year int) (meaning, bool) {
	meanings := history()[code]
	if len(meanings) == 0 {
		return meaning{}, false
	}
	for _, m := range meanings {
		if m.Until == 0 || year < m.Until {
			return m, true
		}
	}
	return meanings[len(meanings)-1], true
}

// RegionNow follows a code from its meaning in the first years of citizen
// numbers to what the place is called today; see RegionNowFrom.
func RegionNow(code string) (chain []Region, today Region, ok bool) {
	return RegionNowFrom(code, firstIssued)
}

// RegionNowFrom follows a code from its meaning in a year to what the place is
// called today. The chain begins with that meaning and ends where the place
// either is in force or was divided.
//
// A place that was divided among several has no single heir. Then today is the
// smallest region of today that holds all of them (their city, else their
// province), and Heirs lists them. It is false for an unknown code and for a
// prefecture that was dissolved.
func RegionNowFrom(code string, year int) (chain []Region, today Region, ok bool) {
	m, ok := meaningAt(code, year)
	if !ok {
		return nil, Region{}, false
	}
	for {
		chain = append(chain, m.Region)
		if m.Until == 0 {
			return chain, m.Region, true
		}
		if len(m.next) != 1 {
			break
		}
		next, ok := meaningAt(m.next[0], m.Until)
		if !ok || slices.Contains(chain, next.Region) {
			return chain, Region{}, false
		}
		m = next
	}
	today, ok = surrounding(heirs(m, nil))
	return chain, today, ok
}

// Heirs returns the regions of today on the ground of what a code meant in a
// year, sorted by code: one in most cases, more where it was divided.
func Heirs(code string, year int) []Region {
	m, ok := meaningAt(code, year)
	if !ok {
		return nil
	}
	return heirs(m, nil)
}

func heirs(m meaning, seen []Region) []Region {
	if m.Until == 0 {
		return []Region{m.Region}
	}
	if slices.Contains(seen, m.Region) {
		return nil
	}
	seen = append(slices.Clip(seen), m.Region)
	var all []Region
	for _, code := range m.next {
		if next, ok := meaningAt(code, m.Until); ok {
			all = append(all, heirs(next, seen)...)
		}
	}
	slices.SortFunc(all, func(a, b Region) int { return strings.Compare(a.Code, b.Code) })
	return slices.Compact(all)
}

// surrounding returns the smallest region in force that holds all the given.
func surrounding(regions []Region) (Region, bool) {
	if len(regions) == 0 {
		return Region{}, false
	}
	if len(regions) == 1 {
		return regions[0], true
	}
	for _, digits := range []int{4, 2} {
		prefix := regions[0].Code[:digits]
		outside := func(r Region) bool { return r.Code[:digits] != prefix }
		if slices.ContainsFunc(regions, outside) {
			continue
		}
		meanings := history()[prefix+"000000"[digits:]]
		if n := len(meanings); n > 0 && meanings[n-1].Until == 0 {
			return meanings[n-1].Region, true
		}
	}
	return Region{}, false
}

package assets

import "embed"

// RegionsToday is regions/today.tsv, gzipped: one "code<TAB>name" a line from
// province to township, sorted by code. Package intake/idcard reads it.
//
//go:embed regions/today.tsv.gz
var RegionsToday []byte

// RegionsHistory is regions/history.csv, gzipped: the region codes since 1981
// and their successors. Package intake/idcard reads it.
//
//go:embed regions/history.csv.gz
var RegionsHistory []byte

// RegionReadings is regions/readings.tsv, "name<TAB>pinyin" a line: how names of
// places are read where a dictionary of characters is wrong or has a choice.
// Package intake/idcard reads it.
//
//go:embed regions/readings.tsv
var RegionReadings string

//go:embed regions/villages/*.txt.gz
var villages embed.FS

// RegionVillages returns the villages and communities of a province by its first
// two digits, gzipped (regions/pack.go says how they are written), or nil for a
// province of which there are none.
func RegionVillages(province string) []byte {
	raw, err := villages.ReadFile("regions/villages/" + province + ".txt.gz")
	if err != nil {
		return nil
	}
	return raw
}

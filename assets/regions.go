package assets

import _ "embed"

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

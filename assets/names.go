package assets

import _ "embed"

// Surnames is names/surnames.tsv: "surname<TAB>readings" a line, the most
// frequent first. Package intake reads it.
//
//go:embed names/surnames.tsv
var Surnames []byte

// GivenNames is names/given.tsv, gzipped: "given name<TAB>how many bear it",
// the most frequent first. Package intake reads it.
//
//go:embed names/given.tsv.gz
var GivenNames []byte

// NameCharacters is names/characters.tsv, gzipped: "character<TAB>given names
// it stands in<TAB>ten times the binary logarithm of its frequency in texts",
// the most frequent in names first. Package intake reads it.
//
//go:embed names/characters.tsv.gz
var NameCharacters []byte

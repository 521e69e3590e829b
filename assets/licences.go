package assets

import (
	"embed"
	"strings"
)

//go:generate go run licences/gather.go

//go:embed licences/*.txt
var licences embed.FS

// Licence is the licence of something that this program contains.
type Licence struct {
	Name string // of the thing: "Noto Sans SC"
	Text string // the whole text, after a line that says where the thing is from
}

// Licences returns the licences of all that is embedded and, as NOTICES, those
// of the Go modules, sorted by name. The program's own is LICENSE at the top
// of the source.
func Licences() []Licence {
	entries, _ := licences.ReadDir("licences")
	all := make([]Licence, 0, len(entries))
	for _, e := range entries {
		raw, _ := licences.ReadFile("licences/" + e.Name())
		all = append(all, Licence{strings.TrimSuffix(e.Name(), ".txt"), string(raw)})
	}
	return all
}

// Package printing makes every paper of the station: forms, notices and slips
// as PDF, their preview, and the way to the printer.
//
// A form is a [Template]: rows, cells and sentences in a JSON file that a
// station can change. Render fills one with [Values] and returns the PDF, and
// preview and printer show those same bytes.
//
//	form, err := printing.Find("register")
//	result, err := printing.Render(form, printing.Values{
//		"name":   "王㛃（音）",
//		"reason": []string{"走失"},
//		"kin":    [][]string{{"王某", "父亲", "不详", ""}},
//	}, printing.Options{Station: station, Number: "2026-00017", IssuedAt: now})
//
// The one thing not to get wrong: a value that is not given is left blank, to
// be filled by hand; a value that is known to be unknown is [Unknown]. The two
// look different on paper and mean different things in a file.
package printing

import (
	"time"

	"guitu/assets"
	"guitu/printing/typeset"
)

// Unknown is what a form says where somebody asked and nobody knew.
const Unknown = "不详"

// Station is the house that issues a paper.
type Station struct{ Name, Address, Phone string }

// Options are what all papers share.
type Options struct {
	Station       Station
	Number        string    // the paper's own number; empty leaves a line to write on
	IssuedAt      time.Time // in the station's time zone; also the PDF's date
	FallbackFonts [][]byte  // font files of the station for characters that Noto Sans SC lacks
}

// Result is a finished paper.
type Result struct {
	PDF     []byte
	Pages   int
	Missing []rune // characters that no font has; they stand on the paper as marked boxes
}

// document starts a PDF in the program's fonts.
func (o Options) document(title string, size typeset.Size) (*typeset.Doc, error) {
	return typeset.New(typeset.Options{
		Regular: assets.FontRegular, Bold: assets.FontBold, Fallback: o.FallbackFonts,
		Size: size, Title: title, Created: o.IssuedAt,
	})
}

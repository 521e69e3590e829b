// Package typeset puts Chinese text on a PDF page.
//
// gofpdf draws the page, but not the words: its MultiCell loses one Chinese
// character at each automatic line break, and it panics on any character above
// U+FFFF, though such characters stand in real names (𬭚). So this package
// breaks lines itself by the Chinese rules (避头尾), measures with the font's
// own advances, and hands gofpdf only runs that it can draw. Every other
// character is drawn as an outline and stays searchable; one that no font has
// becomes a marked box and is reported by [Doc.Missing]. A form is never
// blocked by a name.
//
// The one thing not to get wrong: never call gofpdf's text functions from
// outside this package.
//
//	doc, err := typeset.New(typeset.Options{Regular: ttf, Bold: bold, Created: issued})
//	doc.AddPage()
//	text := doc.Layout(typeset.Paragraph{Spans: []typeset.Span{{Text: "寻亲公告"}}, Size: 22}, 170)
//	doc.DrawText(text, 20, 30)
//	pdf, err := doc.Bytes()
//
// Lengths are millimetres from the top left corner of the page; type sizes are
// points. A Doc serves one goroutine.
package typeset

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// pt is one point in millimetres.
const pt = 25.4 / 72

// Size is a sheet of paper, upright, in millimetres.
type Size struct{ W, H float64 }

// Sheets by ISO 216.
var (
	A3 = Size{297, 420}
	A4 = Size{210, 297}
	A5 = Size{148, 210}
)

// Turned gives the sheet lying on its side.
func (s Size) Turned() Size { return Size{s.H, s.W} }

// Options make a Doc. Regular is required; where Bold is empty Regular is used.
type Options struct {
	Regular, Bold []byte   // TrueType fonts with glyf outlines
	Fallback      [][]byte // further TrueType, OpenType or collection files, tried in order
	Size          Size     // zero means A4
	Title         string   // document title in the PDF; must not hold personal data
	Created       time.Time
}

// Doc is a document that is being drawn.
type Doc struct {
	faces   *faces
	size    Size
	pdf     *gofpdf.Fpdf // nil in a rehearsal
	opt     Options
	pages   int
	images  map[string]bool
	missing []rune
	loaded  map[bool]bool // weights that gofpdf knows
	err     error
}

// New starts a document without a page.
//
// Two documents drawn alike with the same Created are the same bytes.
func New(o Options) (*Doc, error) {
	faces, err := openFaces(o)
	if err != nil {
		return nil, err
	}
	if o.Size == (Size{}) {
		o.Size = A4
	}
	d := &Doc{faces: faces, size: o.Size, opt: o, images: map[string]bool{}, loaded: map[bool]bool{}}
	if d.opt.Created.IsZero() {
		d.opt.Created = time.Unix(0, 0)
	}
	d.guard(func() {
		d.pdf = gofpdf.NewCustom(&gofpdf.InitType{
			UnitStr: "mm",
			Size:    gofpdf.SizeType{Wd: o.Size.W, Ht: o.Size.H},
		})
		d.pdf.SetAutoPageBreak(false, 0)
		d.pdf.SetMargins(0, 0, 0)
		d.pdf.SetCellMargin(0)
		d.pdf.SetCatalogSort(true)
		d.pdf.SetCreationDate(d.opt.Created.UTC())
		d.pdf.SetModificationDate(d.opt.Created.UTC())
		d.pdf.SetProducer("归途 Guitu", true)
		if o.Title != "" {
			d.pdf.SetTitle(o.Title, true)
		}
	})
	return d, d.err
}

// Rehearse gives an empty copy of the document that measures, counts pages and
// draws nothing, so that a layout can be tried before it is printed.
func (d *Doc) Rehearse() *Doc {
	return &Doc{faces: d.faces, size: d.size, opt: d.opt, images: map[string]bool{}, loaded: map[bool]bool{}}
}

// Size is the size of the sheet.
func (d *Doc) Size() Size { return d.size }

// AddPage starts a new page.
func (d *Doc) AddPage() {
	d.pages++
	d.draw(func(p *gofpdf.Fpdf) { p.AddPage() })
}

// Pages counts the pages so far.
func (d *Doc) Pages() int { return d.pages }

// Turn goes back to page n (from 1), to write a footer that knows the total.
func (d *Doc) Turn(n int) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetPage(n)
		if len(d.loaded) > 0 { // gofpdf thinks that this page's last font is the other page's
			p.SetFontSize(1)
			p.SetFontSize(2)
		}
	})
}

// Missing lists the characters that no font could draw, each once, in the
// order of their first appearance. They stand on the page as marked boxes.
func (d *Doc) Missing() []rune { return slices.Clone(d.missing) }

// Err is the first failure; after it drawing does nothing.
func (d *Doc) Err() error { return d.err }

// Bytes finishes the document and returns the PDF.
func (d *Doc) Bytes() ([]byte, error) {
	var out bytes.Buffer
	d.draw(func(p *gofpdf.Fpdf) {
		press.Lock()
		defer press.Unlock()
		if err := p.Output(&out); err != nil {
			d.fail(err)
		}
	})
	if d.err != nil {
		return nil, d.err
	}
	if d.pdf == nil {
		return nil, fmt.Errorf("typeset: a rehearsal has no bytes")
	}
	return out.Bytes(), nil
}

// draw runs f on the real document, unless it failed or is a rehearsal.
func (d *Doc) draw(f func(*gofpdf.Fpdf)) {
	if d.pdf == nil || d.err != nil {
		return
	}
	d.guard(func() { f(d.pdf) })
	if err := d.pdf.Error(); err != nil {
		d.fail(err)
	}
}

// guard turns gofpdf's panics into an error.
func (d *Doc) guard(f func()) {
	defer func() {
		if r := recover(); r != nil {
			d.fail(fmt.Errorf("drawing stopped: %v", r))
		}
	}()
	f()
}

func (d *Doc) fail(err error) {
	if d.err == nil {
		d.err = fmt.Errorf("typeset: %w", err)
	}
}

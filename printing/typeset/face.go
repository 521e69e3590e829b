package typeset

import (
	"bytes"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one font file as this package reads it.
type face struct {
	font *sfnt.Font
	data []byte
	upem int
	buf  sfnt.Buffer
}

func openFace(data []byte) (*face, error) {
	collection, err := sfnt.ParseCollection(data)
	if err != nil {
		return nil, err
	}
	f, err := collection.Font(0)
	if err != nil {
		return nil, err
	}
	if f.UnitsPerEm() <= 0 {
		return nil, fmt.Errorf("font has no units per em")
	}
	return &face{font: f, data: data, upem: int(f.UnitsPerEm())}, nil
}

// CheckFont says whether data is a font that can serve as a fallback. New
// passes over a broken fallback in silence, since no form is to be blocked by
// it; the page where a station adds one asks here first.
func CheckFont(data []byte) error {
	_, err := openFace(data)
	return err
}

// glyph returns the glyph of r, or false where the font has none.
func (f *face) glyph(r rune) (sfnt.GlyphIndex, bool) {
	g, err := f.font.GlyphIndex(&f.buf, r)
	return g, err == nil && g != 0
}

// advance is the glyph's width in ems.
func (f *face) advance(g sfnt.GlyphIndex) float64 {
	a, err := f.font.GlyphAdvance(&f.buf, g, fixed.I(f.upem), font.HintingNone)
	if err != nil {
		return 1
	}
	return float64(a) / 64 / float64(f.upem)
}

// outline is the glyph's path in ems, y up, as PDF path operators' numbers.
func (f *face) outline(g sfnt.GlyphIndex) (sfnt.Segments, error) {
	return f.font.LoadGlyph(&f.buf, g, fixed.I(f.upem), nil)
}

// way is how a character comes on the page.
type way int

const (
	plain     way = iota // gofpdf draws it
	outlined             // a path from a font file
	boxed                // no font has it
	ticked               // ☑, put together from □ and ✓
	invisible            // no ink and no width
)

// place is a character found in the fonts.
type place struct {
	way     way
	face    *face
	glyph   sfnt.GlyphIndex
	advance float64 // ems
}

type placeKey struct {
	r    rune
	bold bool
}

type faces struct {
	regular, bold *face
	fallback      []*face
	places        map[placeKey]place
}

func openFaces(o Options) (*faces, error) {
	if len(o.Regular) == 0 {
		return nil, fmt.Errorf("typeset: no font given")
	}
	regular, err := openFace(o.Regular)
	if err != nil {
		return nil, fmt.Errorf("typeset: the regular font: %w", err)
	}
	bold := regular
	if len(o.Bold) > 0 {
		if bold, err = openFace(o.Bold); err != nil {
			return nil, fmt.Errorf("typeset: the bold font: %w", err)
		}
	}
	all := &faces{regular: regular, bold: bold, places: map[placeKey]place{}}
	for _, data := range o.Fallback {
		if f, err := openFace(data); err == nil {
			all.fallback = append(all.fallback, f)
		}
	}
	return all, nil
}

func (f *faces) main(bold bool) *face {
	if bold {
		return f.bold
	}
	return f.regular
}

func (f *faces) find(r rune, bold bool) place {
	key := placeKey{r, bold}
	if p, ok := f.places[key]; ok {
		return p
	}
	p := f.search(r, f.main(bold))
	f.places[key] = p
	return p
}

func (f *faces) search(r rune, main *face) place {
	if isInvisible(r) {
		return place{way: invisible}
	}
	if g, ok := main.glyph(r); ok {
		how := plain
		if r > 0xffff {
			how = outlined
		}
		return place{how, main, g, main.advance(g)}
	}
	if r == '☑' {
		return place{way: ticked, face: main, advance: 1}
	}
	for _, extra := range f.fallback {
		if g, ok := extra.glyph(r); ok {
			return place{outlined, extra, g, extra.advance(g)}
		}
	}
	return place{way: boxed, advance: 1}
}

// press guards the copies below and all of gofpdf's work on them.
var press struct {
	sync.Mutex
	copies map[*byte][]byte
}

// pressCopy keeps gofpdf's hands off the caller's font: while cutting a subset
// it appends into slices of the file it was given. One copy of each file
// serves the whole process; the caller holds press.
func (f *face) pressCopy() []byte {
	if press.copies == nil {
		press.copies = map[*byte][]byte{}
	}
	key := &f.data[0]
	if press.copies[key] == nil {
		press.copies[key] = bytes.Clone(f.data)
	}
	return press.copies[key]
}

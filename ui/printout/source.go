package printout

import (
	"image"
	"image/draw"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/printing"
)

// Source opens the paper for each page anew, so that no page of the
// window holds one of the few renderers while nobody turns it.
type Source struct {
	Previewer *printing.Previewer
	PDF       []byte
	Count     int
	Width     float32 // of the view, where the page shows in its real size; 0 where it fills the view
}

func (s *Source) Pages() int { return s.Count }

func (s *Source) Page(n int, dpi float64) (image.Image, error) {
	sheets, err := s.Previewer.Open(s.PDF)
	if err != nil {
		return nil, err
	}
	defer sheets.Close()
	page, err := sheets.Page(n+1, int(dpi))
	if err != nil || s.Width == 0 {
		return page, err
	}
	return widened(page, int(float64(s.Width)*dpi/ScreenDPI)), nil
}

// ScreenDPI is what a length on the screen is worth where nothing is enlarged.
const ScreenDPI = 96

// widened lays a small page in the middle of a clear strip as wide as the
// view, so that fitting the strip leaves the page in its size.
func widened(page image.Image, width int) image.Image {
	size := page.Bounds().Size()
	if size.X >= width {
		return page
	}
	strip := image.NewNRGBA(image.Rect(0, 0, width, size.Y))
	draw.Draw(strip, image.Rect(0, 0, size.X, size.Y).Add(image.Pt((width-size.X)/2, 0)), page, page.Bounds().Min, draw.Src)
	return strip
}

// SayMissing tells which characters no font has and what to do about it.
func SayMissing(missing []rune) string {
	if len(missing) == 0 {
		return ""
	}
	var all []string
	for _, r := range missing {
		all = append(all, string(r))
	}
	return lang.L("字库里没有“{{.Chars}}”，纸上印成方框：请打印后手写补上。", map[string]any{"Chars": strings.Join(all, lang.L("、"))})
}

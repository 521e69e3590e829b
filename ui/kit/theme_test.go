package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// contrast is the ratio of WCAG 2.1, section 1.4.3.
func contrast(a, b color.Color) float64 {
	luminance := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		part := func(v uint32) float64 {
			x := float64(v) / 0xffff
			if x <= 0.03928 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTextCanBeReadInEveryTheme(t *testing.T) {
	for _, darkLook := range []bool{false, true} {
		th := NewTheme(darkLook, false).(*calm)
		for _, ink := range []fyne.ThemeColorName{Ink, Faint, Accent, Soon, Overdue, Done, Info} {
			for _, paper := range []fyne.ThemeColorName{Ground, Surface} {
				if c := contrast(th.Color(ink, 0), th.Color(paper, 0)); c < 4.5 {
					t.Errorf("dark %v: %s on %s has contrast %.2f", darkLook, ink, paper, c)
				}
			}
			if c := contrast(th.Color(ink, 0), th.mix(ink, Surface, tint)); c < 4.5 {
				t.Errorf("dark %v: %s on its own soft colour has contrast %.2f", darkLook, ink, c)
			}
		}
		if c := contrast(th.Color(OnAccent, 0), th.Color(Accent, 0)); c < 4.5 {
			t.Errorf("dark %v: the primary button has contrast %.2f", darkLook, c)
		}
		if c := contrast(th.Color(theme.ColorNamePlaceHolder, 0), th.Color(Surface, 0)); c < 3 {
			t.Errorf("dark %v: a hint has contrast %.2f", darkLook, c)
		}
	}
}

func TestLargeTypeGrowsWhatIsRead(t *testing.T) {
	usual, large := NewTheme(false, false), NewTheme(false, true)
	for name, grows := range map[fyne.ThemeSizeName]bool{Body: true, Small: true, TileHeight: true, Row: true, Around: false, Hairline: false} {
		if got := large.Size(name) > usual.Size(name); got != grows {
			t.Errorf("%s: %v and %v", name, usual.Size(name), large.Size(name))
		}
	}
}

func TestBoldIsAFontOfItsOwn(t *testing.T) {
	th := NewTheme(false, false)
	if th.Font(fyne.TextStyle{Bold: true}).Name() == th.Font(fyne.TextStyle{}).Name() {
		t.Error("bold text would look like the rest")
	}
}

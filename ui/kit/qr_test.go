package kit

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestCodeIsCrispWithAQuietZoneAtEveryScale(t *testing.T) {
	for _, darkLook := range []bool{false, true} {
		fyne.CurrentApp().Settings().SetTheme(NewTheme(darkLook, false))
		q := NewQR()
		if err := q.Set("GT-2026-000123"); err != nil {
			t.Fatal(err)
		}
		modules := q.code.Bounds().Dx()
		for _, side := range []int{100, 180, 270, 333} {
			picture := q.draw(side, side)
			dots := side / (modules + 2*quietZone)
			left := (side - dots*modules) / 2
			if left < quietZone*dots {
				t.Errorf("at %d the quiet zone has %d dots", side, left)
			}
			for y := range modules {
				for x := range modules {
					if !evenly(picture, left+x*dots, left+y*dots, dots, isDark(q.code.At(x, y))) {
						t.Fatalf("at %d module %d,%d is not one colour", side, x, y)
					}
				}
			}
		}
	}
	fyne.CurrentApp().Settings().SetTheme(NewTheme(false, false))
}

func evenly(picture image.Image, left, top, dots int, black bool) bool {
	for y := range dots {
		for x := range dots {
			if isDark(picture.At(left+x, top+y)) != black {
				return false
			}
		}
	}
	return true
}

func TestTextThatIsTooLongIsSaidAndNotShown(t *testing.T) {
	q := NewQR()
	if err := q.Set(strings.Repeat("归途", 2000)); err == nil || q.code != nil {
		t.Error("a code holds what it cannot")
	}
}

package picture

import (
	"image"
	"math"
	"testing"

	"guitu/internal/store"
)

func TestAQuarterTurnIsClockwise(t *testing.T) {
	for turn, want := range map[int]string{0: "RGBW", 1: "BRWG", 2: "WBGR", 3: "GWRB", -1: "GWRB", 5: "BRWG"} {
		m, err := Edit{Turn: turn}.Apply(corners(40, 20))
		if err != nil || readQuarters(m) != want {
			t.Errorf("turn %d: %s, want %s (%v)", turn, readQuarters(m), want, err)
		}
	}
}

func TestTheFrameIsThatOfTheTurnedPicture(t *testing.T) {
	// Turned once, 40 × 20 stands as 20 × 40 with blue at the upper left.
	m, err := Edit{Turn: 1, Crop: image.Rect(-5, -5, 10, 20)}.Apply(corners(40, 20))
	if err != nil {
		t.Fatal(err)
	}
	if m.Rect != image.Rect(0, 0, 10, 20) || readQuarters(m) != "BBBB" {
		t.Errorf("cropped %v %s", m.Rect, readQuarters(m))
	}
	_, err = Edit{Crop: image.Rect(100, 100, 120, 120)}.Apply(corners(40, 20))
	if store.KindOf(err) != store.Invalid {
		t.Errorf("a frame outside: %v", err)
	}
}

func TestBrightnessAndSharpnessStayInBounds(t *testing.T) {
	source := corners(20, 20)
	white, _ := Edit{Brightness: 1e9}.Apply(source)
	black, _ := Edit{Brightness: math.Inf(-1)}.Apply(source)
	if c := white.NRGBAAt(1, 1); c.R != 255 || c.G != 255 {
		t.Errorf("brightest is %v", c)
	}
	if c := black.NRGBAAt(15, 15); c.R != 0 {
		t.Errorf("darkest is %v", c)
	}
	same, err := Edit{Brightness: math.NaN(), Sharpen: math.NaN()}.Apply(source)
	if err != nil || readQuarters(same) != "RGBW" {
		t.Errorf("not a number: %v", err)
	}
	if _, err := (Edit{Sharpen: math.Inf(1)}).Apply(source); err != nil {
		t.Error(err)
	}
	if readQuarters(source) != "RGBW" {
		t.Error("the source was changed")
	}
}

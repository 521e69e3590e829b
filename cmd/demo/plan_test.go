package demo

import (
	"bytes"
	"context"
	"image"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/picture"
	"guitu/internal/store"
)

func planned(end time.Time) []*guest {
	w := &world{end: end, rng: rand.New(rand.NewPCG(2026, 381)), names: map[string][]string{}}
	return w.inviteAll()
}

func TestTheSamePeopleComeEachTime(t *testing.T) {
	end := calendar.Date{Year: 2026, Month: 11, Day: 24}.At(15, 30)
	if !reflect.DeepEqual(planned(end), planned(end)) {
		t.Error("two plans for the same moment differ")
	}
}

// Whatever the hour at which a demo is begun, who has left has left before it,
// and nobody leaves before they came.
func TestStoryFitsEveryHourOfTheDay(t *testing.T) {
	for hourOfDay := range 24 {
		end := calendar.Date{Year: 2026, Month: 3, Day: 1}.At(hourOfDay, 7)
		here := 0
		for _, g := range planned(end) {
			switch {
			case g.arrives.After(end):
				t.Errorf("at %d: arrives %v after the end", hourOfDay, g.arrives)
			case g.refused != "":
			case g.stays == 0:
				here++
			case g.stays < 30*time.Minute || g.arrives.Add(g.stays).After(end):
				t.Errorf("at %d: came %v and stays %v", hourOfDay, g.arrives, g.stays)
			}
		}
		if here != inHouse {
			t.Errorf("at %d: %d are here; want %d", hourOfDay, here, inHouse)
		}
	}
}

func TestPortraitPassesTheGuardedDoor(t *testing.T) {
	w := &world{rng: rand.New(rand.NewPCG(1, 1))}
	full, thumb := w.portrait("2")
	m, err := picture.DecodeBytes(t.Context(), full)
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != image.Rect(0, 0, portraitWide, portraitHigh) {
		t.Errorf("portrait is %v", m.Bounds())
	}
	white := 0
	for y := 380; y < 440; y++ {
		for x := range portraitWide {
			if c := m.NRGBAAt(x, y); c.R > 240 && c.G > 240 && c.B > 240 {
				white++
			}
		}
	}
	if white < 500 {
		t.Errorf("%d white pixels across the chest; 演示 is not there", white)
	}
	if bytes.Equal(full, thumb) || len(thumb) > 20_000 {
		t.Errorf("small picture of %d bytes", len(thumb))
	}
}

func TestClockIsGivenBack(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = Fill(interrupted(t), db, nil)
	if away := time.Since(db.Now()).Abs(); away > time.Hour {
		t.Errorf("the database's clock is %v away after an interrupted filling", away)
	}
}

// interrupted is a context that ends as soon as filling begins.
func interrupted(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func TestNobodyIsDemandedAName(t *testing.T) {
	unnamed := 0
	for _, g := range planned(time.Now()) {
		if g.Name == "" && g.Identity == intake.IdentityUnknown {
			unnamed++
		}
	}
	if unnamed == 0 {
		t.Error("everybody has a name")
	}
}

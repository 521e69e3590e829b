package desk

import (
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) {
	rests = time.Hour
	kittest.Main(m)
}

// openDraft begins a draft and shows its form.
func openDraft(s *kittest.Shell) *arrival {
	s.T.Helper()
	draft, err := s.Desk().NewDraft(s.T.Context())
	kittest.OK(s.T, err)
	return reopen(s, draft.ID)
}

// reopen shows the form of a draft as a new window would.
func reopen(s *kittest.Shell, id string) *arrival {
	s.T.Helper()
	a := NewArrival(s, id).(*arrival)
	s.Show(a)
	quiet(s)
	return a
}

// quiet ends the test where the page said that something went wrong.
func quiet(s *kittest.Shell) {
	s.T.Helper()
	for _, err := range s.Failures {
		s.T.Fatalf("the page says: %v", err)
	}
}

// stored is a draft as it is in the database.
func stored(s *kittest.Shell, id string) intake.Arrival {
	s.T.Helper()
	draft, err := s.Desk().Draft(s.T.Context(), id)
	kittest.OK(s.T, err)
	return draft.Arrival
}

// gone is somebody who was here and left.
func gone(s *kittest.Shell, a intake.Arrival) intake.Stay {
	s.T.Helper()
	s.Clock = s.Clock.AddDate(0, 0, -18)
	stay := s.Admit(a)
	_, err := s.House().Depart(s.T.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true})
	kittest.OK(s.T, err)
	s.Clock = kittest.Begin
	kittest.OK(s.T, s.Directory().Load(s.T.Context()))
	return stay
}

// known is an invented man whose file says much.
func known() intake.Arrival {
	a := kittest.Man("赵演示", 40)
	a.Nation, a.Household, a.Phone, a.IDKind, a.IDNumber = "01", "北京市朝阳区", "01000000001", "told", "34052419800101001X"
	a.Birth, a.AgeFrom, a.AgeTo = "1980-01-01", 0, 0
	return a
}

// report is that of a family who miss him.
func report(s *kittest.Shell) tracing.Report {
	s.T.Helper()
	r, err := s.Tracing().AddReport(s.T.Context(), tracing.Report{Account: tracing.Account{ReporterName: "演示母亲", ReporterPhone: "01000000009",
		Name: "赵演示", Sex: "1", Birth: "1980-01-01", LastSeenAt: "2026-11-20 18:30", LastSeenPlace: "演示市汽车站"}})
	kittest.OK(s.T, err)
	kittest.OK(s.T, s.Screen().Load(s.T.Context()))
	return r
}

// picturePath writes an invented photo into a folder and returns its path.
func picturePath(t testing.TB, width, height int) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), 120, 255})
		}
	}
	path := filepath.Join(t.TempDir(), "photo.jpg")
	file, err := os.Create(path)
	kittest.OK(t, err)
	defer file.Close()
	kittest.OK(t, jpeg.Encode(file, m, nil))
	return path
}

package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// withReader plugs a reader in and shows a draft; what the reader says waits
// in the channel for the test.
func withReader(t *testing.T, s *kittest.Shell) (*arrival, *cardtest.Terminal, chan func()) {
	t.Helper()
	fake := cardtest.NewPTY(t)
	s.Memory[readerKey] = fake.PortName()
	draft, err := s.Desk().NewDraft(t.Context())
	kittest.OK(t, err)
	a := NewArrival(s, draft.ID).(*arrival)
	landed := make(chan func())
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	a.reader.land = func(do func()) {
		select {
		case landed <- do:
		case <-over:
		}
	}
	s.Show(a)
	quiet(s)
	return a, fake, landed
}

// until lets the reader speak until something was announced.
func until(t *testing.T, s *kittest.Shell, landed chan func(), heard string) {
	t.Helper()
	s.Heard = nil
	for {
		select {
		case do := <-landed:
			do()
		case <-time.After(20 * time.Second):
			t.Fatalf("never heard %q but %q", heard, s.Heard)
		}
		for _, h := range s.Heard {
			if h == heard {
				return
			}
		}
	}
}

func TestACardFillsWhatIsEmptyAndOverwritesNothing(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a, fake, landed := withReader(t, s)
	a.form.Focus("name")
	s.Write("演示假", fyne.KeyReturn)
	until(t, s, landed, "card:waiting")
	fake.Lay(cardtest.Resident())
	until(t, s, landed, "card:filled")
	quiet(s)
	got := stored(s, a.id)
	if got.Name != "演示假" || got.IDNumber != "11010519491231002X" || got.Birth != "1949-12-31" || got.Sex != "2" || got.IDKind != "citizen" || got.Household != "北京市朝阳区演示路1号" {
		t.Fatalf("the draft says %q %q %q %q %q %q", got.Name, got.IDNumber, got.Birth, got.Sex, got.IDKind, got.Household)
	}
	if len(a.reader.open) != 1 || a.reader.open[0].key != "name" {
		t.Fatalf("differences are %v", a.reader.open)
	}
	s.Picture("card-differs")
	undo := s.Toasts[len(s.Toasts)-1].Undo
	s.Shortcut("card")
	if got := stored(s, a.id).Name; got != "演示甲" {
		t.Errorf("F10 leaves %q", got)
	}
	s.Toasts[len(s.Toasts)-1].Undo()
	if got := stored(s, a.id).Name; got != "演示假" || len(a.reader.open) != 1 {
		t.Errorf("taken back, the name is %q", got)
	}
	undo()
	if got := stored(s, a.id); got.IDNumber != "" || got.Birth != "" || got.Name != "演示假" {
		t.Errorf("taken back, the draft says %+v", got.Profile)
	}
	until(t, s, landed, "card:lift")
}

func TestAnotherPersonsCardIsAskedAbout(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a, fake, landed := withReader(t, s)
	a.form.Focus("id_number")
	s.Write("11010519491231002X", fyne.KeyReturn)
	until(t, s, landed, "card:waiting")
	fake.Lay(cardtest.Another())
	until(t, s, landed, "card:other")
	s.Picture("card-other")
	s.Write("1")
	quiet(s)
	if len(s.Routes) != 1 || s.Routes[0].Name != kit.RouteArrival || s.Routes[0].ID == a.id {
		t.Fatalf("went to %v", s.Routes)
	}
	if got := stored(s, s.Routes[0].ID); got.Name != "演示乙" || got.IDNumber != "34052419800101001X" {
		t.Errorf("the new draft says %q", got.Name)
	}
	if got := stored(s, a.id); got.IDNumber != "11010519491231002X" || got.Name != "" {
		t.Error("the old draft took something of the card")
	}
}

func TestAnExpiredCardAndAChangedNameAreSaid(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	gone(s, known()) // 赵演示 has the number of 演示乙
	a := openDraft(s)
	card := cardtest.Another()
	card.ValidTo = idcard.Date{Year: 2020, Month: 1, Day: 1}
	card.Problems = append(card.Problems, idcard.Problem{Code: "expired", Note: true, Text: "证件已过有效期，不影响登记。请提醒本人换证，并多核对一项其他信息。"})
	a.reader.happened(idcard.Event{Kind: idcard.CardRead, Card: card})
	quiet(s)
	if n := len(a.reader.notes.Objects); n != 2 {
		t.Errorf("%d sentences at the strip", n)
	}
	s.Picture("card-problems")
	a.reader.happened(idcard.Event{Kind: idcard.Gone, Err: errUnreadable(nil)})
	if !strings.Contains(a.reader.state.Word, "拔出") {
		t.Errorf("the strip says %q", a.reader.state.Word)
	}
}

func TestTheWholeCardOfAForeignerIsTaken(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.reader.happened(idcard.Event{Kind: idcard.CardRead, Card: cardtest.Foreigner2023()})
	quiet(s)
	if got := stored(s, a.id); got.IDKind != "pr" || got.Country != "CAN" || got.NameEn == "" || got.Birth != "1990-05-05" {
		t.Errorf("the draft says %+v", got.Profile)
	}
	a.Leave()
	if got := a.read(); got.Country != "CAN" || got.NameEn != cardtest.Foreigner2023().NameEn {
		t.Errorf("the form says %q %q", got.Country, got.NameEn)
	}
}

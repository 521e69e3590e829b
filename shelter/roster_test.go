package shelter_test

import (
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

// colleague signs somebody of a sex in.
func colleague(t *testing.T, h *shelter.House, name, sex string) (*shelter.House, string) {
	t.Helper()
	a, err := h.Session.AddAccount(t.Context(), access.NewAccount{Name: name, Display: "演示" + name, Sex: sex, Roles: []access.Role{access.FrontDesk}, Password: password})
	ok(t, err)
	s, err := access.SignIn(t.Context(), h.Session.DB(), name, password)
	ok(t, err)
	return &shelter.House{Session: s}, a.ID
}

func duty(t *testing.T, h *shelter.House, account, on, shift string) shelter.Duty {
	t.Helper()
	d, err := h.PlanDuty(t.Context(), shelter.Duty{AccountID: account, Day: date(on), Shift: shift, Post: "care"})
	ok(t, err)
	return d
}

func womanOn(t *testing.T, h *shelter.House, on string, hour int) bool {
	t.Helper()
	is, err := h.WomanOnDuty(t.Context(), date(on).At(hour, 0))
	ok(t, err)
	return is
}

func TestARosterTellsWhetherAWomanIsOn(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 06:00")
	_, he := colleague(t, h, "wang", "1")
	_, she := colleague(t, h, "li", "2")
	duty(t, h, he, "2027-01-30", "day")
	night := duty(t, h, she, "2027-01-30", "night")
	for _, c := range []struct {
		on   string
		hour int
		want bool
	}{{"2027-01-30", 12, false}, {"2027-01-30", 20, true}, {"2027-01-31", 7, true}, {"2027-01-31", 8, false}} {
		if got := womanOn(t, h, c.on, c.hour); got != c.want {
			t.Errorf("%s %d:00: %v", c.on, c.hour, got)
		}
	}
	_, err := h.PlanDuty(t.Context(), shelter.Duty{AccountID: she, Day: date("2027-01-30"), Shift: "night", Post: "desk"})
	refused(t, err, store.Conflict)
	_, err = h.PlanDuty(t.Context(), shelter.Duty{AccountID: "nobody", Day: date("2027-01-30"), Shift: "night", Post: "desk"})
	refused(t, err, store.NotFound)
	ok(t, h.SaveShifts(t.Context(), []shelter.WorkShift{{Code: "night", Name: "夜班", From: "22:00", To: "06:00"}}))
	if !womanOn(t, h, "2027-01-31", 7) {
		t.Error("new hours changed a shift that was planned")
	}
	ok(t, h.Session.DisableAccount(t.Context(), she))
	if womanOn(t, h, "2027-01-30", 21) {
		t.Error("a disabled account is on duty")
	}
	ok(t, h.CancelDuty(t.Context(), night.ID))
}

func TestASwapNeedsTheOther(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 06:00")
	his, he := colleague(t, h, "wang", "1")
	hers, she := colleague(t, h, "li", "2")
	own, back := duty(t, h, he, "2027-01-31", "day"), duty(t, h, she, "2027-02-01", "day")
	_, err := hers.AskSwap(t.Context(), own.ID, he, "")
	refused(t, err, store.Forbidden) // not hers to give
	s, err := his.AskSwap(t.Context(), own.ID, she, back.ID)
	ok(t, err)
	refused(t, his.AcceptSwap(t.Context(), s.ID), store.Forbidden)
	if womanOn(t, h, "2027-01-31", 12) {
		t.Error("swapped by asking alone")
	}
	asked, err := hers.Swaps(t.Context())
	ok(t, err)
	if len(asked) != 1 {
		t.Errorf("she is asked %d times", len(asked))
	}
	ok(t, hers.AcceptSwap(t.Context(), s.ID))
	if !womanOn(t, h, "2027-01-31", 12) || womanOn(t, h, "2027-02-01", 12) {
		t.Error("the two shifts are not exchanged")
	}
	refused(t, hers.DeclineSwap(t.Context(), s.ID), store.Conflict)

	late, err := his.AskSwap(t.Context(), back.ID, she, "")
	ok(t, err)
	c.to("2027-02-01 08:00")
	refused(t, hers.AcceptSwap(t.Context(), late.ID), store.Conflict) // it has begun
	ok(t, his.WithdrawSwap(t.Context(), late.ID))
}

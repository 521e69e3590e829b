package tracing_test

import (
	"slices"
	"testing"
	"time"

	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/tracing"
)

// ruleRows are the rows of one duty.
func ruleRows(t testing.TB, o *tracing.Office, code string) []clock.Rule {
	t.Helper()
	all, err := o.Rules(t.Context())
	ok(t, err)
	return slices.DeleteFunc(all, func(r clock.Rule) bool { return r.Code != code })
}

func TestRuleEditedTodayDoesNotMoveYesterdaysClock(t *testing.T) {
	o := office(t)
	a := unknownMan()
	a.ArrivedAt = time.Now().AddDate(0, 0, -1)
	yesterday := arrive(t, o, a)
	before := clockOf(t, o, yesterday.ID, "notice-24h").Due

	rule := ruleRows(t, o, "notice-24h")[0]
	for _, hours := range []int{12, 6} { // corrected twice on one day
		rule.Value = hours
		ok(t, o.SaveRule(t.Context(), rule))
	}
	if got := clockOf(t, o, yesterday.ID, "notice-24h").Due; !got.Equal(before) {
		t.Errorf("yesterday's clock moved from %v to %v", before, got)
	}
	b := unknownMan()
	b.ArrivedAt = time.Now()
	today := arrive(t, o, b)
	if d := clockOf(t, o, today.ID, "notice-24h"); d.Due.Sub(b.ArrivedAt).Round(time.Hour) != 6*time.Hour {
		t.Errorf("today's clock ends after %v; want the 6 hours of the last correction", d.Due.Sub(b.ArrivedAt))
	}
	if rows := ruleRows(t, o, "notice-24h"); len(rows) != 2 || rows[0].ValidTo != calendar.On(time.Now()).AddDays(-1) {
		t.Errorf("rows %+v; want the old one closed yesterday and one of today", rows)
	}
}

func TestARowReadAndSavedLaterStillBeginsToday(t *testing.T) {
	o := office(t)
	old := ruleRows(t, o, "dna-request")[0]
	old.ValidFrom = calendar.On(time.Now()).AddDays(-30) // as a row reads that was made a month ago
	old.Value = 5
	ok(t, o.SaveRule(t.Context(), old))
	for _, r := range ruleRows(t, o, "dna-request") {
		if r.Value == 5 && r.ValidFrom != calendar.On(time.Now()) {
			t.Errorf("the change reaches back to %v", r.ValidFrom)
		}
	}
}

func TestARowForLaterWaitsAndGivesWay(t *testing.T) {
	o := office(t)
	rule := ruleRows(t, o, "dna-request")[0]
	rule.Value, rule.ValidFrom = 3, calendar.On(time.Now()).AddDays(10)
	ok(t, o.SaveRule(t.Context(), rule))
	stay := arrive(t, o, unknownMan())
	if d := clockOf(t, o, stay.ID, "dna-request"); d.Rule.Value != 7 {
		t.Errorf("a row for later rules already: %d working days", d.Rule.Value)
	}
	rule.Value, rule.ValidFrom = 5, calendar.Date{}
	ok(t, o.SaveRule(t.Context(), rule))
	if rows := ruleRows(t, o, "dna-request"); len(rows) != 2 || rows[1].Value != 5 || !rows[1].ValidTo.IsZero() {
		t.Errorf("rows %+v; want the one for later to have given way", rows)
	}
}

func TestOnlyWhoMayEditsRules(t *testing.T) {
	o := office(t)
	rule := ruleRows(t, o, "dna-request")[0]
	refused(t, as(t, o, access.TracingOfficer).SaveRule(t.Context(), rule), store.Forbidden)
	rule.Article = ""
	refused(t, o.SaveRule(t.Context(), rule), store.Invalid)
}

func TestAStationWithoutRulesHasTheLegalPeriods(t *testing.T) {
	o := office(t)
	ok(t, o.Session.Write(t.Context(), access.EditRules, func(tx *access.Tx) error {
		_, err := tx.Exec(`DELETE FROM clock_rule`)
		return err
	}))
	stay := arrive(t, o, unknownMan())
	if next := sought(t, o)[stay.ID].Next(); next == nil || next.Rule.Code != "notice-24h" {
		t.Errorf("next is %v; a station founded without rules runs no clock", next)
	}
	rule := ruleRows(t, o, "dna-request")[0]
	rule.Value = 5
	ok(t, o.SaveRule(t.Context(), rule))
	if all, err := o.Rules(t.Context()); err != nil || len(all) < len(clock.DefaultRules()) {
		t.Errorf("%d rules after correcting one, %v; want the others to hold still", len(all), err)
	}
}

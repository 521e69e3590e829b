package tracing_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/tracing"
)

// missed is what an invented family says of somebody invented.
func missed() tracing.Report {
	return tracing.Report{Account: tracing.Account{ReporterName: "演示女儿", ReporterRelation: "女", ReporterPhone: "13800005678",
		Name: "演国强", FormerNames: []string{"演建军"}, Aliases: []string{"二狗子"}, Sex: "1", Birth: "1958", HeightCM: 168,
		Marks: "左脸有疤", Home: "演示省演示市", LastSeenAt: "2026-01-10 18:30", LastSeenPlace: "演示北广场"}}
}

func report(t testing.TB, o *tracing.Office, r tracing.Report) tracing.Report {
	t.Helper()
	kept, err := o.AddReport(t.Context(), r)
	ok(t, err)
	return kept
}

func TestReportsAreNumberedByYearWithoutGaps(t *testing.T) {
	o := office(t)
	year := time.Now().Year()
	first := report(t, o, missed())
	_, err := o.AddReport(t.Context(), tracing.Report{})
	refused(t, err, store.Invalid)
	second := report(t, o, missed())
	if first.Number != fmt.Sprintf("走-%d-0001", year) || second.Number != fmt.Sprintf("走-%d-0002", year) {
		t.Errorf("numbers %s, %s", first.Number, second.Number)
	}
}

func TestAReportIsReadBackAsItWasTaken(t *testing.T) {
	o := office(t)
	want := report(t, o, missed())
	got, err := o.Report(t.Context(), want.ID)
	ok(t, err)
	if fmt.Sprint(got.Account) != fmt.Sprint(want.Account) || got.Number != want.Number || got.State != tracing.ReportOpen || got.Version != 1 {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	_, err = o.Report(t.Context(), "nobody")
	refused(t, err, store.NotFound)
}

func TestAReportSaysWhatIsWrongWithIt(t *testing.T) {
	o := office(t)
	for field, change := range map[string]func(*tracing.Report){
		"reporter_phone": func(r *tracing.Report) { r.ReporterName, r.ReporterPhone = " ", "" },
		"name":           func(r *tracing.Report) { r.Name, r.FormerNames, r.Aliases, r.Marks = "", nil, []string{" "}, "" },
		"birth":          func(r *tracing.Report) { r.Birth = "五八年" },
		"age":            func(r *tracing.Report) { r.AgeFrom, r.AgeTo = 60, 50 },
		"height_cm":      func(r *tracing.Report) { r.HeightCM = 1680 },
		"sex":            func(r *tracing.Report) { r.Sex = "男" },
		"last_seen_at":   func(r *tracing.Report) { r.LastSeenAt = time.Now().AddDate(0, 0, 3).Format(time.DateOnly) },
		"received_at":    func(r *tracing.Report) { r.ReceivedAt = time.Now().Add(time.Hour) },
	} {
		r := missed()
		change(&r)
		_, err := o.AddReport(t.Context(), r)
		refused(t, err, store.Invalid)
		if got := fieldOf(err); got != field {
			t.Errorf("bound to %q; want %q", got, field)
		}
	}
}

func TestOfTwoWhoSaveAReportTheSecondIsTold(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	mine, theirs := r, r
	theirs.Clothing = "演示蓝棉袄"
	saved, err := o.SaveReport(t.Context(), theirs)
	ok(t, err)
	mine.Clothing = "演示黑棉袄"
	_, err = o.SaveReport(t.Context(), mine)
	refused(t, err, store.Conflict)
	got, err := o.Report(t.Context(), r.ID)
	ok(t, err)
	if got.Clothing != "演示蓝棉袄" || got.Version != saved.Version || saved.Version != 2 {
		t.Errorf("kept %q in version %d; saved as %d", got.Clothing, got.Version, saved.Version)
	}
	saved.Number, saved.State = "走-1999-0001", tracing.ReportClosed
	saved, err = o.SaveReport(t.Context(), saved)
	ok(t, err)
	if saved.Number != r.Number || saved.State != tracing.ReportOpen {
		t.Errorf("saving changed the number to %s, the state to %s", saved.Number, saved.State)
	}
}

func TestAReportIsClosedWithAReasonAndOpenedAgain(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	refused(t, o.CloseReport(t.Context(), r.ID, " "), store.Invalid)
	ok(t, o.CloseReport(t.Context(), r.ID, "演示：家属自己找到了"))
	refused(t, o.CloseReport(t.Context(), r.ID, "演示"), store.Conflict)
	_, err := o.SaveReport(t.Context(), tracing.Report{ID: r.ID, Version: 2, Account: missed().Account})
	refused(t, err, store.Conflict)
	open, err := o.Reports(t.Context(), true)
	ok(t, err)
	closed, err := o.Reports(t.Context(), false)
	ok(t, err)
	if len(open) != 0 || len(closed) != 1 || closed[0].CloseReason != "演示：家属自己找到了" || closed[0].ClosedAt.IsZero() {
		t.Fatalf("open %+v, closed %+v", open, closed)
	}
	ok(t, o.ReopenReport(t.Context(), r.ID))
	refused(t, o.ReopenReport(t.Context(), r.ID), store.Conflict)
	if open, err = o.Reports(t.Context(), true); err != nil || len(open) != 1 {
		t.Errorf("open again: %+v, %v", open, err)
	}
	v, err := o.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("verification finds %v", v.Findings)
	}
}

func TestTheDeskTakesReportsAndAVolunteerDoesNot(t *testing.T) {
	o := office(t)
	r := report(t, as(t, o, access.FrontDesk), missed())
	ok(t, as(t, o, access.TracingOfficer).CloseReport(t.Context(), r.ID, "演示"))
	_, err := as(t, o, access.Volunteer).AddReport(t.Context(), missed())
	refused(t, err, store.Forbidden)
	_, err = as(t, o, access.Administrator).Reports(t.Context(), true)
	refused(t, err, store.Forbidden)
}

func TestAListOfReportsDoesNotSayWhoReported(t *testing.T) {
	o := office(t)
	report(t, o, missed())
	all, err := o.Reports(t.Context(), true)
	ok(t, err)
	if r := all[0]; r.ReporterName != "" || r.ReporterPhone != "" || r.ReporterRelation != "" || r.Name == "" {
		t.Errorf("listed as %+v", r)
	}
}

func TestNoFileHoldsAReportInTheClear(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	files, err := filepath.Glob(filepath.Join(o.Session.DB().Dir(), "*"))
	ok(t, err)
	isThere := false
	for _, file := range files {
		content, err := os.ReadFile(file)
		ok(t, err)
		isThere = isThere || bytes.Contains(content, []byte(r.ID))
		for _, secret := range []string{r.Name, r.ReporterName, r.ReporterPhone, r.LastSeenPlace, r.Aliases[0]} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds %q in the clear", filepath.Base(file), secret)
			}
		}
	}
	if !isThere {
		t.Error("the files read are not those that hold the report")
	}
}

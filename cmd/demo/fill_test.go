package demo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"guitu/cmd/demo"
	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// folder holds the one station that all tests look at; filling it takes seconds.
var folder string

func TestMain(m *testing.M) {
	code := func() int {
		dir, err := os.MkdirTemp("", "guitu-demo-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		folder = dir
		return m.Run()
	}()
	os.Exit(code)
}

var fill = sync.OnceValue(func() error {
	ctx := context.Background()
	db, err := store.Open(ctx, folder)
	if err != nil {
		return err
	}
	defer db.Close()
	return demo.Fill(ctx, db, nil)
})

// as signs in to the filled station.
func as(t *testing.T, name string) *access.Session {
	t.Helper()
	if err := fill(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, err := access.SignIn(t.Context(), db, name, demo.Password)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// everyone reads all stays with their people.
func everyone(t *testing.T, s *access.Session, since time.Time) (all []intake.Resident) {
	t.Helper()
	err := s.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) (err error) {
		all, err = intake.FindStaysSince(tx, since)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheInventedStationIsSound(t *testing.T) {
	v, err := as(t, "head").Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Findings {
		t.Error(f)
	}
	if v.Records < 1000 || v.AuditEntries < 1000 {
		t.Errorf("%d records and %d audit entries; want thousands", v.Records, v.AuditEntries)
	}
}

func TestThreeHundredPeopleCameInTwoWeeks(t *testing.T) {
	people, hours := map[string]bool{}, map[int]bool{}
	since := time.Now().AddDate(0, 0, -14)
	for _, r := range everyone(t, as(t, "head"), since) {
		if r.Stay.ArrivedAt.After(since) {
			people[r.Person.ID] = true
			hours[r.Stay.ArrivedAt.Hour()] = true
		}
	}
	if len(people) < 300 {
		t.Errorf("%d people; want 300", len(people))
	}
	if len(hours) < 20 {
		t.Errorf("arrivals at %d hours of the day; want nearly all", len(hours))
	}
}

func TestFortyFiveAreInTheStationsCareAndHaveBeds(t *testing.T) {
	s := as(t, "head")
	all, err := (&intake.Desk{Session: s}).Residents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 45 {
		t.Errorf("%d in care; want 45", len(all))
	}
	count, err := (&shelter.House{Session: s}).Headcount(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if count.WithoutBed != 0 || count.Hospital != 1 || count.Placed != 1 || count.Free < 5 {
		t.Errorf("without bed %d, in hospital %d, placed %d, free %d; want 0, 1, 1, some", count.WithoutBed, count.Hospital, count.Placed, count.Free)
	}
	board, err := (&shelter.House{Session: s}).Board(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if c := board.Total; c.Beds != 60 || c.Held != 1 || c.Cleaning != 1 || c.OutOfOrder != 1 || c.Away != 1 {
		t.Errorf("board counts %+v; want 60 beds and one of each state", c)
	}
}

func TestClocksStandInEveryState(t *testing.T) {
	office := &tracing.Office{Session: as(t, "tracing")}
	cases, err := office.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	states := map[clock.State]int{}
	for _, c := range cases {
		for _, d := range c.Clocks {
			states[d.State]++
		}
	}
	for _, want := range []clock.State{clock.Running, clock.Soon, clock.Overdue, clock.Done, clock.LateDone} {
		if states[want] == 0 {
			t.Errorf("no clock is %s; there are %v", want, states)
		}
	}
	lines, err := office.Deadlines(t.Context())
	if err != nil || len(lines) < 20 {
		t.Errorf("%d clocks run, %v; want twenty", len(lines), err)
	}
}

func TestSomePeopleCameBefore(t *testing.T) {
	unnamed, bySound, refused, belongings := 0, 0, 0, 0
	s := as(t, "head")
	all := everyone(t, s, time.Time{})
	for _, r := range all {
		if r.Person.Name == "" {
			unnamed++
		}
		if r.Person.NameBySound {
			bySound++
		}
		if r.Stay.State == intake.Refused {
			refused++
		}
	}
	again := 0
	dir := intake.NewDirectory(&intake.Desk{Session: s})
	if err := dir.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, card := range dir.Recent(dir.Len()) {
		if card.Stays > 1 && len(card.Linked) > 0 {
			again++
		}
	}
	err := s.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
		for _, r := range all {
			kept, err := intake.FindBelongings(tx, r.Stay.ID)
			if err != nil {
				return err
			}
			for _, b := range kept {
				if b.State == "kept" {
					belongings++
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, n := range map[string]int{"people who came twice": again, "unnamed": unnamed, "names by sound": bySound, "refusals": refused, "belongings kept": belongings} {
		if n < 3 {
			t.Errorf("%d %s; want a few", n, what)
		}
	}
}

func TestStoreRoomRunsLow(t *testing.T) {
	items, err := (&supply.Room{Session: as(t, "shelter")}).Items(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	low := 0
	for _, i := range items {
		if i.Low() {
			low++
		}
	}
	if low < 2 || low > len(items)/2 {
		t.Errorf("%d of %d items are low; want a few", low, len(items))
	}
}

func TestTheRosterOfTheWeekHasOneNightWithoutAWoman(t *testing.T) {
	h := &shelter.House{Session: as(t, "shelter")}
	today := calendar.On(time.Now())
	monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
	all, err := h.Roster(t.Context(), monday.AddDays(-1), monday.AddDays(6))
	if err != nil {
		t.Fatal(err)
	}
	shifts, women := map[string]bool{}, map[string]bool{}
	for _, d := range all {
		key := d.Day.String() + d.Shift
		shifts[key] = true
		women[key] = women[key] || d.Sex == shelter.Women
	}
	alone := 0
	for key := range shifts {
		if !women[key] {
			alone++
		}
	}
	if len(shifts) < 16 || alone != 1 {
		t.Errorf("%d shifts, %d of them without a woman; want 16 and 1", len(shifts), alone)
	}
}

func TestTheColdWaveTellsWhatTheNextOneNeeds(t *testing.T) {
	r := &supply.Room{Session: as(t, "shelter")}
	waves, err := r.ColdWaves(t.Context())
	if err != nil || len(waves) != 1 {
		t.Fatalf("%d cold waves, %v; want 1", len(waves), err)
	}
	if !strings.Contains(waves[0].Name, "演示") {
		t.Errorf("%q does not say that it is invented", waves[0].Name)
	}
}

func TestTwoDraftsAreOpen(t *testing.T) {
	drafts, err := (&intake.Desk{Session: as(t, "desk")}).Drafts(t.Context())
	if err != nil || len(drafts) != 2 {
		t.Errorf("%d drafts, %v; want 2", len(drafts), err)
	}
}

func TestProtectedPersonIsHiddenFromWhoIsNotNamed(t *testing.T) {
	hidden := func(name string) (n int) {
		for _, r := range everyone(t, as(t, name), time.Time{}) {
			if r.Person.Hidden {
				n++
			}
		}
		return n
	}
	if here, there := hidden("desk"), hidden("tracing"); here != 0 || there != 1 {
		t.Errorf("hidden from the desk %d, from the tracing officer %d; want 0 and 1", here, there)
	}
}

func TestEveryKindOfPaperWasIssuedAndFortyPortraitsDrawn(t *testing.T) {
	s := as(t, "head")
	docs, err := (&printing.Papers{Session: s}).Recent(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, d := range docs {
		kinds[d.Kind]++
	}
	for _, want := range []string{"register", "refusal", "belongings", "notice", "transfer", "departure"} {
		if kinds[want] == 0 {
			t.Errorf("no %s among %v", want, kinds)
		}
	}
	desk, photos, seen := &intake.Desk{Session: s}, 0, map[string]bool{}
	for _, r := range everyone(t, s, time.Time{}) {
		if seen[r.Person.ID] {
			continue
		}
		seen[r.Person.ID] = true
		all, err := desk.PersonPhotos(t.Context(), r.Person.ID)
		if err != nil {
			t.Fatal(err)
		}
		photos += len(all)
	}
	if photos < 35 || photos > 70 {
		t.Errorf("%d portraits; want about forty", photos)
	}
}

func TestEverythingIsMarked(t *testing.T) {
	s := as(t, "head")
	for _, r := range everyone(t, s, time.Time{}) {
		var said bytes.Buffer
		if err := json.NewEncoder(&said).Encode([]any{r.Person.Profile, r.Stay.Circumstances}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(said.String(), "演示") {
			t.Errorf("stay %s does not say 演示", r.Stay.ID)
		}
		if r.Stay.Number != "" && !strings.HasPrefix(r.Stay.Number, "演示") {
			t.Errorf("number %s does not say 演示", r.Stay.Number)
		}
	}
	accounts, err := s.Accounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range accounts {
		if !strings.Contains(a.Display, "演示") {
			t.Errorf("account %s is shown as %q", a.Name, a.Display)
		}
	}
}

func TestOnlyTestNumbersOfTheStandardAreUsed(t *testing.T) {
	allowed := map[string]bool{"11010519491231002X": true, "34052419800101001X": true, "810000199101125016": true, "830000199101128018": true}
	used := 0
	for _, r := range everyone(t, as(t, "head"), time.Time{}) {
		if r.Person.IDNumber == "" {
			continue
		}
		used++
		if !allowed[r.Person.IDNumber] {
			t.Error("a number that is not a test number of the standard")
		}
	}
	if used != len(allowed) {
		t.Errorf("%d numbers; want %d", used, len(allowed))
	}
}

func TestEachRoleCanSignIn(t *testing.T) {
	s := as(t, "head")
	var accounts []access.Account
	err := s.DB().Read(t.Context(), func(tx *store.Tx) (err error) {
		accounts, err = access.DemoAccounts(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(accounts) != len(access.Roles) {
		t.Fatalf("%d accounts; want one for each of %d roles", len(accounts), len(access.Roles))
	}
	for i, a := range accounts {
		if a.Roles[0] != access.Roles[i] {
			t.Errorf("account %d is %s; want %s", i, a.Roles[0], access.Roles[i])
		}
		if _, err := access.SignIn(t.Context(), s.DB(), a.Name, demo.Password); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
	}
}

func TestAStationIsNeverFilledOver(t *testing.T) {
	db := as(t, "head").DB()
	if err := demo.Fill(t.Context(), db, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("err = %v; want Conflict", err)
	}
}

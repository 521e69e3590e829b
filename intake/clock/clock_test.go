package clock

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
)

// at reads a time in Beijing, to the minute or the second.
func at(text string) time.Time {
	layout := "2006-01-02 15:04"
	if len(text) > len(layout) {
		layout = "2006-01-02 15:04:05"
	}
	t, err := time.ParseInLocation(layout, text, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func day(text string) calendar.Date {
	d, err := calendar.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// arrived is somebody unknown who came in then.
func arrived(when string) Facts {
	return Facts{Events: map[Kind][]time.Time{Arrived: {at(when)}}}
}

// only picks the deadlines of one rule.
func only(all []Deadline, code string) []Deadline {
	return slices.DeleteFunc(slices.Clone(all), func(d Deadline) bool { return d.Rule.Code != code })
}

// one is the only deadline that the default rules give under code.
func one(t *testing.T, f Facts, steps []Step, code, now string) Deadline {
	t.Helper()
	found := only(Due(f, steps, DefaultRules(), calendar.Calendar{}, at(now), ""), code)
	if len(found) != 1 {
		t.Fatalf("%d deadlines of %s", len(found), code)
	}
	return found[0]
}

// Each row is a sentence of a regulation. The end is written as the office
// says it: 24:00 is the end of that day.
func TestPeriodsEndAsTheRegulationSays(t *testing.T) {
	adult := func(when string) Facts { f := arrived(when); f.AdultCapable = true; return f }
	asked := func(when string) Facts {
		f := arrived(when)
		f.Events[DNARequested] = []time.Time{at(when)}
		return f
	}
	for _, c := range []struct {
		sentence string
		code     string
		facts    Facts
		ends     string
		expected bool
	}{
		{"158号一(二): 自入站起24小时内发布寻亲公告", "notice-24h", arrived("2026-11-20 22:30"), "2026-11-21 22:30", false},
		{"民法典§201: hours run from the minute, not from the next day", "notice-24h", arrived("2026-11-20 22:30:59"), "2026-11-21 22:30", false},
		{"24 hours go through Spring Festival", "notice-24h", arrived("2026-02-16 23:59"), "2026-02-17 23:59", false},
		{"24 hours from midnight", "notice-24h", arrived("2026-11-20 00:00"), "2026-11-21 00:00", false},
		{"24 hours over the end of the year", "notice-24h", arrived("2026-12-31 08:00"), "2027-01-01 08:00", false},

		{"158号一(二): 7个工作日内报请公安机关采集DNA, a common week", "dna-request", arrived("2026-11-02 10:00"), "2026-11-11 24:00", false},
		{"the same, from 23:59: the day of arrival never counts", "dna-request", arrived("2026-11-02 23:59"), "2026-11-11 24:00", false},
		{"the same, from midnight: it is the next day already", "dna-request", arrived("2026-11-03 00:00"), "2026-11-12 24:00", false},
		{"before Spring Festival 2026 (15–23 Feb free, 14 and 28 worked)", "dna-request", arrived("2026-02-12 10:00"), "2026-02-28 24:00", false},
		{"on New Year's Day 2026 of the lunar calendar", "dna-request", arrived("2026-02-17 10:00"), "2026-03-03 24:00", false},
		{"before National Day 2025 (1–8 Oct free, 11 Oct worked)", "dna-request", arrived("2025-09-30 10:00"), "2025-10-16 24:00", false},
		{"before National Day 2026 (1–7 Oct free, 10 Oct worked)", "dna-request", arrived("2026-09-30 10:00"), "2026-10-15 24:00", false},
		{"the Sunday worked for National Day 2025 counts", "dna-request", arrived("2025-09-26 10:00"), "2025-10-13 24:00", false},                                       // 28 29 30 Sep, 9 10 11 13 Oct
		{"a year that is not announced: National Day 2040 has its three days, and the end is 预计", "dna-request", arrived("2040-09-28 10:00"), "2040-10-12 24:00", true}, // 4 5, 8–12 Oct

		{"158号: 公安机关1个月内采样反馈, to the corresponding day", "dna-sample", asked("2026-11-05 10:00"), "2026-12-05 24:00", false},
		{"民法典§202: no corresponding day, so the month's last", "dna-sample", asked("2026-01-31 10:00"), "2026-02-28 24:00", false},
		{"the same in a leap year", "dna-sample", asked("2028-01-31 10:00"), "2028-02-29 24:00", false},
		{"from leap day", "dna-sample", asked("2028-02-29 10:00"), "2028-03-29 24:00", false},
		{"a month may end in a holiday: it is not moved unless the rule says so", "dna-sample", asked("2026-01-17 10:00"), "2026-02-17 24:00", false},

		{"细则§12: 救助期限一般不超过10天; days start on the day after", "stay-10d", adult("2026-11-20 22:30"), "2026-11-30 24:00", false},
		{"the same, from the first minute of the day", "stay-10d", adult("2026-11-20 00:00"), "2026-11-30 24:00", false},
		{"the same, over leap day", "stay-10d", adult("2028-02-20 09:00"), "2028-03-01 24:00", false},
		{"the same, in a common year", "stay-10d", adult("2026-02-20 09:00"), "2026-03-02 24:00", false},
		{"the same, over New Year", "stay-10d", adult("2026-12-25 09:00"), "2027-01-04 24:00", false},
		{"158号二: 在站超过10日仍身份不明, 滞留人员", "stranded-plan", arrived("2026-11-20 22:30"), "2026-11-30 24:00", false},

		{"3个月后落户安置", "settle-3m", arrived("2026-08-31 10:00"), "2026-11-30 24:00", false},
		{"the same, into February", "settle-3m", arrived("2026-11-30 10:00"), "2027-02-28 24:00", false},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			d := one(t, c.facts, nil, c.code, "2026-11-24 12:00")
			want := end(c.ends)
			if !d.Due.Equal(want) {
				t.Errorf("%s ends %v, want %v", d.Rule.Title, d.Due.In(calendar.Zone), want)
			}
			if d.Expected != c.expected {
				t.Errorf("expected is %v", d.Expected)
			}
			if d.Last.String() != c.ends[:10] {
				t.Errorf("its last day is %v", d.Last)
			}
			if d.Rule.Article == "" || d.Rule.Note == "" {
				t.Error("no citation")
			}
		})
	}
}

// end reads a time that may be 24:00.
func end(text string) time.Time {
	if text[11:] == "24:00" {
		return day(text[:10]).End()
	}
	return at(text)
}

func TestAPeriodThatEndsOnAHolidayMovesOnlyWhereItsRuleSaysSo(t *testing.T) { // 民法典 §203
	rule := Rule{Code: "x", Title: "x", Trigger: Arrived, Value: 10, Unit: Day, Enabled: true}
	f := arrived("2026-02-06 10:00") // ten days end on 16 February, the eve of Spring Festival
	for _, c := range []struct {
		rolls bool
		want  string
	}{{false, "2026-02-16"}, {true, "2026-02-24"}} {
		rule.RollsToWorkday = c.rolls
		d := Due(f, nil, []Rule{rule}, calendar.Calendar{}, at("2026-02-07 00:00"), "")[0]
		if d.Last != day(c.want) || d.Expected {
			t.Errorf("rolls %v: last day %v (expected %v), want %s", c.rolls, d.Last, d.Expected, c.want)
		}
	}
	// Entered by hand, a make-up day during the festival ends it there.
	own := calendar.New(map[calendar.Date]calendar.Special{day("2026-02-16"): {Work: true}})
	if d := Due(f, nil, []Rule{rule}, own, at("2026-02-07 00:00"), "")[0]; d.Last != day("2026-02-16") {
		t.Errorf("the station's own calendar: %v", d.Last)
	}
}

func TestAClockRunsWarnsAndIsOverdue(t *testing.T) {
	for _, c := range []struct {
		code, now string
		state     State
		left      time.Duration
	}{
		{"notice-24h", "2026-11-20 22:30", Running, 24 * time.Hour},
		{"notice-24h", "2026-11-21 16:29", Running, 6*time.Hour + time.Minute},
		{"notice-24h", "2026-11-21 16:30", Soon, 6 * time.Hour},
		{"notice-24h", "2026-11-21 22:30", Soon, 0}, // the last minute is in time
		{"notice-24h", "2026-11-21 22:31", Overdue, -time.Minute},
		{"settle-3m", "2027-02-05 12:00", Running, 15*24*time.Hour + 12*time.Hour},
		{"settle-3m", "2027-02-07 12:00", Soon, 13*24*time.Hour + 12*time.Hour},
		{"settle-3m", "2027-02-20 23:59", Soon, time.Minute},
		{"settle-3m", "2027-02-21 00:01", Overdue, -time.Minute},
	} {
		d := one(t, arrived("2026-11-20 22:30"), nil, c.code, c.now)
		if d.State != c.state || d.Left != c.left || d.Stopped() {
			t.Errorf("%s at %s: %s, %v left; want %s, %v", c.code, c.now, d.State, d.Left, c.state, c.left)
		}
	}
}

func TestBeforeALongHolidayTheLastWorkingDayIsSoon(t *testing.T) {
	// The seventh working day after Friday 6 February is 24 February, behind
	// the festival: the last one but it is Saturday 14, worked in exchange.
	f := arrived("2026-02-06 10:00")
	for _, c := range []struct {
		now   string
		left  int
		state State
	}{
		{"2026-02-12 09:00", 3, Running},
		{"2026-02-13 09:00", 2, Running},
		{"2026-02-14 09:00", 1, Soon}, // though there are ten days to go
		{"2026-02-18 09:00", 1, Soon},
		{"2026-02-24 09:00", 0, Soon},
		{"2026-02-25 00:01", -1, Overdue},
	} {
		d := one(t, f, nil, "dna-request", c.now)
		if d.Last != day("2026-02-24") || d.WorkdaysLeft != c.left || d.State != c.state {
			t.Errorf("%s: %s, %d working days to %v; want %s, %d", c.now, d.State, d.WorkdaysLeft, d.Last, c.state, c.left)
		}
	}
}

func TestAStepStopsItsClock(t *testing.T) {
	f := arrived("2026-11-02 10:00")
	for _, c := range []struct {
		what  string
		step  Step
		state State
		by    Kind
	}{
		{"the notice in time", Step{Notice, at("2026-11-03 09:00")}, Done, Notice},
		{"the notice at the last moment", Step{Notice, at("2026-11-03 10:00")}, Done, Notice},
		{"the notice late", Step{Notice, at("2026-11-03 10:01")}, LateDone, Notice},
		{"another step", Step{DNARequested, at("2026-11-03 09:00")}, Overdue, ""},
		{"a notice of an earlier stay", Step{Notice, at("2026-11-01 09:00")}, Overdue, ""},
		{"leaving", Step{Departed, at("2026-11-02 18:00")}, Done, Departed},
	} {
		d := one(t, f, []Step{c.step}, "notice-24h", "2026-11-20 12:00")
		if d.State != c.state || d.StoppedBy != c.by {
			t.Errorf("%s: %s by %q", c.what, d.State, d.StoppedBy)
		}
		if d.Stopped() && (!d.StoppedAt.Equal(c.step.At) || d.Left != d.Due.Sub(c.step.At)) {
			t.Errorf("%s: stopped at %v with %v left", c.what, d.StoppedAt, d.Left)
		}
	}
}

func TestWhoIsIdentifiedHasNoMoreTracingClocks(t *testing.T) {
	f := arrived("2026-11-02 10:00")
	f.Identified = true
	if all := Due(f, nil, DefaultRules(), calendar.Calendar{}, at("2026-11-20 12:00"), ""); len(all) != 0 {
		t.Errorf("known from the beginning, but %d clocks", len(all))
	}
	steps := []Step{{Identified, at("2026-11-03 20:00")}}
	if d := one(t, f, steps, "notice-24h", "2026-11-20 12:00"); d.State != LateDone || d.StoppedBy != Identified {
		t.Errorf("identified after the 24 hours: %s", d.State)
	}
	if d := one(t, f, steps, "dna-request", "2026-11-20 12:00"); d.State != Done {
		t.Errorf("identified before the 7 working days: %s", d.State)
	}
	f.Identified = false // a mistake, taken back
	if d := one(t, f, steps, "dna-request", "2026-11-20 12:00"); d.State != Overdue {
		t.Errorf("identification taken back: %s", d.State)
	}
}

func TestRulesApplyToWhomTheyAreFor(t *testing.T) {
	capable := arrived("2026-11-02 10:00")
	capable.Identified, capable.AdultCapable = true, true
	all := Due(capable, nil, DefaultRules(), calendar.Calendar{}, at("2026-11-03 12:00"), "")
	if len(all) != 1 || all[0].Rule.Code != "stay-10d" {
		t.Errorf("a capable adult who is known has %d clocks", len(all))
	}
	rules := DefaultRules()
	for i := range rules {
		rules[i].Enabled = true
	}
	child := arrived("2026-11-02 10:00")
	child.Minor = true
	now := at("2026-11-03 12:00")
	if got := only(Due(child, nil, rules, calendar.Calendar{}, now, ""), "minor-3m"); len(got) != 1 {
		t.Error("an unidentified minor has no clock for the 儿童福利机构")
	}
	if got := only(Due(arrived("2026-11-02 10:00"), nil, rules, calendar.Calendar{}, now, ""), "minor-3m"); len(got) != 0 {
		t.Error("an adult has the clock of minors")
	}
}

func TestEachNoticeStartsTheMonthAnew(t *testing.T) {
	f := arrived("2026-09-01 10:00")
	steps := []Step{{Notice, at("2026-09-02 09:00")}, {Notice, at("2026-10-01 09:00")}, {Notice, at("2026-11-10 09:00")}}
	got := only(Due(f, steps, DefaultRules(), calendar.Calendar{}, at("2026-11-24 12:00"), ""), "notice-update")
	if len(got) != 3 || got[0].State != Done || got[1].State != LateDone || got[2].State != Running {
		t.Fatalf("%+v", got)
	}
	if got[2].Last != day("2026-12-10") {
		t.Errorf("the next update is due on %v", got[2].Last)
	}
	steps = append(steps, Step{Departed, at("2026-11-12 09:00")}, Step{Notice, at("2026-11-15 09:00")})
	for _, d := range only(Due(f, steps, DefaultRules(), calendar.Calendar{}, at("2027-06-24 12:00"), ""), "notice-update") {
		if !d.Stopped() {
			t.Errorf("the clock of %v runs on after leaving", d.Start)
		}
	}
}

func TestAnEditedRuleLeavesThePastAsItWas(t *testing.T) {
	rules := DefaultRules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == "dna-request" })
	rules[i].ValidTo = day("2026-11-10")
	stricter := rules[i]
	stricter.Value, stricter.ValidFrom, stricter.ValidTo = 5, day("2026-11-11"), calendar.Date{}
	rules = append(rules, stricter)
	for when, want := range map[string]string{
		"2026-11-10 23:59": "2026-11-19", // by the row of seven
		"2026-11-11 00:00": "2026-11-18", // by the row of five
	} {
		got := only(Due(arrived(when), nil, rules, calendar.Calendar{}, at("2027-03-01 12:00"), ""), "dna-request")
		if len(got) != 1 || got[0].Last != day(want) {
			t.Errorf("arrived %s: %+v, want %s", when, got, want)
		}
	}
	rules = rules[:len(rules)-1]
	if got := only(Due(arrived("2026-11-11 00:00"), nil, rules, calendar.Calendar{}, at("2027-03-01 12:00"), ""), "dna-request"); len(got) != 0 {
		t.Error("a rule that has ended starts a clock")
	}
}

func TestTheProvincesRowStandsBeforeTheNationalOne(t *testing.T) {
	rules := DefaultRules()
	local := rules[0]
	local.Province, local.Value = "44", 12
	off := rules[1]
	off.Province, off.Enabled = "44", false
	rules = append([]Rule{off}, append(rules, local)...)
	for _, c := range []struct {
		province, notice string
		dna              int
	}{{"44", "2026-11-20 22:00", 0}, {"32", "2026-11-21 10:00", 1}, {"", "2026-11-21 10:00", 1}} {
		all := Due(arrived("2026-11-20 10:00"), nil, rules, calendar.Calendar{}, at("2026-11-20 12:00"), c.province)
		notice := only(all, "notice-24h")
		if len(notice) != 1 || !notice[0].Due.Equal(at(c.notice)) {
			t.Errorf("province %q: %+v", c.province, notice)
		}
		if dna := only(all, "dna-request"); len(dna) != c.dna {
			t.Errorf("province %q: %d DNA clocks", c.province, len(dna))
		}
	}
}

func TestADeadlineIsSaidAsTheOfficeSaysIt(t *testing.T) {
	now := "2026-11-24 12:00"
	if got := one(t, arrived("2026-11-23 22:30"), nil, "notice-24h", now).By(at(now)).String(); got != "今天 22:30" {
		t.Error(got)
	}
	if got := one(t, arrived("2026-11-14 22:30"), nil, "stranded-plan", now).By(at(now)).String(); got != "今天 24:00" {
		t.Error(got)
	}
}

func TestTheDefaultRulesAreWholeAndGoThroughJSON(t *testing.T) {
	rules := DefaultRules()
	for _, r := range rules {
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", r.Code, err)
		}
		if r.Confidence == Low && r.Enabled {
			t.Errorf("%s is hardly sourced, but on", r.Code)
		}
	}
	rules[0].ValidFrom, rules[0].Province = day("2026-01-01"), "44"
	text, err := json.Marshal(rules)
	if err != nil {
		t.Fatal(err)
	}
	var back []Rule
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(rules, back) {
		t.Errorf("read back: %v\n%s", err, text)
	}
}

func TestARuleEnteredWronglyIsExplained(t *testing.T) {
	for field, spoil := range map[string]func(*Rule){
		"code":     func(r *Rule) { r.Code = "" },
		"title":    func(r *Rule) { r.Title = "" },
		"trigger":  func(r *Rule) { r.Trigger = "" },
		"unit":     func(r *Rule) { r.Unit = "week" },
		"value":    func(r *Rule) { r.Value = 0 },
		"article":  func(r *Rule) { r.Article = "" },
		"province": func(r *Rule) { r.Province = "广东" },
		"valid_to": func(r *Rule) { r.ValidFrom, r.ValidTo = day("2026-02-01"), day("2026-01-01") },
	} {
		r := DefaultRules()[0]
		spoil(&r)
		err, ok := r.Check().(*store.Error)
		if !ok || err.Kind != store.Invalid || err.Field != field {
			t.Errorf("%s: %v", field, r.Check())
		}
	}
}

// FuzzDue checks what must hold for any rule: a deadline is never before its
// start, and neither a longer period nor a later start ends earlier.
func FuzzDue(f *testing.F) {
	f.Add(int64(1_770_000_000), 7, uint8(2), int64(3600), true)
	f.Add(int64(2_224_000_000), 1, uint8(3), int64(86400), true)
	f.Add(int64(1_772_000_000), 10, uint8(1), int64(60), false)
	f.Add(int64(1_772_000_000), 0, uint8(0), int64(1), false)
	units := []Unit{Hour, Day, Workday, Month, Year}
	f.Fuzz(func(t *testing.T, unix int64, value int, unit uint8, later int64, rolls bool) {
		if unix < 0 || unix > 7_000_000_000 || later < 0 || later > 400*86400 || value > 300 {
			return
		}
		rule := Rule{Code: "x", Trigger: Arrived, Value: value, Unit: units[int(unit)%len(units)], RollsToWorkday: rolls, Enabled: true}
		due := func(r Rule, start time.Time) time.Time {
			facts := Facts{Events: map[Kind][]time.Time{Arrived: {start}}}
			return Due(facts, nil, []Rule{r}, calendar.Calendar{}, start, "")[0].Due
		}
		start := time.Unix(unix, 0)
		first := due(rule, start)
		if first.Before(start) {
			t.Fatalf("%v: due %v before its start %v", rule, first, start)
		}
		if second := due(rule, start.Add(time.Duration(later)*time.Second)); second.Before(first) {
			t.Fatalf("%v: started later, ends earlier", rule)
		}
		longer := rule
		longer.Value = max(value, 1) + 1
		if due(longer, start).Before(first) {
			t.Fatalf("%v: a longer period ends earlier", rule)
		}
	})
}

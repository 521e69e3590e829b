package calendar

import (
	"encoding/json"
	"testing"
	"time"
)

func day(text string) Date {
	d, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestADayBeginsInBeijingWhateverTheZone(t *testing.T) {
	for _, c := range []struct{ when, want string }{
		{"2026-02-14T15:59:59Z", "2026-02-14"},
		{"2026-02-14T16:00:00Z", "2026-02-15"}, // midnight in Beijing
		{"2026-02-14T23:30:00-08:00", "2026-02-15"},
		{"2025-12-31T23:59:59+08:00", "2025-12-31"},
	} {
		at, err := time.Parse(time.RFC3339, c.when)
		if err != nil {
			t.Fatal(err)
		}
		if got := On(at); got != day(c.want) {
			t.Errorf("%s is on %v, want %s", c.when, got, c.want)
		}
	}
	d := day("2026-02-28")
	if !d.End().Equal(day("2026-03-01").Start()) || d.End().Sub(d.Start()) != 24*time.Hour {
		t.Error("a day does not end where the next begins")
	}
}

func TestMonthsEndOnTheCorrespondingDayOrTheLastOne(t *testing.T) { // 民法典 §202
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-15", 1, "2026-02-15"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-08-31", 3, "2026-11-30"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
	} {
		if got := day(c.from).AddMonths(c.months); got != day(c.want) {
			t.Errorf("%s and %d months: %v, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestADayIsWrittenAndRead(t *testing.T) {
	type row struct {
		From Date `json:"from,omitzero"`
		To   Date `json:"to"`
	}
	text, err := json.Marshal(row{To: day("2026-02-03")})
	if err != nil || string(text) != `{"to":"2026-02-03"}` {
		t.Errorf("written %s, %v", text, err)
	}
	var back row
	if err := json.Unmarshal([]byte(`{"from":"2026-02-03","to":""}`), &back); err != nil || back.From != day("2026-02-03") || !back.To.IsZero() {
		t.Errorf("read %+v, %v", back, err)
	}
	for _, wrong := range []string{"2026-02-30", "2026-2-3", "3.2.2026", "昨天"} {
		if _, err := Parse(wrong); err == nil {
			t.Errorf("%q is taken for a day", wrong)
		}
	}
	if (Date{2026, 2, 29}).Valid() || !(Date{2028, 2, 29}).Valid() || (Date{}).Valid() {
		t.Error("29 February")
	}
	if got := day("2025-03-01").Chinese(); got != "2025年3月1日" {
		t.Error(got)
	}
}

func TestWorkdaysAreThoseOfTheStateCouncil(t *testing.T) {
	var cal Calendar
	for _, c := range []struct {
		day  string
		work bool
		name string
	}{
		{"2026-02-13", true, ""},
		{"2026-02-14", true, "春节"}, // a Saturday worked in exchange
		{"2026-02-15", false, "春节"},
		{"2026-02-23", false, "春节"},
		{"2026-02-24", true, ""},
		{"2026-02-28", true, "春节"},
		{"2026-03-01", false, ""}, // a Sunday
		{"2025-09-28", true, "国庆中秋"},
		{"2025-10-08", false, "国庆中秋"},
		{"2025-10-09", true, ""},
		{"2025-10-11", true, "国庆中秋"},
		{"2026-10-07", false, "国庆节"},
		{"2026-10-10", true, "国庆节"},
	} {
		got := cal.Look(day(c.day))
		if got != (Day{Work: c.work, Name: c.name, Certain: true}) {
			t.Errorf("%s: %+v", c.day, got)
		}
	}
}

func TestAYearNotAnnouncedYetHasItsStatutoryDaysOnly(t *testing.T) {
	var cal Calendar
	for _, c := range []struct {
		day  string
		work bool
		name string
	}{
		{"2040-01-01", false, "元旦节"}, // a Sunday
		{"2040-01-02", true, ""},
		{"2040-02-11", false, "春节"}, // 除夕; New Year is 12 February 2040
		{"2040-02-14", false, "春节"},
		{"2040-02-15", true, ""},
		{"2040-04-04", false, "清明节"},
		{"2040-05-01", false, "劳动节"},
		{"2040-05-02", false, "劳动节"},
		{"2040-05-03", true, ""},
		{"2040-06-14", false, "端午节"},
		{"2040-09-20", false, "中秋节"},
		{"2040-10-03", false, "国庆节"},
		{"2040-10-04", true, ""},
		{"2500-10-01", true, ""}, // nothing is known that far away
	} {
		got := cal.Look(day(c.day))
		if got != (Day{Work: c.work, Name: c.name, Certain: false}) {
			t.Errorf("%s: %+v", c.day, got)
		}
	}
	days := statutory(2040)
	if len(days) != 13 {
		t.Errorf("%d free days, the law gives 13", len(days))
	}
}

func TestTheLastWeekOfAYearWaitsForTheNextAnnouncement(t *testing.T) {
	var cal Calendar
	last := 2026
	for announced().years[last+1] {
		last++
	}
	if _, certain := cal.IsWorkday(Date{last, 12, 24}); !certain {
		t.Error("24 December is not certain")
	}
	if _, certain := cal.IsWorkday(Date{last, 12, 28}); certain {
		t.Error("28 December is certain before next year is announced")
	}
	if _, certain := cal.IsWorkday(Date{last - 1, 12, 28}); !certain {
		t.Error("28 December is not certain though next year is announced")
	}
}

func TestTheStationsOwnDaysOverruleAll(t *testing.T) {
	cal := New(map[Date]Special{
		day("2026-10-02"): {Work: true, Name: "值守"},
		day("2040-03-05"): {Name: "停水"},
	})
	if got := cal.Look(day("2026-10-02")); got != (Day{true, "值守", true}) {
		t.Errorf("%+v", got)
	}
	if got := cal.Look(day("2040-03-05")); got != (Day{false, "停水", true}) {
		t.Errorf("%+v", got)
	}
}

func TestWorkdaysAreCountedFromTheDayAfter(t *testing.T) {
	var cal Calendar
	for _, c := range []struct {
		from    string
		n       int
		want    string
		certain bool
	}{
		{"2026-02-12", 7, "2026-02-28", true}, // 13 14 | 24 25 26 27 28
		{"2026-02-16", 1, "2026-02-24", true},
		{"2025-09-30", 7, "2025-10-16", true}, // 9 10 11 13 14 15 16
		{"2026-09-30", 7, "2026-10-15", true}, // 8 9 10 12 13 14 15
		{"2026-03-06", 1, "2026-03-09", true}, // Friday to Monday
		{"2026-03-06", 0, "2026-03-06", true},
		{"2040-01-03", 3, "2040-01-06", false},
	} {
		got, certain := cal.AddWorkdays(day(c.from), c.n)
		if got != day(c.want) || certain != c.certain {
			t.Errorf("%s and %d: %v (certain %v), want %s", c.from, c.n, got, certain, c.want)
		}
		if n, _ := cal.WorkdaysBetween(day(c.from), got); n != c.n {
			t.Errorf("%s to %v: %d working days, want %d", c.from, got, n, c.n)
		}
		if n, _ := cal.WorkdaysBetween(got, day(c.from)); n != -c.n {
			t.Errorf("back again: %d", n)
		}
	}
	if got, _ := cal.NextWorkday(day("2026-02-15")); got != day("2026-02-24") {
		t.Errorf("the first day after Spring Festival is %v", got)
	}
}

func TestAges(t *testing.T) {
	for _, c := range []struct {
		birth, on string
		age       int
	}{
		{"2010-05-20", "2026-05-19", 15},
		{"2010-05-20", "2026-05-20", 16},
		{"2008-02-29", "2026-02-27", 17},
		{"2008-02-29", "2026-02-28", 18},
		{"2008-02-29", "2028-02-28", 19},
		{"2008-02-29", "2028-02-29", 20},
		{"2026-01-01", "2025-12-31", -1},
		{"2026-01-01", "2026-01-01", 0},
	} {
		if got := AgeAt(day(c.birth), day(c.on)); got != c.age {
			t.Errorf("born %s is %d on %s, want %d", c.birth, got, c.on, c.age)
		}
	}
	if AgeAt(Date{}, day("2026-01-01")) != -1 {
		t.Error("an unknown birth date has an age")
	}
}

func TestAnEstimatedAgeGrowsOlder(t *testing.T) {
	seen := day("2020-06-15")
	taken := Ages{30, 40}
	first, last := taken.Born(seen)
	if first != day("1979-06-16") || last != day("1990-06-15") {
		t.Errorf("born %v to %v", first, last)
	}
	if AgeAt(first, seen) != 40 || AgeAt(last, seen) != 30 {
		t.Error("the birth dates do not give the ages")
	}
	if got := taken.On(seen, seen); got != taken {
		t.Errorf("on the day itself %v", got)
	}
	if got := taken.On(seen, day("2026-01-01")); got != (Ages{35, 46}) {
		t.Errorf("in 2026 %v", got)
	}
	if (Ages{30, 40}).String() != "30–40岁" || (Ages{35, 35}).String() != "35岁" || (Ages{}).String() != "" {
		t.Error("wording")
	}
}

func TestLunarDatesAndZodiac(t *testing.T) {
	for _, c := range []struct{ day, text, animal string }{
		{"2026-11-24", "农历十月十六", "马"},
		{"2026-02-16", "农历腊月廿九", "蛇"}, // the last day of the year of the snake
		{"2026-02-17", "农历正月初一", "马"},
		{"2025-07-25", "农历闰六月初一", "蛇"},
		{"1850-01-01", "", ""},
	} {
		if LunarText(day(c.day)) != c.text || Zodiac(day(c.day)) != c.animal {
			t.Errorf("%s: %s %s", c.day, LunarText(day(c.day)), Zodiac(day(c.day)))
		}
	}
}

func TestTimesAreSaidAsPeopleSayThem(t *testing.T) {
	now := day("2026-11-24").At(23, 10)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{day("2026-11-24").At(22, 30), "今天 22:30"},
		{day("2026-11-23").At(9, 10), "昨天 09:10"},
		{day("2026-11-25").At(8, 0), "明天 08:00"},
		{day("2026-11-20").At(8, 0), "11月20日"},
		{day("2025-03-01").At(8, 0), "2025年3月1日"},
		{day("2027-01-01").At(8, 0), "2027年1月1日"},
		{day("2026-11-24").At(0, 0).UTC(), "今天 00:00"},
	} {
		if got := Say(c.at, now).String(); got != c.want {
			t.Errorf("%v is said %q, want %q", c.at, got, c.want)
		}
	}
	if got := SayEnd(day("2026-11-24"), now).String(); got != "今天 24:00" {
		t.Error(got)
	}
	if got := SayEnd(day("2026-12-04"), now).String(); got != "12月4日 24:00" {
		t.Error(got)
	}
	for gone, want := range map[time.Duration]string{
		-time.Hour: "刚刚", 59 * time.Second: "刚刚", time.Minute: "1分钟前",
		59 * time.Minute: "59分钟前", 23 * time.Hour: "23小时前", 24 * time.Hour: "1天前", 47 * time.Hour: "1天前", 49 * time.Hour: "2天前",
	} {
		if got := Ago(now.Add(-gone), now).String(); got != want {
			t.Errorf("%v ago is said %q, want %q", gone, got, want)
		}
	}
}

// FuzzWorkdays checks that counting forward and back agree, and that no day
// of any year makes the calendar panic.
func FuzzWorkdays(f *testing.F) {
	f.Add(2026, 2, 12, 7)
	f.Add(2040, 12, 31, 30)
	f.Add(9998, 1, 1, 5)
	var cal Calendar
	f.Fuzz(func(t *testing.T, y, m, d, n int) {
		from := Date{y, time.Month(m), d}
		if !from.Valid() || n < 0 || n > 500 {
			return
		}
		last, _ := cal.AddWorkdays(from, n)
		if last.Before(from) {
			t.Fatalf("%v and %d is %v", from, n, last)
		}
		if back, _ := cal.WorkdaysBetween(from, last); back != n {
			t.Fatalf("%v and %d is %v, which is %d", from, n, last, back)
		}
		LunarText(from)
		Zodiac(from)
	})
}

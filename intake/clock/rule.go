package clock

import (
	"slices"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Unit is what a period is counted in (民法典 §200–203).
type Unit string

const (
	Hour    Unit = "hour"    // from the minute of the trigger
	Day     Unit = "day"     // from the next day, to 24:00 of the last
	Workday Unit = "workday" // the same, over working days and make-up days only
	Month   Unit = "month"   // to 24:00 of the corresponding day, or of the month's last
	Year    Unit = "year"    // likewise
)

// Condition says to whom a rule applies.
type Condition string

const (
	Always            Condition = ""
	Unidentified      Condition = "unidentified"       // 身份不明
	OrdinaryStay      Condition = "ordinary-stay"      // 16 and over, capable
	UnidentifiedMinor Condition = "unidentified-minor" // 身份不明的未成年人
)

// Rule is one row of the station's table of legal periods. Rows are data: a
// station corrects value, citation and note when the law or its province says
// otherwise.
type Rule struct {
	Code           string        `json:"code"`  // the same for all rows of one duty
	Title          string        `json:"title"` // what must be done, in Chinese
	Trigger        Kind          `json:"trigger"`
	Value          int           `json:"value"`
	Unit           Unit          `json:"unit"`
	Stops          []Kind        `json:"stops"` // any of them ends the period
	Article        string        `json:"article"`
	Condition      Condition     `json:"condition,omitempty"`
	Enabled        bool          `json:"enabled"`
	Province       string        `json:"province,omitempty"`   // two digits of GB/T 2260; empty for the whole country
	ValidFrom      calendar.Date `json:"valid_from,omitzero"`  // first day on which a period can start by this row
	ValidTo        calendar.Date `json:"valid_to,omitzero"`    // last such day
	RollsToWorkday bool          `json:"rolls,omitempty"`      // a last day that is free moves to the next working day (§203)
	WarnHours      int           `json:"warn_hours,omitempty"` // before the end; 0: the last quarter, at most three days
	Confidence     Confidence    `json:"confidence"`           // how well the limit is sourced
	Note           string        `json:"note,omitempty"`       // what to verify, in Chinese
}

// Confidence tells how well a rule's limit and citation are sourced.
type Confidence string

const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// maxValue bounds every unit: a longer period is a slip of the hand.
const maxValue = 1000

// Check tells what is wrong with a row that a station has entered.
func (r Rule) Check() error {
	switch {
	case r.Code == "":
		return store.Fail(store.Invalid, "请填写规则代码。").On("code")
	case r.Title == "":
		return store.Fail(store.Invalid, "请填写要做的事项。").On("title")
	case r.Trigger == "":
		return store.Fail(store.Invalid, "请选择从哪件事开始计算。").On("trigger")
	case !slices.Contains([]Unit{Hour, Day, Workday, Month, Year}, r.Unit):
		return store.Fail(store.Invalid, "请选择期限单位：小时、日、工作日、月或年。").On("unit")
	case r.Value < 1 || r.Value > maxValue:
		return store.Fail(store.Invalid, "期限应在 1 到 {{.Max}} 之间，请改正。").With(store.Args{"Max": maxValue}).On("value")
	case r.WarnHours < 0:
		return store.Fail(store.Invalid, "提前提醒的小时数不能是负数，请改正。").On("warn_hours")
	case !slices.Contains([]Condition{Always, Unidentified, OrdinaryStay, UnidentifiedMinor}, r.Condition):
		return store.Fail(store.Invalid, "请重新选择适用对象。").On("condition")
	case r.Province != "" && !twoDigits(r.Province):
		return store.Fail(store.Invalid, "省份请填两位行政区划代码，例如 44；全国适用请留空。").On("province")
	case !r.ValidTo.IsZero() && r.ValidTo.Before(r.ValidFrom):
		return store.Fail(store.Invalid, "失效日期早于生效日期，请改正。").On("valid_to")
	case r.Article == "":
		return store.Fail(store.Invalid, "请填写依据的条款。").On("article")
	}
	return nil
}

func twoDigits(s string) bool {
	return len(s) == 2 && s[0] >= '1' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
}

// governing returns the index of the row that rules a period of code that
// starts on day, or -1: a row valid then, the province's before the country's,
// the newer before the older, of equals the one that stands later in the
// table. A province row that is not Enabled switches the duty off there.
func governing(rules []Rule, code string, day calendar.Date, province string) int {
	best := -1
	for i, r := range rules {
		if r.Code == code && r.covers(day, province) && (best < 0 || !rules[best].outranks(r)) {
			best = i
		}
	}
	return best
}

func (r Rule) covers(day calendar.Date, province string) bool {
	return (r.Province == "" || r.Province == province) &&
		!day.Before(r.ValidFrom) && (r.ValidTo.IsZero() || !day.After(r.ValidTo))
}

func (r Rule) outranks(other Rule) bool {
	if (r.Province == "") != (other.Province == "") {
		return r.Province != ""
	}
	return r.ValidFrom.After(other.ValidFrom)
}

// end reckons when a period that started at start is over, on which day that
// is, and whether it rests on days that are only expected.
func (r Rule) end(start time.Time, cal calendar.Calendar) (due time.Time, last calendar.Date, expected bool) {
	value := min(max(r.Value, 1), maxValue)
	if r.Unit == Hour {
		due = start.In(calendar.Zone).Truncate(time.Minute).Add(time.Duration(value) * time.Hour)
		return due, calendar.On(due), false
	}
	first, certain := calendar.On(start), true
	switch r.Unit {
	case Workday:
		last, certain = cal.AddWorkdays(first, value)
	case Month:
		last = first.AddMonths(value)
	case Year:
		last = first.AddYears(value)
	default:
		last = first.AddDays(value)
	}
	if r.RollsToWorkday && r.Unit != Workday {
		last, certain = cal.NextWorkday(last)
	}
	return last.End(), last, !certain
}

// near tells whether a running deadline should be shown as ending soon.
func (r Rule) near(d Deadline) bool {
	warn := time.Duration(r.WarnHours) * time.Hour
	if warn == 0 {
		warn = min(d.Due.Sub(d.Start)/4, 72*time.Hour)
	}
	// Before a long holiday the hours are many and the days to act few.
	return d.Left <= warn || (r.Unit == Workday && d.WorkdaysLeft <= 1)
}

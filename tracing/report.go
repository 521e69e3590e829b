package tracing

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// ReportState says whether a family still looks for somebody.
type ReportState string

const (
	ReportOpen   ReportState = "open"
	ReportClosed ReportState = "closed"
)

// Report is what a family said about somebody they miss: 家属走失登记. All but
// the first fields is sealed.
type Report struct {
	ID         string
	Number     string // 走-2026-0001, without gaps in a year
	Version    int64
	State      ReportState
	ReceivedAt time.Time
	ClosedAt   time.Time
	Actor      string // account that took it down
	Account
}

// Account is what was said. Its JSON names are those of the form's fields, to
// which errors are bound.
type Account struct {
	ReporterName     string `json:"reporter_name,omitempty"` // 报告人
	ReporterRelation string `json:"reporter_relation,omitempty"`
	ReporterPhone    string `json:"reporter_phone,omitempty"`

	Name        string   `json:"name,omitempty"` // 走失人
	NameBySound bool     `json:"name_by_sound,omitempty"`
	FormerNames []string `json:"former_names,omitempty"` // 曾用名
	Aliases     []string `json:"aliases,omitempty"`      // 别名、绰号
	Sex         string   `json:"sex,omitempty"`          // GB/T 2261.1
	Birth       string   `json:"birth,omitempty"`        // 2006-01-02, or its beginning
	AgeFrom     int      `json:"age_from,omitempty"`     // when last seen
	AgeTo       int      `json:"age_to,omitempty"`
	Nation      string   `json:"nation,omitempty"` // GB/T 3304
	Blood       string   `json:"blood,omitempty"`  // 血型
	HeightCM    int      `json:"height_cm,omitempty"`
	Build       string   `json:"build,omitempty"` // 体态
	Marks       string   `json:"marks,omitempty"` // 显著体表特征
	Teeth       string   `json:"teeth,omitempty"`
	Accent      string   `json:"accent,omitempty"`
	Mental      string   `json:"mental,omitempty"` // 精神病史
	IDNumber    string   `json:"id_number,omitempty"`
	Home        string   `json:"home,omitempty"`      // 居住地
	Household   string   `json:"household,omitempty"` // 户籍地

	LastSeenAt    string `json:"last_seen_at,omitempty"` // as said: 2026-11-20, 2026-11-20 18:30
	LastSeenPlace string `json:"last_seen_place,omitempty"`
	Clothing      string `json:"clothing,omitempty"` // 穿着、随身物
	MayGo         string `json:"may_go,omitempty"`   // 可能去向
	Note          string `json:"note,omitempty"`

	CloseReason string `json:"close_reason,omitempty"`
}

// Outline is the report as a list of leads shows it, before anybody has looked
// closer: its number and whom the family misses, never who the family is.
func (r Report) Outline() Report {
	a := r.Account
	r.Account = Account{Name: a.Name, NameBySound: a.NameBySound, Sex: a.Sex, Birth: a.Birth, AgeFrom: a.AgeFrom, AgeTo: a.AgeTo,
		LastSeenAt: a.LastSeenAt, LastSeenPlace: a.LastSeenPlace}
	return r
}

// withoutReporter is the report without who reported.
func (r Report) withoutReporter() Report {
	r.ReporterName, r.ReporterRelation, r.ReporterPhone = "", "", ""
	return r
}

// seenOn is the day on which the person was last seen, or on which the report
// came in where that is not known.
func (r Report) seenOn() calendar.Date {
	if day, ok := dayOf(r.LastSeenAt); ok {
		return day
	}
	return calendar.On(r.ReceivedAt)
}

// dayOf reads the day with which a time as said begins.
func dayOf(said string) (calendar.Date, bool) {
	if len(said) < len(time.DateOnly) {
		return calendar.Date{}, false
	}
	day, err := calendar.Parse(said[:len(time.DateOnly)])
	return day, err == nil
}

// AddReport takes a report down and draws its number. The desk may: it takes
// the calls.
func (o *Office) AddReport(ctx context.Context, r Report) (Report, error) {
	err := o.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if r.ReceivedAt.IsZero() {
			r.ReceivedAt = tx.Now()
		}
		r.tidy()
		if err := r.check(tx.Now()); err != nil {
			return err
		}
		year := calendar.On(r.ReceivedAt).Year
		n, err := tx.NextNumber("report", year)
		if err != nil {
			return err
		}
		r.Number, r.State, r.Actor = reportNumber(year, n), ReportOpen, tx.Actor().ID
		if err := insertReport(tx, &r); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "report.add", Table: "report", Target: r.ID})
	})
	return r, err
}

// SaveReport keeps what was corrected or learnt since. Conflict where somebody
// else saved since it was read.
func (o *Office) SaveReport(ctx context.Context, r Report) (Report, error) {
	err := o.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		old, err := findReport(tx, r.ID)
		if err != nil {
			return err
		}
		if old.Version != r.Version {
			return errReportChanged()
		}
		if old.State != ReportOpen {
			return store.Fail(store.Conflict, "这份走失登记已经办结。要改请先重新打开。")
		}
		before, said := old.Account, r.Account
		r = old // number, state and times are not the caller's to change
		r.Account = said
		r.tidy()
		if err := r.check(tx.Now()); err != nil {
			return err
		}
		fields, err := changedFields(before, r.Account)
		if err != nil || len(fields) == 0 {
			return err
		}
		if err := updateReport(tx, &r); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "report.save", Table: "report", Target: r.ID, Detail: map[string]any{"fields": fields}})
	})
	return r, err
}

// CloseReport ends a report: found, withdrawn, or a mistake; the reason says
// which.
func (o *Office) CloseReport(ctx context.Context, id, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return store.Fail(store.Invalid, "请写下原因：以后查起来要看得懂。").On("reason")
	}
	return o.turnReport(ctx, id, "report.close", func(tx *access.Tx, r *Report) error {
		if r.State == ReportClosed {
			return store.Fail(store.Conflict, "这份走失登记已经办结了。")
		}
		r.State, r.ClosedAt, r.CloseReason = ReportClosed, tx.Now(), reason
		return nil
	})
}

// ReopenReport takes up again what was closed.
func (o *Office) ReopenReport(ctx context.Context, id string) error {
	return o.turnReport(ctx, id, "report.reopen", func(_ *access.Tx, r *Report) error {
		if r.State == ReportOpen {
			return store.Fail(store.Conflict, "这份走失登记没有办结，不用重新打开。")
		}
		r.State, r.ClosedAt, r.CloseReason = ReportOpen, time.Time{}, ""
		return nil
	})
}

func (o *Office) turnReport(ctx context.Context, id, action string, fn func(*access.Tx, *Report) error) error {
	right := access.Register
	if o.Session.Can(access.Trace) {
		right = access.Trace
	}
	return o.Session.Write(ctx, right, func(tx *access.Tx) error {
		r, err := findReport(tx, id)
		if err != nil {
			return err
		}
		if err := fn(tx, &r); err != nil {
			return err
		}
		if err := updateReport(tx, &r); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: action, Table: "report", Target: id})
	})
}

// Reports lists the reports, the newest first: the open ones, or the closed.
// Who reported is not among what a list shows; Report reads it.
func (o *Office) Reports(ctx context.Context, open bool) (all []Report, err error) {
	err = o.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findReports(tx, open)
		return err
	})
	for i := range all {
		all[i] = all[i].withoutReporter()
	}
	return all, err
}

// Report reads one report with who made it. Opening it is on record: where the
// entry cannot be written, nothing is shown.
func (o *Office) Report(ctx context.Context, id string) (r Report, err error) {
	entry := access.Entry{Action: "report.open", Table: "report", Target: id}
	err = o.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) error {
		r, err = findReport(tx, id)
		return err
	})
	return r, err
}

// tidy takes away blanks around what was typed, and empty names.
func (r *Report) tidy() {
	for _, text := range []*string{&r.ReporterName, &r.ReporterRelation, &r.ReporterPhone, &r.Name, &r.Birth, &r.IDNumber, &r.Marks, &r.LastSeenAt, &r.LastSeenPlace} {
		*text = strings.TrimSpace(*text)
	}
	r.FormerNames, r.Aliases = named(r.FormerNames), named(r.Aliases)
}

func named(names []string) (kept []string) {
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" {
			kept = append(kept, name)
		}
	}
	return kept
}

// check reports the first thing that keeps a report from being used, bound to
// its field. Not knowing is normal: asked for is only a way to reach who
// reported, and something to know the missing person by.
func (r *Report) check(now time.Time) error {
	_, _, birth := intake.BirthRange(r.Birth)
	seen, dated := dayOf(r.LastSeenAt)
	switch {
	case r.ReporterPhone == "" && r.ReporterName == "":
		return store.Fail(store.Invalid, "请填写报告人的电话或姓名：找到人时要能联系上。").On("reporter_phone")
	case r.Name == "" && len(r.FormerNames) == 0 && len(r.Aliases) == 0 && r.IDNumber == "" && r.Marks == "":
		return store.Fail(store.Invalid, "请填写走失人的姓名、别名、证件号码或体貌特征中的一项，没有就无从查找。").On("name")
	case !slices.Contains([]string{"", "0", "1", "2", "9"}, r.Sex):
		return store.Fail(store.Invalid, "请重新选择性别。").On("sex")
	case r.Birth != "" && !birth:
		return store.Fail(store.Invalid, "出生日期请填如 1960-05-01；只知道年份就填 1960。").On("birth")
	case r.AgeFrom < 0 || r.AgeTo < 0 || r.AgeTo > 130 || r.AgeFrom > 130 || r.AgeTo != 0 && r.AgeTo < r.AgeFrom:
		return store.Fail(store.Invalid, "年龄范围不对，请填写如 30-40。").On("age")
	case r.HeightCM != 0 && (r.HeightCM < 30 || r.HeightCM > 250):
		return store.Fail(store.Invalid, "身高请填厘米数，如 165。").On("height_cm")
	case dated && seen.After(calendar.On(now)):
		return store.Fail(store.Invalid, "最后见到的时间在将来，请改正。").On("last_seen_at")
	case r.ReceivedAt.After(now.Add(5 * time.Minute)):
		return store.Fail(store.Invalid, "登记时间在将来，请改正。").On("received_at")
	}
	return nil
}

// changedFields names the fields in which two accounts differ.
func changedFields(before, after Account) ([]string, error) {
	a, err := fieldsOf(before)
	if err != nil {
		return nil, err
	}
	b, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	changed := map[string]bool{}
	for name := range a {
		changed[name] = !reflect.DeepEqual(a[name], b[name])
	}
	for name := range b {
		changed[name] = !reflect.DeepEqual(a[name], b[name])
	}
	maps.DeleteFunc(changed, func(_ string, differs bool) bool { return !differs })
	return slices.Sorted(maps.Keys(changed)), nil
}

func fieldsOf(a Account) (fields map[string]any, err error) {
	text, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return fields, json.Unmarshal(text, &fields)
}

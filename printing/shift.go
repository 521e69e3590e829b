package printing

import (
	"context"
	"strconv"
	"time"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/tracing"
)

// ShiftNote is what a shift says beside what the station knows.
type ShiftNote struct {
	HandedBy string // names for the paper; the signed-in account if empty
	TakenBy  string
	Note     string
}

// ShiftPDF makes 交接班表 of a shift, with the clocks that are due and the beds
// as they are now. It is a paper of the station; that it was made is on record.
//
// The paper lies on a desk: whoever is under protection stands on it as
// 保护对象, whoever prints it.
func (p *Papers) ShiftPDF(ctx context.Context, s intake.Shift, note ShiftNote) (Result, error) {
	entry := access.Entry{Action: "shift.print", Table: "stay", Detail: map[string]any{"present": s.Present}}
	o, err := p.disclosed(ctx, access.ReadPeople, entry)
	if err != nil {
		return Result{}, err
	}
	o.IssuedAt = s.To.In(calendar.Zone)
	v := shiftValues(s)
	v["handed_by"], v["taken_by"], v["note"] = first(note.HandedBy, p.Session.Account().Display), note.TakenBy, note.Note
	if err := p.shiftHouse(ctx, s, v); err != nil {
		return Result{}, err
	}
	return setForm("shift", v, o)
}

// shiftHouse fills what the other rooms know: beds and clocks.
func (p *Papers) shiftHouse(ctx context.Context, s intake.Shift, v Values) error {
	beds := map[string]string{}
	if p.House != nil {
		n, err := p.House.Headcount(ctx)
		if err != nil {
			return err
		}
		board, err := p.House.Board(ctx)
		if err != nil {
			return err
		}
		beds = board.BedNames()
		v["in_station"], v["hospital"], v["placed"], v["without_bed"], v["unknown"] = n.InStation, n.Hospital, n.Placed, n.WithoutBed, n.Unknown
		v["free"] = store.Fill("共{{.N}}张：男{{.M}}，女{{.W}}，未成年{{.C}}，家庭{{.F}}，隔离观察{{.I}}", store.Args{
			"N": n.Free, "M": n.FreeMen, "W": n.FreeWomen, "C": n.FreeMinors, "F": n.FreeFamily, "I": n.FreeIsolation})
	}
	if p.Tracing != nil {
		lines, err := p.Tracing.Deadlines(ctx)
		if err != nil {
			return err
		}
		v["clocks"] = orNone(clockRows(lines, s.To))
	}
	v["watch"], v["came"] = orNone(watchRows(s.Watch, beds)), orNone(cameRows(s.Came, beds))
	return nil
}

// shiftValues fills what the desk knows.
func shiftValues(s intake.Shift) Values {
	v := Values{
		"from": moment(s.From), "to": moment(s.To),
		"present": s.Present, "men": s.Men, "women": s.Women, "minors": s.Minors, "hidden": s.Hidden,
		"came_n": len(s.Came), "went_n": len(s.Went), "spot_n": len(s.Spot), "refused_n": len(s.Refused), "drafts_n": len(s.Drafts),
	}
	var medicine, went, others, held, missing, drafts, calls [][]string
	for _, r := range s.Medicine {
		medicine = append(medicine, append(shownAs(r), r.Stay.Medicine, r.Stay.Allergy))
	}
	for _, r := range s.Went {
		to := ""
		if r.Stay.Leaving != nil && !veiled(r) {
			to = joined("，", r.Stay.Leaving.Whereto, r.Stay.Leaving.Receiver)
		}
		went = append(went, append(shownAs(r), clockTime(r.Stay.LeftAt), CodeWord("leave_kind", r.Stay.LeaveKind), to))
	}
	for _, r := range s.Spot {
		given := ""
		if r.Stay.Spot != nil {
			given = joined("、", codeWords("spot_aid", r.Stay.Spot.Given)...)
		}
		others = append(others, append(shownAs(r), clockTime(r.Stay.ArrivedAt), joined("：", "不住站救助", given)))
	}
	for _, r := range s.Refused {
		others = append(others, append(shownAs(r), clockTime(r.Stay.ArrivedAt), "不予救助"))
	}
	for _, h := range s.Held {
		cash := ""
		if h.CashFen > 0 {
			cash = yuan(h.CashFen)
		}
		held = append(held, append(shownAs(h.Resident), h.Bag, strconv.Itoa(h.Items), cash))
	}
	for _, g := range s.Missing {
		missing = append(missing, append(shownAs(g.Resident), gapWords(g.Gaps)))
	}
	for _, d := range s.Drafts {
		a := d.Arrival
		name := intake.DisplayName(intake.Person{Profile: a.Profile}, intake.Stay{ArrivedAt: a.ArrivedAt, Circumstances: a.Circumstances})
		drafts = append(drafts, []string{d.Slip, name, clockTime(a.ArrivedAt), CodeWord("came_by", a.CameBy)})
	}
	for _, q := range s.Calls {
		whom, what := whomWords(q.Called), q.NextWhat
		if veiled(q.Resident) {
			whom, what = "", ""
		}
		calls = append(calls, []string{clockTime(q.NextAt), shownAs(q.Resident)[0], whom, what})
	}
	for key, rows := range map[string][][]string{"medicine": medicine, "went": went, "others": others, "held": held,
		"missing": missing, "drafts": drafts, "calls": calls} {
		v[key] = orNone(rows)
	}
	return v
}

// veiled reports whether somebody is not named on a paper that lies about.
func veiled(r intake.Resident) bool { return r.Person.Protected || r.Person.Hidden }

// shownAs is how a list calls somebody: name and number.
func shownAs(r intake.Resident) []string {
	name := r.Name()
	if veiled(r) {
		name = shelter.ProtectedName
	}
	return []string{name, first(r.Stay.Number, r.Stay.Slip)}
}

// orNone says 无 where a list is empty: the next shift sees that it was looked at.
func orNone(rows [][]string) [][]string {
	if len(rows) == 0 {
		return [][]string{{"无"}}
	}
	return rows
}

func watchRows(all []intake.Watched, beds map[string]string) [][]string {
	var rows [][]string
	for _, w := range all {
		rows = append(rows, append(shownAs(w.Resident), beds[w.Stay.ID], joined("、", w.Why...)))
	}
	return rows
}

func cameRows(all []intake.Resident, beds map[string]string) [][]string {
	var rows [][]string
	for _, r := range all {
		rows = append(rows, append(shownAs(r), clockTime(r.Stay.ArrivedAt), CodeWord("came_by", r.Stay.CameBy), beds[r.Stay.ID]))
	}
	return rows
}

func gapWords(gaps []intake.Gap) string {
	words := make([]string, len(gaps))
	for i, g := range gaps {
		words[i] = g.Word
	}
	return joined("、", words...)
}

// clockRows are the clocks that are past their end or near it.
func clockRows(lines []tracing.Line, now time.Time) [][]string {
	var rows [][]string
	for _, l := range lines {
		if l.State != clock.Soon && l.State != clock.Overdue {
			continue
		}
		due := l.Last.Chinese() + " 24:00"
		if l.Rule.Unit == clock.Hour {
			due = moment(l.Due)
		}
		if l.State == clock.Overdue || l.Due.Before(now) {
			due = "已过期：" + due
		}
		rows = append(rows, append(shownAs(l.Resident), l.Rule.Title, due))
	}
	return rows
}

// clockTime is 11-24 22:05 in Beijing: a shift is of yesterday and today.
func clockTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Zone).Format("01-02 15:04")
}

package shelter

import (
	"cmp"
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Timeline is who had which bed on some days, and who will have it, bed by bed
// in the order of the board. Both days belong to it.
type Timeline struct {
	From, To calendar.Date
	At       time.Time // where the past ends
	Rows     []TimelineRow
}

// TimelineRow is a bed with what happened to it. Beds that were put away are
// there where somebody slept in them.
type TimelineRow struct {
	Bed      Bed
	Zone     Zone
	Building Building
	Spans    []Span // by time
}

// SpanKind says what a bar of a Timeline means.
type SpanKind string

const (
	SpanTaken    SpanKind = "taken"    // somebody had the bed and was in the house
	SpanAway     SpanKind = "away"     // the bed was kept for somebody in hospital or placed
	SpanExpected SpanKind = "expected" // from now until the stay is to end
)

// Span is a bar of a Timeline, clipped to its days.
type Span struct {
	Kind      SpanKind
	TakeID    string
	StayID    string
	PersonID  string
	Name      string // 保护对象 where protected
	Protected bool
	Sex       string
	Away      intake.State // Hospital or Placed in a span of that kind
	From, To  time.Time
	Open      bool      // it lasts: To is now, or where the Timeline ends
	Expected  time.Time // when the stay is to end: an approved extension, or the end of the last ordinary day; zero where the take has ended
	Due       Due       // how near that is, for the colour; only where the take lasts
}

// Timeline reads who had which bed from the first day to the last. Takes that
// were undone are left out.
func (h *House) Timeline(ctx context.Context, from, to calendar.Date) (t Timeline, err error) {
	if from.IsZero() || to.Before(from) {
		return t, errDays()
	}
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		t = Timeline{From: from, To: to, At: tx.Now()}
		past, err := findPast(tx, from, to)
		if err != nil {
			return err
		}
		t.Rows, err = findRows(tx, past)
		return err
	})
	return t, err
}

func errDays() *store.Error {
	return store.Fail(store.Invalid, "请选择从哪天到哪天，开始日期不能晚于结束日期。").On("from")
}

// findRows lists the beds with their bars.
func findRows(tx *access.Tx, spans map[string][]Span) ([]TimelineRow, error) {
	beds, err := findEveryBed(tx)
	if err != nil {
		return nil, err
	}
	zones, err := findZones(tx)
	if err != nil {
		return nil, err
	}
	buildings, err := findBuildings(tx)
	if err != nil {
		return nil, err
	}
	zoneOf, buildingOf := map[string]Zone{}, map[string]Building{}
	for _, z := range zones {
		zoneOf[z.ID] = z
	}
	for _, b := range buildings {
		buildingOf[b.ID] = b
	}
	var rows []TimelineRow
	for _, b := range beds {
		if !b.Stowed.IsZero() && len(spans[b.ID]) == 0 {
			continue
		}
		zone := zoneOf[b.Room.ZoneID]
		rows = append(rows, TimelineRow{Bed: b, Zone: zone, Building: buildingOf[zone.BuildingID], Spans: spans[b.ID]})
	}
	return rows, nil
}

// past is what is needed to draw the bars.
type past struct {
	window span
	now    time.Time
	days   StayDays
	who    map[string]intake.Resident // by their stays
	away   map[string][]Absence       // by their stays, the oldest first
}

// findPast draws the bars of every bed, by the beds' ids.
func findPast(tx *access.Tx, from, to calendar.Date) (map[string][]Span, error) {
	days, err := findStayDays(tx)
	if err != nil {
		return nil, err
	}
	p := past{window: span{from.Start(), to.End()}, now: tx.Now(), days: days}
	takes, err := findTakesAround(tx, p.window.from, p.window.to)
	if err != nil {
		return nil, err
	}
	stays := make([]string, len(takes))
	for i, t := range takes {
		stays[i] = t.StayID
	}
	if p.who, err = intake.FindResidents(tx, stays); err != nil {
		return nil, err
	}
	if p.away, err = findAbsencesAround(tx, p.window.from); err != nil {
		return nil, err
	}
	byBed := map[string][]Span{}
	for _, t := range takes {
		byBed[t.BedID] = append(byBed[t.BedID], p.draw(t)...)
	}
	for _, spans := range byBed {
		slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	}
	return byBed, nil
}

// draw makes the bars of a take: in the house, away in between, and what is to
// come.
func (p past) draw(t Take) []Span {
	r := p.who[t.StayID]
	bar := Span{Kind: SpanTaken, TakeID: t.ID, StayID: t.StayID, PersonID: t.PersonID,
		Name: shownName(r), Protected: r.Person.Protected, Sex: r.Person.Sex}
	end := t.To
	if end.IsZero() {
		end = latest(t.From, p.now)
		bar.Expected = p.days.end(r.Stay)
		bar.Due = p.days.due(Days(r.Stay.ArrivedAt, p.now), r.Stay.EndsBy, p.now)
	}
	var all []Span
	add := func(bar Span, from, to time.Time) {
		bar.Open = t.To.IsZero() && to.Equal(end)
		if bar.From, bar.To = latest(from, p.window.from), earliest(to, p.window.to); bar.From.Before(bar.To) {
			all = append(all, bar)
		}
	}
	at := t.From
	for _, a := range p.away[t.StayID] {
		from, to := latest(a.From, at), end
		if !a.To.IsZero() {
			to = earliest(a.To, end)
		}
		if !from.Before(to) {
			continue
		}
		add(bar, at, from)
		away := bar
		away.Kind, away.Away = SpanAway, a.Kind
		add(away, from, to)
		at = to
	}
	add(bar, at, end)
	if t.To.IsZero() {
		bar.Kind = SpanExpected
		add(bar, end, bar.Expected)
	}
	return all
}

// end is when a stay is to end: the approved extension, or else the end of the
// last ordinary day.
func (d StayDays) end(s intake.Stay) time.Time {
	if !s.EndsBy.IsZero() {
		return s.EndsBy
	}
	return calendar.On(s.ArrivedAt).AddDays(d.Last).Start()
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

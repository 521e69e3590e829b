package shelter_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
)

// hand is a clock that a test moves.
type hand struct{ now time.Time }

// clockOf puts the station into another time.
func clockOf(h *shelter.House, start string) *hand {
	at, err := time.ParseInLocation("2006-01-02 15:04", start, calendar.Zone)
	if err != nil {
		panic(err)
	}
	c := &hand{at}
	h.Session.DB().SetClock(func() time.Time { return c.now })
	return c
}

func (c *hand) to(clock string) {
	c.now, _ = time.ParseInLocation("2006-01-02 15:04", clock, calendar.Zone)
}

func date(text string) calendar.Date {
	d, err := calendar.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// guest is somebody of a random history as plain Go knows them.
type guest struct {
	stay     intake.Stay
	sex, age string
	state    intake.State
	bed      string // its id
	outing   string
}

// tally is what one day came to, counted by hand while it went on.
type tally struct {
	in, out, spot, refused, nights, held, meals int
	inBy, outBy, issued                         map[string]int
	present                                     shelter.Present
}

// history lives through some days in a station and counts along.
type history struct {
	*testing.T
	h      *shelter.House
	clock  *hand
	random *rand.Rand
	guests []*guest
	beds   []shelter.Bed
	taken  map[string]bool
	item   supply.Item
	days   map[calendar.Date]*tally
	marks  []time.Time // moments at which it is counted who is there
}

func (y *history) day() *tally { return y.days[calendar.On(y.clock.now)] }

// pass lets time go on and counts at each midnight and meal that it passes.
func (y *history) pass(minutes int) {
	next := y.clock.now.Add(time.Duration(minutes) * time.Minute)
	for len(y.marks) > 0 && !y.marks[0].After(next) {
		mark := y.marks[0]
		y.marks = y.marks[1:]
		before := calendar.On(mark.Add(-time.Millisecond))
		if mark == before.End() {
			y.midnight(y.days[before])
		} else {
			y.days[before].meals += y.here()
		}
	}
	y.clock.now = next
}

func (y *history) here() (n int) {
	for _, g := range y.guests {
		if g.state == intake.In && g.outing == "" {
			n++
		}
	}
	return n
}

func (y *history) midnight(d *tally) {
	p := shelter.Present{BySex: map[string]int{}, ByAge: map[string]int{}, ByCategory: map[string]int{}}
	for _, g := range y.guests {
		p.Total++
		p.BySex[g.sex]++
		p.ByAge[g.age]++
		p.ByCategory["general"]++
		switch g.state {
		case intake.In:
			p.InStation++
		case intake.Hospital:
			p.Hospital++
		case intake.Placed:
			p.Placed++
		}
		if g.bed != "" && g.state == intake.In && g.outing == "" {
			d.nights++
		} else if g.bed != "" {
			d.held++
		}
	}
	d.present = p
}

func (y *history) pick(fits func(*guest) bool) *guest {
	var all []*guest
	for _, g := range y.guests {
		if fits(g) {
			all = append(all, g)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[y.random.IntN(len(all))]
}

func (y *history) arrival() intake.Arrival {
	a := man(20 + y.random.IntN(30))
	a.CameBy = []string{"police", "self", "urban"}[y.random.IntN(3)]
	a.Categories = []string{"general"}
	if y.random.IntN(3) == 0 {
		a.AgeFrom, a.AgeTo = 65, 70
	}
	return a
}

// step lets one thing happen.
func (y *history) step() {
	t, h := y.T, y.h
	inHouse := func(g *guest) bool { return g.state == intake.In && g.outing == "" }
	desk := &intake.Desk{Session: h.Session}
	draft := func() intake.Draft {
		d, err := desk.NewDraft(t.Context())
		ok(t, err)
		d.Arrival = y.arrival()
		return d
	}
	switch what := y.random.IntN(20); what {
	case 0, 1, 2, 3:
		d := draft()
		stay, err := desk.Register(t.Context(), d)
		ok(t, err)
		g := &guest{stay: stay, sex: "1", age: "18-59", state: intake.In}
		if d.Arrival.AgeFrom >= 60 {
			g.age = "60-79"
		}
		y.guests = append(y.guests, g)
		y.day().in++
		y.day().inBy[d.Arrival.CameBy]++
	case 4:
		_, err := desk.AidOnTheSpot(t.Context(), draft(), intake.SpotAid{Given: []string{"meal"}})
		ok(t, err)
		y.day().spot++
	case 5:
		_, err := desk.Refuse(t.Context(), draft(), intake.Refusal{Reason: "able"})
		ok(t, err)
		y.day().refused++
	case 6, 7, 8:
		y.bed()
	case 9:
		y.away(intake.Hospital)
	case 10:
		y.away(intake.Placed)
	case 11, 12:
		if g := y.pick(func(g *guest) bool { return g.state != intake.In }); g != nil {
			ok(t, h.Back(t.Context(), g.stay.ID))
			g.state = intake.In
		}
	case 13, 14:
		if g := y.pick(inHouse); g != nil {
			o, err := h.GoOut(t.Context(), shelter.Outing{StayID: g.stay.ID, Due: y.clock.now.Add(3 * time.Hour)})
			ok(t, err)
			g.outing = o.ID
		}
	case 15, 16:
		if g := y.pick(func(g *guest) bool { return g.outing != "" }); g != nil {
			ok(t, h.CameBack(t.Context(), g.outing, time.Time{}))
			g.outing = ""
		}
	case 17:
		y.supplies()
	default:
		y.leave()
	}
}

// bed gives, changes, takes back or undoes a bed.
func (y *history) bed() {
	t, h := y.T, y.h
	g := y.pick(func(g *guest) bool { return g.state == intake.In })
	if g == nil {
		return
	}
	free := slices.DeleteFunc(slices.Clone(y.beds), func(b shelter.Bed) bool { return y.taken[b.ID] })
	b := free[y.random.IntN(len(free))].ID
	switch {
	case g.bed == "":
		take, err := h.Assign(t.Context(), g.stay.ID, b, nil)
		ok(t, err)
		if y.random.IntN(4) == 0 {
			y.pass(1 + y.random.IntN(3))
			ok(t, h.Undo(t.Context(), take.ID))
			return
		}
	case y.random.IntN(3) == 0:
		ok(t, h.Free(t.Context(), g.stay.ID))
		delete(y.taken, g.bed)
		g.bed = ""
		return
	default:
		_, err := h.Move(t.Context(), g.stay.ID, b, nil)
		ok(t, err)
		delete(y.taken, g.bed)
	}
	g.bed, y.taken[b] = b, true
}

func (y *history) away(state intake.State) {
	g := y.pick(func(g *guest) bool { return g.state != state })
	if g == nil {
		return
	}
	held := y.random.IntN(2) == 0
	_, err := y.h.Away(y.Context(), shelter.Absence{StayID: g.stay.ID, Kind: state, BedHeld: held})
	ok(y.T, err)
	g.state, g.outing = state, ""
	if !held {
		delete(y.taken, g.bed)
		g.bed = ""
	}
}

func (y *history) supplies() {
	g := y.pick(func(*guest) bool { return true })
	if g == nil {
		return
	}
	room := &supply.Room{Session: y.h.Session}
	n := 1 + y.random.IntN(2)
	_, err := room.Issue(y.Context(), g.stay.ID, []supply.Line{{ItemID: y.item.ID, Qty: n}})
	ok(y.T, err)
	y.day().issued["issued"] += n
	if y.random.IntN(3) == 0 {
		ok(y.T, room.Return(y.Context(), g.stay.ID, y.item.ID, 1, "演示退回"))
		y.day().issued["returned"]++
	}
}

func (y *history) leave() {
	g := y.pick(func(*guest) bool { return true })
	if g == nil {
		return
	}
	kind := []string{"self", "kin", "escort"}[y.random.IntN(3)]
	_, err := y.h.Depart(y.Context(), shelter.Departure{StayID: g.stay.ID, Kind: kind, Returned: true, Explained: settled()})
	ok(y.T, err)
	y.day().out++
	y.day().outBy[kind]++
	delete(y.taken, g.bed)
	y.guests = slices.DeleteFunc(y.guests, func(o *guest) bool { return o == g })
}

// live lets a history of some days happen.
func live(t *testing.T, seed uint64, days int) *history {
	h := house(t)
	y := &history{T: t, h: h, clock: clockOf(h, "2027-01-30 00:00"), random: rand.New(rand.NewPCG(seed, 7)),
		taken: map[string]bool{}, days: map[calendar.Date]*tally{}}
	first := calendar.On(y.clock.now)
	for i := range days + 1 {
		d := first.AddDays(i)
		y.days[d] = &tally{inBy: map[string]int{}, outBy: map[string]int{}, issued: map[string]int{}}
		y.marks = append(y.marks, d.At(7, 0), d.At(11, 30), d.At(17, 30), d.End())
	}
	room := &supply.Room{Session: h.Session}
	y.item = supply.Item{Kind: "quilt", Name: "演示棉被", Unit: "条", Active: true}
	ok(t, room.SaveItem(t.Context(), &y.item))
	ok(t, room.Receive(t.Context(), y.item.ID, 1000, "budget"))
	for _, name := range []string{"男203-1", "男203-2", "男203-3", "男203-4", "男203-5", "男203-6", "男201-1", "男201-3", "男201-5", "男201-7", "男202-1", "男202-3", "男202-5", "男202-7"} {
		y.beds = append(y.beds, bed(t, h, name))
	}
	for calendar.On(y.clock.now).Before(first.AddDays(days)) {
		y.pass(1 + y.random.IntN(150))
		if y.random.IntN(8) == 0 && y.clock.now.Hour() < 23 { // some things happen on the stroke of a meal or of midnight
			y.pass(int(y.marks[0].Sub(y.clock.now) / time.Minute))
		}
		if len(y.guests) > 10 {
			y.leave()
		}
		y.step()
	}
	y.pass(12 * 60)
	return y
}

// sum adds up the tallies of some days.
func (y *history) sum(from, to calendar.Date) (want tally) {
	want = tally{inBy: map[string]int{}, outBy: map[string]int{}, issued: map[string]int{}}
	for d := from; !d.After(to); d = d.AddDays(1) {
		o := y.days[d]
		want.in, want.out, want.spot, want.refused = want.in+o.in, want.out+o.out, want.spot+o.spot, want.refused+o.refused
		want.nights, want.held, want.meals = want.nights+o.nights, want.held+o.held, want.meals+o.meals
		for _, m := range []struct{ to, from map[string]int }{{want.inBy, o.inBy}, {want.outBy, o.outBy}, {want.issued, o.issued}} {
			for k, n := range m.from {
				m.to[k] += n
			}
		}
		want.present = o.present
	}
	return want
}

func TestEveryFigureIsWhatSomebodyWhoCountedAlongHas(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			const days = 5
			y := live(t, seed, days)
			first := date("2027-01-30")
			for i := range days {
				for n := range days - i {
					y.compare(t, first.AddDays(i), first.AddDays(i+n))
				}
			}
		})
	}
}

func (y *history) compare(t *testing.T, from, to calendar.Date) {
	t.Helper()
	f, err := y.h.Period(t.Context(), from, to)
	ok(t, err)
	want := y.sum(from, to)
	got := tally{in: f.In, out: f.Out, spot: f.Spot, refused: f.Refused, nights: f.Nights, held: f.Held, meals: f.MealsAll,
		inBy: f.InBy, outBy: f.OutBy, issued: map[string]int{}, present: f.Present}
	for _, l := range f.Issued {
		got.issued["issued"] += l.Issued
		got.issued["returned"] += l.Returned
	}
	maps.DeleteFunc(got.issued, func(_ string, n int) bool { return n == 0 })
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s to %s\n got %+v\nwant %+v", from, to, got, want)
	}
	if f.Before+f.In-f.Out != f.Present.Total {
		t.Errorf("%s to %s: %d before + %d in − %d out is not %d", from, to, f.Before, f.In, f.Out, f.Present.Total)
	}
}

func TestAPeriodIsTheSumOfItsDays(t *testing.T) {
	y := live(t, 99, 5)
	whole, err := y.h.Period(t.Context(), date("2027-01-30"), date("2027-02-03"))
	ok(t, err)
	var in, out, nights, meals int
	for d := date("2027-01-30"); !d.After(date("2027-02-03")); d = d.AddDays(1) {
		f, err := y.h.Daily(t.Context(), d)
		ok(t, err)
		in, out, nights, meals = in+f.In, out+f.Out, nights+f.Nights, meals+f.MealsAll
	}
	if in != whole.In || out != whole.Out || nights != whole.Nights || meals != whole.MealsAll {
		t.Errorf("days: in %d out %d nights %d meals %d; the period says %d %d %d %d", in, out, nights, meals, whole.In, whole.Out, whole.Nights, whole.MealsAll)
	}
	if in == 0 || out == 0 || nights == 0 || meals == 0 {
		t.Error("nothing happened")
	}
}

func TestTodayCountsAsItStandsAndTomorrowNotYet(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 10:00")
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	c.to("2027-01-30 12:00")
	f, err := h.Period(t.Context(), date("2027-01-29"), date("2027-02-05"))
	ok(t, err)
	if f.Final || f.Nights != 1 || f.MealsAll != 1 || f.Present.Total != 1 {
		t.Errorf("final %v, %d nights, %d meals, %d present; want one of each, not final", f.Final, f.Nights, f.MealsAll, f.Present.Total)
	}
}

func TestAProtectedPersonIsCountedAndNotDescribed(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(30))
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), stay.PersonID, []string{h.Session.Account().ID}, "演示"))
	today := calendar.On(h.Session.DB().Now())
	desk := as(t, h, "front_desk")
	for _, who := range []*shelter.House{h, desk} {
		f, err := who.Daily(t.Context(), today)
		ok(t, err)
		p := f.Present
		if p.Total != 1 || p.Protected != 1 || p.ByAge[shelter.ProtectedCode] != 1 || p.ByAge["18-59"] != 0 || f.In != 1 {
			t.Errorf("present = %+v", p)
		}
	}
}

func TestBedsGivenAgainstARuleAreListed(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "女101-1").ID, &shelter.Override{Reason: "演示：男区停水"})
	ok(t, err)
	f, err := h.Daily(t.Context(), calendar.On(h.Session.DB().Now()))
	ok(t, err)
	if len(f.Override) != 1 || f.Override[0].Bed != "女101-1" || !slices.Contains(f.Override[0].Rules, "sex_room") {
		t.Errorf("overrides = %+v", f.Override)
	}
}

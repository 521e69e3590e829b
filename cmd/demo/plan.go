package demo

import (
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
)

// How many come, and over how many days.
const (
	perDay    = 21 // come and have left again, on each of the last days
	weeks     = 14 // days
	earlier   = 46 // came and left in the weeks before
	returning = 14 // of them come again
	turned    = 9  // are refused
)

// inviteAll invents everybody.
func (w *world) inviteAll() []*guest {
	var all []*guest
	for range earlier {
		g := w.passing(w.hourOf(15+w.rng.IntN(founded-20)), 2)
		all = append(all, g)
	}
	for back := range weeks {
		for range perDay {
			all = append(all, w.passing(w.hourOf(back), 1))
		}
	}
	for i, first := range firstStays(all[:earlier]) {
		w.comesAgain(first, all[earlier+i*17])
	}
	for range turned {
		all = append(all, w.refusal())
	}
	return append(all, w.residents()...)
}

// firstStays picks some of whom it is known who they are.
func firstStays(all []*guest) []*guest {
	var known []*guest
	for _, g := range all {
		if g.Identity == intake.IdentityProven && len(known) < returning {
			known = append(known, g)
		}
	}
	return known
}

// busy is how many of a day's arrivals come in each hour; evenings are the worst.
var busy = []int{2, 2, 1, 1, 1, 2, 3, 4, 7, 8, 8, 7, 5, 5, 7, 7, 7, 7, 7, 8, 9, 9, 8, 5}

// hourOf is a moment some days back, at an hour at which people come.
func (w *world) hourOf(daysBack int) time.Time {
	sum := 0
	for _, n := range busy {
		sum += n
	}
	at, hourOfDay := w.rng.IntN(sum), 0
	for at >= busy[hourOfDay] {
		at -= busy[hourOfDay]
		hourOfDay++
	}
	day := calendar.On(w.end).AddDays(-daysBack)
	return day.At(hourOfDay, w.rng.IntN(60)).Add(time.Duration(w.rng.IntN(60)) * time.Second)
}

// passing is somebody who has come and gone. nights is how long they stay at
// most.
func (w *world) passing(arrives time.Time, nights int) *guest {
	const settled = 4 * hour // who came today has left by now
	if latest := w.end.Add(-settled); arrives.After(latest) {
		arrives = latest.Add(-w.between(time.Minute, 9*hour))
	}
	g := &guest{arrives: arrives}
	sex := w.pick("1", "1", "1", "2", "2")
	switch n := w.rng.IntN(100); {
	case n < 46:
		g.Arrival = w.adult(sex, 19, 58)
		w.came(g, w.pick("self", "police", "patrol", "public", "urban"), w.pick("job", "robbed", "kin", "other", "other"))
	case n < 66:
		g.Arrival = w.elder(sex)
		w.came(g, w.pick("police", "police", "public", "community", "hospital"), "lost")
	case n < 76:
		g.Arrival = w.adult(sex, 30, 64)
		w.came(g, w.pick("patrol", "urban", "patrol"), "begging")
		g.Needs = append(g.Needs, "clothes")
	case n < 83:
		g.Arrival = w.child(sex, 7, 16)
		w.came(g, w.pick("police", "public"), "lost")
	case n < 89:
		g.Arrival = w.adult(sex, 25, 60)
		g.Categories, g.Look = []string{"disabled"}, []string{"disabled"}
		w.came(g, w.pick("police", "station", "self"), w.pick("job", "kin"))
	case n < 95:
		g.Arrival = w.bySound(sex, 45, 65)
		w.came(g, w.pick("police", "patrol"), "unclear")
		g.proven = w.between(3*hour, 12*hour)
	default:
		g.Arrival = w.stranger(sex, 30, 50)
		w.came(g, w.pick("police", "hospital", "patrol"), "unclear")
		g.proven = w.between(5*hour, 20*hour)
	}
	if g.Identity == intake.IdentityClaimed && g.proven == 0 {
		g.proven = w.between(2*hour, 20*hour)
	}
	w.leaves(g)
	g.stays = w.until(arrives, nights)
	g.noBed = g.stays < 5*hour
	g.photo = w.chance(24)
	w.ask(g)
	if w.chance(28) {
		g.papers = []string{"register", "departure"}
	}
	return g
}

// until is how long somebody stays who leaves by day, after some nights at
// most.
func (w *world) until(arrives time.Time, nights int) time.Duration {
	morning := calendar.On(arrives).AddDays(1+w.rng.IntN(nights)).At(8, 0)
	leaves := morning.Add(w.between(0, 9*hour))
	if latest := w.end.Add(-40 * time.Minute); leaves.After(latest) || w.chance(4) {
		return w.between(hour, min(latest.Sub(arrives), 5*hour))
	}
	return leaves.Sub(arrives)
}

// ask plans the queries by which it is learned who somebody is.
func (w *world) ask(g *guest) {
	if g.proven == 0 {
		return
	}
	first := g.proven / 3
	g.steps = append(g.steps, step{first, "quick_query", note("与全国系统比对（演示）", "", "")},
		step{g.proven, "verified", note("家属视频确认（演示）", "", "演示派出所")})
}

// comesAgain makes a later arrival one of somebody who came before.
func (w *world) comesAgain(first, again *guest) {
	arrival := first.Arrival
	arrival.Circumstances, arrival.Health = again.Circumstances, first.Health
	arrival.CameBy, arrival.Categories = again.CameBy, first.Categories
	arrival.Bag, arrival.Cabinet, arrival.Belongings = again.Bag, again.Cabinet, again.Belongings
	arrival.AidedBefore = "曾在本站受助"
	again.Arrival, again.before = arrival, first
	again.proven, again.steps = 0, nil
	again.leaving = departure{}
	w.leaves(again)
}

// refusal is somebody whom the station must turn away.
func (w *world) refusal() *guest {
	g := &guest{arrives: w.hourOf(1 + w.rng.IntN(weeks-1)), Arrival: w.adult("1", 25, 55)}
	w.came(g, "self", "other")
	g.Opinion, g.Belongings, g.Bag, g.Cabinet = "refuse", nil, "", ""
	g.refused = w.pick("able", "cash", "check", "untruthful")
	g.papers = []string{"refusal"}
	return g
}

package report

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// task is something that waits, with the page where it is done.
type task struct {
	line
	route kit.Route
}

// draftTasks are the registrations that were begun.
func draftTasks(drafts []intake.Draft, now time.Time) []task {
	var all []task
	for _, d := range drafts {
		all = append(all, task{
			line:  line{title: d.Slip, more: d.Arrival.Name, note: lang.L("登记未完成 · {{.When}}", map[string]any{"When": kit.SayTime(d.CreatedAt, now)})},
			route: kit.Route{Name: kit.RouteArrival, ID: d.ID},
		})
	}
	return all
}

// missingTasks are the people in care of whom something is not known that a
// search or a bed asks for. 不详 is an answer and asks for nothing.
func missingTasks(residents []intake.Resident, now time.Time) []task {
	var all []task
	for _, r := range residents {
		if r.Person.Hidden || r.Stay.Hidden {
			continue
		}
		missing := missingFacts(r, now)
		if len(missing) == 0 {
			continue
		}
		all = append(all, task{
			line:  line{title: r.Name(), note: lang.L("缺：{{.What}}", map[string]any{"What": strings.Join(missing, lang.L("、"))})},
			route: kit.Route{Name: kit.RoutePerson, ID: r.Person.ID},
		})
	}
	return all
}

func missingFacts(r intake.Resident, now time.Time) []string {
	unknown := map[string]bool{}
	for _, field := range r.Stay.Unknown {
		unknown[field] = true
	}
	var missing []string
	want := func(field string, known bool, word string) {
		if !known && !unknown[field] {
			missing = append(missing, word)
		}
	}
	_, _, aged := r.Person.AgeRange(now)
	want("age", aged, lang.L("年龄"))
	want("reason", r.Stay.Reason != "", lang.L("求助原因"))
	if r.Person.Identity != intake.IdentityProven {
		want("found_place", r.Stay.FoundPlace != "", lang.L("发现地点"))
		want("marks", r.Person.Marks != "", lang.L("体貌特征"))
		want("accent", r.Person.Accent != "", lang.L("口音"))
	}
	return missing
}

// lowItems are what is to be ordered.
func lowItems(items []supply.Item) []line {
	var all []line
	for _, i := range items {
		if !i.Active || !i.Low() {
			continue
		}
		state := kit.State{Shape: kit.Triangle, Word: lang.L("低库存"), Color: kit.Soon}
		if i.Stock == 0 {
			state = kit.State{Shape: kit.Diamond, Word: lang.L("已用完"), Color: kit.Overdue}
		}
		all = append(all, line{state: state, title: strings.TrimSpace(i.Name + " " + i.Size),
			right: lang.L("{{.N}} {{.Unit}}", map[string]any{"N": i.Stock, "Unit": i.Unit})})
	}
	return all
}

package report

import (
	"slices"
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

func linesOf(tasks []task) []line {
	all := make([]line, len(tasks))
	for i, t := range tasks {
		all[i] = t.line
	}
	return all
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

// missingTasks are the people in care of whom something is still to be filled
// in. Enter goes on with their registration, for who may.
func missingTasks(residents []intake.Resident, registers bool, now time.Time) []task {
	var all []task
	for _, r := range residents {
		if gaps := intake.Missing(r, now); len(gaps) > 0 {
			all = append(all, missingTask(intake.Gapped{Resident: r, Gaps: gaps}, registers))
		}
	}
	return all
}

func missingTask(g intake.Gapped, registers bool) task {
	words := make([]string, len(g.Gaps))
	for i, gap := range g.Gaps {
		words[i] = lang.L(gap.Word)
	}
	t := task{
		line:  line{title: calledHere(g.Resident), note: lang.L("缺：{{.What}}", map[string]any{"What": strings.Join(words, lang.L("、"))})},
		route: kit.Route{Name: kit.RouteAmend, ID: g.Stay.ID},
	}
	if !registers {
		t.route = kit.Route{Name: kit.RoutePerson, ID: g.Person.ID}
	}
	return t
}

// callsAhead is how far ahead calls are listed: to the end of the shift.
const callsAhead = 12 * time.Hour

// callTasks are the calls to be tried again, with when.
func callTasks(calls []intake.DueInquiry, now time.Time) []task {
	all := make([]task, len(calls))
	for i, c := range calls {
		all[i] = task{
			line: line{state: kit.State{Shape: kit.Ring0, Word: kit.SayTime(c.NextAt, now), Color: kit.Info},
				title: calledHere(c.Resident)},
			route: kit.Route{Name: kit.RoutePerson, ID: c.PersonID},
		}
		l := &all[i].line
		if c.NextAt.Before(now) {
			l.state.Shape, l.state.Color = kit.Triangle, kit.Soon
		}
		if !veiled(c.Resident) {
			l.more = codeWord("inquiry_whom", c.Whom)
			l.note = joined(" · ", c.Unit, c.Name, c.Phone, c.NextWhat)
		}
	}
	return all
}

// joined puts together the parts that say something.
func joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), between)
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

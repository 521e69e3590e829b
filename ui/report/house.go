package report

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/care"
	"guitu/ui/kit"
)

// houseDue is what the house has to do now, beside the clocks of the law.
type houseDue struct {
	searches    []shelter.Search
	outings     []shelter.Outing // whose time to be back has passed
	doses       []shelter.RoundLine
	escorts     []shelter.Escort // that should have left, arrived or come back
	extensions  []shelter.ExtensionDue
	visits      []shelter.VisitDue
	settlements []shelter.SettlementDue
}

// dosesBack is how far back doses are looked for of which nothing was recorded:
// the shift and the one before it.
const dosesBack = 24 * time.Hour

// visitsAhead is how many days ahead visits are told.
const visitsAhead = 3

// readHouseDue asks the house. Of people under protection it brings no more than
// the lists behind it show.
func readHouseDue(ctx context.Context, house *shelter.House, now time.Time) (h houseDue, err error) {
	if h.searches, err = house.Searches(ctx); err != nil {
		return h, err
	}
	if h.outings, err = house.Outings(ctx, now); err != nil {
		return h, err
	}
	round, err := house.RoundList(ctx, now.Add(-dosesBack), now)
	if err != nil {
		return h, err
	}
	if h.escorts, err = house.OpenEscorts(ctx); err != nil {
		return h, err
	}
	if h.extensions, err = house.ExtensionsDue(ctx); err != nil {
		return h, err
	}
	if h.visits, err = house.VisitsDue(ctx); err != nil {
		return h, err
	}
	if h.settlements, err = house.SettlementsDue(ctx); err != nil {
		return h, err
	}
	h.doses = round.Lines
	h.keep(now)
	return h, nil
}

// keep leaves what is due.
func (h *houseDue) keep(now time.Time) {
	h.outings = slices.DeleteFunc(h.outings, func(o shelter.Outing) bool { return !o.Overdue(now) })
	h.doses = slices.DeleteFunc(h.doses, func(l shelter.RoundLine) bool { return !l.Late })
	h.escorts = slices.DeleteFunc(h.escorts, func(e shelter.Escort) bool { return !e.Overdue(now) })
	h.extensions = slices.DeleteFunc(h.extensions, func(e shelter.ExtensionDue) bool { return e.Asked != nil }) // waits for the head
	soon := calendar.On(now).AddDays(visitsAhead)
	h.visits = slices.DeleteFunc(h.visits, func(v shelter.VisitDue) bool { return v.Due.After(soon) })
	h.settlements = slices.DeleteFunc(h.settlements, func(s shelter.SettlementDue) bool { return s.ProcedureID != "" })
}

// houseTasks are one row a matter, with whom it concerns and the page on which
// it is done; what is about somebody's safety stands first.
func houseTasks(h houseDue, now time.Time) (all []task) {
	late := slices.ContainsFunc(h.visits, func(v shelter.VisitDue) bool { return v.Overdue })
	escorts := kit.Route{Name: kit.RouteBeds, ID: "escorts"}
	for _, m := range []struct {
		urgent bool
		title  string // key of its translation
		names  []string
		route  kit.Route
	}{
		{true, "点名未到，寻找中", namesOf(h.searches, func(s shelter.Search) string { return s.Name }), inCare(care.Procedures)},
		{true, "外出未归，已过时间", namesOf(h.outings, func(o shelter.Outing) string { return o.Name }), inCare(outings)},
		{true, "到时间的药还没有记", namesOf(h.doses, func(l shelter.RoundLine) string { return l.Name }), inCare(care.Medicines)},
		{true, "护送过了时间没有登记", namesOf(h.escorts, func(e shelter.Escort) string { return e.Name }), escorts},
		{false, "住满期限，要离站或申请延期", namesOf(h.extensions, func(e shelter.ExtensionDue) string { return e.Name }), inCare(care.Longer)},
		{late, "托养的人该去探访", namesOf(h.visits, func(v shelter.VisitDue) string { return v.Name }), inCare(care.Longer)},
		{false, "身份不明，该办落户安置", namesOf(h.settlements, func(s shelter.SettlementDue) string { return s.Name }), inCare(care.Procedures)},
	} {
		if len(m.names) > 0 {
			all = append(all, houseTask(m.urgent, m.title, m.names, m.route))
		}
	}
	return all
}

// outings is the section of the page 照料 that lists who is out.
const outings = "外出"

func inCare(section string) kit.Route { return kit.Route{Name: kit.RouteCare, ID: section} }

func namesOf[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}

// mostNamed is how many names a row has room for.
const mostNamed = 4

func houseTask(urgent bool, title string, names []string, route kit.Route) task {
	state := kit.State{Shape: kit.Triangle, Word: strconv.Itoa(len(names)), Color: kit.Soon}
	if urgent {
		state.Shape, state.Color = kit.Diamond, kit.Overdue
	}
	named := slices.Clone(names)
	slices.Sort(named)
	named = slices.Compact(named) // of several doses somebody is named once
	note := strings.Join(named[:min(len(named), mostNamed)], lang.L("、"))
	if len(named) > mostNamed {
		note = lang.L("{{.Names}}等{{.N}}人", map[string]any{"Names": note, "N": len(named)})
	}
	return task{line{state: state, title: lang.L(title), note: note, right: lang.L("办理") + " ›", ink: kit.Accent}, route}
}

package ui

import (
	"guitu/ui/beds"
	"guitu/ui/desk"
	"guitu/ui/kit"
	"guitu/ui/person"
	"guitu/ui/report"
	"guitu/ui/supplies"
	"guitu/ui/trace"
)

// makeView makes the page of an address; nil where there is none or the
// account may not see it.
func (s *Shell) makeView(route kit.Route) kit.View {
	switch route.Name {
	case kit.RouteToday:
		return report.NewToday(s)
	case kit.RouteShift:
		return report.NewShift(s)
	case kit.RouteDesk:
		return desk.New(s)
	case kit.RouteArrival:
		return desk.NewArrival(s, route.ID)
	case kit.RouteQuick:
		return desk.NewQuick(s, route.ID)
	case kit.RouteSpot:
		return desk.NewSpot(s, route.ID)
	case kit.RouteAmend:
		return desk.NewAmend(s, route.ID)
	case kit.RouteImport:
		return desk.NewImport(s)
	case kit.RouteBeds:
		return beds.New(s, route.ID)
	case kit.RouteCare, kit.RouteFigures, kit.RouteSettings:
		return s.sectioned(route)
	case kit.RouteSupplies:
		return supplies.New(s, route.ID)
	case kit.RouteTrace:
		return trace.New(s)
	case kit.RouteCase:
		return trace.NewCase(s, route.ID)
	case kit.RouteReports:
		return trace.NewReports(s)
	case kit.RouteReport:
		return trace.NewReport(s, route.ID)
	case kit.RoutePapers:
		return report.NewPapers(s, route.ID)
	case kit.RoutePerson:
		return person.New(s, route.ID)
	case kit.RouteCopy:
		return person.NewCopy(s, route.ID)
	}
	return nil
}

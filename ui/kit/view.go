package kit

import "fyne.io/fyne/v2"

// View is one page of the window. The router makes it, shows it, and keeps
// it while there is a way back to it.
type View interface {
	// Content is what is shown between sidebar and status; built once.
	Content() fyne.CanvasObject
	// Enter is called when the page is shown: load, and focus the first thing.
	Enter()
	// Leave is called when another page is shown. Nothing typed may be lost.
	Leave()
	// Do does what a shortcut of the table asks for and reports whether the
	// page knew it.
	Do(id string) bool
}

// Route is a page with what it is about: an address that back and forward
// remember.
type Route struct {
	Name string // one of the Route… names
	ID   string // a person, stay or draft; empty for the page itself
}

// The names of the pages.
const (
	RouteToday    = "today"
	RouteDesk     = "desk"
	RouteArrival  = "arrival" // ID: draft
	RouteBeds     = "beds"    // ID: stay to be placed
	RouteSupplies = "supplies"
	RouteCare     = "care"    // ID: section
	RouteFigures  = "figures" // ID: section
	RouteTrace    = "trace"
	RouteCase     = "case"   // ID: stay
	RoutePapers   = "papers" // ID: stay, or stay/kind
	RouteSettings = "settings"
	RoutePerson   = "person" // ID: person
	RouteAmend    = "amend"  // ID: stay, whose registration is completed
	RouteCopy     = "copy"   // ID: stay, whose fields go to the national system
	RouteQuick    = "quick"  // ID: draft
	RouteSpot     = "spot"   // ID: draft
	RouteImport   = "import"
	RouteShift    = "shift"
	RouteReports  = "reports" // families' reports
	RouteReport   = "report"  // ID: report, or empty for a new one
)

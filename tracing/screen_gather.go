package tracing

import (
	"time"

	"guitu/internal/calendar"
	"guitu/tracing/match"
)

// gathering makes candidates of leads.
type gathering struct {
	screen *Screen
	limit  int
	now    time.Time
	self   string          // the file that the arrival is said to be of
	lostOn calendar.Date   // of a report: when the person was last seen
	seen   map[string]bool // humans that are in the list, or left out
	list   []Candidate
}

func (g *gathering) collect(leads []match.Lead) []Candidate {
	for _, lead := range leads {
		if len(g.list) >= g.limit {
			break
		}
		if lead.Kind == match.Report {
			g.addReport(lead)
			continue
		}
		g.addHuman(lead)
	}
	return g.list
}

// addHuman adds the human of a file. A file that the directory does not hold
// is of nobody whom this account may see.
func (g *gathering) addHuman(lead match.Lead) {
	card, ok := g.screen.people.Human(lead.ID)
	if !ok || card.Person.Hidden || g.seen[card.Person.ID] {
		return
	}
	if g.self != "" && g.apart(append(card.Linked, card.Person.ID)) {
		return
	}
	g.seen[card.Person.ID] = true
	g.screen.mu.RLock()
	frequent := g.screen.frequent
	g.screen.mu.RUnlock()
	g.list = append(g.list, Candidate{Card: &card, Lead: lead, Facts: factsAbout(card, frequent, g.lostOn, g.now)})
}

func (g *gathering) apart(files []string) bool {
	for _, file := range files {
		if g.screen.people.Apart(g.self, file) {
			return true
		}
	}
	return false
}

func (g *gathering) addReport(lead match.Lead) {
	g.screen.mu.RLock()
	report, ok := g.screen.reports[lead.ID]
	g.screen.mu.RUnlock()
	if !ok {
		return
	}
	outline := report.Outline()
	g.list = append(g.list, Candidate{Report: &outline, Lead: lead, Facts: factsAboutReport(report)})
}

package ui

import (
	"guitu/ui/care"
	"guitu/ui/house"
	"guitu/ui/kit"
	"guitu/ui/report"
	"guitu/ui/settings"
	"guitu/ui/supplies"
)

// sectionedPages are the pages of sections, some of them of sections that more
// than one package brings.
var sectionedPages = []struct {
	route, title, memory string
	sections             func(s *Shell) []kit.Section
}{
	{kit.RouteCare, "照料", "care.section", func(s *Shell) []kit.Section { return append(care.Sections(s), house.Sections(s)...) }},
	{kit.RouteFigures, "统计", "figures.section", func(s *Shell) []kit.Section { return append(report.Figures(s), house.Records(s)...) }},
	{kit.RouteSupplies, "物资", supplies.LastSection, func(s *Shell) []kit.Section { return supplies.Sections(s) }},
	{kit.RouteSettings, "设置", "settings.section", func(s *Shell) []kit.Section { return settings.Sections(s) }},
}

// sectioned makes such a page; nil where the account may open none of its
// sections.
func (s *Shell) sectioned(route kit.Route) kit.View {
	for _, p := range sectionedPages {
		if p.route != route.Name {
			continue
		}
		if all := p.sections(s); len(all) > 0 {
			return kit.NewSectioned(s, p.title, p.memory, all, route.ID)
		}
	}
	return nil
}

// sectionDoors are the sections that the palette leads to.
func (s *Shell) sectionDoors() (all []door) {
	for _, p := range sectionedPages {
		if !s.frame.offers(p.route) {
			continue
		}
		for _, section := range p.sections(s) {
			all = append(all, door{title: section.Title, more: p.title, behind: p.title, open: func() {
				s.Remember(p.memory, section.Title)
				s.Go(kit.Route{Name: p.route})
			}})
		}
	}
	return all
}

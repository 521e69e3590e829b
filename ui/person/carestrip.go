package person

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// care is the one matter of the care that cannot be overlooked: that somebody
// is away, or else that an extension or settling is due. nil for none.
func (s *strip) care() fyne.CanvasObject {
	p, stay := s.page, s.page.f.stay()
	file := p.f.care[stay.ID]
	if p.care == nil || !stay.State.Open() {
		return nil
	}
	if a, ok := present(file); ok && stay.State != intake.In {
		return s.away(stay, a, file)
	}
	settlement, opened := file.Settlement()
	switch {
	case asked(file):
		return s.due(lang.L("○ 延期申请在等站长审批"), kit.Info, careExtension)
	case file.Extend:
		return s.due(lang.L("▲ 已到救助期限的最后一天，没有有效的延期"), kit.Soon, careExtension)
	case opened && settlement.Closed.IsZero():
		return s.due(lang.L("▲ 落户安置在办，还差{{.N}}项", map[string]any{"N": len(settlement.Missing())}), kit.Soon, careSettlement)
	case !opened && !file.Settle.IsZero() && !calendar.On(p.shell.Now()).Before(file.Settle):
		return s.due(lang.L("▲ 身份一直查不清，应当启动落户安置"), kit.Soon, careSettlement)
	}
	return nil
}

func asked(file shelter.CareFile) bool {
	return slices.ContainsFunc(file.Extensions, func(e shelter.Extension) bool { return e.State == shelter.ExtensionAsked })
}

// away says where somebody is, whether the bed waits for them, and when they
// are to be visited.
func (s *strip) away(stay intake.Stay, a shelter.Absence, file shelter.CareFile) fyne.CanvasObject {
	p := s.page
	bed := lang.L("床位让出")
	if a.BedHeld {
		bed = lang.L("床位保留")
	}
	words, ink := kit.Joined("▲ "+awayWord(a.Kind), p.institution(a.InstitutionID).Name,
		lang.L("{{.From}} 起", map[string]any{"From": kit.SayTime(a.From, p.shell.Now())}), bed), fyne.ThemeColorName(kit.Soon)
	if a.Kind == intake.Placed {
		visit, due := visitWords(p, file.Visit)
		if words = kit.Joined(words, visit); due == kit.Overdue {
			ink = due
		}
	}
	right := kit.Beside(quiet("住院和托养", func() { p.goCare(stay.ID, careAway) }))
	if p.can(access.AssignBeds) {
		right.Add(quiet("回站登记", func() { p.back(stay.ID) }))
	}
	return remark(words, ink, right)
}

// due is a line that leads to a room of the care.
func (s *strip) due(words string, ink fyne.ThemeColorName, room string) fyne.CanvasObject {
	p := s.page
	return remark(words, ink, quiet("去办理", func() { p.goCare(p.f.stay().ID, room) }))
}

// vitals are the watch level and the last temperature of who is in care.
func (p *page) vitals() (all []kit.State) {
	stay := p.f.stay()
	v := p.f.care[stay.ID].Vital
	if !stay.State.Open() {
		return nil
	}
	if level := v.Watch.Level; level != "" {
		state := kit.State{Shape: kit.Triangle, Word: levelWord(level), Color: kit.Soon}
		if level == "none" {
			state.Shape, state.Color = kit.Disc, kit.Faint
		}
		all = append(all, state)
	}
	if t := v.Temperature; t.ID != "" {
		state := kit.State{Shape: kit.Disc, Word: kit.Joined(degrees(t.Tenths), kit.SayTime(t.At, p.shell.Now())), Color: kit.Faint}
		if v.Fever {
			state.Shape, state.Color = kit.Diamond, kit.Overdue
		}
		all = append(all, state)
	}
	return all
}

package beds

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// steps is the check-list of the chosen way of leaving: what is ticked, and for
// what is not done the reason.
type steps struct {
	form  *kit.Form
	list  shelter.Checklist
	tick  *kit.Choice
	why   map[string]*kit.Entry // by code, of the required ones
	asked map[string]bool       // the reason was asked for
	way   string
}

func newSteps(list shelter.Checklist) *steps {
	return &steps{list: list, tick: kit.NewMultiChoice(nil), why: map[string]*kit.Entry{}, asked: map[string]bool{}}
}

// fill adds the fields.
func (s *steps) fill(form *kit.Form, group *kit.Group) {
	s.form = form
	group.Add("checks", "核对（按数字键勾选）", s.tick)
	for _, step := range s.list.Steps {
		if !step.Required || step.Off {
			continue
		}
		s.why[step.Code] = kit.NewEntry()
		group.Add(stepKey(step.Code), lang.L("没有办的原因：{{.Step}}", map[string]any{"Step": lang.L(step.Text)}), s.why[step.Code])
	}
}

func stepKey(code string) string { return "step/" + code }

// ask shows the list of a way of leaving; what was ticked on another list and
// is on this one as well stays ticked.
func (s *steps) ask(way string) {
	if s.way != way || s.tick.Options == nil {
		s.way = way
		chosen := s.tick.ChosenAll()
		s.tick.Options = nil
		for _, step := range s.list.StepsFor(way) {
			if !step.Proven() {
				s.tick.Options = append(s.tick.Options, kit.Option{Key: step.Code, Text: stepWords(step)})
			}
		}
		s.tick.Choose(chosen...)
		s.tick.Refresh()
	}
	s.form.Item("checks").Show(len(s.tick.Options) > 0)
	for code, entry := range s.why {
		s.form.Item(stepKey(code)).Show(s.applies(code) && (s.asked[code] || strings.TrimSpace(entry.Text) != ""))
	}
}

func (s *steps) applies(code string) bool {
	return slices.ContainsFunc(s.list.StepsFor(s.way), func(step shelter.LeavingStep) bool { return step.Code == code })
}

func stepWords(step shelter.LeavingStep) string {
	if step.Article == "" {
		return lang.L(step.Text)
	}
	return lang.L("{{.Text}}（{{.Article}}）", map[string]any{"Text": lang.L(step.Text), "Article": step.Article})
}

// explained are the reasons that were written for steps of the chosen way.
func (s *steps) explained() map[string]string {
	all := map[string]string{}
	for code, entry := range s.why {
		if words := strings.TrimSpace(entry.Text); words != "" && s.applies(code) {
			all[code] = words
		}
	}
	return all
}

// shownBy are the fields by which a step is shown to be done.
var shownBy = map[string][]string{
	"collector": {"collector", "collector_phone"}, "collector_id": {"collector_id"}, "relation": {"relation", "proof"},
	"receiver": {"receiver", "collector"}, "institution": {"receiver", "collector"}, "clause": {"clause"},
}

// fail asks for the reason of a step that was not done. Where an empty field
// would show that it was, the cursor goes there.
func (s *steps) fail(known *store.Error) bool {
	code, is := strings.CutPrefix(known.Field, "step/")
	if !is || s.why[code] == nil {
		return false
	}
	s.asked[code] = true
	s.form.Together(func() { s.ask(s.way) })
	for _, key := range shownBy[code] {
		if item := s.form.Item(key); item != nil && item.Field.Empty() {
			item.Field.Base().SetProblem(kit.Say(known))
			s.form.Focus(key)
			return true
		}
	}
	return s.form.Fail(known)
}

package desk

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// addFirstLook asks what is seen before anything is asked, since it may be
// that somebody needs a doctor first, and says under it what is to be done.
func (s *sheet) addFirstLook() {
	g := s.group(groupLook)
	s.several(g.Add, "look", "身体状况检视", "health_look", func(a *intake.Arrival) *[]string { return &a.Look }).Want()
	s.only(s.text(g.Add, "look_note", "身体状况说明", s.phrased("look_note", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.LookNote }),
		func(a intake.Arrival) bool { return beyond(a.Look, "well") })
	s.several(g.Add, "mind", "精神状况", "mind_look", func(a *intake.Arrival) *[]string { return &a.Mind })
	s.only(s.text(g.Add, "mind_note", "精神状况说明", s.phrased("mind_note", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.MindNote }),
		func(a intake.Arrival) bool { return beyond(a.Mind, "clear") })
	s.text(g.Add, "medicine", "用药", s.phrased("medicine", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.Medicine })
	s.text(g.Beside, "allergy", "过敏", s.phrased("allergy", kit.NewEntry()), func(a *intake.Arrival) *string { return &a.Allergy })
	s.addSilence(g)
	s.urgent = advise(g, "advice", "按看到的，应当", func(kind string) { s.onPaper(kind) })
}

// beyond reports that something else was seen than that all is well.
func beyond(seen []string, well string) bool {
	return slices.ContainsFunc(seen, func(code string) bool { return code != well })
}

// silence is the answer that somebody does not or cannot answer. It marks what
// is empty of who they are 不详 at one key, and takes those marks back with it.
type silence struct {
	choice *kit.Choice
	marked []*kit.Item
}

// identityFields are what somebody would have to tell.
var identityFields = []string{"name", "nation", "age", "id_kind", "id_number", "household", "home", "education", "marital", "political",
	"phone", "aliases", "benefit", "story", "kin", "aided_before"}

func (s *sheet) addSilence(g *kit.Group) {
	c := kit.NewMultiChoice([]kit.Option{{Key: silent, Text: lang.L("不愿或不能回答")}, {Key: speaks, Text: lang.L("要翻译或手语")}})
	s.silence = &silence{choice: c}
	c.OnChanged = s.hush
	s.bind(g.Add("silent", "问话", c),
		func(a *intake.Arrival) {
			c.Restore("")
			var keys []string
			if a.Silent {
				keys = append(keys, silent)
			}
			if a.Language != "" || a.Interpreter != "" {
				keys = append(keys, speaks)
			}
			c.Choose(keys...)
		},
		func(a *intake.Arrival) { a.Silent = slices.Contains(c.ChosenAll(), silent) })
}

const (
	silent = "silent"
	speaks = "speaks" // another language, or signs
)

// hush marks what is empty when somebody does not answer, and takes the marks
// back when they do.
func (s *sheet) hush() {
	quiet := slices.Contains(s.silence.choice.ChosenAll(), silent)
	if !quiet {
		s.unhush()
		return
	}
	if len(s.silence.marked) > 0 {
		return
	}
	for _, key := range identityFields {
		if item := s.form.Item(key); item.Field.Empty() {
			markUnknown(item.Field)
			item.Field.Base().Marked()
			s.silence.marked = append(s.silence.marked, item)
		}
	}
	if n := len(s.silence.marked); n > 0 {
		s.toast(kit.Toast{Text: lang.L("空着的 {{.N}} 项身份信息已记为不详。", map[string]any{"N": n}), Kind: kit.Info, Undo: s.speak})
	}
}

// speak takes back that somebody does not answer.
func (s *sheet) speak() {
	c := s.silence.choice
	c.Choose(slices.DeleteFunc(c.ChosenAll(), func(key string) bool { return key == silent })...)
	s.unhush()
	c.Changed()
	c.Committed()
}

func (s *sheet) unhush() {
	for _, item := range s.silence.marked {
		if saidUnknown(item.Field) {
			unmark(item.Field)
			item.Field.Base().Marked()
		}
	}
	s.silence.marked = nil
}

// unmark empties a field that was marked 不详.
func unmark(f kit.Field) {
	if r, ok := f.(*rows); ok {
		r.reset(0)
		return
	}
	f.Restore("")
}

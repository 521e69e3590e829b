package settings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// ruleColumns are what a list of rules shows of each; plain puts its sentence
// into words.
func ruleColumns(plain func(text string) string) []kit.Column[shelter.Rule] {
	return []kit.Column[shelter.Rule]{
		{ID: "text", Title: lang.L("说明"), Width: 7, Text: func(r shelter.Rule) string { return plain(r.Text) }},
		{ID: "level", Title: lang.L("强度"), Width: 1.3, Text: func(r shelter.Rule) string { return levelWord(r.Level) }, Color: levelInk},
		switched(1.5, func(r shelter.Rule) bool { return r.Off }),
		{ID: "article", Title: lang.L("依据"), Width: 4, Text: func(r shelter.Rule) string { return r.Article }},
	}
}

func levelWord(l shelter.Level) string {
	if l == shelter.Block {
		return lang.L("禁止")
	}
	return lang.L("提醒")
}

func levelInk(r shelter.Rule) fyne.ThemeColorName {
	if r.Level == shelter.Block {
		return kit.Overdue
	}
	return kit.Soon
}

// ruleFields is the form in which a rule is changed.
type ruleFields struct {
	form           *kit.Form
	enabled, level *kit.Choice
	text           *kit.Entry
	article        *kit.Entry
}

func newRuleFields(r shelter.Rule) *ruleFields {
	f := &ruleFields{form: kit.NewForm(), enabled: newSwitch(), text: kit.NewParagraphEntry(3), article: kit.NewEntry(),
		level: kit.NewChoice([]kit.Option{{Key: string(shelter.Warn), Text: levelWord(shelter.Warn)}, {Key: string(shelter.Block), Text: levelWord(shelter.Block)}})}
	group := f.form.Group("")
	group.Add("off", "是否启用", f.enabled).Require()
	group.Add("level", "强度", f.level).Require()
	group.Add("text", "说明（安排时显示）", f.text).Require()
	group.Add("article", "依据的条款", f.article)
	f.enabled.Choose(key(!r.Off))
	f.level.Choose(string(r.Level))
	f.text.SetText(r.Text)
	f.article.SetText(r.Article)
	return f
}

// read is the rule as the form has it.
func (f *ruleFields) read(r shelter.Rule) shelter.Rule {
	r.Off, r.Level = f.enabled.Chosen() == off, shelter.Level(f.level.Chosen())
	r.Text, r.Article = strings.TrimSpace(f.text.Text), strings.TrimSpace(f.article.Text)
	return r
}

// withRule is a list in which a rule stands for the one of its code.
func withRule(all []shelter.Rule, next shelter.Rule) []shelter.Rule {
	changed := slices.Clone(all)
	for i := range changed {
		if changed[i].Code == next.Code {
			changed[i] = next
		}
	}
	return changed
}

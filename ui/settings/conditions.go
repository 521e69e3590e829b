package settings

import (
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// The conditions of a rule in words, one a line, as intake.TriageRule.When holds
// them in codes:
//
//	身体：醉酒 并且 并非 精神：激动不安    look:drunk+!mind:agitated
//	年龄：小于 16                         age:<16
//
// What is written is read back by the same words, so the station sees and
// changes them without knowing a code.

// spokenFact is a fact that can be looked at, in the language that is spoken.
type spokenFact struct{ code, words string }

// factTables are the facts that are codes, in the order in which they are
// offered. The names are keys of translations.
var factTables = []struct{ fact, table, name string }{
	{"look", "health_look", "身体"},
	{"mind", "mind_look", "精神"},
	{"reason", "reason", "求助原因"},
	{"category", "category", "人员类别"},
	{"need", "need", "求助需求"},
	{"disability", "disability", "残疾"},
	{"accent", "accent", "口音"},
	{"language", "language", "语言"},
	{"came_by", "came_by", "来站方式"},
	{"sex", "sex", "性别"},
	{"opinion", "triage", "甄别意见"},
}

// plainFacts hold or do not.
var plainFacts = []struct{ code, name string }{
	{"minor:yes", "可能是未成年人"}, {"alone:yes", "没有人同来"}, {"foreign:yes", "境外人员"}, {"silent:yes", "不说话"},
}

// ageSigns are the ways to speak of an age. <= stands before <.
var ageSigns = []struct{ sign, name string }{{"<=", "不大于"}, {">=", "不小于"}, {"<", "小于"}, {">", "大于"}}

// allFacts are all that can be looked at, but for ages.
func allFacts() (all []spokenFact) {
	for _, t := range factTables {
		rows, _ := assets.CodeTable(t.table) // embedded: it is there
		for _, o := range kit.Options(rows) {
			all = append(all, spokenFact{t.fact + ":" + o.Key, lang.L(t.name) + colon() + o.Text})
		}
	}
	for _, p := range plainFacts {
		all = append(all, spokenFact{p.code, lang.L(p.name)})
	}
	return all
}

func colon() string { return lang.L("：") }
func and() string   { return " " + lang.L("并且") + " " }
func not() string   { return lang.L("并非") + " " }

// sayConditions puts conditions in words, one a line.
func sayConditions(when []string) string {
	facts := allFacts()
	lines := make([]string, len(when))
	for i, condition := range when {
		var parts []string
		for part := range strings.SplitSeq(condition, "+") {
			part, negated := strings.CutPrefix(strings.TrimSpace(part), "!")
			words := sayFact(facts, part)
			if negated {
				words = not() + words
			}
			parts = append(parts, words)
		}
		lines[i] = strings.Join(parts, and())
	}
	return strings.Join(lines, "\n")
}

// sayFact puts one in words; what has none stands for itself.
func sayFact(facts []spokenFact, code string) string {
	if at := slices.IndexFunc(facts, func(f spokenFact) bool { return f.code == code }); at >= 0 {
		return facts[at].words
	}
	age, isAge := strings.CutPrefix(code, "age:")
	for _, s := range ageSigns {
		if years, ok := strings.CutPrefix(age, s.sign); isAge && ok {
			return lang.L("年龄") + colon() + lang.L(s.name) + " " + years
		}
	}
	return code
}

var code = regexp.MustCompile(`^[a-z_]+:[a-z0-9_<>=]+$`)

// readConditions reads what sayConditions wrote. The error names the line that
// means nothing, at the field when.
func readConditions(text string) (when []string, err error) {
	facts := allFacts()
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var parts []string
		for part := range strings.SplitSeq(line, strings.TrimSpace(and())) {
			part, negated := strings.CutPrefix(strings.TrimSpace(part), strings.TrimSpace(not()))
			fact, ok := readFact(facts, strings.TrimSpace(part))
			if !ok {
				return nil, store.Fail(store.Invalid, "看不懂“{{.Line}}”：请用下面的“加一个条件”选，或照别的行写。").With(store.Args{"Line": line}).On("when")
			}
			if negated {
				fact = "!" + fact
			}
			parts = append(parts, fact)
		}
		when = append(when, strings.Join(parts, "+"))
	}
	return when, nil
}

func readFact(facts []spokenFact, words string) (fact string, ok bool) {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer(":", "：", " ", "").Replace(s)) }
	for _, f := range facts {
		if plain(f.words) == plain(words) {
			return f.code, true
		}
	}
	for _, s := range ageSigns {
		years, ok := strings.CutPrefix(plain(words), plain(lang.L("年龄")+colon()+lang.L(s.name)))
		if ok && regexp.MustCompile(`^\d{1,3}$`).MatchString(years) {
			return "age:" + s.sign + years, true
		}
	}
	return words, code.MatchString(words)
}

// factOptions are the facts to choose from, found by pinyin too.
func factOptions(initials func(string) string) (options []kit.Option) {
	for _, f := range allFacts() {
		options = append(options, kit.Option{Key: f.code, Text: f.words, Find: f.code + " " + initials(f.words)})
	}
	return options
}

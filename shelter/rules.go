package shelter

import (
	"strings"

	"guitu/internal/store"
)

// Level is how strongly a rule speaks.
type Level string

const (
	OK    Level = "ok"
	Warn  Level = "warn"  // yes, but …
	Block Level = "block" // no, because …
)

func (l Level) weight() int { return map[Level]int{Warn: 1, Block: 2}[l] }

// Rule is one row of the bed rules. A station can switch it off, change its
// level and correct its sentence and citation.
type Rule struct {
	Code    string `json:"code"`
	Off     bool   `json:"off,omitempty"`
	Level   Level  `json:"level"`
	Text    string `json:"text"`    // the sentence shown; may hold {{.Room}} and {{.Bed}}
	Article string `json:"article"` // what it rests on
}

// Rules are the bed rules of a station. The zero value knows none.
type Rules struct{ List []Rule }

// Reason is what a rule says of a bed.
type Reason struct {
	Code    string
	Level   Level
	Text    string // a Chinese sentence with places, like store.Error's
	Args    store.Args
	Article string
}

// String is the sentence, filled.
func (r Reason) String() string { return store.Fill(r.Text, r.Args) }

// Verdict is what the rules say of a bed for somebody: the strongest level,
// with the reasons, strongest first.
type Verdict struct {
	Level   Level
	Reasons []Reason
}

// Codes are the codes of the reasons of a level.
func (v Verdict) Codes(level Level) []string {
	var codes []string
	for _, r := range v.Reasons {
		if r.Level == level {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// Fits says whether a bed suits somebody who would share the room with
// roommates. It looks at nothing else: whether the bed is free and ready is
// another question.
func (r Rules) Fits(o Occupant, b Bed, roommates []Occupant) Verdict {
	return judgeBy(r.List, store.Args{"Room": b.Room.Name, "Bed": b.Name}, func(code string) bool {
		broken := conditions[code]
		return broken != nil && broken(o, b, roommates)
	})
}

// judgeBy collects what the rules say that are broken, with what is filled into
// their sentences.
func judgeBy(list []Rule, args store.Args, broken func(code string) bool) Verdict {
	v := Verdict{Level: OK}
	for _, rule := range list {
		if rule.Off || !broken(rule.Code) {
			continue
		}
		v.Reasons = append(v.Reasons, Reason{Code: rule.Code, Level: rule.Level, Text: rule.Text, Args: args, Article: rule.Article})
		if rule.Level.weight() > v.Level.weight() {
			v.Level = rule.Level
		}
	}
	sortReasons(v.Reasons)
	return v
}

// sortReasons puts blocks before warnings and keeps the order of the rules.
func sortReasons(reasons []Reason) {
	for i := 1; i < len(reasons); i++ {
		for j := i; j > 0 && reasons[j].Level.weight() > reasons[j-1].Level.weight(); j-- {
			reasons[j], reasons[j-1] = reasons[j-1], reasons[j]
		}
	}
}

// Over lays a station's own rows over r by their codes.
func (r Rules) Over(own []Rule) Rules {
	all := Rules{List: append([]Rule(nil), r.List...)}
	for _, o := range own {
		for i := range all.List {
			if all.List[i].Code == o.Code {
				all.List[i] = o
			}
		}
	}
	return all
}

// check reports a row that could not be shown or judged by.
func (r Rule) check() error {
	switch {
	case conditions[r.Code] == nil:
		return store.Fail(store.Invalid, "没有“{{.Code}}”这条床位规则，请从列表中选择。").With(store.Args{"Code": r.Code})
	case r.Level != Warn && r.Level != Block:
		return store.Fail(store.Invalid, "规则的强度请选“提醒”或“禁止”。").On("level")
	case strings.TrimSpace(r.Text) == "":
		return store.Fail(store.Invalid, "请填写规则的说明，安排床位时会显示给工作人员。").On("text")
	}
	return nil
}

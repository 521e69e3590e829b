package intake

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// What a TriageRule asks for.
const (
	DoHospital  = "hospital"    // 送医
	DoPolice    = "police"      // 报告或移交公安
	DoIsolate   = "isolate"     // 隔离
	DoWatch     = "watch"       // 观察、照看
	DoGuardian  = "guardian"    // 查找监护人
	DoProtect   = "protect"     // 保护
	DoInterpret = "interpreter" // 请翻译
)

// TriageDoings are what a rule may ask for, in the order of urgency.
var TriageDoings = []string{DoHospital, DoPolice, DoIsolate, DoWatch, DoGuardian, DoProtect, DoInterpret}

// Papers that go with a person who is handed over at the door.
const (
	PaperHospital = "hospital" // 送医交接单
	PaperPolice   = "police"   // 移交公安机关交接单
)

// TriageRule says what is to be done when something was seen or said at the
// door. 甄别. The station edits them all: DefaultTriageRules are a start.
type TriageRule struct {
	Code  string   `json:"code"`
	When  []string `json:"when"`  // any of these; see condition
	Do    string   `json:"do"`    // one of TriageDoings
	Now   bool     `json:"now"`   // before anything else
	Text  string   `json:"text"`  // the sentence for the clerk
	Basis string   `json:"basis"` // what it rests on
	Paper string   `json:"paper"` // the paper that is handed over with the person, or empty
	Off   bool     `json:"off,omitempty"`
}

// Triage returns the rules that apply to an arrival, those for now first and
// otherwise in the station's order. A rule that cannot be read does not apply.
func Triage(rules []TriageRule, a Arrival, now time.Time) []TriageRule {
	var urgent, later []TriageRule
	for _, r := range rules {
		switch {
		case r.Off || !r.applies(a, now):
		case r.Now:
			urgent = append(urgent, r)
		default:
			later = append(later, r)
		}
	}
	return append(urgent, later...)
}

func (r TriageRule) applies(a Arrival, now time.Time) bool {
	return slices.ContainsFunc(r.When, func(text string) bool {
		c, ok := parseCondition(text)
		return ok && c.holds(a, now)
	})
}

// Check reports what keeps a rule from being shown or judged by, bound to its
// field.
func (r TriageRule) Check() error {
	bad := func(field, text string, args store.Args) error {
		return store.Fail(store.Invalid, text).With(args).On(field)
	}
	switch {
	case strings.TrimSpace(r.Code) == "":
		return bad("code", "甄别规则缺少代号，请写一个简短的代号。", nil)
	case strings.TrimSpace(r.Text) == "":
		return bad("text", "请写明要做什么，登记时会显示给工作人员。", nil)
	case !slices.Contains(TriageDoings, r.Do):
		return bad("do", "请选择要做的事：送医、报公安、隔离、观察、查找监护人、保护或请翻译。", nil)
	case r.Paper != "" && r.Paper != PaperHospital && r.Paper != PaperPolice:
		return bad("paper", "交接文书请选送医交接单或移交公安交接单，也可以不选。", nil)
	case len(r.When) == 0:
		return bad("when", "请写明什么情况下适用这条规则。", nil)
	}
	for _, text := range r.When {
		if _, ok := parseCondition(text); !ok {
			return bad("when", "看不懂条件“{{.When}}”，请从代码表中选择。", store.Args{"When": text})
		}
	}
	return nil
}

// TriageRules are the rules of this station, with those put out of use.
func (d *Desk) TriageRules(ctx context.Context) (rules []TriageRule, err error) {
	err = d.Session.Read(ctx, "", func(tx *access.Tx) error {
		rules, err = FindTriageRules(tx)
		return err
	})
	return rules, err
}

// SaveTriageRules keeps the rules in this order. A default rule that is left
// out is kept, out of use, so that it can be taken up again.
func (d *Desk) SaveTriageRules(ctx context.Context, rules []TriageRule) error {
	codes := map[string]bool{}
	for _, r := range rules {
		if err := r.Check(); err != nil {
			return err
		}
		if codes[r.Code] {
			return store.Fail(store.Invalid, "有两条甄别规则的代号都是“{{.Code}}”，请改掉一个。").With(store.Args{"Code": r.Code}).On("code")
		}
		codes[r.Code] = true
	}
	return d.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		return saveRule(tx, triageSetting, rules, len(rules))
	})
}

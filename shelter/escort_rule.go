package shelter

import (
	"context"
	"slices"
	"strings"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// EscortRules are how many go along, and the rules by which that is judged.
type EscortRules struct {
	Least      int    `json:"least"`       // of an ordinary journey
	LeastCared int    `json:"least_cared"` // with a minor, or with somebody who needs care
	Rules      []Rule `json:"rules"`
}

// EscortRulesSetting is the key of the setting that holds a station's
// EscortRules.
const EscortRulesSetting = "shelter.escort_rules"

// The codes of the rules about escorts.
const (
	escortTooFew   = "escort_two"
	escortWoman    = "escort_woman"
	escortPhone    = "escort_phone"
	escortMedicine = "escort_medicine"
)

// DefaultEscortRules are the rules with which a station starts.
func DefaultEscortRules() EscortRules {
	return EscortRules{Least: 1, LeastCared: 2, Rules: []Rule{
		{Code: escortTooFew, Level: Block, Text: "护送人至少要{{.Least}}名，现在只有{{.N}}名。请再安排一名。", Article: byCollecting},
		{Code: escortWoman, Level: Block, Text: "护送女性至少要有一名女工作人员。请换一名女护送人。", Article: byRegulation},
		{Code: escortPhone, Level: Warn, Text: "还没有接收方的电话，出发前请先联系好。", Article: byCollecting},
		{Code: escortMedicine, Level: Warn, Text: "此人在用药，任务单上还没有写路上的药品。", Article: byHouse},
	}}
}

// escortConditions say by code when a rule is broken.
var escortConditions = map[string]func(e Escort, o Occupant, medicine bool, least int) bool{
	escortTooFew: func(e Escort, _ Occupant, _ bool, least int) bool { return len(e.Members) < least },
	escortWoman: func(e Escort, o Occupant, _ bool, _ int) bool {
		return o.Sex == Women && !slices.ContainsFunc(e.Members, func(m Escorter) bool { return m.Sex == Women })
	},
	escortPhone:    func(e Escort, _ Occupant, _ bool, _ int) bool { return e.ToPhone == "" },
	escortMedicine: func(e Escort, _ Occupant, medicine bool, _ int) bool { return medicine && e.Medicine == "" },
}

// needsCare reports that somebody is not taken along by one alone.
func (o Occupant) needsCare() bool {
	return o.MayBeMinor() || o.Incapable || o.Disabled || o.Frail || o.Ill
}

// Judge says what the rules say of a plan for somebody; medicine is whether
// they take any.
func (r EscortRules) Judge(e Escort, o Occupant, medicine bool) Verdict {
	least := r.Least
	if o.needsCare() {
		least = max(least, r.LeastCared)
	}
	return judgeBy(r.Rules, store.Args{"Least": least, "N": len(e.Members)}, func(code string) bool {
		broken := escortConditions[code]
		return broken != nil && broken(e, o, medicine, least)
	})
}

func findEscortRules(tx *access.Tx) (EscortRules, error) {
	return settingOr(tx, EscortRulesSetting, DefaultEscortRules())
}

// EscortRules are the rules of this station.
func (h *House) EscortRules(ctx context.Context) (r EscortRules, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		r, err = findEscortRules(tx)
		return err
	})
	return r, err
}

// SetEscortRules sets them.
func (h *House) SetEscortRules(ctx context.Context, r EscortRules) error {
	if r.Least < 1 || r.LeastCared < r.Least {
		return store.Fail(store.Invalid, "护送人数至少是1名，需要照顾的人不能少于一般情况。").On("least")
	}
	for _, rule := range r.Rules {
		switch {
		case escortConditions[rule.Code] == nil:
			return store.Fail(store.Invalid, "没有“{{.Code}}”这条护送规则，请从列表中选择。").With(store.Args{"Code": rule.Code})
		case rule.Level != Warn && rule.Level != Block:
			return store.Fail(store.Invalid, "规则的强度请选“提醒”或“禁止”。").On("level")
		case strings.TrimSpace(rule.Text) == "":
			return store.Fail(store.Invalid, "请填写规则的说明，安排护送时会显示给工作人员。").On("text")
		}
	}
	return h.saveSetting(ctx, EscortRulesSetting, r, len(r.Rules))
}

// judgeEscort asks the rules and notes in e what was overridden. The sex of
// staff is what their account says.
func judgeEscort(tx *access.Tx, e *Escort, o *Override) error {
	r, err := intake.FindResident(tx, e.StayID)
	if err != nil {
		return err
	}
	if r.Person.Hidden || r.Stay.Hidden {
		return access.ErrProtected()
	}
	medicine, err := takesMedicine(tx, e.StayID)
	if err != nil {
		return err
	}
	rules, err := findEscortRules(tx)
	if err != nil {
		return err
	}
	v := rules.Judge(*e, OccupantOf(r, tx.Now()), medicine)
	e.Warnings = v.Reasons
	e.Overridden, e.Reason, err = v.overrule(tx, o, "members", "这样安排违反护送规则，您的角色不能破例。请改安排，或请站务管理、站长来办。")
	return err
}

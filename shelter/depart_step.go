package shelter

import (
	"context"
	"slices"
	"strings"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/store"
)

// LeavingStep is a line of the check-list of a way of leaving. What the lines
// are is data that a station edits.
type LeavingStep struct {
	Code     string   `json:"code"`
	Ways     []string `json:"ways,omitempty"` // leave_kind codes; empty for every way in which the person is there
	Text     string   `json:"text"`
	Article  string   `json:"article,omitempty"`
	Required bool     `json:"required,omitempty"` // done or explained, or nobody leaves
	When     string   `json:"when,omitempty"`     // only where this is so, see LeavingFacts; empty for always
	Off      bool     `json:"off,omitempty"`
}

// LeavingSetting is the key of the setting that holds a station's []LeavingStep.
const LeavingSetting = "shelter.leaving"

const (
	byHandingBack = "民政部令第24号第六条"
	byFreeLeaving = "国务院令第381号第十一条"
	byRuleBook    = "民发〔2014〕132号"
)

// DefaultLeavingSteps are the check-lists with which a station starts.
func DefaultLeavingSteps() []LeavingStep {
	return []LeavingStep{
		{Code: "medicine_given", Text: "药品和用法已交代", Required: true, When: "medicine"},
		{Code: "supplies_settled", Text: "领用物品已清点：退回的、用完的、带走的", Required: true, When: "issued"},
		{Code: "outing", Text: "外出还没有回来，已和本人核对", Required: true, When: "outing"},
		{Code: "away", Text: "住院或托养机构的手续、出院证明和费用已核对", Required: true, When: "away", Article: byRuleBook},
		{Code: "costs", Text: "住院、托养的费用已登记", When: "unpaid"},
		{Code: "notices", Text: "身份还没有查清：继续寻亲由谁负责，已经说定", When: "unknown", Article: "民发〔2015〕158号"},
		{Code: "form_signed", Text: "离站登记表已签字", Article: byRuleBook},
		{Code: "help_told", Text: "求助电话已告知"},

		{Code: "collector", Ways: []string{leaveKin}, Text: "接领人的姓名和电话已登记", Required: true, Article: byRuleBook},
		{Code: "collector_id", Ways: []string{leaveKin}, Text: "接领人的身份证件已核对", Required: true, Article: byRuleBook},
		{Code: "relation", Ways: []string{leaveKin}, Text: "与此人的关系和关系证明已核对", Required: true, Article: byRuleBook},
		{Code: "collector_photo", Ways: []string{leaveKin}, Text: "接领人证件和交接现场已拍照留存"},

		{Code: "receiver", Ways: []string{leaveStation}, Text: "来接的救助站和经办人已登记，证件已核对", Required: true, Article: byRuleBook},
		{Code: "handed", Ways: []string{leaveStation}, Text: "随身物品和档案材料已当面移交"},

		{Code: "plan", Ways: []string{leaveEscort}, Text: "护送任务单已填写，护送人已安排", Required: true, Article: "国务院令第381号第八条"},

		{Code: "institution", Ways: []string{leaveTransfer}, Text: "接收的机构和接收人已登记", Required: true, Article: byRuleBook},
		{Code: "assessed", Ways: []string{leaveTransfer}, Text: "健康、用药和行为风险已向接收机构说明"},
		{Code: "tracing_on", Ways: []string{leaveTransfer}, Text: "移交不等于寻亲结束，继续寻亲的人已经说定", When: "unknown", Article: "民发〔2015〕158号"},

		{Code: "clause", Ways: []string{leaveEnded}, Text: "按哪一种情形终止救助已选定，通知书已送达", Required: true, Article: byRuleBook},
		{Code: "complaint", Ways: []string{leaveEnded}, Text: "申诉和举报的途径已告知", Article: "国务院令第381号第十五条"},

		{Code: "missing", Ways: []string{leaveWalked}, Text: "连续点名未到，已经寻找并留下记录", Required: true, Article: byFreeLeaving},
		{Code: "sealed", Ways: []string{leaveWalked, leaveDeath}, Text: "留下的物品已清点封存", When: "kept", Article: byHandingBack},

		{Code: "procedure", Ways: []string{leaveDeath}, Text: "死亡处置流程已办完：公安、死亡医学证明、通知亲属", Required: true, Article: byRuleBook},
	}
}

func findLeavingSteps(tx *access.Tx) ([]LeavingStep, error) {
	return settingOr(tx, LeavingSetting, DefaultLeavingSteps())
}

// LeavingSteps lists the check-lists of this station, lines out of use among
// them.
func (h *House) LeavingSteps(ctx context.Context) (all []LeavingStep, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findLeavingSteps(tx)
		return err
	})
	return all, err
}

// SaveLeavingSteps sets the check-lists.
func (h *House) SaveLeavingSteps(ctx context.Context, steps []LeavingStep) error {
	seen := map[string]bool{}
	for _, s := range steps {
		if strings.TrimSpace(s.Code) == "" || strings.TrimSpace(s.Text) == "" || seen[s.Code] {
			return store.Fail(store.Invalid, "每一项都要有内容，代码不能重复。").On("steps")
		}
		seen[s.Code] = true
		for _, way := range s.Ways {
			if err := checkCode("leave_kind", way, "ways"); err != nil {
				return err
			}
		}
		if s.When != "" && !slices.Contains(leavingFacts, s.When) {
			return store.Fail(store.Invalid, "没有“{{.When}}”这种情形，请从列表中选择。").With(store.Args{"When": s.When}).On("when")
		}
	}
	return h.saveSetting(ctx, LeavingSetting, steps, len(steps))
}

// Applies reports whether the line is on the list of a way of leaving.
func (s LeavingStep) Applies(way string, facts LeavingFacts) bool {
	if s.Off || s.When != "" && !facts[s.When] {
		return false
	}
	if len(s.Ways) == 0 {
		return !slices.Contains(absent, way)
	}
	return slices.Contains(s.Ways, way)
}

// StepsFor is the check-list of a way of leaving.
func (c Checklist) StepsFor(way string) (all []LeavingStep) {
	for _, s := range c.Steps {
		if s.Applies(way, c.Facts) {
			all = append(all, s)
		}
	}
	return all
}

// proven are the steps that no tick settles: what was filled in or done says
// whether they are.
var proven = map[string]func(d Departure, f LeavingFacts) bool{
	"collector": func(d Departure, _ LeavingFacts) bool {
		return d.Leaving.Collector != "" && d.Leaving.CollectorPhone != ""
	},
	"collector_id": func(d Departure, _ LeavingFacts) bool { return rightID(d.Leaving.CollectorID) },
	"relation":     func(d Departure, _ LeavingFacts) bool { return d.Leaving.Relation != "" && d.Leaving.Proof != "" },
	"receiver":     func(d Departure, _ LeavingFacts) bool { return d.Leaving.Receiver != "" && d.Leaving.Collector != "" },
	"institution":  func(d Departure, _ LeavingFacts) bool { return d.Leaving.Receiver != "" && d.Leaving.Collector != "" },
	"plan":         func(d Departure, _ LeavingFacts) bool { return d.escort },
	"clause":       func(d Departure, _ LeavingFacts) bool { return d.Leaving.Clause != "" },
	"missing":      func(_ Departure, f LeavingFacts) bool { return f["searched"] },
	"procedure":    func(_ Departure, f LeavingFacts) bool { return f["died"] },
}

// Proven reports whether a step is settled by what is filled in, and not by a
// tick.
func (s LeavingStep) Proven() bool { return proven[s.Code] != nil }

// forTheHead are the steps whose absence only the head of the station may
// explain: somebody is gone or dead.
var forTheHead = []string{"missing", "procedure"}

func rightID(number string) bool {
	_, err := idcard.Check(number)
	return number != "" && err == nil
}

// checkSteps asks for the required steps, one after another.
func (d Departure) checkSteps(tx *access.Tx, r intake.Resident) error {
	steps, err := findLeavingSteps(tx)
	if err != nil {
		return err
	}
	facts, err := findLeavingFacts(tx, r)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if !s.Required || !s.Applies(d.Kind, facts) {
			continue
		}
		if err := d.checkStep(tx, s, facts); err != nil {
			return err
		}
	}
	return nil
}

func (d Departure) checkStep(tx *access.Tx, s LeavingStep, facts LeavingFacts) error {
	if is := proven[s.Code]; is != nil && is(d, facts) || is == nil && slices.Contains(d.Checks, s.Code) {
		return nil
	}
	why := strings.TrimSpace(d.Explained[s.Code]) != ""
	if why && (!slices.Contains(forTheHead, s.Code) || slices.Contains(tx.Actor().Roles, access.StationHead)) {
		return nil
	}
	field := "step/" + s.Code
	args := store.Args{"Step": s.Text}
	switch {
	case why:
		return store.Fail(store.Forbidden, "“{{.Step}}”没有办完，只有站长能写明理由后办离站。").With(args).On(field)
	case slices.Contains(forTheHead, s.Code):
		return store.Fail(store.Invalid, "“{{.Step}}”还没有办完。请先把流程办完；特殊情况由站长写明理由。").With(args).On(field)
	}
	return store.Fail(store.Invalid, "还没有办：{{.Step}}。办好了请填上或勾上，办不了的请写明原因。").With(args).On(field)
}

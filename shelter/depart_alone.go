package shelter

import (
	"strings"

	"guitu/internal/store"
)

// mayLeaveAlone is the age below which kin must collect: 工作规程
// (民发〔2014〕132号), on leaving.
const mayLeaveAlone = 16

const (
	byLeavingRule = "《城市生活无着的流浪乞讨人员救助管理办法实施细则》（民政部令第24号）第十七条"
	byCollecting  = "《生活无着的流浪乞讨人员救助管理机构工作规程》（民发〔2014〕132号）离站的规定"
)

// immobile reports that somebody has a disability and cannot get about: they
// are collected.
func (o Occupant) immobile() bool { return o.Disabled && o.Frail }

// NotAlone says why somebody is not to leave by themselves; nothing where they
// may. What blocks cannot be consented to.
func (o Occupant) NotAlone() (reasons []Reason) {
	if o.AgeKnown && o.AgeFrom < mayLeaveAlone {
		reasons = append(reasons, Reason{Code: "under_age", Level: Block, Text: "未满16周岁的，由亲属接领，不能自行离站。", Article: byCollecting})
	} else if o.MayBeMinor() {
		reasons = append(reasons, Reason{Code: "minor", Level: Warn, Text: "未成年人自行离站，须经救助站同意。", Article: byLeavingRule})
	}
	if o.Incapable {
		reasons = append(reasons, Reason{Code: "incapable", Level: Warn, Text: "无行为能力、限制行为能力的人自行离站，须经救助站同意。", Article: byLeavingRule})
	}
	if o.immobile() {
		reasons = append(reasons, Reason{Code: "immobile", Level: Warn, Text: "行动不便的残疾人，由亲属接领或者由流出地救助站接回。", Article: byCollecting})
	}
	return reasons
}

// checkAlone: minors and those who cannot decide for themselves leave alone
// only with the station's consent (实施细则, 民政部令24号, art. 17); who is under
// 16 or has a disability and cannot get about is collected (工作规程,
// 民发〔2014〕132号).
func (d Departure) checkAlone(o Occupant) error {
	reasons := o.NotAlone()
	switch {
	case d.Kind != leaveSelf || len(reasons) == 0:
		return nil
	case reasons[0].Level == Block:
		return store.Fail(store.Invalid, "未满16周岁的，不能自行离站。请选亲属接领、救助站接回、护送返乡或移交其他机构。").On("kind")
	case strings.TrimSpace(d.Consent) != "":
		return nil
	case reasons[0].Code == "immobile":
		return store.Fail(store.Invalid, "行动不便的残疾人由亲属接领或者由救助站接回（民发〔2014〕132号）。本人坚持自行离站的，请写明站方同意的理由。").On("consent")
	}
	return store.Fail(store.Invalid, "未成年人和无行为能力、限制行为能力的人自行离站，须经救助站同意（民政部令第24号第十七条）。请写明同意的理由，或改选接领、护送、移交。").On("consent")
}

package shelter

import (
	"context"
	"time"

	"guitu/internal/access"
)

// ProcedureDeath is what is to be done when somebody died in the station's
// care. 死亡处置
const ProcedureDeath ProcedureKind = "death"

// OutcomeDied ends such a procedure when the stay was closed.
const OutcomeDied = "died"

// deathSteps are the list with which a station starts: police and a medical
// certificate, kin told; of who is unknown a notice, and the ashes kept. How
// long differs by place.
var deathSteps = []ProcedureStep{
	{Code: "scene", Text: "保护现场，请医生确认，记下时间和地点", Required: true},
	{Code: "police", Text: "报告公安机关，取得公安机关的意见", Required: true, Article: byRuleBook},
	{Code: "certificate", Text: "取得死亡医学证明，记下证明编号", Required: true, Article: byRuleBook},
	{Code: "head", Text: "报告站负责人和主管民政部门", Required: true},
	{Code: "kin", Text: "通知亲属，记下时间和对象；没有亲属或找不到的，写明查找经过", Required: true, Article: byRuleBook},
	{Code: "belongings", Text: "清点遗物，两人在场，造册封存"},
	{Code: "notice", Text: "身份不明或无人认领的，登报或网上公告，记下起止日期"},
	{Code: "cremation", Text: "火化，骨灰寄存，记下保管号和期限"},
	{Code: "tracing", Text: "身份不明的，保存照片、DNA和随身物品资料，继续寻亲", Article: "民发〔2015〕158号"},
}

// OpenDeath begins what is to be done about a death, or goes on with it.
func (h *House) OpenDeath(ctx context.Context, stayID string) (p Procedure, err error) {
	err = h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err := findCaredFor(tx, stayID)
		if err != nil {
			return err
		}
		old, open, err := findProcedureOf(tx, stayID, ProcedureDeath)
		if err != nil {
			return err
		}
		if open {
			p, err = readProcedure(tx, old.ID)
			return err
		}
		p = Procedure{Kind: ProcedureDeath, PersonID: stay.PersonID, StayID: stayID}
		if err := insertProcedure(tx, &p); err != nil {
			return err
		}
		if p, err = readProcedure(tx, p.ID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "procedure.open", Table: "procedure_case", Target: p.ID, Person: p.PersonID, Detail: map[string]any{"kind": string(p.Kind)}})
	})
	return p, err
}

// endDeath closes the procedure of who died.
func endDeath(tx *access.Tx, stayID string, at time.Time) error {
	p, open, err := findProcedureOf(tx, stayID, ProcedureDeath)
	if err != nil || !open {
		return err
	}
	return closeProcedure(tx, p.ID, OutcomeDied, at)
}

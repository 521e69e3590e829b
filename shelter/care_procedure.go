package shelter

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// ProcedureKind is a kind of matter that has a list of things to be done.
type ProcedureKind string

const (
	ProcedureMissing    ProcedureKind = "missing"    // 点名未到
	ProcedureSettlement ProcedureKind = "settlement" // 落户安置
)

// ProcedureStep is one thing to be done. What the steps are is data: a station
// changes them, and the code only asks whether the required ones were done.
type ProcedureStep struct {
	Code       string `json:"code"`
	Text       string `json:"text"`
	Article    string `json:"article,omitempty"`
	Required   bool   `json:"required,omitempty"`
	Vulnerable bool   `json:"vulnerable,omitempty"` // only for a minor or who cannot decide for themselves
	Off        bool   `json:"off,omitempty"`
}

// Procedure is such a matter about one stay.
type Procedure struct {
	ID       string
	Kind     ProcedureKind
	PersonID string
	StayID   string
	Opened   time.Time
	OpenedBy string
	Closed   time.Time
	ClosedBy string
	Outcome  string // found, left, settled, identified, …
	Name     string // as lists show it
	Bed      string
	Steps    []ProcedureItem
	Hidden   bool // protected, and this account may not read the notes
}

// ProcedureItem is a step with what was done.
type ProcedureItem struct {
	ProcedureStep
	Done  time.Time // zero while it is to be done
	Actor string
	Note  string // sealed
}

// Missing are the required steps that were not done.
func (p Procedure) Missing() (all []ProcedureItem) {
	for _, s := range p.Steps {
		if s.Required && s.Done.IsZero() {
			all = append(all, s)
		}
	}
	return all
}

// defaultSteps are the lists with which a station starts.
var defaultSteps = map[ProcedureKind][]ProcedureStep{
	ProcedureMissing: {
		{Code: "search", Text: "在站内各处寻找，问同屋的人和门卫", Required: true},
		{Code: "call", Text: "拨打本人和亲友的电话", Required: true},
		{Code: "outside", Text: "在站外附近、车站寻找", Required: true, Vulnerable: true},
		{Code: "police", Text: "报告公安机关，提供照片和体貌特征", Required: true, Vulnerable: true, Article: "民发〔2015〕158号"},
		{Code: "head", Text: "报告站负责人", Required: true, Vulnerable: true},
		{Code: "belongings", Text: "清点并封存留下的物品"},
		{Code: "free", Text: "受助人员自愿离站不得限制；未办手续离开的，视为放弃救助，留书面记录", Article: "国务院令第381号第十一条"},
	},
	ProcedureSettlement: {
		{Code: "identity", Text: "身份查询材料：寻亲公告、DNA报请和结果、人像和指纹比对", Required: true, Article: "民发〔2015〕158号"},
		{Code: "letter", Text: "一人一函向公安机关核查并取得回函", Required: true},
		{Code: "photos", Text: "近照和体貌特征", Required: true},
		{Code: "health", Text: "健康和自理能力评估", Required: true},
		{Code: "record", Text: "在站服务和寻亲过程记录", Required: true},
		{Code: "approval", Text: "民政部门审批意见", Required: true},
		{Code: "household", Text: "办理集体户落户", Required: true},
		{Code: "place", Text: "落实安置机构和供养、医保", Required: true},
		{Code: "handover", Text: "档案移交接收机构，寻亲继续"},
	},
	ProcedureDeath: deathSteps,
}

func stepsSetting(kind ProcedureKind) string { return "shelter.procedure." + string(kind) }

func findSteps(tx *access.Tx, kind ProcedureKind) ([]ProcedureStep, error) {
	return settingOr(tx, stepsSetting(kind), slices.Clone(defaultSteps[kind]))
}

// ProcedureSteps lists the steps of a kind, those out of use among them.
func (h *House) ProcedureSteps(ctx context.Context, kind ProcedureKind) (all []ProcedureStep, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findSteps(tx, kind)
		return err
	})
	return all, err
}

// SaveProcedureSteps sets the steps of a kind.
func (h *House) SaveProcedureSteps(ctx context.Context, kind ProcedureKind, steps []ProcedureStep) error {
	if _, ok := defaultSteps[kind]; !ok {
		return store.Fail(store.Invalid, "没有这种流程，请重新选择。").On("kind")
	}
	seen := map[string]bool{}
	for _, s := range steps {
		if strings.TrimSpace(s.Code) == "" || strings.TrimSpace(s.Text) == "" || seen[s.Code] {
			return store.Fail(store.Invalid, "每一步都要有内容，代码不能重复。").On("steps")
		}
		seen[s.Code] = true
	}
	return h.saveSetting(ctx, stepsSetting(kind), steps, len(steps))
}

// Procedures lists the open matters of a kind, the oldest first.
func (h *House) Procedures(ctx context.Context, kind ProcedureKind) (all []Procedure, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findFilledProcedures(tx, kind)
		return err
	})
	return all, err
}

// findFilledProcedures lists the open matters of a kind with names, beds and
// steps.
func findFilledProcedures(tx *access.Tx, kind ProcedureKind) ([]Procedure, error) {
	all, err := findOpenProcedures(tx, kind)
	if err != nil {
		return nil, err
	}
	places, err := findBedPlaces(tx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := all[i].fill(tx); err != nil {
			return nil, err
		}
		all[i].Bed = places[all[i].StayID].bed
	}
	return all, nil
}

// Procedure reads one matter.
func (h *House) Procedure(ctx context.Context, id string) (p Procedure, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		p, err = readProcedure(tx, id)
		return err
	})
	return p, err
}

func readProcedure(tx *access.Tx, id string) (Procedure, error) {
	p, err := findProcedure(tx, id)
	if err != nil {
		return p, err
	}
	return p, p.fill(tx)
}

// fill adds the name and the steps that apply to the person.
func (p *Procedure) fill(tx *access.Tx) error {
	r, err := intake.FindResident(tx, p.StayID)
	if err != nil {
		return err
	}
	p.Name, p.Hidden = shownName(r), r.Person.Hidden
	steps, err := findSteps(tx, p.Kind)
	if err != nil {
		return err
	}
	done, err := findDoneSteps(tx, *p)
	if err != nil {
		return err
	}
	o := OccupantOf(r, tx.Now())
	vulnerable := o.MayBeMinor() || o.Incapable || o.Hidden
	for _, s := range steps {
		item, was := done[s.Code]
		if s.Off && !was {
			continue
		}
		item.ProcedureStep = s
		item.Required = s.Required && !s.Off && (vulnerable || !s.Vulnerable)
		p.Steps = append(p.Steps, item)
		delete(done, s.Code)
	}
	for _, item := range done { // a step that was done and is on the list no more
		item.Text = item.Code
		p.Steps = append(p.Steps, item)
	}
	return nil
}

// DoStep records that a step was done.
func (h *House) DoStep(ctx context.Context, procedureID, code, note string) error {
	return h.changeProcedure(ctx, procedureID, access.Register, "procedure.step", code, func(tx *access.Tx, p Procedure) error {
		if !slices.ContainsFunc(p.Steps, func(s ProcedureItem) bool { return s.Code == code }) {
			return store.Fail(store.NotFound, "流程里没有这一步，请刷新后再试。")
		}
		return insertDoneStep(tx, p, code, note)
	})
}

// UndoStep takes back a step that was ticked by mistake.
func (h *House) UndoStep(ctx context.Context, procedureID, code string) error {
	return h.changeProcedure(ctx, procedureID, access.Register, "procedure.undo", code, func(tx *access.Tx, p Procedure) error {
		return deleteDoneStep(tx, p, code)
	})
}

// CloseProcedure ends a matter. The outcome “settled” needs all required steps;
// any other, such as “identified”, ends it as it stands.
func (h *House) CloseProcedure(ctx context.Context, procedureID, outcome string) error {
	if strings.TrimSpace(outcome) == "" {
		return store.Fail(store.Invalid, "请选择结果。").On("outcome")
	}
	return h.changeProcedure(ctx, procedureID, access.Register, "procedure.close", outcome, func(tx *access.Tx, p Procedure) error {
		if outcome == OutcomeSettled {
			if err := p.checkComplete(); err != nil {
				return err
			}
		}
		return closeProcedure(tx, p.ID, outcome, tx.Now())
	})
}

// The outcomes that a rule speaks of.
const (
	OutcomeFound      = "found"      // 已找到
	OutcomeLeft       = "left"       // 离站
	OutcomeSettled    = "settled"    // 已安置
	OutcomeIdentified = "identified" // 身份查清
)

func (p Procedure) checkComplete() error {
	if missing := p.Missing(); len(missing) > 0 {
		return store.Fail(store.Invalid, "还有{{.N}}项没有办完，下一项：{{.Step}}。").With(store.Args{"N": len(missing), "Step": missing[0].Text}).On("steps")
	}
	return nil
}

func (h *House) changeProcedure(ctx context.Context, id string, right access.Right, action, what string, fn func(*access.Tx, Procedure) error) error {
	return h.Session.Write(ctx, right, func(tx *access.Tx) error {
		p, err := readProcedure(tx, id)
		if err != nil {
			return err
		}
		if !p.Closed.IsZero() {
			return store.Fail(store.Conflict, "这件事已经办结，请刷新后再看。")
		}
		if err := fn(tx, p); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: action, Table: "procedure_case", Target: id, Person: p.PersonID,
			Detail: map[string]any{"kind": string(p.Kind), "what": what}})
	})
}

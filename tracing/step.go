package tracing

import (
	"strings"
	"time"

	"guitu/internal/store"
)

// Kind is what was done in a search. Rules name kinds: a clock that asks for
// one stands still once such a step is on record.
type Kind string

const (
	QuickQuery   Kind = "quick_query"   // 快速查询: fingerprints and looks compared with the national system
	PoliceReport Kind = "police_report" // 报告公安: lost, abandoned or trafficked is suspected
	NoticeOut    Kind = "notice"        // 发布寻亲公告
	NoticeUpdate Kind = "notice_update" // 更新寻亲公告 with what became known since
	DNARequest   Kind = "dna_request"   // 报请公安采集DNA
	DNATaken     Kind = "dna_taken"     // 公安已采集DNA
	DNAResult    Kind = "dna_result"    // DNA比对结果
	FaceSearch   Kind = "face_search"   // 人像比对
	PhoneContact Kind = "phone_contact" // 联系亲友
	Letter       Kind = "letter"        // 发函、收函
	Lead         Kind = "lead"          // 线索
	Match        Kind = "match"         // 比中: a query or a comparison found somebody
	Verified     Kind = "verified"      // 核实身份; the person's file says who they are
	CarePlan     Kind = "care_plan"     // 照料安置方案 for who stays long
	Settlement   Kind = "settlement"    // 落户安置
	Reunion      Kind = "reunion"       // 团圆
)

// Kinds are all kinds in the order in which they are offered.
var Kinds = []Kind{QuickQuery, PoliceReport, NoticeOut, NoticeUpdate, DNARequest, DNATaken, DNAResult,
	FaceSearch, PhoneContact, Letter, Lead, Match, Verified, CarePlan, Settlement, Reunion}

var kindWords = map[Kind]string{
	QuickQuery: "快速查询", PoliceReport: "报告公安", NoticeOut: "发布寻亲公告", NoticeUpdate: "更新寻亲公告",
	DNARequest: "报请公安采集DNA", DNATaken: "已采集DNA", DNAResult: "DNA比对结果", FaceSearch: "人像比对",
	PhoneContact: "联系亲友", Letter: "函件", Lead: "线索", Match: "比中", Verified: "核实身份", CarePlan: "制定照料安置方案", Settlement: "落户安置", Reunion: "团圆",
}

// Words is the kind's Chinese name, the key of its translation.
func (k Kind) Words() string { return kindWords[k] }

// StepRecord is what is entered about a step. The note, the reference and the
// place are sealed.
type StepRecord struct {
	Kind   Kind
	DoneAt time.Time // when it was done, which may be before it is recorded; zero means now
	StepNote
}

// StepNote is the sealed part of a step.
type StepNote struct {
	Note  string `json:"note,omitempty"`
	RefNo string `json:"ref_no,omitempty"` // 文号, 送检编号, number of the notice
	Where string `json:"where,omitempty"`  // where it was published or sent to
}

// Step is a step on record. 寻亲记录
type Step struct {
	ID          string
	CaseID      string
	PersonID    string
	Version     int64
	Kind        Kind
	DoneAt      time.Time
	RecordedAt  time.Time
	Actor       string    // account that recorded it
	WithdrawnAt time.Time // recorded by mistake and taken back then; zero while it counts
	StepNote
}

// Counts reports whether the step has not been withdrawn.
func (s Step) Counts() bool { return s.WithdrawnAt.IsZero() }

// clockSlack forgives two machines whose clocks differ a little.
const clockSlack = 5 * time.Minute

// check reports what is wrong with a step for somebody who arrived at arrived,
// and fills in the time where none was given.
func (r *StepRecord) check(arrived, now time.Time) error {
	if kindWords[r.Kind] == "" {
		return store.Fail(store.Invalid, "请选择做了哪一步。").On("kind")
	}
	if r.DoneAt.IsZero() {
		r.DoneAt = now
	}
	switch {
	case r.DoneAt.After(now.Add(clockSlack)):
		return store.Fail(store.Invalid, "办理时间在将来，请填写实际办理的时间。").On("done_at")
	case r.DoneAt.Before(arrived.Truncate(time.Minute)):
		return store.Fail(store.Invalid, "办理时间早于来站时间，请核对后改正。").On("done_at")
	}
	if r.DoneAt.Before(arrived) { // in the minute of arrival, which is typed without its seconds
		r.DoneAt = arrived
	}
	r.Note, r.RefNo, r.Where = strings.TrimSpace(r.Note), strings.TrimSpace(r.RefNo), strings.TrimSpace(r.Where)
	return nil
}

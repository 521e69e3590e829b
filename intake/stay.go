package intake

import "time"

// State is where a person is in the course of a stay.
type State string

const (
	In       State = "in"       // 在站
	Hospital State = "hospital" // 住院: away, still in the station's care
	Placed   State = "placed"   // 站外托养: away, still in the station's care
	Left     State = "left"     // 离站
	Refused  State = "refused"  // 不予救助: never admitted
)

// Open reports whether the stay has not ended.
func (s State) Open() bool { return s == In || s == Hospital || s == Placed }

// Stay is one episode of aid, from arrival to departure. 救助记录
type Stay struct {
	ID           string
	PersonID     string
	Version      int64
	Slip         string // the draft's code, on the slip that was handed over first: A-17
	Number       string // 救助编号, without gaps in a year; empty for a refusal
	State        State
	CameBy       string // 来站方式
	ArrivedAt    time.Time
	RegisteredAt time.Time
	LeftAt       time.Time
	LeaveKind    string    // 离站方式
	EndsBy       time.Time // an extension beyond the ordinary period was approved until then
	Hidden       bool      // the sealed parts may not be read by this account
	Circumstances
	Health
}

// Circumstances is what was said and seen about why somebody came. Sealed.
type Circumstances struct {
	BroughtUnit  string      `json:"brought_unit,omitempty"` // 护送单位
	BroughtBy    string      `json:"brought_by,omitempty"`
	BroughtPhone string      `json:"brought_phone,omitempty"`
	FoundPlace   string      `json:"found_place,omitempty"`
	FoundAt      string      `json:"found_at,omitempty"` // as said, e.g. 2026-11-23 22:10
	Reason       string      `json:"reason,omitempty"`   // 求助原因
	Needs        []string    `json:"needs,omitempty"`    // 求助需求
	Story        string      `json:"story,omitempty"`    // 流浪原因、时间、经过
	Clothing     string      `json:"clothing,omitempty"`
	Categories   []string    `json:"categories,omitempty"` // 人员类别: elder, infectious, …
	AidedBefore  string      `json:"aided_before,omitempty"`
	Checked      string      `json:"checked,omitempty"` // 核查情况
	Told         bool        `json:"told,omitempty"`    // 告知事项已读
	FilledBy     string      `json:"filled_by,omitempty"`
	Opinion      string      `json:"opinion,omitempty"` // 甄别意见: triage table
	Safety       SafetyCheck `json:"safety"`
	Refusal      *Refusal    `json:"refusal,omitempty"`
	Leaving      *Leaving    `json:"leaving,omitempty"`
	Unknown      []string    `json:"unknown,omitempty"` // names of fields answered 不详
}

// SafetyCheck is the check for dangerous goods at the door. 安检
type SafetyCheck struct {
	Done      bool   `json:"done,omitempty"`
	By        string `json:"by,omitempty"`
	With      string `json:"with,omitempty"` // the second officer
	Dangerous string `json:"dangerous,omitempty"`
}

// Health is what was seen about body and mind at the door. Sealed under the
// health class. Codes: health_look and mind_look tables.
type Health struct {
	Look     []string `json:"look,omitempty"`
	LookNote string   `json:"look_note,omitempty"`
	Mind     []string `json:"mind,omitempty"`
	MindNote string   `json:"mind_note,omitempty"`
}

// Refusal is why aid was not given and under which clause. 不予救助
type Refusal struct {
	Reason  string `json:"reason"` // refusal_reason table
	Clause  string `json:"clause,omitempty"`
	Note    string `json:"note,omitempty"`
	Witness string `json:"witness,omitempty"` // two, where the notice is not signed for
}

// Leaving is how and where to a person left. 离站
type Leaving struct {
	Whereto        string `json:"whereto,omitempty"`
	Reason         string `json:"reason,omitempty"`
	Collector      string `json:"collector,omitempty"` // 接领人
	CollectorID    string `json:"collector_id,omitempty"`
	CollectorPhone string `json:"collector_phone,omitempty"`
	Relation       string `json:"relation,omitempty"`
	Ticket         string `json:"ticket,omitempty"` // train or bus, fare, number
	Food           string `json:"food,omitempty"`
	Receiver       string `json:"receiver,omitempty"` // the institution taken over by: 移交
	Note           string `json:"note,omitempty"`
}

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

// Kind says whether a stay takes somebody into the house.
type Kind string

const (
	Bed  Kind = "bed"  // 在站救助
	Spot Kind = "spot" // 不住站救助: a ticket, a meal, a call, and gone
)

// Stay is one episode of aid, from arrival to departure. 救助记录
type Stay struct {
	ID           string
	PersonID     string
	Version      int64
	Slip         string // the draft's code, on the slip that was handed over first: A-17
	Number       string // 救助编号, without gaps in a year; empty for a refusal
	Kind         Kind
	Party        string // shared by those who came together; empty for who came alone
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
	Checked      string      `json:"checked,omitempty"` // 核查情况, beside what the inquiries say
	Told         Told        `json:"told,omitzero"`     // 告知事项
	Silent       bool        `json:"silent,omitempty"`  // refuses to answer, or cannot: 不愿或不能回答
	Interpreter  string      `json:"interpreter,omitempty"`
	PartyRole    string      `json:"party_role,omitempty"` // what they are to the others of the party
	FilledBy     string      `json:"filled_by,omitempty"`
	Opinion      string      `json:"opinion,omitempty"` // 甄别意见: triage table
	Safety       SafetyCheck `json:"safety"`
	Refusal      *Refusal    `json:"refusal,omitempty"`
	Leaving      *Leaving    `json:"leaving,omitempty"`
	Unknown      []string    `json:"unknown,omitempty"` // names of fields answered 不详
	Spot         *SpotAid    `json:"spot,omitempty"`
	Taken        Taken       `json:"taken,omitzero"`
	Copied       []string    `json:"copied,omitempty"` // fields already entered in the national system: key, or key#digest of the value
}

// SafetyCheck is the check for dangerous goods at the door, by two, and of a
// woman by women. 安检
type SafetyCheck struct {
	Done      bool        `json:"done,omitempty"`
	By        string      `json:"by,omitempty"`
	With      string      `json:"with,omitempty"` // the second officer
	Forbidden []Forbidden `json:"forbidden,omitempty"`
}

// Forbidden is what may not be brought in and went to the police against a
// receipt. 违禁物品
type Forbidden struct {
	Name     string `json:"name"`
	Quantity string `json:"quantity,omitempty"`
	Unit     string `json:"unit,omitempty"`    // 移交单位
	Officer  string `json:"officer,omitempty"` // name and badge of who took it
	Receipt  string `json:"receipt,omitempty"` // number of the receipt
}

// Told is how somebody was informed of their rights, in plain words. 告知
type Told struct {
	How string    `json:"how,omitempty"` // told_how table: read, heard, interpreted, signed, not_able, …
	At  time.Time `json:"at,omitzero"`
	By  string    `json:"by,omitempty"`
}

// Done reports whether it was done in any way.
func (t Told) Done() bool { return t.How != "" }

// SpotAid is what somebody got without being taken into the house. 不住站救助
type SpotAid struct {
	Given []string `json:"given,omitempty"` // spot_aid table: ticket, meal, call, clothes, advice, …
	Note  string   `json:"note,omitempty"`
}

// Taken is what the rules want taken of everybody who is admitted, by whom and
// when (工作规程, 民发〔2014〕132号), and the number of the national system.
type Taken struct {
	NationalNumber string `json:"national_number,omitempty"` // 全国系统救助编号
	Fingerprint    Act    `json:"fingerprint,omitzero"`
	Portrait       Act    `json:"portrait,omitzero"`
	National       Act    `json:"national,omitzero"` // entered in the national system
}

// Act is something done, or why it could not be.
type Act struct {
	By  string    `json:"by,omitempty"`
	At  time.Time `json:"at,omitzero"`
	Why string    `json:"why,omitempty"` // not done, for this reason
}

// Settled reports whether it was done or it is known why not.
func (a Act) Settled() bool { return !a.At.IsZero() || a.Why != "" }

// Health is what was seen about body and mind at the door. Sealed under the
// health class. Codes: health_look and mind_look tables.
type Health struct {
	Look     []string `json:"look,omitempty"`
	LookNote string   `json:"look_note,omitempty"`
	Mind     []string `json:"mind,omitempty"`
	MindNote string   `json:"mind_note,omitempty"`
	Medicine string   `json:"medicine,omitempty"` // 用药: what, how much, when
	Allergy  string   `json:"allergy,omitempty"`
}

// Refusal is why aid was not given and under which clause. 不予救助
type Refusal struct {
	Reason  string `json:"reason"` // key of a Clause
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
	Clause         string `json:"clause,omitempty"`   // key of the Clause by which aid was ended
	Witness        string `json:"witness,omitempty"`  // two, where the notice is not signed for
	Note           string `json:"note,omitempty"`

	Proof         string            `json:"proof,omitempty"`          // kin_proof table: how the relation was shown
	CollectorUnit string            `json:"collector_unit,omitempty"` // of who collects in the name of an institution
	Trip          *Trip             `json:"trip,omitempty"`
	Explained     map[string]string `json:"explained,omitempty"` // by the code of a step of the check-list: why it was not done
}

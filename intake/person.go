// Package intake keeps who came, why, and with what: the person (受助人), each
// stay (救助记录) from arrival to departure, belongings, photos and refusals.
//
// The one thing not to get wrong: not knowing is normal. No name, no number
// and no birth date are ever demanded; what is required is only how somebody
// came and their sex as seen. And what a clerk typed is kept: in a draft with
// every field, then in one transaction with the station's number.
//
//	desk := &intake.Desk{Session: session}
//	draft, err := desk.NewDraft(ctx)
//	draft.Arrival.CameBy, draft.Arrival.Sex = "police", "1"
//	err = desk.SaveDraft(ctx, &draft)
//	stay, err := desk.Register(ctx, draft)
package intake

import (
	"time"

	"guitu/internal/calendar"
)

// Identity says how sure the station is of who a person is.
type Identity string

const (
	IdentityUnknown Identity = "unknown" // 身份不明: says nothing, or nothing that could be checked
	IdentityClaimed Identity = "claimed" // 自述: says who they are; not yet confirmed
	IdentityProven  Identity = "proven"  // 已核实: confirmed by a certificate, the police or kin
)

// Person is somebody who came, over all their stays. 受助人
type Person struct {
	ID        string
	Version   int64
	CreatedAt time.Time
	UpdatedAt time.Time
	Sex       string // GB/T 2261.1, as seen: 0 unknown, 1 male, 2 female, 9 not stated
	Identity  Identity
	Protected bool // 保护对象
	Hidden    bool // protected, and this account is not named: only the fields above are filled
	Profile
}

// Profile is what is known or said about who a person is. All of it is sealed,
// and all of it may be empty. Codes are those of the tables in assets/codes.
type Profile struct {
	Name        string   `json:"name,omitempty"`
	NameBySound bool     `json:"name_by_sound,omitempty"` // 姓名(音): written as it sounded
	Aliases     []string `json:"aliases,omitempty"`       // former names, nicknames
	Nation      string   `json:"nation,omitempty"`        // GB/T 3304
	Birth       string   `json:"birth,omitempty"`         // 2006-01-02, or its beginning: 2006, 2006-01
	AgeFrom     int      `json:"age_from,omitempty"`      // 目测年龄, in years on AgeSeen
	AgeTo       int      `json:"age_to,omitempty"`
	AgeSeen     string   `json:"age_seen,omitempty"` // the day on which the age was estimated
	IDKind      string   `json:"id_kind,omitempty"`
	IDNumber    string   `json:"id_number,omitempty"`
	Household   string   `json:"household,omitempty"` // 户籍地
	Home        string   `json:"home,omitempty"`      // 住所地
	Education   string   `json:"education,omitempty"`
	Marital     string   `json:"marital,omitempty"`
	Political   string   `json:"political,omitempty"`
	Phone       string   `json:"phone,omitempty"`
	Benefit     string   `json:"benefit,omitempty"` // 低保、特困
	Kin         []Kin    `json:"kin,omitempty"`     // 近亲属
	Accent      string   `json:"accent,omitempty"`
	SaidPlace   string   `json:"said_place,omitempty"` // where they say they come from
	HeightCM    int      `json:"height_cm,omitempty"`
	Marks       string   `json:"marks,omitempty"` // 体貌特征

	NameEn       string    `json:"name_en,omitempty"`      // as in a passport
	Country      string    `json:"country,omitempty"`      // nationality, ISO 3166 alpha-3; empty for who is of China
	Permit       string    `json:"permit,omitempty"`       // 通行证号, or the passport's beside a residence permit
	Language     string    `json:"language,omitempty"`     // in which they are spoken to, where that is not Chinese
	Disabilities []string  `json:"disabilities,omitempty"` // GB/T 26341 kinds
	Grade        string    `json:"grade,omitempty"`        // 残疾等级, 1 to 4
	Guardian     *Guardian `json:"guardian,omitempty"`     // of a minor, or of who cannot decide for themselves
}

// Guardian is who answers for a minor, and how the search for them stands. 监护人
type Guardian struct {
	Name     string `json:"name,omitempty"`
	Relation string `json:"relation,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Address  string `json:"address,omitempty"`
	Search   string `json:"search,omitempty"` // guardian_search table: not begun, asked police, found, none
	School   string `json:"school,omitempty"`
	Class    string `json:"class,omitempty"` // the class in school
}

// Kin is a relative or somebody close. 近亲属和其他关系密切亲戚
type Kin struct {
	Name     string `json:"name,omitempty"`
	Relation string `json:"relation,omitempty"`
	Address  string `json:"address,omitempty"`
	Phone    string `json:"phone,omitempty"`
}

// AgeRange returns the youngest and oldest age, in completed years, that the
// person may have on a day; ok is false where nothing is known.
func (p Profile) AgeRange(on time.Time) (from, to int, ok bool) {
	day := calendar.On(on)
	if earliest, latest, ok := BirthRange(p.Birth); ok {
		return calendar.AgeAt(latest, day), calendar.AgeAt(earliest, day), true
	}
	if p.AgeFrom == 0 && p.AgeTo == 0 {
		return 0, 0, false
	}
	from, to = p.AgeFrom, max(p.AgeFrom, p.AgeTo)
	if seen, err := calendar.Parse(p.AgeSeen); err == nil && !seen.IsZero() {
		years := max(0, calendar.AgeAt(seen, day))
		from, to = from+years, to+years
	}
	return from, to, true
}

// BirthRange reads a birth date or its known beginning (1980, 1980-05) and
// returns the first and the last day that it may be.
func BirthRange(birth string) (earliest, latest calendar.Date, ok bool) {
	switch len(birth) {
	case len("2006"):
		earliest, latest = parseDay(birth+"-01-01"), parseDay(birth+"-12-31")
	case len("2006-01"):
		earliest = parseDay(birth + "-01")
		latest = earliest.AddMonths(1).AddDays(-1)
	default:
		earliest = parseDay(birth)
		latest = earliest
	}
	return earliest, latest, !earliest.IsZero() && !latest.IsZero()
}

func parseDay(text string) calendar.Date {
	d, err := calendar.Parse(text)
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// MayBeMinor reports whether the person may be under 18 on a day. Who may be a
// child is treated as one until it is known better.
func (p Profile) MayBeMinor(on time.Time) bool {
	from, _, ok := p.AgeRange(on)
	return ok && from < 18
}

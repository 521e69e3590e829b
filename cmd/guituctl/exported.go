package main

import (
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/tracing"
)

// exported is a person's file as it leaves the station. Fields inside keep the
// names and codes that the station uses; times are RFC 3339.
type exported struct {
	Format  string             `json:"format"` // guitu-person/1
	Station string             `json:"station"`
	At      time.Time          `json:"exported_at"`
	By      string             `json:"exported_by"`
	Purpose string             `json:"purpose"`
	Person  exportedPerson     `json:"person"`
	Stays   []exportedStay     `json:"stays"` // the newest first
	Steps   []exportedStep     `json:"tracing"`
	Photos  []exportedPhoto    `json:"photos"`
	History []exportedRevision `json:"history"`
	Acts    []exportedAct      `json:"acts"`
}

type exportedPerson struct {
	ID        string          `json:"id"`
	Sex       string          `json:"sex"`
	Identity  intake.Identity `json:"identity"`
	Protected bool            `json:"protected"`
	CreatedAt time.Time       `json:"created_at"`
	UpdatedAt time.Time       `json:"updated_at"`
	intake.Profile
}

type exportedStay struct {
	ID           string       `json:"id"`
	Number       string       `json:"number,omitempty"`
	Slip         string       `json:"slip"`
	State        intake.State `json:"state"`
	CameBy       string       `json:"came_by"`
	ArrivedAt    time.Time    `json:"arrived_at"`
	RegisteredAt time.Time    `json:"registered_at"`
	LeftAt       time.Time    `json:"left_at,omitzero"`
	LeaveKind    string       `json:"leave_kind,omitempty"`
	EndsBy       time.Time    `json:"ends_by,omitzero"`
	intake.Circumstances
	intake.Health
	Belongings []exportedBelonging `json:"belongings"`
}

type exportedBelonging struct {
	Bag        string    `json:"bag,omitempty"`
	State      string    `json:"state"`
	KeptAt     time.Time `json:"kept_at"`
	ReturnedAt time.Time `json:"returned_at,omitzero"`
	intake.Kept
}

type exportedStep struct {
	Kind       tracing.Kind `json:"kind"`
	DoneAt     time.Time    `json:"done_at"`
	RecordedAt time.Time    `json:"recorded_at"`
	By         string       `json:"by"`
	Withdrawn  bool         `json:"withdrawn,omitempty"`
	tracing.StepNote
}

type exportedPhoto struct {
	Kind    string    `json:"kind"`
	TakenAt time.Time `json:"taken_at"`
	JPEG    []byte    `json:"jpeg"` // base64
}

type exportedRevision struct {
	At     time.Time                     `json:"at"`
	By     string                        `json:"by"`
	Table  string                        `json:"table"`
	Fields map[string]intake.FieldChange `json:"fields"`
}

type exportedAct struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Action string    `json:"action"`
}

// exportedOf turns a file into its form outside; photos come without their
// pictures.
func exportedOf(f intake.File) exported {
	p := f.Person
	out := exported{Format: "guitu-person/1", Stays: []exportedStay{}, Steps: []exportedStep{}, Photos: []exportedPhoto{},
		History: []exportedRevision{}, Acts: []exportedAct{},
		Person: exportedPerson{p.ID, p.Sex, p.Identity, p.Protected, p.CreatedAt, p.UpdatedAt, p.Profile}}
	for _, s := range f.Stays {
		out.Stays = append(out.Stays, exportedStayOf(s, f.Belongings[s.ID]))
	}
	for _, photo := range f.Photos {
		out.Photos = append(out.Photos, exportedPhoto{Kind: photo.Kind, TakenAt: photo.TakenAt})
	}
	for _, r := range f.Revisions {
		out.History = append(out.History, exportedRevision{r.At, f.Staff[r.Actor], r.Table, r.Fields})
	}
	for _, a := range f.Acts {
		out.Acts = append(out.Acts, exportedActOf(a, f.Staff))
	}
	return out
}

func exportedStayOf(s intake.Stay, kept []intake.Belonging) exportedStay {
	out := exportedStay{s.ID, s.Number, s.Slip, s.State, s.CameBy, s.ArrivedAt, s.RegisteredAt, s.LeftAt, s.LeaveKind, s.EndsBy,
		s.Circumstances, s.Health, []exportedBelonging{}}
	for _, b := range kept {
		out.Belongings = append(out.Belongings, exportedBelonging{b.Bag, b.State, b.KeptAt, b.ReturnedAt, b.Kept})
	}
	return out
}

func exportedActOf(r access.Record, staff map[string]string) exportedAct {
	return exportedAct{r.At, staff[r.Actor], r.Action}
}

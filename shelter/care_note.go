package shelter

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// NoteKind says what a care note is about.
type NoteKind string

const (
	NoteHealth      NoteKind = "health"      // 健康检视: body and mind looked over
	NoteTemperature NoteKind = "temperature" // 体温
	NoteWatch       NoteKind = "watch"       // 看护等级
	NoteHospital    NoteKind = "hospital"    // 就医、住院
	NoteVisit       NoteKind = "visit"       // 探访 of who is cared for outside
	NoteCounselling NoteKind = "counselling" // 心理疏导
	NoteIncident    NoteKind = "incident"    // 事件
	NoteSocial      NoteKind = "social"      // 社工服务
	NoteSchooling   NoteKind = "schooling"   // 未成年人教育
)

// noteClasses says under which key each kind is sealed; a kind that is not here
// does not exist.
var noteClasses = map[NoteKind]vault.Class{
	NoteHealth: vault.Health, NoteTemperature: vault.Health, NoteWatch: vault.Health, NoteHospital: vault.Health,
	NoteVisit: vault.Health, NoteCounselling: vault.Health,
	NoteIncident: vault.Person, NoteSocial: vault.Person, NoteSchooling: vault.Person,
}

// CareNote is something seen, said or done in the course of a stay. It is never
// changed; what was wrong is corrected by a further note.
type CareNote struct {
	ID        string
	PersonID  string
	StayID    string
	Kind      NoteKind
	At        time.Time // when it happened; zero means now
	Recorded  time.Time
	Actor     string
	Corrects  string // id of the note that this one puts right; empty for none
	Corrected bool   // a later note puts this one right
	Noted
}

// Noted is what is sealed of a CareNote. Which parts are filled depends on the
// kind.
type Noted struct {
	Text   string   `json:"text,omitempty"`
	Tenths int      `json:"tenths,omitempty"` // 体温 in tenths of a degree Celsius
	Level  string   `json:"level,omitempty"`  // watch_level table
	Look   []string `json:"look,omitempty"`   // health_look table
	Mind   []string `json:"mind,omitempty"`   // mind_look table
	What   string   `json:"what,omitempty"`   // incident_kind, or schooling table
	Told   string   `json:"told,omitempty"`   // who was informed
	With   string   `json:"with,omitempty"`   // who took part
}

// The temperatures that a thermometer can have shown, in tenths of a degree.
const (
	coldest = 300
	hottest = 440
)

// Check reports what is missing, bound to its field.
func (n CareNote) Check() error {
	if _, ok := noteClasses[n.Kind]; !ok {
		return store.Fail(store.Invalid, "请选择记录的种类。").On("kind")
	}
	switch n.Kind {
	case NoteTemperature:
		if n.Tenths < coldest || n.Tenths > hottest {
			return errDegrees()
		}
	case NoteWatch:
		return checkCode("watch_level", n.Level, "level")
	case NoteIncident:
		if err := checkCode("incident_kind", n.What, "what"); err != nil {
			return err
		}
		return n.needsText()
	case NoteHealth:
		return n.checkLook()
	default:
		return n.needsText()
	}
	return nil
}

func (n CareNote) needsText() error {
	if strings.TrimSpace(n.Text) == "" {
		return store.Fail(store.Invalid, "请写下内容。").On("text")
	}
	return nil
}

func (n CareNote) checkLook() error {
	for _, code := range n.Look {
		if err := checkCode("health_look", code, "look"); err != nil {
			return err
		}
	}
	for _, code := range n.Mind {
		if err := checkCode("mind_look", code, "mind"); err != nil {
			return err
		}
	}
	if len(n.Look)+len(n.Mind) == 0 {
		return n.needsText()
	}
	return nil
}

// RecordNote keeps a note. Notes may be written after somebody has left.
func (h *House) RecordNote(ctx context.Context, n CareNote) (CareNote, error) {
	if err := n.Check(); err != nil {
		return n, err
	}
	err := h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err := findReadable(tx, n.StayID)
		if err != nil {
			return err
		}
		if n.At.IsZero() {
			n.At = tx.Now()
		}
		if err := checkMoment(n.At, stay, tx.Now(), "at"); err != nil {
			return err
		}
		n.PersonID = stay.PersonID
		if err := checkCorrects(tx, n); err != nil {
			return err
		}
		if err := insertNote(tx, &n); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "care.note", Table: "care_note", Target: n.ID, Person: n.PersonID,
			Detail: map[string]any{"kind": string(n.Kind), "corrects": n.Corrects}})
	})
	return n, err
}

// checkCorrects wants what is put right to be a note of the same stay and kind
// that was not put right before.
func checkCorrects(tx *access.Tx, n CareNote) error {
	if n.Corrects == "" {
		return nil
	}
	all, err := findNotes(tx, n.StayID, n.Kind)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(old CareNote) bool { return old.ID == n.Corrects })
	if i < 0 {
		return store.Fail(store.NotFound, "没有找到要更正的那条记录，请返回后重新打开。")
	}
	if all[i].Corrected {
		return store.Fail(store.Conflict, "这条记录已经更正过，请更正最新的那一条。")
	}
	return nil
}

// Notes lists the notes of a stay, the newest first; of all kinds where none is
// named. That they were read is on record.
func (h *House) Notes(ctx context.Context, stayID string, kinds ...NoteKind) (all []CareNote, err error) {
	err = h.Session.Write(ctx, access.ReadPeople, func(tx *access.Tx) error {
		stay, err := findReadable(tx, stayID)
		if err != nil {
			return err
		}
		if all, err = findNotes(tx, stayID, kinds...); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "care.read", Table: "stay", Target: stayID, Person: stay.PersonID})
	})
	return all, err
}

// FeverSetting is the key of the setting from which temperature on, in tenths
// of a degree, somebody has a fever.
const FeverSetting = "shelter.fever_tenths"

// DefaultFever is 37.3 °C, the usual limit of an entrance check.
const DefaultFever = 373

func findFever(tx *access.Tx) (int, error) { return settingOr(tx, FeverSetting, DefaultFever) }

// Vital is how somebody in care is at present: the newest temperature and the
// watch level that holds. Zero notes where none was written.
type Vital struct {
	Temperature CareNote
	Fever       bool
	Watch       CareNote
}

// Vitals tells how everybody in care is, by stay. Who may not be read is not in
// it.
func (h *House) Vitals(ctx context.Context) (all map[string]Vital, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findVitals(tx)
		return err
	})
	return all, err
}

func findVitals(tx *access.Tx) (map[string]Vital, error) {
	fever, err := findFever(tx)
	if err != nil {
		return nil, err
	}
	notes, err := findVitalNotes(tx)
	return vitalsOf(notes, fever), err
}

// vitalsOf picks for each stay the newest of each kind from notes that are
// given from the newest to the oldest.
func vitalsOf(notes []CareNote, fever int) map[string]Vital {
	all := map[string]Vital{}
	for _, n := range notes {
		v := all[n.StayID]
		switch {
		case n.Corrected:
		case n.Kind == NoteTemperature && v.Temperature.ID == "":
			v.Temperature, v.Fever = n, n.Tenths >= fever
		case n.Kind == NoteWatch && v.Watch.ID == "":
			v.Watch = n
		}
		all[n.StayID] = v
	}
	return all
}

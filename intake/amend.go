package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// FillFrom fills the empty fields of an arrival from what an earlier file says,
// and returns the names of those it filled. What was entered stays, and so does
// what was answered 不详.
func (a *Arrival) FillFrom(known Profile) (filled []string) {
	now, before := reflect.ValueOf(&a.Profile).Elem(), reflect.ValueOf(known)
	aged := a.Birth != "" || a.AgeFrom != 0 || a.AgeTo != 0 || slices.Contains(a.Unknown, "age")
	for i := range now.NumField() {
		name := jsonName(now.Type().Field(i))
		if !now.Field(i).IsZero() || before.Field(i).IsZero() || slices.Contains(a.Unknown, name) {
			continue
		}
		if aged && slices.Contains(ageFields, name) || name == "name_by_sound" {
			continue
		}
		now.Field(i).Set(before.Field(i))
		filled = append(filled, name)
	}
	if slices.Contains(filled, "name") {
		a.NameBySound = known.NameBySound
	}
	return filled
}

// ageFields say one thing together: an age that was seen today is not mixed
// with a birth date of years ago.
var ageFields = []string{"birth", "age_from", "age_to", "age_seen"}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// arrivalOf is a registration as it can be completed afterwards.
func arrivalOf(r Resident, kept []Belonging) Arrival {
	a := Arrival{Party: r.Stay.Party, CameBy: r.Stay.CameBy, Sex: r.Person.Sex, ArrivedAt: r.Stay.ArrivedAt, Identity: r.Person.Identity,
		Profile: r.Person.Profile, Circumstances: r.Stay.Circumstances, Health: r.Stay.Health,
		Amends: &Amends{r.Stay.ID, r.Person.ID, r.Person.Version, amendable(r.Stay), len(kept)}}
	for _, b := range kept {
		a.Bag, a.Cabinet = b.Bag, b.Cabinet
		a.Belongings = append(a.Belongings, b.Item)
	}
	return a
}

// AmendDraft begins to complete or correct a registration, or goes on where
// that was begun. The draft is kept with every field, as that of an arrival is.
func (d *Desk) AmendDraft(ctx context.Context, stayID string) (draft Draft, err error) {
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		r, err := FindResident(tx, stayID)
		if err != nil {
			return err
		}
		if r.Person.Hidden || r.Stay.Hidden {
			return access.ErrProtected()
		}
		begun, err := findOpenDrafts(tx)
		if err != nil {
			return err
		}
		for _, b := range begun {
			if b.Arrival.Amends != nil && b.Arrival.Amends.Stay == stayID {
				draft = b
				return nil
			}
		}
		kept, err := FindBelongings(tx, stayID)
		if err != nil {
			return err
		}
		draft = Draft{Owner: tx.Actor().ID, Slip: r.Stay.Slip, Arrival: arrivalOf(r, kept)}
		return insertDraft(tx, &draft)
	})
	return draft, err
}

// Amend saves what a draft of AmendDraft says: person and stay in one
// transaction, with the history of each field. Items beyond those already kept
// are added, and so are photos and signatures; what was signed for stays as it
// is. Conflict where somebody else saved either since the draft was begun.
func (d *Desk) Amend(ctx context.Context, draft Draft) (s Stay, err error) {
	a := draft.Arrival
	if a.Amends == nil {
		return s, store.Fail(store.Invalid, "这份草稿是新来站的登记，请按“登记”。")
	}
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if err := a.Check(tx.Now()); err != nil {
			return err
		}
		r, err := FindResident(tx, a.Amends.Stay)
		if err != nil {
			return err
		}
		if r.Person.Hidden || r.Stay.Hidden {
			return access.ErrProtected()
		}
		if r.Person.Version != a.Amends.PersonVersion || amendable(r.Stay) != a.Amends.StayDigest {
			return errChanged()
		}
		if err := endDraft(tx, draft.ID, "done"); err != nil {
			return err
		}
		if err := amendPerson(tx, r.Person, a); err != nil {
			return err
		}
		if s, err = amendStay(tx, r.Stay, a); err != nil {
			return err
		}
		return adoptPhotos(tx, draft.ID, s.PersonID, s.ID)
	})
	return s, err
}

// keepOwn puts back what has acts of its own and is no part of the form.
func keepOwn(c *Circumstances, old Circumstances) {
	c.Refusal, c.Leaving, c.Spot, c.Copied = old.Refusal, old.Leaving, old.Spot, old.Copied
}

// amendable is a digest of what a draft can change of a stay: somebody who
// gives a bed or copies a field meanwhile is in nobody's way.
func amendable(s Stay) string {
	facts := factsOf(s)
	keepOwn(&facts.Circumstances, Circumstances{})
	text, _ := json.Marshal([]any{facts, s.Health}) // texts, times and numbers always can
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func amendPerson(tx *access.Tx, old Person, a Arrival) error {
	p := old
	p.Sex, p.Profile = a.Sex, a.Profile
	if p.Identity != IdentityProven {
		a.Identity = ""
		p.Identity = a.identity()
	}
	if p.AgeSeen == "" && (p.AgeFrom != 0 || p.AgeTo != 0) {
		p.AgeSeen = calendar.On(tx.Now()).String()
	}
	return savePerson(tx, old, &p)
}

func amendStay(tx *access.Tx, old Stay, a Arrival) (Stay, error) {
	s := old
	s.CameBy, s.ArrivedAt, s.Party, s.Circumstances, s.Health = a.CameBy, a.ArrivedAt, a.Party, a.Circumstances, a.Health
	keepOwn(&s.Circumstances, old.Circumstances)
	if err := saveStay(tx, old, &s); err != nil {
		return s, err
	}
	if len(a.Belongings) > a.Amends.Kept {
		if err := keepBelongings(tx, a.Belongings[a.Amends.Kept:], a.Bag, a.Cabinet, old); err != nil {
			return s, err
		}
	}
	for _, sign := range a.Signed {
		if err := keepSignature(tx, &Signature{PersonID: s.PersonID, StayID: s.ID, Sign: sign}); err != nil {
			return s, err
		}
	}
	return s, nil
}

// stayFacts is what the history of a stay covers beside its health.
type stayFacts struct {
	CameBy    string    `json:"came_by"`
	ArrivedAt time.Time `json:"arrived_at"`
	Party     string    `json:"party,omitempty"`
	Circumstances
}

func factsOf(s Stay) stayFacts { return stayFacts{s.CameBy, s.ArrivedAt, s.Party, s.Circumstances} }

// saveStay writes a stay's new state with the history of what changed; what
// concerns health is kept under its own class.
func saveStay(tx *access.Tx, old Stay, s *Stay) error {
	facts, err := differences(factsOf(old), factsOf(*s))
	if err != nil {
		return err
	}
	health, err := differences(old.Health, s.Health)
	if err != nil || len(facts)+len(health) == 0 {
		return err
	}
	names, err := insertRevision(tx, s.PersonID, "stay", s.ID, vault.Person, facts)
	if err != nil {
		return err
	}
	more, err := insertRevision(tx, s.PersonID, "stay/health", s.ID, vault.Health, health)
	if err != nil {
		return err
	}
	if err := updateStay(tx, s); err != nil {
		return err
	}
	names = append(names, more...)
	slices.Sort(names)
	return tx.Audit(access.Entry{Action: "stay.edit", Table: "stay", Target: s.ID, Person: s.PersonID, Detail: map[string]any{"fields": names}})
}

// changeStay lets fn change a stay, ended or not, and saves it with its history.
func (d *Desk) changeStay(ctx context.Context, stayID string, fn func(*access.Tx, *Stay) error) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		old, err := FindStay(tx, stayID)
		if err != nil {
			return err
		}
		if old.Hidden {
			return access.ErrProtected()
		}
		s := old
		if err := fn(tx, &s); err != nil {
			return err
		}
		return saveStay(tx, old, &s)
	})
}

// What the rules want taken of everybody.
const (
	TakeFingerprint = "fingerprint" // 指纹
	TakePortrait    = "portrait"    // 电子照片
	TakeNational    = "national"    // 录入全国系统
)

// Take records that one of these was done just now, or why it could not be.
func (d *Desk) Take(ctx context.Context, stayID, what, why string) error {
	return d.changeStay(ctx, stayID, func(tx *access.Tx, s *Stay) error {
		act := Act{By: tx.Actor().ID, Why: why}
		if why == "" {
			act.At = tx.Now()
		}
		switch what {
		case TakeFingerprint:
			s.Taken.Fingerprint = act
		case TakePortrait:
			s.Taken.Portrait = act
		case TakeNational:
			s.Taken.National = act
		default:
			return store.Fail(store.Invalid, "请选择做了哪一项：指纹、照片或录入全国系统。").On("taken")
		}
		return nil
	})
}

// SetNationalNumber keeps the number that the national system gave the stay.
func (d *Desk) SetNationalNumber(ctx context.Context, stayID, number string) error {
	return d.changeStay(ctx, stayID, func(_ *access.Tx, s *Stay) error { s.Taken.NationalNumber = number; return nil })
}

// MarkCopied keeps which fields were already entered in the national system.
// Ticks are no facts about anybody and have no history.
func (d *Desk) MarkCopied(ctx context.Context, stayID string, keys []string) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		s, err := FindStay(tx, stayID)
		if err != nil {
			return err
		}
		if s.Hidden {
			return access.ErrProtected()
		}
		s.Copied = slices.Clone(keys)
		if err := updateStay(tx, &s); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "stay.copied", Table: "stay", Target: s.ID, Person: s.PersonID, Detail: map[string]any{"fields": len(keys)}})
	})
}

// UndoChange puts back what one saving changed, as a change of its own: the
// history keeps both. Conflict where one of its fields was changed since.
func (d *Desk) UndoChange(ctx context.Context, revisionID string) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		r, err := findRevision(tx, revisionID)
		if err != nil {
			return err
		}
		switch r.Table {
		case "person":
			return undoPerson(tx, r)
		case "stay", "stay/health":
			return undoStay(tx, r)
		}
		return store.Fail(store.Invalid, "这一项不能撤销。")
	})
}

func undoPerson(tx *access.Tx, r Revision) error {
	old, err := FindPerson(tx, r.RowID)
	if err != nil {
		return err
	}
	whole := personFacts{old.Sex, old.Identity, old.Profile}
	if err := putBack(&whole, r.Fields); err != nil {
		return err
	}
	p := old
	p.Sex, p.Identity, p.Profile = whole.Sex, whole.Identity, whole.Profile
	return savePerson(tx, old, &p)
}

func undoStay(tx *access.Tx, r Revision) error {
	old, err := FindStay(tx, r.RowID)
	if err != nil {
		return err
	}
	s := old
	if r.Table == "stay/health" {
		if err := putBack(&s.Health, r.Fields); err != nil {
			return err
		}
		return saveStay(tx, old, &s)
	}
	facts := factsOf(old)
	if err := putBack(&facts, r.Fields); err != nil {
		return err
	}
	s.CameBy, s.ArrivedAt, s.Party, s.Circumstances = facts.CameBy, facts.ArrivedAt, facts.Party, facts.Circumstances
	return saveStay(tx, old, &s)
}

// putBack gives the changed fields of v, a pointer to a struct, their earlier
// values. It is a Conflict where a field has another value now than the change
// gave it.
func putBack[T any](v *T, changed map[string]FieldChange) error {
	now, err := fields(*v)
	if err != nil {
		return err
	}
	for name, change := range changed {
		if !sameJSON(now[name], change.New) {
			return store.Fail(store.Conflict, "这一项后来又改过，不能直接撤销。请打开资料，照历史记录里的内容改。")
		}
		if delete(now, name); len(change.Old) > 0 {
			now[name] = change.Old
		}
	}
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	var whole T
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	*v = whole
	return nil
}

// sameJSON compares two values; the absent one and null are alike.
func sameJSON(a, b json.RawMessage) bool {
	var left, right any
	return (len(a) == 0 || json.Unmarshal(a, &left) == nil) && (len(b) == 0 || json.Unmarshal(b, &right) == nil) && reflect.DeepEqual(left, right)
}

package intake

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// Desk is the front desk (接待): drafts, registration, refusal, photos, files.
type Desk struct{ Session *access.Session }

// Draft is an arrival being filled in. It is kept with every field, so that a
// power cut costs at most the field being typed in.
type Draft struct {
	ID        string
	Slip      string // called out and written on the slip: A-17
	Owner     string // account that began it
	Version   int64
	CreatedAt time.Time
	UpdatedAt time.Time
	Arrival   Arrival
}

// NewDraft begins an arrival that came just now.
func (d *Desk) NewDraft(ctx context.Context) (draft Draft, err error) {
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		draft = Draft{Owner: tx.Actor().ID, Arrival: Arrival{ArrivedAt: tx.Now()}}
		if draft.Slip, err = nextSlip(tx, tx.Now()); err != nil {
			return err
		}
		return insertDraft(tx, &draft)
	})
	return draft, err
}

// SaveDraft keeps what was typed. It is Conflict where another window saved or
// registered the same draft.
func (d *Desk) SaveDraft(ctx context.Context, draft *Draft) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error { return updateDraft(tx, draft) })
}

// Drafts lists what was begun and not registered, the newest first.
func (d *Desk) Drafts(ctx context.Context) (all []Draft, err error) {
	err = d.Session.Read(ctx, access.Register, func(tx *access.Tx) error {
		all, err = findOpenDrafts(tx)
		return err
	})
	return all, err
}

// Draft reads one draft.
func (d *Desk) Draft(ctx context.Context, id string) (draft Draft, err error) {
	err = d.Session.Read(ctx, access.Register, func(tx *access.Tx) error {
		draft, err = findDraft(tx, id)
		return err
	})
	return draft, err
}

// DropDraft puts a draft aside: begun by mistake, or the person went away.
func (d *Desk) DropDraft(ctx context.Context, id string) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if err := endDraft(tx, id, "dropped"); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "draft.drop", Table: "draft", Target: id})
	})
}

// Register admits the person: person, stay, belongings and photos are written
// in one transaction, which draws the station's number.
func (d *Desk) Register(ctx context.Context, draft Draft) (Stay, error) {
	return d.admit(ctx, draft, In, Bed)
}

// Refuse records that aid was not given, and why: 不予救助. It draws no
// station number; the notice has its own.
func (d *Desk) Refuse(ctx context.Context, draft Draft, r Refusal) (Stay, error) {
	if r.Reason == "" {
		return Stay{}, store.Fail(store.Invalid, "请选择不予救助的情形，通知书上要写明依据。").On("refusal")
	}
	draft.Arrival.Refusal = &r
	return d.admit(ctx, draft, Refused, Bed)
}

func (d *Desk) admit(ctx context.Context, draft Draft, state State, kind Kind) (stay Stay, err error) {
	err = d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err = admitIn(tx, draft.ID, draft.Slip, draft.Arrival, state, kind)
		return err
	})
	return stay, err
}

// admitIn writes an arrival: a file of its own, the link to the earlier file
// that the clerk found, the stay, and what came with it. draftID is empty for
// an arrival of a list, which has none.
func admitIn(tx *access.Tx, draftID, slip string, a Arrival, state State, kind Kind) (stay Stay, err error) {
	if a.ArrivedAt.IsZero() {
		a.ArrivedAt = tx.Now()
	}
	if err := a.Check(tx.Now()); err != nil {
		return stay, err
	}
	if draftID != "" {
		if err := endDraft(tx, draftID, "done"); err != nil {
			return stay, err
		}
	}
	person, err := newPerson(tx, a)
	if err != nil {
		return stay, err
	}
	stay = Stay{PersonID: person.ID, Slip: slip, State: state, Kind: kind, Party: a.Party, CameBy: a.CameBy, ArrivedAt: a.ArrivedAt,
		Circumstances: a.Circumstances, Health: a.Health}
	if !state.Open() {
		stay.LeftAt = tx.Now()
	}
	if kind == Spot {
		stay.LeaveKind = leaveSpot
	}
	if state != Refused {
		if stay.Number, err = nextStationNumber(tx, a.ArrivedAt); err != nil {
			return stay, err
		}
	}
	if err := insertStay(tx, &stay); err != nil {
		return stay, err
	}
	if err := keepBelongings(tx, a.Belongings, a.Bag, a.Cabinet, stay); err != nil {
		return stay, err
	}
	for _, sign := range a.Signed {
		if err := keepSignature(tx, &Signature{PersonID: stay.PersonID, StayID: stay.ID, Sign: sign}); err != nil {
			return stay, err
		}
	}
	if draftID != "" {
		if err := adoptPhotos(tx, draftID, person.ID, stay.ID); err != nil {
			return stay, err
		}
	}
	if a.Protect {
		if err := shield(tx, &person); err != nil {
			return stay, err
		}
	}
	return stay, tx.Audit(access.Entry{Action: admitAction(state, kind), Table: "stay", Target: stay.ID, Person: person.ID})
}

// shield puts somebody who is being registered under protection.
func shield(tx *access.Tx, p *Person) error {
	if err := tx.ShieldPerson(p.ID); err != nil {
		return err
	}
	p.Protected = true
	if err := updatePerson(tx, p); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "person.protect", Table: "person", Target: p.ID, Person: p.ID, Private: "登记时设为保护对象"})
}

func admitAction(state State, kind Kind) string {
	switch {
	case state == Refused:
		return "refuse"
	case kind == Spot:
		return "aid.spot"
	}
	return "register"
}

// newPerson opens a file for who came, and links it to the earlier one that the
// clerk found to be of the same human. Nothing of that one is touched.
func newPerson(tx *access.Tx, a Arrival) (Person, error) {
	if a.AgeSeen == "" && (a.AgeFrom != 0 || a.AgeTo != 0) {
		a.AgeSeen = calendar.On(tx.Now()).String()
	}
	p := Person{Sex: a.Sex, Identity: a.identity(), Profile: a.Profile}
	if a.SameAs == "" {
		if err := refuseTwice(tx, a.IDNumber); err != nil {
			return p, err
		}
		return p, insertPerson(tx, &p)
	}
	earlier, err := FindPerson(tx, a.SameAs)
	if err != nil {
		return p, err
	}
	if earlier.Hidden {
		return p, access.ErrProtected()
	}
	same, err := FindSame(tx, earlier.ID)
	if err != nil {
		return p, err
	}
	for _, file := range same {
		open, err := countOpenStays(tx, file)
		if err != nil {
			return p, err
		}
		if open > 0 {
			return p, errAlreadyHere()
		}
	}
	if err := insertPerson(tx, &p); err != nil {
		return p, err
	}
	_, err = link(tx, p.ID, earlier.ID, LinkSame, "")
	return p, err
}

// personFacts is what the history of a person covers.
type personFacts struct {
	Sex      string   `json:"sex"`
	Identity Identity `json:"identity"`
	Profile
}

// savePerson writes a person's new state with the history of what changed.
func savePerson(tx *access.Tx, old Person, p *Person) error {
	changed, err := differences(personFacts{old.Sex, old.Identity, old.Profile}, personFacts{p.Sex, p.Identity, p.Profile})
	if err != nil || len(changed) == 0 {
		return err
	}
	names, err := insertRevision(tx, p.ID, "person", p.ID, vault.Person, changed)
	if err != nil {
		return err
	}
	if err := updatePerson(tx, p); err != nil {
		return err
	}
	slices.Sort(names)
	return tx.Audit(access.Entry{Action: "person.edit", Table: "person", Target: p.ID, Person: p.ID, Detail: map[string]any{"fields": names}})
}

// nextStationNumber draws 救助编号: the station's code, the year, and a number
// without gaps within it.
func nextStationNumber(tx *access.Tx, arrived time.Time) (string, error) {
	station, err := tx.FindStation()
	if err != nil {
		return "", err
	}
	year := calendar.On(arrived).Year
	n, err := tx.NextNumber("stay", year)
	if err != nil {
		return "", err
	}
	return store.Fill("{{.Code}}-{{.Year}}-", store.Args{"Code": station.Code, "Year": year}) + pad(n, 5), nil
}

func pad(n int64, width int) string {
	digits := []byte(strings.Repeat("0", width))
	for i := width - 1; i >= 0 && n > 0; i-- {
		digits[i], n = byte('0'+n%10), n/10
	}
	return string(digits)
}

func keepBelongings(tx *access.Tx, items []Item, bag, cabinet string, stay Stay) error {
	for _, item := range items {
		b := Belonging{PersonID: stay.PersonID, StayID: stay.ID, Bag: bag, Kept: Kept{Item: item, Cabinet: cabinet}}
		if err := insertBelonging(tx, &b); err != nil {
			return err
		}
	}
	return nil
}

// UpdatePerson saves what became known about a person. Conflict where somebody
// else saved since it was read; nothing is overwritten.
func (d *Desk) UpdatePerson(ctx context.Context, p Person) (Person, error) {
	err := d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		old, err := FindPerson(tx, p.ID)
		if err != nil {
			return err
		}
		if old.Hidden {
			return access.ErrProtected()
		}
		if old.Version != p.Version {
			return errChanged()
		}
		return savePerson(tx, old, &p)
	})
	return p, err
}

// Protect puts a person under protection: only the named accounts, who does
// it, and the recovery sheet open the file from then on. The reason is sealed
// in the audit chain, so that it can be asked for later; Invalid without one.
func (d *Desk) Protect(ctx context.Context, personID string, officers []string, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return store.Fail(store.Invalid, "请写下原因：以后查起来要看得懂。").On("reason")
	}
	return d.Session.Write(ctx, access.Protect, func(tx *access.Tx) error {
		p, err := FindPerson(tx, personID)
		if err != nil {
			return err
		}
		if p.Hidden {
			return access.ErrProtected()
		}
		if err := tx.ProtectPerson(personID, officers); err != nil {
			return err
		}
		p.Protected = true
		if err := updatePerson(tx, &p); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "person.protect", Table: "person", Target: personID, Person: personID, Private: reason})
	})
}

// Residents lists everybody in the station's care, longest here first.
func (d *Desk) Residents(ctx context.Context) (all []Resident, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = FindOpenStays(tx)
		return err
	})
	return all, err
}

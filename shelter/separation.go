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

// Separation says that two people must not meet: they never share a room and,
// where it can be helped, no zone. It holds for all files of each of them.
type Separation struct {
	ID        string
	PersonID  string // under whose key the reasons are sealed
	OtherID   string
	Name      string // of PersonID, as lists show it
	OtherName string
	Reason    string // empty where Hidden
	By        string // account
	Since     time.Time
	Until     time.Time // when it was ended; zero while it is in force
	EndedBy   string
	EndReason string
	Hidden    bool // one of the two is protected, and this account may not read that file
	version   int64
}

// InForce reports whether the two are kept apart now.
func (s Separation) InForce() bool { return s.Until.IsZero() }

// Of returns the person at the other end.
func (s Separation) Of(personID string) string {
	if s.PersonID == personID {
		return s.OtherID
	}
	return s.PersonID
}

// KeepApart says that two people must not meet, and why. Conflict where that
// has been said already.
func (h *House) KeepApart(ctx context.Context, personID, otherID, reason string) (s Separation, err error) {
	if strings.TrimSpace(reason) == "" {
		return s, store.Fail(store.Invalid, "请写明两人为什么不能见面：以后要不要解除，看这一条。").On("reason")
	}
	err = h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		s = Separation{Reason: strings.TrimSpace(reason)}
		if err := s.between(tx, personID, otherID); err != nil {
			return err
		}
		if err := insertSeparation(tx, &s); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "separation.begin", Table: "separation", Target: s.ID, Person: s.PersonID, Detail: map[string]any{"other": s.OtherID}})
	})
	return s, err
}

// between fills the two people. The reason is sealed for the one of them who is
// protected, where this account may read that file, and for the first named
// otherwise.
func (s *Separation) between(tx *access.Tx, personID, otherID string) error {
	same, err := intake.FindSame(tx, personID)
	if err != nil {
		return err
	}
	if slices.Contains(same, otherID) {
		return store.Fail(store.Invalid, "这是同一个人，请选另一个人。").On("other")
	}
	person, err := intake.FindPerson(tx, personID)
	if err != nil {
		return err
	}
	other, err := intake.FindPerson(tx, otherID)
	if err != nil {
		return err
	}
	if person.Hidden || other.Protected && !other.Hidden && !person.Protected {
		person, other = other, person
	}
	if person.Hidden {
		return access.ErrProtected()
	}
	s.PersonID, s.OtherID = person.ID, other.ID
	s.Name, s.OtherName = nameOf(person), nameOf(other)
	return nil
}

// nameOf is what lists call somebody of whom no stay is at hand.
func nameOf(p intake.Person) string {
	return shownName(intake.Resident{Person: p})
}

// EndSeparation ends that two people must not meet. The reason is kept.
func (h *House) EndSeparation(ctx context.Context, id, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		s, err := findSeparation(tx, id)
		if err != nil {
			return err
		}
		if s.Hidden {
			return access.ErrProtected()
		}
		if !s.InForce() {
			return store.Fail(store.Conflict, "这一条已经解除了，请刷新。")
		}
		s.Until, s.EndedBy, s.EndReason = tx.Now(), tx.Actor().ID, strings.TrimSpace(reason)
		if err := updateSeparation(tx, &s); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "separation.end", Table: "separation", Target: s.ID, Person: s.PersonID, Detail: map[string]any{"other": s.OtherID}})
	})
}

// Separations lists who must not meet somebody, by all files of theirs: those
// in force first, then the ended ones, the newest first. With an empty id it
// lists all that are in force in the station.
func (h *House) Separations(ctx context.Context, personID string) (all []Separation, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if personID == "" {
			all, err = findSeparationsInForce(tx)
			return err
		}
		same, err := intake.FindSame(tx, personID)
		if err != nil {
			return err
		}
		all, err = findSeparationsOf(tx, same)
		return err
	})
	return all, err
}

// files lists the files of all those whom somebody must not meet.
func (a apartness) files(personID string) []string {
	var all []string
	for _, human := range a.of[a.humans.Of(personID)] {
		all = append(all, a.humans.Files(human)...)
	}
	return all
}

// weigh adds to what is known of somebody what only the house knows: whom they
// must not meet and where those sleep, and whether a woman is on duty for a
// woman.
func weigh(tx *access.Tx, o Occupant) (Occupant, error) {
	apart, err := findApartness(tx)
	if err != nil {
		return o, err
	}
	if o.Apart = apart.files(o.PersonID); len(o.Apart) > 0 {
		if o.ApartZones, err = findZonesOf(tx, o.Apart); err != nil {
			return o, err
		}
	}
	if o.Sex != Women {
		return o, nil
	}
	on, err := findOnDuty(tx, tx.Now())
	o.NoWomanOn = len(on) > 0 && !slices.ContainsFunc(on, func(d Duty) bool { return d.Sex == Women })
	return o, err
}

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
	PersonID  string // in the list of somebody, one of their files
	OtherID   string
	Name      string // of PersonID, as lists show it
	OtherName string
	Reason    string // empty where Hidden
	By        string // account
	Since     time.Time
	Until     time.Time // when it was ended; zero while it is in force
	EndedBy   string
	EndReason string
	Together  string // the room that both sleep in now, against what is in force: one of them is to be moved
	Hidden    bool   // one of the two is protected, and this account may not read that file
	sealedFor string // whose key seals the reasons
	version   int64
}

// InForce reports whether the two are kept apart now.
func (s Separation) InForce() bool { return s.Until.IsZero() }

// other is the person at the other end.
func (s Separation) other(personID string) string {
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
		if err := s.audit(tx, "separation.begin"); err != nil {
			return err
		}
		found := []Separation{s}
		err := markTogether(tx, found)
		s = found[0]
		return err
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
	s.PersonID, s.OtherID, s.sealedFor = personID, otherID, personID
	s.Name, s.OtherName = nameOf(person), nameOf(other)
	if person.Hidden || other.Protected && !other.Hidden && !person.Protected {
		s.sealedFor = otherID
	}
	if person.Hidden && other.Hidden {
		return access.ErrProtected()
	}
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
		return s.audit(tx, "separation.end")
	})
}

func (s *Separation) audit(tx *access.Tx, action string) error {
	return tx.Audit(access.Entry{Action: action, Table: "separation", Target: s.ID, Person: s.sealedFor,
		Detail: map[string]any{"people": []string{s.PersonID, s.OtherID}}})
}

// Separations lists who must not meet somebody, by all files of theirs: those
// in force first, then the ended ones, the newest first. PersonID is then the
// file of theirs, and OtherID that of the other. With an empty id it lists all
// that are in force in the station.
func (h *House) Separations(ctx context.Context, personID string) (all []Separation, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if all, err = findSeparations(tx, personID); err != nil {
			return err
		}
		return markTogether(tx, all)
	})
	return all, err
}

func findSeparations(tx *access.Tx, personID string) ([]Separation, error) {
	if personID == "" {
		return findSeparationsInForce(tx)
	}
	same, err := intake.FindSame(tx, personID)
	if err != nil {
		return nil, err
	}
	all, err := findSeparationsOf(tx, same)
	for i := range all {
		if s := &all[i]; !slices.Contains(same, s.PersonID) {
			s.PersonID, s.OtherID = s.OtherID, s.PersonID
			s.Name, s.OtherName = s.OtherName, s.Name
		}
	}
	return all, err
}

// markTogether notes where two share a room who must not meet.
func markTogether(tx *access.Tx, all []Separation) error {
	if len(all) == 0 {
		return nil
	}
	humans, err := intake.FindHumans(tx)
	if err != nil {
		return err
	}
	rooms, err := findRoomsNow(tx)
	if err != nil {
		return err
	}
	roomOf := func(personID string) (room Room) {
		for _, file := range humans.Files(personID) {
			if r, has := rooms[file]; has {
				room = r
			}
		}
		return room
	}
	for i := range all {
		s := &all[i]
		if one := roomOf(s.PersonID); s.InForce() && one.ID != "" && one.ID == roomOf(s.OtherID).ID {
			s.Together = one.Name
		}
	}
	return nil
}

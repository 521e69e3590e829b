package shelter

import (
	"context"
	"slices"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
)

// CareFile is all that is known of the care of one stay, as the file of a
// person holds it.
type CareFile struct {
	Notes      []CareNote // the newest first, corrected ones among them
	Vital      Vital
	Medicines  []MedicineOrder // the oldest first, stopped ones among them
	Doses      []Dose          // the newest first; what was withdrawn is not among them
	Diets      []Diet          // the oldest first; the last one holds
	Absences   []Absence       // the oldest first
	Visit      VisitDue        // of who is placed now; the zero value for nobody
	Extensions []Extension     // the oldest first
	Extend     bool            // the ordinary stay has come to its last day, and nothing lasts beyond
	Procedures []Procedure     // the oldest first, closed ones among them
	Settle     calendar.Date   // from this day on settlement opens; zero where the identity is known
	Costs      []Cost          // the oldest first, counter-entries among them
}

// Settlement is the newest matter of settling; ok is false where none was
// opened.
func (f CareFile) Settlement() (p Procedure, ok bool) {
	for _, one := range f.Procedures {
		if one.Kind == ProcedureSettlement {
			p, ok = one, true
		}
	}
	return p, ok
}

// Diet is what somebody eats; the zero Diet is ordinary food.
func (f CareFile) Diet() Diet {
	if len(f.Diets) == 0 {
		return Diet{}
	}
	return f.Diets[len(f.Diets)-1]
}

// CareFiles reads the care of stays as they are at one moment. Stays that this account may
// not read are left out. That it was read is on record, once for each person.
func (h *House) CareFiles(ctx context.Context, stayIDs ...string) (all map[string]CareFile, err error) {
	if len(stayIDs) == 0 {
		return map[string]CareFile{}, nil
	}
	var people []string
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, people, err = findCareFiles(tx, stayIDs)
		return err
	})
	if err != nil || len(people) == 0 {
		return all, err
	}
	err = h.Session.Write(ctx, access.ReadPeople, func(tx *access.Tx) error {
		for _, id := range people {
			if err := tx.Audit(access.Entry{Action: "care.read", Table: "person", Target: id, Person: id}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil { // what is not on record is not shown
		return nil, err
	}
	return all, nil
}

// findCareFiles reads the care of stays, and returns whose it is.
func findCareFiles(tx *access.Tx, stayIDs []string) (all map[string]CareFile, people []string, err error) {
	limits, err := findLimits(tx)
	if err != nil {
		return nil, nil, err
	}
	all = map[string]CareFile{}
	for _, id := range stayIDs {
		who, err := intake.FindResident(tx, id)
		if err != nil {
			return nil, nil, err
		}
		if who.Stay.Hidden || who.Person.Hidden {
			continue
		}
		if all[id], err = limits.file(tx, who); err != nil {
			return nil, nil, err
		}
		if !slices.Contains(people, who.Person.ID) {
			people = append(people, who.Person.ID)
		}
	}
	return all, people, nil
}

// file reads the care of one stay by the limits of the station.
func (l Limits) file(tx *access.Tx, who intake.Resident) (f CareFile, err error) {
	id := who.Stay.ID
	for _, read := range []func() error{
		func() error { f.Notes, err = findNotes(tx, id); return err },
		func() error { f.Medicines, err = findMedicinesOf(tx, id); return err },
		func() error { f.Doses, err = findDosesOf(tx, id); return err },
		func() error { f.Diets, err = findDietsOf(tx, id); return err },
		func() error { f.Absences, err = findAbsencesOf(tx, id); return err },
		func() error { f.Extensions, err = findExtensionsOf(tx, id); return err },
		func() error { f.Procedures, err = findProceduresOf(tx, id); return err },
		func() error { f.Costs, err = findCostsOf(tx, id); return err },
	} {
		if err := read(); err != nil {
			return f, err
		}
	}
	f.Vital = vitalsOf(f.Notes, l.FeverTenths)[id]
	if !who.Stay.State.Open() {
		return f, nil
	}
	_, f.Extend = l.StayDays.extensionDue(who, tx.Now())
	if who.Person.Identity == intake.IdentityUnknown {
		f.Settle = calendar.On(who.Stay.ArrivedAt).AddMonths(l.SettleMonths)
	}
	f.Visit = l.visit(f, who, tx)
	return f, nil
}

// visit is when who is placed is to be visited next.
func (l Limits) visit(f CareFile, who intake.Resident, tx *access.Tx) (due VisitDue) {
	for _, a := range f.Absences {
		if a.Kind != intake.Placed || !a.To.IsZero() {
			continue
		}
		for i := len(f.Notes) - 1; i >= 0; i-- { // the oldest first: the newest stays
			if n := f.Notes[i]; n.Kind == NoteVisit && !n.Corrected {
				due.Last = n.At
			}
		}
		due = a.visit(shownName(who), due.Last, l.VisitDays, tx.Now())
	}
	return due
}

package shelter

import (
	"slices"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter/supply"
)

// LeavingFacts say what is the case with somebody who is about to leave:
// kept, issued, medicine, outing, away, unpaid, unknown, searched, died.
type LeavingFacts map[string]bool

// leavingFacts are the facts on which a line of a check-list may depend.
var leavingFacts = []string{"kept", "issued", "medicine", "outing", "away", "unpaid", "unknown", "minor", "incapable"}

func findLeavingFacts(tx *access.Tx, r intake.Resident) (LeavingFacts, error) {
	stay := r.Stay.ID
	o := OccupantOf(r, tx.Now())
	f := LeavingFacts{
		"away": r.Stay.State != intake.In, "unknown": r.Person.Identity == intake.IdentityUnknown,
		"minor": o.MayBeMinor(), "incapable": o.Incapable,
	}
	for _, look := range []func(*access.Tx, string, LeavingFacts) error{lookAtThings, lookAtCare, lookAtMoney, lookAtMatters} {
		if err := look(tx, stay, f); err != nil {
			return f, err
		}
	}
	return f, nil
}

func lookAtThings(tx *access.Tx, stay string, f LeavingFacts) error {
	kept, err := intake.FindBelongings(tx, stay)
	if err != nil {
		return err
	}
	for _, b := range kept {
		f["kept"] = f["kept"] || b.State == "kept"
	}
	issued, err := supply.FindIssued(tx, stay)
	f["issued"] = len(issued) > 0
	return err
}

func lookAtCare(tx *access.Tx, stay string, f LeavingFacts) error {
	medicine, err := takesMedicine(tx, stay)
	if err != nil {
		return err
	}
	out, err := findOpenOutings(tx)
	f["medicine"], f["outing"] = medicine, out[stay]
	return err
}

// takesMedicine reports whether an order for somebody goes on, as far as this
// account may know.
func takesMedicine(tx *access.Tx, stay string) (bool, error) {
	orders, err := findMedicinesOf(tx, stay)
	if err != nil && !hidden(err) {
		return false, err
	}
	return slices.ContainsFunc(orders, func(m MedicineOrder) bool { return m.StoppedAt.IsZero() }), nil
}

// lookAtMoney tells whether somebody was in hospital or placed and no bill of
// that was entered.
func lookAtMoney(tx *access.Tx, stay string, f LeavingFacts) error {
	absences, err := findAbsencesOf(tx, stay)
	if err != nil {
		return err
	}
	costs, err := findCostsOf(tx, stay)
	if err != nil {
		return err
	}
	paid := map[string]bool{}
	for _, c := range costs {
		paid[c.Kind] = paid[c.Kind] || !c.Cancelled && c.Cancels == ""
	}
	for _, a := range absences {
		kind := map[intake.State]string{intake.Hospital: "hospital", intake.Placed: "placement"}[a.Kind]
		f["unpaid"] = f["unpaid"] || !paid[kind]
	}
	return nil
}

// lookAtMatters tells whether the person was searched for as is asked, and
// whether what a death asks for was done.
func lookAtMatters(tx *access.Tx, stay string, f LeavingFacts) error {
	for _, matter := range []struct {
		kind ProcedureKind
		fact string
		done func(Procedure) error
	}{
		{ProcedureMissing, "searched", func(p Procedure) error { _, err := p.checkMissed(tx); return err }},
		{ProcedureDeath, "died", Procedure.checkComplete},
	} {
		p, open, err := findProcedureOf(tx, stay, matter.kind)
		if err != nil {
			return err
		}
		if !open {
			continue
		}
		if err := p.fill(tx); err != nil {
			return err
		}
		f[matter.fact] = matter.done(p) == nil
	}
	return nil
}

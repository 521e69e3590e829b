package shelter

import (
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
	orders, err := findMedicinesOf(tx, stay)
	if err != nil && !hidden(err) {
		return err
	}
	for _, m := range orders {
		f["medicine"] = f["medicine"] || m.StoppedAt.IsZero()
	}
	out, err := findOpenOutings(tx)
	f["outing"] = out[stay]
	return err
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
	for kind, done := range map[ProcedureKind]func(Procedure) error{
		ProcedureMissing: func(p Procedure) error { _, err := p.checkMissed(tx); return err },
		ProcedureDeath:   Procedure.checkComplete,
	} {
		p, open, err := findProcedureOf(tx, stay, kind)
		if err != nil {
			return err
		}
		if !open {
			continue
		}
		if err := p.fill(tx); err != nil {
			return err
		}
		fact := map[ProcedureKind]string{ProcedureMissing: "searched", ProcedureDeath: "died"}[kind]
		f[fact] = done(p) == nil
	}
	return nil
}

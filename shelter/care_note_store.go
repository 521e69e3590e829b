package shelter

import (
	"database/sql"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// A note is sealed once, so its version stays 1.
func notePlace(id string) vault.Place { return vault.Place{Table: "care_note", ID: id, Version: 1} }

func insertNote(tx *access.Tx, n *CareNote) error {
	n.ID, n.Recorded, n.Actor = store.NewID(), tx.Now(), tx.Actor().ID
	class := noteClasses[n.Kind]
	sealed, err := tx.Seal(n.PersonID, class, notePlace(n.ID), n.Noted)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO care_note (id, station_id, person_id, stay_id, version, kind, class, corrects, at, recorded_at, actor, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11)`,
		n.ID, tx.Station(), n.PersonID, n.StayID, string(n.Kind), string(class), n.Corrects, store.Millis(n.At), store.Millis(n.Recorded), n.Actor, sealed)
	tx.Changed("care_note", n.ID)
	return err
}

const newestFirst = ` ORDER BY n.at DESC, n.id DESC`

// findNotes lists the notes of a stay, the newest first.
func findNotes(tx *access.Tx, stayID string, kinds ...NoteKind) ([]CareNote, error) {
	all, err := scanNotes(tx, `n.stay_id = $2`+newestFirst, stayID)
	if len(kinds) == 0 {
		return all, err
	}
	return slices.DeleteFunc(all, func(n CareNote) bool { return !slices.Contains(kinds, n.Kind) }), err
}

// findVitalNotes lists temperatures and watch levels of all who are in care.
func findVitalNotes(tx *access.Tx) ([]CareNote, error) {
	return scanNotes(tx, `n.kind IN ($2, $3) AND n.stay_id IN (SELECT id FROM stay WHERE state IN ('in', 'hospital', 'placed'))`+newestFirst,
		string(NoteTemperature), string(NoteWatch))
}

// findVisitNotes lists the visits to all who are cared for outside.
func findVisitNotes(tx *access.Tx) ([]CareNote, error) {
	return scanNotes(tx, `n.kind = $2 AND n.stay_id IN (SELECT id FROM stay WHERE state = 'placed')`+newestFirst, string(NoteVisit))
}

// scanNotes reads notes. where stands in the statement as it is and must be a
// constant. Those that this account may not read are left out.
func scanNotes(tx *access.Tx, where string, args ...any) ([]CareNote, error) {
	type row struct {
		n      CareNote
		class  vault.Class
		sealed []byte
	}
	rows, err := tx.Query(`SELECT n.id, n.person_id, n.stay_id, n.kind, n.class, n.corrects, n.at, n.recorded_at, n.actor,
			EXISTS (SELECT 1 FROM care_note c WHERE c.corrects = n.id AND c.stay_id = n.stay_id), n.sealed
		FROM care_note n WHERE n.station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.n.ID, &r.n.PersonID, &r.n.StayID, &r.n.Kind, &r.class, &r.n.Corrects, (*store.Moment)(&r.n.At),
			(*store.Moment)(&r.n.Recorded), &r.n.Actor, &r.n.Corrected, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	var all []CareNote
	for _, r := range found {
		err := tx.Open(r.n.PersonID, r.class, notePlace(r.n.ID), r.sealed, &r.n.Noted)
		if hidden(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r.n)
	}
	return all, nil
}

// findNotesSince lists what happened to anybody since a moment, the newest
// first.
func findNotesSince(tx *access.Tx, since time.Time) ([]CareNote, error) {
	return scanNotes(tx, `n.at >= $2`+newestFirst, store.Millis(since))
}

// findLookedOver tells of whom in care body and mind were looked over.
func findLookedOver(tx *access.Tx) (map[string]bool, error) {
	rows, err := tx.Query(`SELECT DISTINCT n.stay_id FROM care_note n JOIN stay s ON s.id = n.stay_id
		WHERE n.station_id = $1 AND n.kind = $2 AND s.state IN ('in', 'hospital', 'placed')`, tx.Station(), string(NoteHealth))
	stays, err := store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	looked := make(map[string]bool, len(stays))
	for _, id := range stays {
		looked[id] = true
	}
	return looked, err
}

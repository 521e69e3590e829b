package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

const absenceColumns = `a.id, a.person_id, a.stay_id, a.kind, a.institution_id, a.bed_held, a.visit_days, a.from_at, a.to_at, a.actor`

func scanAbsence(rows *sql.Rows) (a Absence, err error) {
	return a, rows.Scan(&a.ID, &a.PersonID, &a.StayID, &a.Kind, &a.InstitutionID, &a.BedHeld, &a.VisitDays, (*store.Moment)(&a.From), (*store.Moment)(&a.To), &a.Actor)
}

func insertAbsence(tx *access.Tx, a *Absence) error {
	a.ID, a.Actor = store.NewID(), tx.Actor().ID
	_, err := tx.Exec(`INSERT INTO absence (id, station_id, person_id, stay_id, kind, institution_id, bed_held, visit_days, from_at, actor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		a.ID, tx.Station(), a.PersonID, a.StayID, string(a.Kind), a.InstitutionID, flag(a.BedHeld), a.VisitDays, store.Millis(a.From), a.Actor)
	tx.Changed("absence", a.ID)
	return err
}

// endAbsence ends where somebody was away, if they were, but not before it
// began.
func endAbsence(tx *access.Tx, stayID string, at time.Time) error {
	_, err := tx.Exec(`UPDATE absence SET to_at = CASE WHEN from_at > $1 THEN from_at ELSE $1 END WHERE stay_id = $2 AND station_id = $3 AND to_at = 0`,
		store.Millis(at), stayID, tx.Station())
	tx.Changed("absence", stayID)
	return err
}

func findAbsencesOf(tx *access.Tx, stayID string) ([]Absence, error) {
	rows, err := tx.Query(`SELECT `+absenceColumns+` FROM absence a WHERE a.station_id = $1 AND a.stay_id = $2 ORDER BY a.from_at, a.id`, tx.Station(), stayID)
	return store.Collect(rows, err, scanAbsence)
}

func findOpenAbsences(tx *access.Tx) ([]Absence, error) {
	rows, err := tx.Query(`SELECT `+absenceColumns+` FROM absence a WHERE a.station_id = $1 AND a.to_at = 0 ORDER BY a.from_at, a.id`, tx.Station())
	return store.Collect(rows, err, scanAbsence)
}

// findAbsencesAround maps each stay to its absences that last at or after a
// moment, the oldest first.
func findAbsencesAround(tx *access.Tx, since time.Time) (map[string][]Absence, error) {
	rows, err := tx.Query(`SELECT `+absenceColumns+` FROM absence a WHERE a.station_id = $1 AND (a.to_at = 0 OR a.to_at >= $2) ORDER BY a.from_at, a.id`,
		tx.Station(), store.Millis(since))
	found, err := store.Collect(rows, err, scanAbsence)
	byStay := map[string][]Absence{}
	for _, a := range found {
		byStay[a.StayID] = append(byStay[a.StayID], a)
	}
	return byStay, err
}

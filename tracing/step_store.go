package tracing

import (
	"database/sql"
	"errors"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func stepPlace(s *Step) vault.Place {
	return vault.Place{Table: "trace_step", ID: s.ID, Version: s.Version}
}

// openCase returns the case that a step in this stay belongs to and opens one
// where there is none: the open one, or the one that a reunion closed in this
// same stay, where letters still come and go. Cases of the other files of the
// same human count.
func openCase(tx *access.Tx, r intake.Resident) (id string, err error) {
	files, err := intake.FindSame(tx, r.Person.ID)
	if err != nil {
		return "", err
	}
	for _, file := range files {
		found, open, err := findCaseOf(tx, file, r.Stay.ArrivedAt)
		if err != nil || open {
			return found, err
		}
		if id == "" {
			id = found
		}
	}
	if id != "" {
		return id, nil
	}
	id = store.NewID()
	_, err = tx.Exec(`INSERT INTO trace_case (id, station_id, person_id, stay_id, version, opened_at, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $5)`,
		id, tx.Station(), r.Person.ID, r.Stay.ID, store.Millis(tx.Now()))
	tx.Changed("trace_case", id)
	return id, err
}

// findCaseOf finds a file's open case, or the one that a reunion closed since
// the person arrived; "" where there is neither.
func findCaseOf(tx *access.Tx, personID string, arrived time.Time) (id string, open bool, err error) {
	var closed int64
	err = tx.QueryRow(`SELECT c.id, c.closed_at FROM trace_case c WHERE c.station_id = $1 AND c.person_id = $2 AND (c.closed_at = 0 OR EXISTS (
		SELECT 1 FROM trace_step t WHERE t.case_id = c.id AND t.kind = $3 AND t.withdrawn_at = 0 AND t.done_at >= $4))
		ORDER BY c.closed_at, c.opened_at DESC LIMIT 1`,
		tx.Station(), personID, string(Reunion), store.Millis(arrived)).Scan(&id, &closed)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, closed == 0, err
}

// closeCase ends a case with a reunion.
func closeCase(tx *access.Tx, id string) error {
	_, err := tx.Exec(`UPDATE trace_case SET closed_at = $1, outcome = $2, updated_at = $1, version = version + 1 WHERE id = $3`,
		store.Millis(tx.Now()), string(Home), id)
	tx.Changed("trace_case", id)
	return err
}

// reopenCase opens a case of a person again whose reunion was withdrawn. It
// stays closed where another reunion stands in it, and where the person has a
// newer open case, be it in another file: the search goes on there.
func reopenCase(tx *access.Tx, id, personID string) error {
	files, err := intake.FindSame(tx, personID)
	if err != nil {
		return err
	}
	for _, file := range files {
		var open int
		if err := tx.QueryRow(`SELECT COUNT(*) FROM trace_case WHERE person_id = $1 AND closed_at = 0`, file).Scan(&open); err != nil || open > 0 {
			return err
		}
	}
	_, err = tx.Exec(`UPDATE trace_case SET closed_at = 0, outcome = '', updated_at = $1, version = version + 1 WHERE id = $2 AND closed_at <> 0
		AND NOT EXISTS (SELECT 1 FROM trace_step t WHERE t.case_id = $2 AND t.kind = $3 AND t.withdrawn_at = 0)`,
		store.Millis(tx.Now()), id, string(Reunion))
	tx.Changed("trace_case", id)
	return err
}

func insertStep(tx *access.Tx, s *Step) error {
	s.ID, s.Version, s.RecordedAt = store.NewID(), 1, tx.Now()
	sealed, err := tx.Seal(s.PersonID, vault.Person, stepPlace(s), s.StepNote)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO trace_step (id, station_id, case_id, person_id, version, kind, done_at, recorded_at, actor, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		s.ID, tx.Station(), s.CaseID, s.PersonID, s.Version, string(s.Kind), store.Millis(s.DoneAt), store.Millis(s.RecordedAt), s.Actor, sealed)
	tx.Changed("trace_step", s.ID)
	return err
}

func withdrawStep(tx *access.Tx, s Step) error {
	_, err := tx.Exec(`UPDATE trace_step SET withdrawn_at = $1 WHERE id = $2`, store.Millis(tx.Now()), s.ID)
	tx.Changed("trace_step", s.ID)
	return err
}

const stepColumns = `t.id, t.case_id, t.person_id, t.version, t.kind, t.done_at, t.recorded_at, t.actor, t.withdrawn_at`

// dest is where a row of stepColumns goes.
func (s *Step) dest() []any {
	return []any{&s.ID, &s.CaseID, &s.PersonID, &s.Version, &s.Kind, (*store.Moment)(&s.DoneAt), (*store.Moment)(&s.RecordedAt), &s.Actor, (*store.Moment)(&s.WithdrawnAt)}
}

// findStep reads a step without its note.
func findStep(tx *access.Tx, id string) (s Step, err error) {
	err = tx.QueryRow(`SELECT `+stepColumns+` FROM trace_step t WHERE t.station_id = $1 AND t.id = $2`, tx.Station(), id).Scan(s.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return s, store.Fail(store.NotFound, "没有找到这一步，请刷新后再试。")
	}
	return s, err
}

// findSteps lists the steps of a human, given by all their files as
// intake.FindSame does, with their notes; the oldest first. Other files than
// the first leave no trace where this account may not read them.
func findSteps(tx *access.Tx, files []string) ([]Step, error) {
	var all []Step
	for _, file := range files {
		steps, err := findStepsOf(tx, file)
		if store.KindOf(err) == store.Forbidden && file != files[0] {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, steps...)
	}
	slices.SortStableFunc(all, func(a, b Step) int { return a.DoneAt.Compare(b.DoneAt) })
	return all, nil
}

// findStepsOf lists the steps of one file. The wrapped record key comes along,
// so that many notes cost one query.
func findStepsOf(tx *access.Tx, personID string) ([]Step, error) {
	type row struct {
		s           Step
		sealed, key []byte // key is wrapped, and empty for a protected person
	}
	rows, err := tx.Query(`SELECT `+stepColumns+`, t.sealed, k.wrapped FROM trace_step t
		LEFT JOIN record_key k ON k.person_id = t.person_id AND k.class = 'person'
		WHERE t.station_id = $1 AND t.person_id = $2 ORDER BY t.done_at, t.id`, tx.Station(), personID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(append(r.s.dest(), &r.sealed, &r.key)...)
	})
	if err != nil {
		return nil, err
	}
	steps := make([]Step, len(found))
	for i, r := range found {
		if err := tx.OpenWith(personID, vault.Person, r.key, stepPlace(&r.s), r.sealed, &r.s.StepNote); err != nil {
			return nil, err
		}
		steps[i] = r.s
	}
	return steps, nil
}

// findAllSteps lists everybody's steps by human, without their notes: what
// the clocks need.
func findAllSteps(tx *access.Tx, humans intake.Humans) (map[string][]Step, error) {
	return findStepsByHuman(tx, humans, `TRUE`)
}

// findOpenSteps is findAllSteps for who is in the station's care, and for
// files that are linked to another.
func findOpenSteps(tx *access.Tx, humans intake.Humans) (map[string][]Step, error) {
	return findStepsByHuman(tx, humans, `t.person_id IN (SELECT person_id FROM stay WHERE state IN ('in', 'hospital', 'placed')
		UNION SELECT person_id FROM person_link WHERE ended_at = 0 UNION SELECT other_id FROM person_link WHERE ended_at = 0)`)
}

// findStepsByHuman reads steps; where stands in the statement as it is and
// must be a constant.
func findStepsByHuman(tx *access.Tx, humans intake.Humans, where string) (map[string][]Step, error) {
	rows, err := tx.Query(`SELECT `+stepColumns+` FROM trace_step t WHERE t.station_id = $1 AND `+where+` ORDER BY t.done_at, t.id`, tx.Station())
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (s Step, err error) { return s, rows.Scan(s.dest()...) })
	byHuman := map[string][]Step{}
	for _, s := range all {
		human := humans.Of(s.PersonID)
		byHuman[human] = append(byHuman[human], s)
	}
	return byHuman, err
}

// identify marks those as identified of whom another file says who they are:
// whoever linked the two has said that they are one human.
func identify(tx *access.Tx, humans intake.Humans, all []intake.Resident) error {
	for i := range all {
		if err := identifyBy(tx, humans.Files(all[i].Person.ID), &all[i].Person); err != nil {
			return err
		}
	}
	return nil
}

// identifyBy does it for one, by the files of their human.
func identifyBy(tx *access.Tx, files []string, p *intake.Person) error {
	for _, file := range files {
		if p.Identity == intake.IdentityProven || file == p.ID {
			continue
		}
		other, err := intake.FindPerson(tx, file)
		if err != nil {
			return err
		}
		if other.Identity == intake.IdentityProven && !other.Hidden {
			p.Identity = intake.IdentityProven
		}
	}
	return nil
}

// findSought lists the newest stay of each human whose family is looked for.
func findSought(tx *access.Tx, humans intake.Humans) ([]intake.Resident, error) {
	all, err := intake.FindUnidentified(tx)
	if err != nil {
		return nil, err
	}
	if err := identify(tx, humans, all); err != nil {
		return nil, err
	}
	newest := map[string]int{}
	var kept []intake.Resident
	for _, r := range all { // from the oldest arrival to the newest
		human := humans.Of(r.Person.ID)
		if i, ok := newest[human]; ok {
			kept[i] = r
			continue
		}
		newest[human] = len(kept)
		kept = append(kept, r)
	}
	running := kept[:0]
	for _, r := range kept {
		if sought(r) && !r.Person.Hidden {
			running = append(running, r)
		}
	}
	return running, nil
}

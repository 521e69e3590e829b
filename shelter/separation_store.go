package shelter

import (
	"cmp"
	"database/sql"
	"slices"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// parted is what is sealed of a Separation.
type parted struct {
	Reason string `json:"reason,omitempty"`
	Ended  string `json:"ended,omitempty"`
}

func separationPlace(s *Separation) vault.Place {
	return vault.Place{Table: "separation", ID: s.ID, Version: s.version}
}

func (s *Separation) pair() string {
	return min(s.PersonID, s.OtherID) + "/" + max(s.PersonID, s.OtherID)
}

func (s *Separation) seal(tx *access.Tx) ([]byte, error) {
	return tx.Seal(s.sealedFor, vault.Person, separationPlace(s), parted{s.Reason, s.EndReason})
}

func insertSeparation(tx *access.Tx, s *Separation) error {
	s.ID, s.version, s.Since, s.By = store.NewID(), 1, tx.Now(), tx.Actor().ID
	sealed, err := s.seal(tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO separation (id, station_id, person_id, other_id, pair, version, since, made_by, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		s.ID, tx.Station(), s.sealedFor, s.other(s.sealedFor), s.pair(), s.version, store.Millis(s.Since), s.By, sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这两人已经写明不能见面，不用再登记。").Because(err)
	}
	tx.Changed("separation", s.ID)
	return err
}

func updateSeparation(tx *access.Tx, s *Separation) error {
	s.version++
	sealed, err := s.seal(tx)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE separation SET version = $1, ended_at = $2, ended_by = $3, sealed = $4 WHERE id = $5 AND station_id = $6 AND version = $7`,
		s.version, store.Millis(s.Until), s.EndedBy, sealed, s.ID, tx.Station(), s.version-1)
	tx.Changed("separation", s.ID)
	return orMissing(n, err)
}

const separationColumns = `id, person_id, other_id, version, since, made_by, ended_at, ended_by`

func (s *Separation) dest() []any {
	return []any{&s.ID, &s.PersonID, &s.OtherID, &s.version, (*store.Moment)(&s.Since), &s.By, (*store.Moment)(&s.Until), &s.EndedBy}
}

func findSeparation(tx *access.Tx, id string) (Separation, error) {
	all, err := openSeparations(tx, `id = $2`, id)
	if err == nil && len(all) == 0 {
		err = store.Fail(store.NotFound, "没有找到这一条，请刷新后再试。")
	}
	if err != nil {
		return Separation{}, err
	}
	return all[0], nil
}

func findSeparationsInForce(tx *access.Tx) ([]Separation, error) {
	return openSeparations(tx, `ended_at = 0 ORDER BY since DESC, id DESC`)
}

// findSeparationsOf lists those of the files of one human, those in force first.
func findSeparationsOf(tx *access.Tx, files []string) ([]Separation, error) {
	byID := map[string]Separation{}
	for _, file := range files {
		of, err := openSeparations(tx, `(person_id = $2 OR other_id = $2)`, file)
		if err != nil {
			return nil, err
		}
		for _, s := range of {
			byID[s.ID] = s
		}
	}
	all := make([]Separation, 0, len(byID))
	for _, s := range byID {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b Separation) int {
		return cmp.Or(cmp.Compare(flag(!a.InForce()), flag(!b.InForce())), b.Since.Compare(a.Since), cmp.Compare(b.ID, a.ID))
	})
	return all, nil
}

// openSeparations reads separations with names, and with reasons where this
// account may read both files. where stands in the statement as it is and must
// be a constant.
func openSeparations(tx *access.Tx, where string, args ...any) ([]Separation, error) {
	type row struct {
		s      Separation
		sealed []byte
	}
	rows, err := tx.Query(`SELECT `+separationColumns+`, sealed FROM separation WHERE station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(append(r.s.dest(), &r.sealed)...)
		r.s.sealedFor = r.s.PersonID
		return r, err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Separation, len(found))
	for i := range found {
		all[i] = found[i].s
		if err := all[i].open(tx, found[i].sealed); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Separation) open(tx *access.Tx, sealed []byte) error {
	person, err := intake.FindPerson(tx, s.PersonID)
	if err != nil {
		return err
	}
	other, err := intake.FindPerson(tx, s.OtherID)
	if err != nil {
		return err
	}
	s.Name, s.OtherName = nameOf(person), nameOf(other)
	if s.Hidden = person.Hidden || other.Hidden; s.Hidden {
		return nil
	}
	var p parted
	if err := tx.Open(s.sealedFor, vault.Person, separationPlace(s), sealed, &p); err != nil {
		return err
	}
	s.Reason, s.EndReason = p.Reason, p.Ended
	return nil
}

// findApartness reads what is in force. The links of files are read only where
// anybody is kept apart.
func findApartness(tx *access.Tx) (a apartness, err error) {
	rows, err := tx.Query(`SELECT person_id, other_id FROM separation WHERE station_id = $1 AND ended_at = 0`, tx.Station())
	pairs, err := store.Collect(rows, err, func(rows *sql.Rows) (p [2]string, err error) { return p, rows.Scan(&p[0], &p[1]) })
	if err != nil || len(pairs) == 0 {
		return a, err
	}
	if a.humans, err = intake.FindHumans(tx); err != nil {
		return a, err
	}
	a.of = map[string][]string{}
	for _, p := range pairs {
		one, two := a.humans.Of(p[0]), a.humans.Of(p[1])
		a.of[one], a.of[two] = append(a.of[one], two), append(a.of[two], one)
	}
	return a, nil
}

// findRoomsNow maps each person who has a bed now to its room.
func findRoomsNow(tx *access.Tx) (map[string]Room, error) {
	type row struct {
		person string
		room   Room
	}
	rows, err := tx.Query(`SELECT t.person_id, `+roomColumns+` FROM bed_take t JOIN bed b ON b.id = t.bed_id JOIN room r ON r.id = b.room_id
		WHERE t.station_id = $1 AND t.to_at = 0`, tx.Station())
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(append([]any{&r.person}, r.room.dest()...)...)
	})
	byPerson := make(map[string]Room, len(found))
	for _, r := range found {
		byPerson[r.person] = r.room
	}
	return byPerson, err
}

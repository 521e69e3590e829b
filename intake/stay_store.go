package intake

import (
	"database/sql"
	"errors"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/sync/errgroup"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// stayRow is a stay as the table has it.
type stayRow struct {
	s      Stay
	number sql.NullString
	sealed []byte
	health []byte
}

const stayColumns = `s.id, s.person_id, s.version, s.slip, s.number, s.kind, s.party, s.state, s.came_by, s.arrived_at, s.registered_at,
	s.left_at, s.leave_kind, s.ends_by, s.sealed, s.health`

func (r *stayRow) dest() []any {
	return []any{&r.s.ID, &r.s.PersonID, &r.s.Version, &r.s.Slip, &r.number, &r.s.Kind, &r.s.Party, &r.s.State, &r.s.CameBy, (*store.Moment)(&r.s.ArrivedAt),
		(*store.Moment)(&r.s.RegisteredAt), (*store.Moment)(&r.s.LeftAt), &r.s.LeaveKind, (*store.Moment)(&r.s.EndsBy), &r.sealed, &r.health}
}

func stayPlace(s *Stay) vault.Place { return vault.Place{Table: "stay", ID: s.ID, Version: s.Version} }
func healthPlace(s *Stay) vault.Place {
	return vault.Place{Table: "stay/health", ID: s.ID, Version: s.Version}
}

// open fills the sealed parts. key and healthKey are the person's wrapped
// record keys where they are at hand.
func (r *stayRow) open(tx *access.Tx, key, healthKey []byte) error {
	r.s.Number = r.number.String
	err := tx.OpenWith(r.s.PersonID, vault.Person, key, stayPlace(&r.s), r.sealed, &r.s.Circumstances)
	if store.KindOf(err) == store.Forbidden {
		r.s.Hidden = true
		return nil
	}
	if err != nil {
		return err
	}
	err = tx.OpenWith(r.s.PersonID, vault.Health, healthKey, healthPlace(&r.s), r.health, &r.s.Health)
	if store.KindOf(err) == store.Forbidden {
		return nil // this role reads the circumstances but not the health
	}
	return err
}

// FindStay reads one stay.
func FindStay(tx *access.Tx, id string) (Stay, error) {
	var r stayRow
	err := tx.QueryRow(`SELECT `+stayColumns+` FROM stay s WHERE s.station_id = $1 AND s.id = $2`, tx.Station(), id).Scan(r.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return r.s, store.Fail(store.NotFound, "没有找到这次救助记录，请返回后重新查找。")
	}
	if err != nil {
		return r.s, err
	}
	return r.s, r.open(tx, nil, nil)
}

// FindResident reads one stay with its person.
func FindResident(tx *access.Tx, stayID string) (r Resident, err error) {
	if r.Stay, err = FindStay(tx, stayID); err != nil {
		return r, err
	}
	r.Person, err = FindPerson(tx, r.Stay.PersonID)
	return r, err
}

// findStaysOf lists a person's stays, the newest first.
func findStaysOf(tx *access.Tx, person string) ([]Stay, error) {
	rows, err := tx.Query(`SELECT `+stayColumns+` FROM stay s WHERE s.station_id = $1 AND s.person_id = $2 ORDER BY s.arrived_at DESC, s.id DESC`,
		tx.Station(), person)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r stayRow, err error) { return r, rows.Scan(r.dest()...) })
	if err != nil {
		return nil, err
	}
	stays := make([]Stay, len(found))
	for i := range found {
		if err := found[i].open(tx, nil, nil); err != nil {
			return nil, err
		}
		stays[i] = found[i].s
	}
	return stays, nil
}

// Resident is a person with one of their stays, as lists show them.
type Resident struct {
	Person Person
	Stay   Stay
}

// Name is what lists and papers call the person.
func (r Resident) Name() string { return DisplayName(r.Person, r.Stay) }

// FindOpenStays lists everybody in the station's care, longest here first.
func FindOpenStays(tx *access.Tx) ([]Resident, error) {
	return findResidents(tx, `s.state IN ('in', 'hospital', 'placed')`)
}

// FindUnidentified lists every stay of people whose identity is not proven,
// oldest first; refusals and aid on the spot are left out.
func FindUnidentified(tx *access.Tx) ([]Resident, error) {
	return findResidents(tx, `p.identity <> 'proven' AND s.state <> 'refused' AND s.kind = 'bed'`)
}

// findEveryStay lists every stay of every person, oldest first.
func findEveryStay(tx *access.Tx) ([]Resident, error) { return findResidents(tx, `TRUE`) }

// FindStaysSince lists the stays that arrived or ended at or after a moment.
func FindStaysSince(tx *access.Tx, since time.Time) ([]Resident, error) {
	return findResidents(tx, `(s.arrived_at >= $2 OR s.left_at >= $2)`, store.Millis(since))
}

// mostAtOnce is for how many stays one statement asks; a database bounds the
// places of a statement.
const mostAtOnce = 500

// FindResidents reads stays with their people, by the stays' ids, each once. It
// is FindResident for many: it asks the database once and not for each.
func FindResidents(tx *access.Tx, stayIDs []string) (map[string]Resident, error) {
	ids := slices.Compact(slices.Sorted(slices.Values(stayIDs)))
	byStay := make(map[string]Resident, len(ids))
	for some := range slices.Chunk(ids, mostAtOnce) {
		places, args := make([]string, len(some)), make([]any, len(some))
		for i, id := range some {
			places[i], args[i] = "$"+strconv.Itoa(i+2), id
		}
		found, err := findResidents(tx, `s.id IN (`+strings.Join(places, ", ")+`)`, args...)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			byStay[r.Stay.ID] = r
		}
	}
	return byStay, nil
}

// FindStayByNumber finds the stay that has a station number (救助编号), however
// it was typed: small letters, full-width ones and missing dashes are the same
// number. People under protection are found too, since the number tells
// nothing about them.
func FindStayByNumber(tx *access.Tx, number string) (Resident, error) {
	typed := numberKey(number)
	found, err := findResidents(tx, `REPLACE(REPLACE(UPPER(s.number), '-', ''), ' ', '') = $2`, typed)
	if err != nil {
		return Resident{}, err
	}
	for _, r := range found {
		if r.Stay.Number == number || len(found) == 1 {
			return r, nil
		}
	}
	return Resident{}, store.Fail(store.NotFound, "没有救助编号“{{.Number}}”，请核对。").With(store.Args{"Number": number})
}

// numberKey is a station number without what may be typed in several ways.
// Unlike lookupForm it keeps Chinese characters: a station's code may be some.
func numberKey(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width forms of ASCII
			r -= '！' - '!'
		}
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r == '-' || r == '–' || r == '—' || unicode.IsSpace(r):
			return -1
		}
		return r
	}, number)
}

// findResidentsAbout lists all stays of the person whom a changed row is about.
func findResidentsAbout(tx *access.Tx, table, id string) ([]Resident, error) {
	if table == "stay" {
		return findResidents(tx, `s.person_id = (SELECT person_id FROM stay WHERE id = $2)`, id)
	}
	return findResidents(tx, `s.person_id = $2`, id)
}

// findResidents reads stays with their people. where stands in the statement
// as it is and must hold no values; its places begin at $2.
func findResidents(tx *access.Tx, where string, args ...any) ([]Resident, error) {
	type row struct {
		p personRow
		s stayRow
	}
	rows, err := tx.Query(`SELECT `+personColumns+`, `+stayColumns+` FROM stay s JOIN person p ON p.id = s.person_id
		WHERE s.station_id = $1 AND `+where+` ORDER BY s.arrived_at, s.id`, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(append(r.p.dest(), r.s.dest()...)...)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Resident, len(found))
	open := func(i int) error {
		r := &found[i]
		if err := r.p.open(tx); err != nil {
			return err
		}
		if err := r.s.open(tx, r.p.key, r.p.healthKey); err != nil {
			return err
		}
		all[i] = Resident{r.p.p, r.s.s}
		return nil
	}
	// Opening is arithmetic where the wrapped key is at hand; for a protected
	// person it asks the database, one after another.
	var workers errgroup.Group
	chunk := max(minChunk, (len(found)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for start := 0; start < len(found); start += chunk {
		workers.Go(func() error {
			for i := start; i < min(start+chunk, len(found)); i++ {
				if found[i].p.key == nil || found[i].p.healthKey == nil {
					continue
				}
				if err := open(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := workers.Wait(); err != nil {
		return nil, err
	}
	for i := range found {
		if found[i].p.key == nil || found[i].p.healthKey == nil {
			if err := open(i); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// minChunk is how many records are worth a goroutine.
const minChunk = 64

func insertStay(tx *access.Tx, s *Stay) error {
	s.ID, s.Version, s.RegisteredAt = store.NewID(), 1, tx.Now()
	sealed, health, err := sealStay(tx, s)
	if err != nil {
		return err
	}
	number := sql.NullString{String: s.Number, Valid: s.Number != ""}
	_, err = tx.Exec(`INSERT INTO stay (id, station_id, person_id, version, slip, number, kind, party, state, came_by, arrived_at, registered_at,
			left_at, leave_kind, updated_at, sealed, health)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $12, $15, $16)`,
		s.ID, tx.Station(), s.PersonID, s.Version, s.Slip, number, string(s.Kind), s.Party, s.State, s.CameBy, store.Millis(s.ArrivedAt),
		store.Millis(s.RegisteredAt), store.Millis(s.LeftAt), s.LeaveKind, sealed, health)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "此人已经在站，不能重复登记。请打开档案查看，或确认是不是另一个人。").Because(err)
	}
	tx.Changed("stay", s.ID)
	return err
}

func sealStay(tx *access.Tx, s *Stay) (sealed, health []byte, err error) {
	if sealed, err = tx.Seal(s.PersonID, vault.Person, stayPlace(s), s.Circumstances); err != nil {
		return nil, nil, err
	}
	health, err = tx.Seal(s.PersonID, vault.Health, healthPlace(s), s.Health)
	return sealed, health, err
}

// updateStay writes a newer version; Conflict when somebody else did first.
func updateStay(tx *access.Tx, s *Stay) error {
	old := s.Version
	s.Version++
	sealed, health, err := sealStay(tx, s)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE stay SET version = $1, state = $2, came_by = $3, arrived_at = $4, left_at = $5, leave_kind = $6, ends_by = $7,
		updated_at = $8, sealed = $9, health = $10, party = $11 WHERE id = $12 AND version = $13`,
		s.Version, s.State, s.CameBy, store.Millis(s.ArrivedAt), store.Millis(s.LeftAt), s.LeaveKind, store.Millis(s.EndsBy),
		store.Millis(tx.Now()), sealed, health, s.Party, s.ID, old)
	if err == nil && n == 0 {
		err = errChanged()
	}
	tx.Changed("stay", s.ID)
	return err
}

// changeStay reads an open stay, lets fn change it and writes it.
func changeStay(tx *access.Tx, id string, fn func(*Stay) error) (Stay, error) {
	s, err := FindStay(tx, id)
	if err != nil {
		return s, err
	}
	if s.Hidden {
		return s, access.ErrProtected()
	}
	if !s.State.Open() {
		return s, store.Fail(store.Conflict, "此人已经离站，这次救助已经结束。")
	}
	if err := fn(&s); err != nil {
		return s, err
	}
	return s, updateStay(tx, &s)
}

// CloseStay ends a stay.
func CloseStay(tx *access.Tx, stayID, kind string, at time.Time, leaving Leaving) (Stay, error) {
	return changeStay(tx, stayID, func(s *Stay) error {
		if at.Before(s.ArrivedAt) {
			return store.Fail(store.Invalid, "离站时间早于来站时间，请改正。").On("at")
		}
		s.State, s.LeaveKind, s.LeftAt, s.Leaving = Left, kind, at, &leaving
		return nil
	})
}

// SetStayState says where the person is while the stay goes on.
func SetStayState(tx *access.Tx, stayID string, state State) error {
	_, err := changeStay(tx, stayID, func(s *Stay) error {
		if !state.Open() {
			return store.Fail(store.Invalid, "离站请用“办理离站”。")
		}
		s.State = state
		return nil
	})
	return err
}

// SetStayEnd records that a stay may last until then.
func SetStayEnd(tx *access.Tx, stayID string, until time.Time) error {
	_, err := changeStay(tx, stayID, func(s *Stay) error { s.EndsBy = until; return nil })
	return err
}

package shelter

import (
	"database/sql"
	"errors"
	"slices"

	"guitu/internal/access"
	"guitu/internal/store"
)

func findPlan(tx *access.Tx) (p Plan, err error) {
	if p.Buildings, err = findBuildings(tx); err != nil {
		return p, err
	}
	if p.Zones, err = findZones(tx); err != nil {
		return p, err
	}
	rows, err := tx.Query(`SELECT `+roomColumns+` FROM room r JOIN zone z ON z.id = r.zone_id
		WHERE r.station_id = $1 ORDER BY z.position, z.id, r.position, r.id`, tx.Station())
	p.Rooms, err = store.Collect(rows, err, func(rows *sql.Rows) (r Room, err error) { return r, rows.Scan(r.dest()...) })
	if err != nil {
		return p, err
	}
	p.Beds, err = findBeds(tx)
	return p, err
}

func findBuildings(tx *access.Tx) ([]Building, error) {
	rows, err := tx.Query(`SELECT id, name, position FROM house WHERE station_id = $1 ORDER BY position, id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (b Building, err error) {
		return b, rows.Scan(&b.ID, &b.Name, &b.Position)
	})
}

const roomColumns = `r.id, r.zone_id, r.name, r.sex, r.purpose, r.position`

func (r *Room) dest() []any { return []any{&r.ID, &r.ZoneID, &r.Name, &r.Sex, &r.Purpose, &r.Position} }

const bedColumns = `b.id, b.name, b.lower_bunk, b.position, b.version, b.state, b.note, b.temporary, b.stowed_at, ` + roomColumns

func (b *Bed) dest() []any {
	return append([]any{&b.ID, &b.Name, &b.LowerBunk, &b.Position, &b.Version, &b.State, &b.Note, &b.Temporary, (*store.Moment)(&b.Stowed)}, b.Room.dest()...)
}

// findBeds lists every bed that stands, in the order in which the board shows
// them.
func findBeds(tx *access.Tx) ([]Bed, error) {
	all, err := findEveryBed(tx)
	return slices.DeleteFunc(all, func(b Bed) bool { return !b.Stowed.IsZero() }), err
}

// findEveryBed lists the beds that were put away as well.
func findEveryBed(tx *access.Tx) ([]Bed, error) {
	rows, err := tx.Query(`SELECT `+bedColumns+` FROM bed b JOIN room r ON r.id = b.room_id JOIN zone z ON z.id = r.zone_id
		WHERE b.station_id = $1 ORDER BY z.position, z.id, r.position, r.id, b.position, b.id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (b Bed, err error) { return b, rows.Scan(b.dest()...) })
}

func findBed(tx *access.Tx, id string) (b Bed, err error) {
	err = tx.QueryRow(`SELECT `+bedColumns+` FROM bed b JOIN room r ON r.id = b.room_id WHERE b.station_id = $1 AND b.id = $2`,
		tx.Station(), id).Scan(b.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return b, store.Fail(store.NotFound, "没有这张床，可能刚被删除，请刷新床位图后再选。")
	}
	return b, err
}

func findRoom(tx *access.Tx, id string) (r Room, err error) {
	err = tx.QueryRow(`SELECT `+roomColumns+` FROM room r WHERE r.station_id = $1 AND r.id = $2`, tx.Station(), id).Scan(r.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return r, store.Fail(store.NotFound, "没有这间房，可能刚被删除，请刷新后再试。")
	}
	return r, err
}

func saveBuilding(tx *access.Tx, b *Building) error {
	if b.ID == "" {
		b.ID = store.NewID()
		_, err := tx.Exec(`INSERT INTO house (id, station_id, name, position) VALUES ($1, $2, $3, $4)`, b.ID, tx.Station(), b.Name, b.Position)
		return err
	}
	n, err := tx.Exec(`UPDATE house SET name = $1, position = $2 WHERE id = $3 AND station_id = $4`, b.Name, b.Position, b.ID, tx.Station())
	return orMissing(n, err)
}

func saveZone(tx *access.Tx, z *Zone) error {
	if z.ID == "" {
		z.ID = store.NewID()
		_, err := tx.Exec(`INSERT INTO zone (id, station_id, house_id, name, position) VALUES ($1, $2, $3, $4, $5)`,
			z.ID, tx.Station(), z.BuildingID, z.Name, z.Position)
		return err
	}
	n, err := tx.Exec(`UPDATE zone SET house_id = $1, name = $2, position = $3 WHERE id = $4 AND station_id = $5`,
		z.BuildingID, z.Name, z.Position, z.ID, tx.Station())
	return orMissing(n, err)
}

func insertRoom(tx *access.Tx, r *Room) error {
	r.ID = store.NewID()
	_, err := tx.Exec(`INSERT INTO room (id, station_id, zone_id, name, sex, purpose, position) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		r.ID, tx.Station(), r.ZoneID, r.Name, r.Sex, string(r.Purpose), r.Position)
	return err
}

func updateRoom(tx *access.Tx, r *Room) error {
	n, err := tx.Exec(`UPDATE room SET zone_id = $1, name = $2, sex = $3, purpose = $4, position = $5 WHERE id = $6 AND station_id = $7`,
		r.ZoneID, r.Name, r.Sex, string(r.Purpose), r.Position, r.ID, tx.Station())
	return orMissing(n, err)
}

func insertBed(tx *access.Tx, b *Bed) error {
	b.ID, b.Version, b.State = store.NewID(), 1, Ready
	_, err := tx.Exec(`INSERT INTO bed (id, station_id, room_id, name, lower_bunk, position, version, state, note, updated_at, temporary)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		b.ID, tx.Station(), b.Room.ID, b.Name, flag(b.LowerBunk), b.Position, b.Version, string(b.State), b.Note, store.Millis(tx.Now()), flag(b.Temporary))
	return orTaken(err, b.Name)
}

func updateBed(tx *access.Tx, b *Bed) error {
	n, err := tx.Exec(`UPDATE bed SET room_id = $1, name = $2, lower_bunk = $3, position = $4, version = version + 1, updated_at = $5
		WHERE id = $6 AND station_id = $7 AND version = $8 AND stowed_at = 0`,
		b.Room.ID, b.Name, flag(b.LowerBunk), b.Position, store.Millis(tx.Now()), b.ID, tx.Station(), b.Version)
	if err == nil && n == 1 {
		b.Version++
	}
	return orMissing(n, orTaken(err, b.Name))
}

// setBedState writes what staff say of a bed.
func setBedState(tx *access.Tx, id string, state BedState, note string) error {
	n, err := tx.Exec(`UPDATE bed SET state = $1, note = $2, version = version + 1, updated_at = $3
		WHERE id = $4 AND station_id = $5 AND stowed_at = 0`,
		string(state), note, store.Millis(tx.Now()), id, tx.Station())
	tx.Changed("bed", id)
	return orMissing(n, err)
}

func orTaken(err error, name string) error {
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "床号“{{.Name}}”已经有了，请换一个。").With(store.Args{"Name": name}).On("name").Because(err)
	}
	return err
}

func orMissing(n int64, err error) error {
	if err == nil && n == 0 {
		return store.Fail(store.Conflict, "这一项刚刚被别人改过或删除了，请刷新后再试。")
	}
	return err
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// countInside counts the zones of a building or the rooms of a zone.
func countInside(tx *access.Tx, table, id string) (n int, err error) {
	query := map[string]string{
		"house": `SELECT COUNT(*) FROM zone WHERE house_id = $1`,
		"zone":  `SELECT COUNT(*) FROM room WHERE zone_id = $1`,
	}[table]
	return n, tx.QueryRow(query, id).Scan(&n)
}

// deleteLayout removes a row; a room goes with its beds.
func deleteLayout(tx *access.Tx, table, id string) error {
	if table == "room" {
		if _, err := tx.Exec(`DELETE FROM bed WHERE room_id = $1 AND station_id = $2`, id, tx.Station()); err != nil {
			return err
		}
	}
	query := map[string]string{
		"house": `DELETE FROM house WHERE id = $1 AND station_id = $2`,
		"zone":  `DELETE FROM zone WHERE id = $1 AND station_id = $2`,
		"room":  `DELETE FROM room WHERE id = $1 AND station_id = $2`,
		"bed":   `DELETE FROM bed WHERE id = $1 AND station_id = $2`,
	}[table]
	n, err := tx.Exec(query, id, tx.Station())
	return orMissing(n, err)
}

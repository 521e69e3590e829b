package access

import (
	"encoding/hex"
	"strings"

	"guitu/internal/vault"
)

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// sealedTable is a table with a sealed column. place is the table name that the
// record was sealed for; it differs where a row has two sealed columns.
type sealedTable struct {
	table, column, place string
	class                vault.Class
	person               string // SQL for the person's id
}

// sealedTables is every sealed column of the schema; a test compares it with
// the migrations.
var sealedTables = []sealedTable{
	{"person", "sealed", "person", vault.Person, "id"},
	{"stay", "sealed", "stay", vault.Person, "person_id"},
	{"stay", "health", "stay/health", vault.Health, "person_id"},
	{"draft", "sealed", "draft", vault.Person, "''"},
	{"belonging", "sealed", "belonging", vault.Person, "person_id"},
	{"photo", "sealed", "photo", vault.Person, "person_id"},
	{"photo", "thumb", "photo/thumb", vault.Person, "person_id"},
	{"revision", "sealed", "revision", "", "person_id"},
	{"bed_take", "sealed", "bed_take", vault.Person, "person_id"},
	{"trace_step", "sealed", "trace_step", vault.Person, "person_id"},
	{"document", "sealed", "document", vault.Person, "person_id"},
	{"person_link", "sealed", "person_link", vault.Person, "person_id"},
	{"inquiry", "sealed", "inquiry", vault.Person, "person_id"},
	{"signature", "sealed", "signature", vault.Person, "person_id"},
	{"photo_hash", "sealed", "photo_hash", vault.Index, "''"},
	{"handover", "sealed", "handover", vault.Person, "''"},
	{"report", "sealed", "report", vault.Person, "''"},
	{"supply_donation", "sealed", "supply_donation", vault.Audit, "''"},
	{"care_note", "sealed", "care_note", "", "person_id"},
	{"medicine_order", "sealed", "medicine_order", vault.Health, "person_id"},
	{"medicine_dose", "sealed", "medicine_dose", vault.Health, "person_id"},
	{"diet", "kinds", "diet/kinds", vault.Health, "''"},
	{"diet", "sealed", "diet", vault.Health, "person_id"},
	{"procedure_step", "sealed", "procedure_step", vault.Person, "person_id"},
	{"outing", "sealed", "outing", vault.Person, "person_id"},
	{"visitor", "sealed", "visitor", vault.Person, "person_id"},
	{"cost", "sealed", "cost", vault.Person, "person_id"},
	{"extension", "sealed", "extension", vault.Person, "person_id"},
	{"escort", "sealed", "escort", vault.Person, "person_id"},
	{"separation", "sealed", "separation", vault.Person, "person_id"},
}

type sealedRow struct {
	person string
	class  vault.Class
	place  vault.Place
	sealed []byte
}

// eachSealed calls fn for each sealed value of a column. Revisions and care
// notes carry their class in the row and are read class by class.
func (tx *Tx) eachSealed(t sealedTable, fn func(sealedRow) error) error {
	if t.class == "" {
		for _, class := range RecordClasses {
			byClass := t
			byClass.class = class
			if err := tx.eachSealedOf(byClass, ` AND class = $2`, fn, string(class)); err != nil {
				return err
			}
		}
		return nil
	}
	return tx.eachSealedOf(t, "", fn)
}

func (tx *Tx) eachSealedOf(t sealedTable, and string, fn func(sealedRow) error, args ...any) error {
	rows, err := tx.Query(`SELECT id, version, COALESCE(`+t.person+`, ''), `+t.column+` FROM `+t.table+` WHERE station_id = $1`+and+` ORDER BY id`, append([]any{tx.Station()}, args...)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		r := sealedRow{place: vault.Place{Table: t.place}, class: t.class}
		if err := rows.Scan(&r.place.ID, &r.place.Version, &r.person, &r.sealed); err != nil {
			return err
		}
		if err := fn(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// verifyPages has SQLite check every page, index and constraint of the file.
func (tx *Tx) verifyPages(v *Verification) error {
	for _, check := range []string{`PRAGMA integrity_check`, `PRAGMA foreign_key_check`} {
		rows, err := tx.Query(check)
		if err != nil {
			return err
		}
		ok := true
		for rows.Next() {
			var first string
			columns, err := rows.Columns()
			if err == nil {
				dest := make([]any, len(columns))
				for i := range dest {
					dest[i] = new(any)
				}
				dest[0] = &first
				err = rows.Scan(dest...)
			}
			if err != nil {
				rows.Close()
				return err
			}
			ok = ok && strings.EqualFold(first, "ok")
		}
		if err := rows.Err(); err != nil {
			return err
		}
		if !ok {
			v.find("资料库文件有损坏，请不要再操作，用最近的备份恢复。", nil)
		}
	}
	return nil
}

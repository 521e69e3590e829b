package printing

import (
	"database/sql"
	"errors"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// DocumentState says whether an issued paper still counts.
type DocumentState string

const (
	Issued DocumentState = "issued" // 有效
	Void   DocumentState = "void"   // 已作废: the number stays used
)

// Document is a paper that was issued: its number, and where its bytes are.
// Nothing in it is said about the person.
type Document struct {
	ID       string
	PersonID string
	StayID   string
	Kind     string // name of its PaperKind
	Number   string
	IssuedAt time.Time
	Actor    string // account that issued it
	Pages    int
	State    DocumentState
}

// Title is what people call the paper: 寻亲公告.
func (d Document) Title() string {
	if k, ok := paperKind(d.Kind); ok {
		return k.Title
	}
	return d.Kind
}

// documentPlace is where a document's bytes belong. They are sealed once; that
// the paper becomes void does not touch them, so the version stays 1.
func documentPlace(id string) vault.Place { return vault.Place{Table: "document", ID: id, Version: 1} }

const documentColumns = `id, COALESCE(person_id, ''), COALESCE(stay_id, ''), kind, number, issued_at, actor, pages, state`

func scanDocument(scan func(...any) error, more ...any) (d Document, err error) {
	var at int64
	err = scan(append([]any{&d.ID, &d.PersonID, &d.StayID, &d.Kind, &d.Number, &at, &d.Actor, &d.Pages, &d.State}, more...)...)
	d.IssuedAt = store.Time(at)
	return d, err
}

func insertDocument(tx *access.Tx, d *Document, pdf []byte) error {
	sealed, err := tx.SealBytes(d.PersonID, vault.Person, documentPlace(d.ID), pdf)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO document (id, station_id, person_id, stay_id, version, kind, number, issued_at, actor, pages, state, updated_at, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $7, $11)`,
		d.ID, tx.Station(), d.PersonID, d.StayID, d.Kind, d.Number, store.Millis(d.IssuedAt), d.Actor, d.Pages, string(d.State), sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "文号“{{.Number}}”已经用过。请在设置中检查这种文书的文号格式。").
			With(store.Args{"Number": d.Number}).Because(err)
	}
	tx.Changed("document", d.ID)
	return err
}

// findDocument reads one document with its sealed bytes.
func findDocument(tx *access.Tx, id string) (d Document, sealed []byte, err error) {
	row := tx.QueryRow(`SELECT `+documentColumns+`, sealed FROM document WHERE station_id = $1 AND id = $2`, tx.Station(), id)
	d, err = scanDocument(row.Scan, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil, store.Fail(store.NotFound, "没有找到这份文书，请刷新列表后再选。").Because(err)
	}
	return d, sealed, err
}

// findDocuments lists documents, the newest first. where stands in the
// statement as it is and must be a constant; its places begin at $2.
func findDocuments(tx *access.Tx, where string, args ...any) ([]Document, error) {
	rows, err := tx.Query(`SELECT `+documentColumns+` FROM document WHERE station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	return store.Collect(rows, err, func(rows *sql.Rows) (Document, error) { return scanDocument(rows.Scan) })
}

func setDocumentVoid(tx *access.Tx, id string) error {
	_, err := tx.Exec(`UPDATE document SET state = $1, updated_at = $2 WHERE id = $3`, string(Void), store.Millis(tx.Now()), id)
	tx.Changed("document", id)
	return err
}

package access

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Entry is one act to be put on record. It holds ids, field names and codes,
// never what was written about a person; what must be said in words goes into
// Private, which is sealed.
type Entry struct {
	Action  string         // what was done, e.g. "register"
	Table   string         // the kind of row it was done to
	Target  string         // that row's id
	Person  string         // the person it concerns, where there is one
	Detail  map[string]any // codes and field names
	Private string         // search terms, reasons: sealed under the audit key
}

// Doubts that an entry can be marked with for the head to resolve.
const (
	ClockInDoubt = "时钟存疑" // the clock stood before the entry preceding it
	ChainInDoubt = "接续存疑" // the entry before it is not the one it was joined to
)

// clockSlack is how far the clock may go back without being doubted.
const clockSlack = 2 * time.Minute

// Record is an entry as it stands in the chain.
type Record struct {
	Entry
	Seq   int64
	At    time.Time
	Actor string
	Doubt string
}

// Audit puts an act on record when the transaction commits; in a transaction
// that only reads it is an error, since nothing would be recorded.
func (tx *Tx) Audit(e Entry) error {
	if !tx.writes {
		return errors.New("access: audit entry in a read transaction")
	}
	tx.entries = append(tx.entries, e)
	return nil
}

// link is a row of the chain with the bytes that the hash covers.
type link struct {
	seq                                          int64
	at                                           int64
	actor, action, table, target, person, detail string
	sealed                                       []byte
	doubt                                        string
	prev, hash                                   []byte
}

// mac is the link's hash: HMAC-SHA256 under the audit key over all of it and
// its predecessor's hash.
func (l *link) mac(key vault.Key) []byte {
	return vault.MAC(key, []byte("audit"), []byte(strconv.FormatInt(l.seq, 10)), []byte(strconv.FormatInt(l.at, 10)),
		[]byte(l.actor), []byte(l.action), []byte(l.table), []byte(l.target), []byte(l.person), []byte(l.detail),
		l.sealed, []byte(l.doubt), l.prev)
}

// appendAudit adds the transaction's entries to the chain. It runs last, so
// that the head is locked for the shortest time.
func (tx *Tx) appendAudit() error {
	if len(tx.entries) == 0 {
		return nil
	}
	key, ok := tx.s.classKey(vault.Audit)
	if !ok {
		return noKey()
	}
	head, err := findAuditHead(tx.Tx)
	if err != nil {
		return err
	}
	last, err := findLastLink(tx.Tx)
	if err != nil {
		return err
	}
	for _, e := range tx.entries {
		l := link{seq: last.seq + 1, at: store.Millis(tx.Now()), actor: tx.s.account.ID, action: e.Action, table: e.Table,
			target: e.Target, person: e.Person, prev: last.hash}
		if e.Detail != nil {
			detail, err := json.Marshal(e.Detail)
			if err != nil {
				return err
			}
			l.detail = string(detail)
		}
		if e.Private != "" {
			l.sealed = vault.Seal(key, vault.Place{Table: "audit", ID: tx.Station(), Version: l.seq}, []byte(e.Private))
		}
		switch {
		case head.seq != last.seq || !bytes.Equal(head.hash, last.hash):
			l.doubt = ChainInDoubt
		case last.at-l.at > clockSlack.Milliseconds():
			l.doubt = ClockInDoubt
		}
		l.hash = l.mac(key)
		if err := insertLink(tx.Tx, l); err != nil {
			return err
		}
		head, last = l, l
	}
	return setAuditHead(tx.Tx, last)
}

package access_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// act puts one act on record.
func act(t testing.TB, s *access.Session, action string) {
	t.Helper()
	if err := s.Write(t.Context(), "", func(tx *access.Tx) error {
		return tx.Audit(access.Entry{Action: action, Table: "bed", Target: "b1", Detail: map[string]any{"state": "ready"}, Private: "演示缘由"})
	}); err != nil {
		t.Fatal(err)
	}
}

// findings verifies the station and returns what was found.
func findings(t testing.TB, s *access.Session) (all []string) {
	t.Helper()
	v, err := s.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Findings {
		all = append(all, f.String())
	}
	return all
}

func wantFinding(t testing.TB, s *access.Session, words string) {
	t.Helper()
	all := findings(t, s)
	for _, f := range all {
		if strings.Contains(f, words) {
			return
		}
	}
	t.Errorf("found %q; want one with %q", all, words)
}

func TestAnEntryLivesAndDiesWithItsTransaction(t *testing.T) {
	db, head, _ := station(t)
	before := count(t, db, `SELECT COUNT(*) FROM audit`)
	stop := errors.New("stop")
	err := head.Write(t.Context(), "", func(tx *access.Tx) error {
		if err := tx.Audit(access.Entry{Action: "undone"}); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) || count(t, db, `SELECT COUNT(*) FROM audit`) != before {
		t.Errorf("rolled back work left an entry; err = %v", err)
	}
	act(t, head, "done")
	if n := count(t, db, `SELECT COUNT(*) FROM audit`); n != before+1 {
		t.Errorf("%d entries; want %d", n, before+1)
	}
	if n := count(t, db, `SELECT a.seq - h.seq FROM audit a JOIN audit_head h ON h.hash = a.hash WHERE action = 'done'`); n != 0 {
		t.Error("the head is not the last entry")
	}
}

func TestWhatCannotBeRecordedIsNotShown(t *testing.T) {
	_, head, _ := station(t)
	err := head.Read(t.Context(), "", func(tx *access.Tx) error { return tx.Audit(access.Entry{Action: "look"}) })
	if err == nil {
		t.Error("an entry in a read was lost without an error")
	}
	err = head.Disclose(t.Context(), access.ReadPeople, access.Entry{Action: "look", Detail: map[string]any{"bad": func() {}}}, func(*access.Tx) error { return nil })
	if err == nil {
		t.Error("a file was disclosed though its entry could not be written")
	}
}

func TestEntriesTellWhoDidWhatAndKeepTheWordsSealed(t *testing.T) {
	db, head, _ := station(t)
	person := addPerson(t, head, "演示甲")
	if err := head.Disclose(t.Context(), access.ReadPeople, access.Entry{Action: "open", Table: "person", Target: person, Person: person,
		Detail: map[string]any{"fields": "name"}, Private: "家属来电核实"}, func(*access.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := head.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
		all, err := tx.PersonRecords(person, 10)
		if err != nil || len(all) != 1 {
			t.Fatalf("%d records, %v; want 1", len(all), err)
		}
		r := all[0]
		if r.Action != "open" || r.Actor != head.Account().ID || r.Private != "家属来电核实" || r.Detail["fields"] != "name" || r.Doubt != "" {
			t.Errorf("record = %+v", r)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE person_id = $1 AND instr(CAST(sealed AS TEXT) || detail, '家属') > 0`, person); n != 0 {
		t.Error("the reason can be read without a key")
	}
}

func TestTheChainIsAppendOnly(t *testing.T) {
	db, _, _ := station(t)
	for _, statement := range []string{`UPDATE audit SET actor = 'x'`, `DELETE FROM audit`} {
		err := db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(statement); return err })
		if err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: err = %v; want it refused", statement, err)
		}
	}
}

// Each way in which somebody with the file and without the key may try to
// change what is on record.
func TestAThiefIsFoundOut(t *testing.T) {
	for _, c := range []struct {
		name, words string
		steal       func(t *testing.T, raw *sql.DB)
	}{
		{"an entry is edited", "第4条审计记录被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit SET actor = 'somebody' WHERE seq = 4`)
		}},
		{"its reason is cut off", "第4条审计记录被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit SET sealed = NULL WHERE seq = 4`)
		}},
		{"its doubt is taken away or put on", "第4条审计记录被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit SET doubt = '时钟存疑' WHERE seq = 4`)
		}},
		{"one in the middle is deleted", "第3条和第5条之间有缺失", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `DELETE FROM audit WHERE seq = 4`)
		}},
		{"one is deleted and the rest numbered on", "第4条审计记录被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `DELETE FROM audit WHERE seq = 4`)
			steal(t, raw, `UPDATE audit SET seq = seq - 1 WHERE seq > 4`)
		}},
		{"the last is deleted", "末尾与登记的链头不符", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `DELETE FROM audit WHERE seq = 6`)
		}},
		{"all are deleted", "末尾与登记的链头不符", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `DELETE FROM audit`)
		}},
		{"two change places", "被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit SET seq = 99 WHERE seq = 4`)
			steal(t, raw, `UPDATE audit SET seq = 4 WHERE seq = 5`)
			steal(t, raw, `UPDATE audit SET seq = 5 WHERE seq = 99`)
		}},
		{"the head is written anew", "末尾与登记的链头不符", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit_head SET seq = 5, hash = (SELECT hash FROM audit WHERE seq = 5)`)
		}},
		{"the head's number is changed", "末尾与登记的链头不符", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `UPDATE audit_head SET seq = 99`)
		}},
		{"an entry is put in", "第7条审计记录被改动过", func(t *testing.T, raw *sql.DB) {
			steal(t, raw, `INSERT INTO audit SELECT station_id, 7, at, actor, action, tbl, target, person_id, detail, sealed, doubt, hash, $1 FROM audit WHERE seq = 6`, make([]byte, 32))
			steal(t, raw, `UPDATE audit_head SET seq = 7, hash = $1`, make([]byte, 32))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, head, _ := station(t)
			for range 4 {
				act(t, head, "act")
			}
			if all := findings(t, head); all != nil {
				t.Fatalf("before: %q", all)
			}
			c.steal(t, thief(t, db))
			wantFinding(t, head, c.words)
		})
	}
}

// A copy that went on by itself has entries that are genuine and not of this
// chain.
func TestAnEntryTakenFromACopyIsFoundOut(t *testing.T) {
	db, head, _ := station(t)
	copied, err := store.Open(t.Context(), copyOf(t, db))
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if _, err := access.SignIn(t.Context(), copied, "head", testPassword); err != nil { // its third entry
		t.Fatal(err)
	}
	act(t, head, "what is to be hidden") // ours
	act(t, head, "act")
	raw := thief(t, db)
	steal(t, raw, `DELETE FROM audit WHERE seq = 3`)
	steal(t, raw, `ATTACH $1 AS other`, filepath.Join(copied.Dir(), store.FileName))
	steal(t, raw, `INSERT INTO audit SELECT * FROM other.audit WHERE seq = 3`)
	wantFinding(t, head, "第4条审计记录与前一条接不上")
}

func TestAfterATheftTheNextEntryIsMarkedAndTheDeskGoesOn(t *testing.T) {
	db, head, _ := station(t)
	act(t, head, "act")
	steal(t, thief(t, db), `DELETE FROM audit WHERE seq = 3`)
	act(t, head, "goes on")
	act(t, head, "and on")
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE doubt = $1 AND action = 'goes on'`, access.ChainInDoubt); n != 1 {
		t.Error("the entry after the gap is not marked")
	}
	if all := findings(t, head); len(all) != 1 || !strings.Contains(all[0], access.ChainInDoubt) {
		t.Errorf("found %q; want the mark alone", all)
	}
}

func TestAClockThatWentBackIsMarkedAndTheDeskGoesOn(t *testing.T) {
	db, head, _ := station(t)
	c := setClock(db)
	c.now = time.Now().Add(time.Hour)
	act(t, head, "before")
	c.now = c.now.Add(-time.Minute)
	act(t, head, "a minute back")
	c.now = c.now.Add(-3 * time.Minute)
	act(t, head, "three minutes back")
	act(t, head, "and on")
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE doubt <> ''`); n != 1 {
		t.Errorf("%d entries are marked; want 1", n)
	}
	if all := findings(t, head); len(all) != 1 || !strings.Contains(all[0], access.ClockInDoubt) {
		t.Errorf("found %q; want the mark alone, the chain joins", all)
	}
}

package access_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
)

// checkAnchor returns what CheckAnchor says, in one text.
func checkAnchor(t *testing.T, db *store.DB, dir string) string {
	t.Helper()
	found, err := access.CheckAnchor(t.Context(), db, dir)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, f := range found {
		text.WriteString(f.String())
	}
	return text.String()
}

// copyOf copies the database as a thief or a careless hand would.
func copyOf(t *testing.T, db *store.DB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), store.FileName)
	if _, err := thiefOf(t, db).Exec(`VACUUM INTO $1`, path); err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(path)
}

func TestADatabasePutBackToAnOlderCopyIsNoticed(t *testing.T) {
	db, head, _ := station(t)
	anchors := t.TempDir()
	if got := checkAnchor(t, db, anchors); got != "" {
		t.Errorf("without an anchor: %q", got)
	}
	old := copyOf(t, db)
	act(t, head, "act")
	if err := head.AnchorHead(t.Context(), anchors); err != nil {
		t.Fatal(err)
	}
	act(t, head, "more")
	if got := checkAnchor(t, db, anchors); got != "" {
		t.Errorf("a chain that goes on from the anchor: %q", got)
	}

	back, err := store.Open(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if got := checkAnchor(t, back, anchors); !strings.Contains(got, "比本机上次留存的链头旧") {
		t.Errorf("an older copy: %q", got)
	}
	s, err := access.SignIn(t.Context(), back, "head", testPassword) // entry 3 of another course of events
	if err != nil {
		t.Fatal(err)
	}
	if got := checkAnchor(t, back, anchors); !strings.Contains(got, "第3条审计记录与本机上次留存的链头不符") {
		t.Errorf("an older copy that went on by itself: %q", got)
	}
	wantKind(t, "covering it up", s.AnchorHead(t.Context(), anchors), store.Conflict)
	if err := s.AcceptAnchor(t.Context(), anchors); err != nil {
		t.Fatal(err)
	}
	if got := checkAnchor(t, back, anchors); got != "" {
		t.Errorf("after it was looked into: %q", got)
	}
	if n := count(t, back, `SELECT COUNT(*) FROM audit WHERE action = 'anchor.accept'`); n != 1 {
		t.Errorf("%d entries tell of it; want 1", n)
	}
}

func TestOnlyWhoReadsTheAuditAcceptsAnotherAnchor(t *testing.T) {
	_, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	wantKind(t, "the desk", desk.AcceptAnchor(t.Context(), t.TempDir()), store.Forbidden)
	wantKind(t, "keeping the head is everyone's", desk.AnchorHead(t.Context(), t.TempDir()), 0)
}

func TestTheAnchorIsASmallFileOfItsOwner(t *testing.T) {
	db, head, _ := station(t)
	dir := filepath.Join(t.TempDir(), "guitu", "anchors")
	if err := head.AnchorHead(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != db.Station()+".json" {
		t.Fatalf("%v, %v; want one file named for the station", files, err)
	}
	info, err := files[0].Info()
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() > 300 {
		t.Errorf("mode %o, %d bytes", info.Mode().Perm(), info.Size())
	}
	if err := os.WriteFile(filepath.Join(dir, files[0].Name()), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := checkAnchor(t, db, dir); !strings.Contains(got, "读不出来") {
		t.Errorf("a broken anchor: %q", got)
	}
}

func TestAStrangersStationIdIsNoPath(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(t.Context(), func(tx *store.Tx) error { return tx.Found(store.Station{ID: "../../secret"}) }); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "..", "..", "secret.json"), []byte(`{"seq":0,"hash":""}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := checkAnchor(t, db, dir); !strings.Contains(got, "读不出来") {
		t.Errorf("the file was read: %q", got)
	}
}

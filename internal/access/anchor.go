package access

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"guitu/internal/store"
)

// An anchor is the head of the audit chain, noted in a small file outside of the
// database. The chain shows that a row was changed; only what is kept elsewhere
// shows that the whole file was put back to an older copy.
type anchor struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"` // hex
	At   string `json:"at"`   // RFC 3339, for whoever looks into the file
}

// AnchorDir is where anchors are kept unless told otherwise: beside the user's
// settings, so that a copied station folder does not take them along.
func AnchorDir() (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "guitu", "anchors"), err
}

// CheckAnchor compares the database with the anchor kept in dir, before anybody
// has signed in. No finding says that the chain goes on from the anchor, or
// that there is none yet.
func CheckAnchor(ctx context.Context, db *store.DB, dir string) (findings []Finding, err error) {
	err = db.Read(ctx, func(tx *store.Tx) error {
		findings, err = checkAnchor(tx, dir)
		return err
	})
	return findings, err
}

func checkAnchor(tx *store.Tx, dir string) ([]Finding, error) {
	if tx.Station() == "" {
		return nil, nil
	}
	kept, err := readAnchor(dir, tx.Station())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return []Finding{{Text: "本机留存的审计链头读不出来，请站长核对日报上的链头后重新留存。"}}, nil
	}
	last, err := findLastLink(tx)
	if err != nil {
		return nil, err
	}
	if last.seq < kept.Seq {
		return []Finding{{"资料库比本机上次留存的链头旧：审计记录只到第{{.Have}}条，上次已到第{{.Kept}}条（{{.At}}）。可能是恢复了旧备份，或资料库被换成了旧副本，请站长核实。",
			store.Args{"Have": last.seq, "Kept": kept.Seq, "At": kept.At}}}, nil
	}
	hash, err := findHash(tx, kept.Seq)
	if err != nil {
		return nil, err
	}
	want, err := hex.DecodeString(kept.Hash)
	if err != nil || !bytes.Equal(hash, want) {
		return []Finding{{"第{{.N}}条审计记录与本机上次留存的链头不符，从那以前的记录被改写过，请站长用备份核对。", store.Args{"N": kept.Seq}}}, nil
	}
	return nil, nil
}

// AnchorHead keeps the chain's present head in dir. It never covers up: where
// CheckAnchor has a finding, the old anchor stays and a Conflict says why.
func (s *Session) AnchorHead(ctx context.Context, dir string) error {
	return s.Read(ctx, "", func(tx *Tx) error {
		findings, err := checkAnchor(tx.Tx, dir)
		if err != nil {
			return err
		}
		if len(findings) > 0 {
			return store.Fail(store.Conflict, findings[0].Text).With(findings[0].Args)
		}
		return tx.writeAnchor(dir)
	})
}

// AcceptAnchor keeps the present head in place of one that does not fit, after
// whoever reads the audit has looked into it, as when a backup was restored.
// That it was done is put on record.
func (s *Session) AcceptAnchor(ctx context.Context, dir string) error {
	if err := s.Write(ctx, ReadAudit, func(tx *Tx) error {
		return tx.Audit(Entry{Action: "anchor.accept", Table: "station", Target: tx.Station()})
	}); err != nil {
		return err
	}
	return s.Read(ctx, ReadAudit, func(tx *Tx) error { return tx.writeAnchor(dir) })
}

func (tx *Tx) writeAnchor(dir string) error {
	path, err := anchorPath(dir, tx.Station())
	if err != nil {
		return err
	}
	last, err := findLastLink(tx.Tx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(anchor{last.seq, hexOf(last.hash), store.Time(last.at).Format(time.RFC3339)})
	if err != nil {
		return err
	}
	if err := replaceFile(path, text); err != nil {
		return store.Fail(store.Invalid, "审计链头没能留存到本机，请检查磁盘空间和权限。").Because(err)
	}
	return nil
}

// replaceFile writes a file so that it is whole, the old or the new one, at any
// moment.
func replaceFile(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".anchor-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func readAnchor(dir, station string) (a anchor, err error) {
	path, err := anchorPath(dir, station)
	if err != nil {
		return a, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(text, &a)
}

// anchorPath names the file after the station, whose id comes out of a database
// that may be a stranger's: only a UUID becomes part of a path.
func anchorPath(dir, station string) (string, error) {
	id, err := uuid.Parse(station)
	if err != nil {
		return "", store.Fail(store.Invalid, "资料库打不开或已损坏，请不要再操作，用最近的备份恢复。").Because(err)
	}
	return filepath.Join(dir, id.String()+".json"), nil
}

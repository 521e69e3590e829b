package access

import (
	"bytes"
	"context"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Finding is something that verification found wrong, in words for the head.
type Finding struct {
	Text string
	Args store.Args
}

func (f Finding) String() string { return store.Fill(f.Text, f.Args) }

// Verification is what Verify looked at and what it found.
type Verification struct {
	AuditEntries int64
	AuditHead    string // hex, as it stands on the daily report
	Records      int64  // sealed records opened
	Protected    int64  // records that this account has no key for: of protected people, or all for an auditor
	Findings     []Finding
}

// Sound reports whether nothing is wrong.
func (v Verification) Sound() bool { return len(v.Findings) == 0 }

func (v *Verification) find(text string, args store.Args) {
	v.Findings = append(v.Findings, Finding{text, args})
}

// Verify walks the audit chain, has the engine check its pages and opens every
// sealed record that the signed-in account may open. progress, where not nil,
// is told how many records were done.
func (s *Session) Verify(ctx context.Context, progress func(done int64)) (v Verification, err error) {
	err = s.Read(ctx, ReadAudit, func(tx *Tx) error {
		if err := tx.verifyChain(&v); err != nil {
			return err
		}
		if err := tx.verifyPages(&v); err != nil {
			return err
		}
		if err := tx.verifyKeys(&v); err != nil {
			return err
		}
		return tx.verifyRecords(&v, progress)
	})
	return v, err
}

func (tx *Tx) verifyChain(v *Verification) error {
	key, ok := tx.s.classKey(vault.Audit)
	if !ok {
		return noKey()
	}
	last := link{hash: []byte{}}
	err := eachLink(tx.Tx, func(l link) error {
		v.AuditEntries++
		if l.seq != last.seq+1 {
			v.find("审计记录在第{{.From}}条和第{{.To}}条之间有缺失。", store.Args{"From": last.seq, "To": l.seq})
		}
		if !bytes.Equal(l.hash, l.mac(key)) {
			v.find("第{{.N}}条审计记录被改动过。", store.Args{"N": l.seq})
		} else if !bytes.Equal(l.prev, last.hash) {
			v.find("第{{.N}}条审计记录与前一条接不上。", store.Args{"N": l.seq})
		}
		if l.doubt != "" {
			v.find("第{{.N}}条审计记录标有“{{.Doubt}}”，请站长核实。", store.Args{"N": l.seq, "Doubt": l.doubt})
		}
		last = l
		return nil
	})
	if err != nil {
		return err
	}
	head, err := findAuditHead(tx.Tx)
	if err != nil {
		return err
	}
	if head.seq != last.seq || !bytes.Equal(head.hash, last.hash) {
		v.find("审计记录末尾与登记的链头不符，可能有记录被删去。", nil)
	}
	v.AuditHead = hexOf(last.hash)
	return nil
}

// verifyKeys looks for people whose files nobody can open any more.
func (tx *Tx) verifyKeys(v *Verification) error {
	for _, class := range RecordClasses {
		keyless, err := findKeyless(tx.Tx, class)
		if err != nil {
			return err
		}
		for _, id := range keyless {
			v.find("编号 {{.ID}} 的受助人档案钥匙不见了，请用备份核对。", store.Args{"ID": id})
		}
	}
	return nil
}

func (tx *Tx) verifyRecords(v *Verification, progress func(int64)) error {
	for _, t := range sealedTables {
		err := tx.eachSealed(t, func(r sealedRow) error {
			var err error
			if r.person == "" {
				_, err = tx.OpenAsClass(r.class, r.place, r.sealed)
			} else {
				_, err = tx.OpenBytes(r.person, r.class, r.place, r.sealed)
			}
			switch {
			case store.KindOf(err) == store.Forbidden:
				v.Protected++
			case err != nil:
				v.find("{{.Table}} 表中编号 {{.ID}} 的密封记录打不开，请用备份核对。", store.Args{"Table": t.table, "ID": r.place.ID})
			default:
				v.Records++
			}
			if done := v.Records + v.Protected; progress != nil && done%1000 == 0 {
				progress(done)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

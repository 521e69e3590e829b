package printing

import (
	"context"
	"slices"
	"strings"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// Papers makes the papers of a stay from what the station knows, gives them
// their numbers and keeps what was issued.
//
// A number is drawn when a paper is issued and at no other time, in the
// transaction that keeps the bytes: numbers of a kind have no gaps in a year,
// and what is printed again is what was printed first, byte for byte.
type Papers struct {
	Session  *access.Session
	Desk     *intake.Desk
	House    *shelter.House  // the bed's name; nil leaves it to the hand
	Supplies *supply.Room    // what was handed out; nil leaves it to the hand
	Tracing  *tracing.Office // what was done to find the family; nil leaves it to the hand
	Fonts    [][]byte        // the station's fonts for characters that Noto Sans SC lacks
}

// unnumbered stands at the number's place of a preview, so that no print of
// one can pass for an issued paper.
const unnumbered = "（预览，未编号）"

// Preview makes a paper without issuing it: no number is drawn and nothing is
// kept. extra holds what the kind's Extras ask for.
func (p *Papers) Preview(ctx context.Context, kind, stayID string, extra map[string]string) (Result, error) {
	d, err := p.draft(ctx, kind, stayID, extra)
	if err != nil {
		return Result{}, err
	}
	result, err := d.render(unnumbered)
	if err != nil {
		return Result{}, err
	}
	entry := access.Entry{Action: "paper.preview", Table: "stay", Target: stayID, Person: d.person.ID, Detail: map[string]any{"kind": kind}}
	return result, p.Session.Disclose(ctx, access.IssuePapers, entry, func(*access.Tx) error { return nil })
}

// Issue draws the kind's next number, makes the paper with it and keeps its
// bytes, all in one transaction: a paper that fails draws no number.
func (p *Papers) Issue(ctx context.Context, kind, stayID string, extra map[string]string) (doc Document, result Result, err error) {
	d, err := p.draft(ctx, kind, stayID, extra)
	if err != nil {
		return Document{}, Result{}, err
	}
	if err := d.publishable(p.Session.Account()); err != nil {
		return Document{}, Result{}, err
	}
	err = p.Session.Write(ctx, d.kind.Right, func(tx *access.Tx) error {
		if err := d.unchanged(tx); err != nil {
			return err
		}
		doc = Document{ID: store.NewID(), PersonID: d.person.ID, StayID: d.stay.ID, Kind: kind, IssuedAt: tx.Now(), Actor: tx.Actor().ID, State: Issued}
		if doc.Number, err = nextPaperNumber(tx, d.kind); err != nil {
			return err
		}
		d.now = tx.Now()
		if result, err = d.render(doc.Number); err != nil {
			return err
		}
		doc.Pages = result.Pages
		if err := insertDocument(tx, &doc, result.PDF); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "paper.issue", Table: "document", Target: doc.ID, Person: doc.PersonID,
			Detail: map[string]any{"kind": kind, "number": doc.Number}, Private: strings.TrimSpace(extra[extraReason])})
	})
	if err != nil {
		return Document{}, Result{}, err
	}
	return doc, result, nil
}

// unchanged reports Conflict where somebody saved the person or the stay since
// the paper's facts were read.
func (d *draft) unchanged(tx *access.Tx) error {
	person, err := intake.FindPerson(tx, d.person.ID)
	if err != nil {
		return err
	}
	stay, err := intake.FindStay(tx, d.stay.ID)
	if err != nil {
		return err
	}
	if person.Version != d.person.Version || stay.Version != d.stay.Version {
		return store.Fail(store.Conflict, "这份资料刚刚被别人改过。请重新预览，核对后再出具。")
	}
	return nil
}

// Documents lists what was issued in a stay, the newest first.
func (p *Papers) Documents(ctx context.Context, stayID string) ([]Document, error) {
	return p.documents(ctx, `stay_id = $2 ORDER BY issued_at DESC, id DESC`, stayID)
}

// DocumentsOf lists what was issued about a person in all their stays, the
// newest first.
func (p *Papers) DocumentsOf(ctx context.Context, personID string) ([]Document, error) {
	return p.documents(ctx, `person_id = $2 ORDER BY issued_at DESC, id DESC`, personID)
}

// Recent lists what was issued last, the newest first.
func (p *Papers) Recent(ctx context.Context, limit int) ([]Document, error) {
	return p.documents(ctx, `TRUE ORDER BY issued_at DESC, id DESC LIMIT $2`, limit)
}

func (p *Papers) documents(ctx context.Context, where string, arg any) (all []Document, err error) {
	err = p.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findDocuments(tx, where, arg)
		return err
	})
	return all, err
}

// PDF gives back the very bytes that were issued. That they were seen is on
// record.
func (p *Papers) PDF(ctx context.Context, docID string) (pdf []byte, err error) {
	err = p.Session.Write(ctx, access.ReadPeople, func(tx *access.Tx) error {
		d, sealed, err := findDocument(tx, docID)
		if err != nil {
			return err
		}
		if pdf, err = tx.OpenBytes(d.PersonID, vault.Person, documentPlace(d.ID), sealed); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "paper.open", Table: "document", Target: d.ID, Person: d.PersonID})
	})
	if err != nil {
		return nil, err
	}
	return pdf, nil
}

// Void takes back what was issued by mistake. The number stays used and the
// bytes stay kept; the reason is sealed in the audit chain.
func (p *Papers) Void(ctx context.Context, docID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return store.Fail(store.Invalid, "请写明作废的原因，原因会记入审计记录。").On("reason")
	}
	return p.onRecord(ctx, docID, func(tx *access.Tx, d Document) error {
		if err := setDocumentVoid(tx, d.ID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "paper.void", Table: "document", Target: d.ID, Person: d.PersonID, Private: reason})
	})
}

// Reprinted puts on record that an issued paper was sent to the printer.
func (p *Papers) Reprinted(ctx context.Context, docID string, copies int) error {
	if err := (Job{Copies: copies}).check(); err != nil {
		return err
	}
	return p.onRecord(ctx, docID, func(tx *access.Tx, d Document) error {
		return tx.Audit(access.Entry{Action: "paper.print", Table: "document", Target: d.ID, Person: d.PersonID,
			Detail: map[string]any{"copies": max(copies, 1)}})
	})
}

// onRecord runs fn for a document that is not void.
func (p *Papers) onRecord(ctx context.Context, docID string, fn func(*access.Tx, Document) error) error {
	return p.Session.Write(ctx, access.IssuePapers, func(tx *access.Tx) error {
		d, _, err := findDocument(tx, docID)
		if err != nil {
			return err
		}
		if d.State == Void {
			return store.Fail(store.Conflict, "这份文书已经作废，不能再用。需要时请重新出具一份。")
		}
		return fn(tx, d)
	})
}

// NumberPattern reads how the numbers of a kind are written: {{.Code}} is the
// station's code, {{.Year}} the year, {{.N}} the number in it.
func (p *Papers) NumberPattern(ctx context.Context, kind string) (pattern string, err error) {
	k, err := findPaperKind(kind)
	if err != nil {
		return "", err
	}
	err = p.Session.Read(ctx, access.IssuePapers, func(tx *access.Tx) error {
		pattern, err = k.pattern(tx)
		return err
	})
	return pattern, err
}

// SetNumberPattern changes how the numbers of a kind are written from now on.
// The year and the number must stand in it, or two papers would get the same.
func (p *Papers) SetNumberPattern(ctx context.Context, kind, pattern string) error {
	k, err := findPaperKind(kind)
	if err != nil {
		return err
	}
	pattern = strings.TrimSpace(pattern)
	for _, part := range []string{"{{.Year}}", "{{.N}}"} {
		if !strings.Contains(pattern, part) {
			return store.Fail(store.Invalid, "文号格式里要有年份和序号两个位置，否则文号会重复。").On("pattern")
		}
	}
	return p.Session.Write(ctx, access.EditStation, func(tx *access.Tx) error {
		if err := tx.SetSetting(k.setting(), pattern); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "paper.pattern", Table: "setting", Target: k.setting()})
	})
}

func (k PaperKind) setting() string { return "paper.number." + k.Name }

func (k PaperKind) pattern(tx *access.Tx) (string, error) {
	pattern := "{{.Code}}救〔{{.Year}}〕" + k.Letter + "字第{{.N}}号"
	_, err := tx.Setting(k.setting(), &pattern)
	return pattern, err
}

// nextPaperNumber draws 演示救〔2026〕寻字第0007号.
func nextPaperNumber(tx *access.Tx, k PaperKind) (string, error) {
	station, err := tx.FindStation()
	if err != nil {
		return "", err
	}
	pattern, err := k.pattern(tx)
	if err != nil {
		return "", err
	}
	year := calendar.On(tx.Now()).Year
	n, err := tx.NextNumber("paper."+k.Name, year)
	if err != nil {
		return "", err
	}
	return store.Fill(pattern, store.Args{"Code": station.Code, "Year": year, "N": fourDigits(n)}), nil
}

// Complaints is whom a notice tells people to turn to: the civil affairs
// department above the station.
type Complaints struct {
	To    string `json:"to"`
	Phone string `json:"phone"`
}

const complaintsSetting = "paper.complaints"

// Complaints reads it; empty parts are left on the notice to be written in. It
// hangs on the wall: no right is needed.
func (p *Papers) Complaints(ctx context.Context) (c Complaints, err error) {
	err = p.Session.Read(ctx, "", func(tx *access.Tx) error {
		_, err := tx.Setting(complaintsSetting, &c)
		return err
	})
	return c, err
}

// SetComplaints changes it for papers from now on.
func (p *Papers) SetComplaints(ctx context.Context, c Complaints) error {
	return p.Session.Write(ctx, access.EditStation, func(tx *access.Tx) error {
		if err := tx.SetSetting(complaintsSetting, c); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "paper.complaints", Table: "setting", Target: complaintsSetting})
	})
}

// findPaperKind is paperKind for a name that came from outside.
func findPaperKind(name string) (PaperKind, error) {
	if k, ok := paperKind(name); ok {
		return k, nil
	}
	return PaperKind{}, store.Fail(store.NotFound, "没有这种文书，请从文书列表中选择。").On("kind")
}

func paperKind(name string) (PaperKind, bool) {
	all := Kinds()
	if i := slices.IndexFunc(all, func(k PaperKind) bool { return k.Name == name }); i >= 0 {
		return all[i], true
	}
	return PaperKind{}, false
}

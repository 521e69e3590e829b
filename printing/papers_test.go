package printing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

var arrival = time.Date(2026, 11, 24, 22, 5, 0, 0, calendar.Zone)

const password = "一句好记的演示密码"

// foundStation is the files of an invented station. It is founded once, which
// is slow on purpose; each test works on a copy.
var foundStation = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "guitu-test-station")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	db.SetClock(func() time.Time { return arrival })
	_, _, err = access.Found(context.Background(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Address: "演示市和平路1号", Phone: "010-00000000", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	files := fstest.MapFS{}
	return files, fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
})

// papers opens a new station, half an hour after the arrival.
func papers(t testing.TB) *Papers {
	t.Helper()
	origin, err := foundStation()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, origin); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetClock(func() time.Time { return arrival.Add(30 * time.Minute) })
	s, err := access.SignIn(t.Context(), db, "head", password)
	if err != nil {
		t.Fatal(err)
	}
	return &Papers{Session: s, Desk: &intake.Desk{Session: s}, House: &shelter.House{Session: s},
		Supplies: &supply.Room{Session: s}, Tracing: &tracing.Office{Session: s}}
}

func begun(t testing.TB, p *Papers, a intake.Arrival) intake.Draft {
	t.Helper()
	draft, err := p.Desk.NewDraft(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a.ArrivedAt = arrival
	if a.CameBy == "" {
		a.CameBy = "police"
	}
	if a.Sex == "" {
		a.Sex = "1"
	}
	draft.Arrival = a
	return draft
}

func admitted(t testing.TB, p *Papers, a intake.Arrival) intake.Stay {
	t.Helper()
	stay, err := p.Desk.Register(t.Context(), begun(t, p, a))
	if err != nil {
		t.Fatal(err)
	}
	return stay
}

func named(name string) intake.Arrival {
	return intake.Arrival{Profile: intake.Profile{Name: name, AgeFrom: 30, AgeTo: 40}}
}

// photographed adds a photo as large as the desk keeps, grainy like a real one.
func photographed(t testing.TB, p *Papers, stay intake.Stay) {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 1200, 1600))
	grain := uint32(1)
	for i := range m.Pix {
		grain = grain*1664525 + 1013904223
		m.Pix[i] = uint8(i/48000) + uint8(grain>>27) + 80
		if i%4 == 3 {
			m.Pix[i] = 0xff
		}
	}
	jpeg := picture.Encode(m)
	if len(jpeg) <= photoBytes {
		t.Fatalf("the photo has only %d bytes", len(jpeg))
	}
	_, err := p.Desk.AddPhoto(t.Context(), intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", Thumb: jpeg}, jpeg)
	if err != nil {
		t.Fatal(err)
	}
}

func TestIssuedPaperIsKeptByteForByte(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	photographed(t, p, stay)
	for _, k := range Kinds() {
		if !k.Fits(stay) {
			continue
		}
		doc, r, err := p.Issue(t.Context(), k.Name, stay.ID, nil)
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		kept, err := p.PDF(t.Context(), doc.ID)
		if err != nil || !bytes.Equal(kept, r.PDF) {
			t.Errorf("%s: %d bytes were issued and %d are kept, %v", k.Name, len(r.PDF), len(kept), err)
		}
		if len(r.PDF) > 250_000 || k.Name == "notice" && len(r.PDF) > 150_000 {
			t.Errorf("%s: %d bytes are too many to be sent by telephone", k.Name, len(r.PDF))
		}
		if doc.Pages != r.Pages || doc.Title() != k.Title {
			t.Errorf("%s is kept as %+v", k.Name, doc)
		}
		if text := words(t, r); !strings.Contains(text, doc.Number) || !strings.Contains(text, "演示甲") {
			t.Errorf("%s: number %s or the name is not on the paper", k.Name, doc.Number)
		}
	}
	v, err := p.Session.Verify(t.Context(), nil)
	if err != nil || !v.Sound() {
		t.Errorf("after issuing the station is not sound: %v, %v", v.Findings, err)
	}
}

func TestNumbersOfNoticesAreGapless(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	for n := 1; n <= 3; n++ {
		if _, err := p.Preview(t.Context(), "notice", stay.ID, nil); err != nil {
			t.Fatal(err)
		}
		doc, _, err := p.Issue(t.Context(), "notice", stay.ID, nil)
		if want := fmt.Sprintf("YS01救〔2026〕寻字第%04d号", n); err != nil || doc.Number != want {
			t.Errorf("number %q, %v; want %q", doc.Number, err, want)
		}
	}
	if doc, _, err := p.Issue(t.Context(), "transfer", stay.ID, nil); err != nil || doc.Number != "YS01救〔2026〕移字第0001号" {
		t.Errorf("the first transfer is %q, %v: each kind counts for itself", doc.Number, err)
	}
	all, err := p.Recent(t.Context(), 2)
	if err != nil || len(all) != 2 || all[0].Kind != "transfer" {
		t.Errorf("recent: %+v, %v", all, err)
	}
	if all, _ := p.DocumentsOf(t.Context(), stay.PersonID); len(all) != 4 {
		t.Errorf("the person's papers: %+v", all)
	}
}

func TestNumberIsWrittenAsTheStationWants(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	if err := p.SetNumberPattern(t.Context(), "notice", "演公告第{{.N}}号"); store.KindOf(err) != store.Invalid {
		t.Errorf("a pattern without a year: %v", err)
	}
	if err := p.SetNumberPattern(t.Context(), "notice", "演公告〔{{.Year}}〕{{.N}}号"); err != nil {
		t.Fatal(err)
	}
	if doc, _, err := p.Issue(t.Context(), "notice", stay.ID, nil); err != nil || doc.Number != "演公告〔2026〕0001号" {
		t.Errorf("number %q, %v", doc.Number, err)
	}
}

func TestFailedRenderDrawsNoNumber(t *testing.T) {
	p := papers(t)
	a := named("演示甲")
	a.Birth = "1819" // a slip of the finger: nobody is that old, and no notice says so
	stay := admitted(t, p, a)
	if _, _, err := p.Issue(t.Context(), "notice", stay.ID, nil); store.KindOf(err) != store.Invalid {
		t.Fatalf("a notice of somebody 207 years old: %v", err)
	}
	if all, err := p.Documents(t.Context(), stay.ID); err != nil || len(all) != 0 {
		t.Errorf("after the failure there are %d documents, %v", len(all), err)
	}
	stay = admitted(t, p, named("演示乙"))
	if doc, _, err := p.Issue(t.Context(), "notice", stay.ID, nil); err != nil || !strings.Contains(doc.Number, "第0001号") {
		t.Errorf("the next number is %q, %v", doc.Number, err)
	}
}

func TestPreviewCannotPassForAPaper(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	for _, kind := range []string{"register", "notice"} {
		r, err := p.Preview(t.Context(), kind, stay.ID, nil)
		if err != nil || !strings.Contains(words(t, r), "预览") {
			t.Errorf("%s: a preview does not say so, %v", kind, err)
		}
	}
	if all, _ := p.Recent(t.Context(), 10); len(all) != 0 {
		t.Errorf("a preview was kept: %+v", all)
	}
}

func TestChildIsNotPublishedWithoutAReason(t *testing.T) {
	p := papers(t)
	child := named("演示童")
	child.AgeFrom, child.AgeTo = 9, 12
	young := named("演示少年")
	young.AgeFrom, young.AgeTo = 16, 20 // may be a child
	beaten := named("演示女")
	beaten.Reason = "violence"
	for _, a := range []intake.Arrival{child, young, beaten} {
		stay := admitted(t, p, a)
		_, _, err := p.Issue(t.Context(), "notice", stay.ID, map[string]string{"reason": "  "})
		e, ok := err.(*store.Error)
		if !ok || e.Kind != store.Invalid || e.Field != "reason" {
			t.Errorf("%s: %v, want to be asked for the reason", a.Name, err)
		}
		if all, _ := p.Documents(t.Context(), stay.ID); len(all) != 0 {
			t.Errorf("%s was published", a.Name)
		}
		if _, _, err := p.Issue(t.Context(), "notice", stay.ID, map[string]string{"reason": "走失三日，经站长同意"}); err != nil {
			t.Errorf("%s with a reason: %v", a.Name, err)
		}
	}
}

func TestAChildIsPublishedOnlyByWhoSearches(t *testing.T) {
	p := papers(t)
	child := named("演示童")
	child.AgeFrom, child.AgeTo = 9, 12
	stay, grown := admitted(t, p, child), admitted(t, p, named("演示甲"))
	because := map[string]string{"reason": "走失三日，经站长同意"}
	clerk := colleague(t, p, access.FrontDesk)
	if _, _, err := clerk.Issue(t.Context(), "notice", stay.ID, because); store.KindOf(err) != store.Forbidden {
		t.Errorf("the front desk published a child: %v", err)
	}
	if _, _, err := clerk.Issue(t.Context(), "notice", grown.ID, nil); err != nil {
		t.Errorf("a grown man's notice: %v", err)
	}
	if _, _, err := colleague(t, p, access.TracingOfficer).Issue(t.Context(), "notice", stay.ID, because); err != nil {
		t.Errorf("the tracing officer with a reason: %v", err)
	}
}

// colleague signs somebody with a role in.
func colleague(t testing.TB, p *Papers, role access.Role) *Papers {
	t.Helper()
	account := access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: "另一句好记的演示密码"}
	if _, err := p.Session.AddAccount(t.Context(), account); err != nil {
		t.Fatal(err)
	}
	s, err := access.SignIn(t.Context(), p.Session.DB(), account.Name, account.Password)
	if err != nil {
		t.Fatal(err)
	}
	return &Papers{Session: s, Desk: &intake.Desk{Session: s}}
}

func TestVoidPaperIsKeptAndNotPrintedAgain(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	doc, r, err := p.Issue(t.Context(), "notice", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Reprinted(t.Context(), doc.ID, 3); err != nil {
		t.Fatal(err)
	}
	if err := p.Void(t.Context(), doc.ID, " "); store.KindOf(err) != store.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	if err := p.Void(t.Context(), doc.ID, "年龄写错"); err != nil {
		t.Fatal(err)
	}
	if err := p.Reprinted(t.Context(), doc.ID, 1); store.KindOf(err) != store.Conflict {
		t.Errorf("a void paper was printed: %v", err)
	}
	if err := p.Void(t.Context(), doc.ID, "再来一次"); store.KindOf(err) != store.Conflict {
		t.Errorf("voided twice: %v", err)
	}
	if kept, err := p.PDF(t.Context(), doc.ID); err != nil || !bytes.Equal(kept, r.PDF) {
		t.Error("the void paper's bytes are gone", err)
	}
	if all, _ := p.Documents(t.Context(), stay.ID); len(all) != 1 || all[0].State != Void {
		t.Errorf("kept as %+v", all)
	}
	if next, _, err := p.Issue(t.Context(), "notice", stay.ID, nil); err != nil || !strings.Contains(next.Number, "0002") {
		t.Errorf("after a void paper comes %q, %v", next.Number, err)
	}
	f, err := p.Desk.OpenFile(t.Context(), stay.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	var acts []string
	for _, act := range f.Acts {
		acts = append(acts, act.Action)
	}
	for _, want := range []string{"paper.issue", "paper.print", "paper.void", "paper.open"} {
		if !slices.Contains(acts, want) {
			t.Errorf("%s is not on record: %v", want, acts)
		}
	}
}

func TestProtectedPersonsPapersAreForTheNamedAlone(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	doc, _, err := p.Issue(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	q := colleague(t, p, access.FrontDesk)
	if _, err := q.PDF(t.Context(), doc.ID); store.KindOf(err) != store.Forbidden {
		t.Errorf("the paper was opened: %v", err)
	}
	if _, err := q.Preview(t.Context(), "register", stay.ID, nil); store.KindOf(err) != store.Forbidden {
		t.Errorf("a preview was made: %v", err)
	}
	if _, err := p.PDF(t.Context(), doc.ID); err != nil {
		t.Errorf("the named officer cannot open it: %v", err)
	}
	if _, _, err := p.Issue(t.Context(), "notice", stay.ID, nil); store.KindOf(err) != store.Invalid {
		t.Errorf("a protected person was published without a reason: %v", err)
	}
}

func BenchmarkIssueNotice(b *testing.B) {
	p := papers(b)
	stay := admitted(b, p, whole())
	photographed(b, p, stay)
	size := 0
	for b.Loop() {
		_, r, err := p.Issue(b.Context(), "notice", stay.ID, nil)
		if err != nil {
			b.Fatal(err)
		}
		size = len(r.PDF)
	}
	b.ReportMetric(float64(size)/1000, "KB")
}

package printing

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"guitu/assets"
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
	return &Papers{Session: s, Desk: &intake.Desk{Session: s}, House: &shelter.House{Session: s}, Supplies: &supply.Room{Session: s}}
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

// whole is an arrival in which every field was filled in.
func whole() intake.Arrival {
	return intake.Arrival{
		CameBy: "urban", Sex: "2",
		Profile: intake.Profile{
			Name: "㛃䶮𬭚昇", NameBySound: true, Aliases: []string{"小㛃", "演示别名"}, Nation: "05", Birth: "1989-03",
			AgeFrom: 33, AgeTo: 41, AgeSeen: "2026-11-24", IDKind: "told", IDNumber: "11010519491231002X", Household: "演示省户籍县甲村",
			Home: "演示市住处街9号", Education: "70", Marital: "30", Political: "13", Phone: "13900000000", Benefit: "low",
			Kin:    []intake.Kin{{Name: "演示亲属", Relation: "7", Address: "演示乡乙村", Phone: "13800000000"}},
			Accent: "xinan", SaidPlace: "主猫鸭", HeightCM: 157, Marks: "左眉上有旧疤",
		},
		Circumstances: intake.Circumstances{
			BroughtUnit: "演示城管中队", BroughtBy: "演示队员", BroughtPhone: "13700000000", FoundPlace: "演示北广场", FoundAt: "2026-11-24 21:40",
			Reason: "robbed", Needs: []string{"board", "trace"}, Story: "从演示县来找活，\n钱包丢了。", Clothing: "灰色棉袄",
			Categories: []string{"general", "pregnant"}, AidedBefore: "去年在邻站一次", Checked: "比对未果", Told: true, FilledBy: "演示代填",
			Opinion: "aid", Safety: intake.SafetyCheck{Done: true, By: "演示安检甲", With: "演示安检乙", Dangerous: "小刀一把"},
		},
		Health: intake.Health{Look: []string{"wound", "frostbite"}, LookNote: "右手擦破", Mind: []string{"low", "clear"}, MindNote: "有时落泪"},
		Bag:    "F-0017", Cabinet: "柜12",
		Belongings: []intake.Item{{Name: "旧布包", Kind: "bag", Quantity: 2, Features: "补过"}, {Name: "纸币", Kind: "cash", Quantity: 1, CashFen: 12340}},
	}
}

// printedAs is how papers say what is entered as a code, a number or a date;
// what is not here stands on paper as it was entered.
var printedAs = map[string][]string{
	"came_by": {"☑城管护送"}, "sex": {"女"}, "nation": {"维吾尔族"}, "birth": {"1989年3月"}, "age_from": {"目测33—41岁"}, "age_to": {"33—41岁"},
	"id_kind": {"无证件，自报号码"}, "education": {"初中"}, "marital": {"丧偶"}, "political": {"群众"}, "benefit": {"☑低保"}, "accent": {"西南官话"},
	"height_cm": {"157厘米"}, "found_at": {"2026年11月24日21:40"}, "reason": {"☑被盗被抢被骗"}, "needs": {"☑食宿", "☑寻亲"},
	"categories": {"一般受助人员", "孕妇"}, "told": {"已告知"}, "opinion": {"☑予以救助"}, "look": {"☑外伤", "☑冻伤"}, "mind": {"情绪低落", "清楚"},
	"arrived_at": {"2026年11月24日22:05"}, "relation": {"兄弟姐妹"}, "name_by_sound": {"㛃䶮𬭚昇（音）"}, "quantity": {"旧布包×2", "纸币×1"},
	"cash_fen": {"123.40元"}, "done": {"发现违禁物品"},
	"age_seen": nil, // stands behind the estimate, not on the paper
	"kind":     nil, // of a belonging; the name says it
	"version":  nil,
}

// onPage is a text as PDFium reads it back: a character above U+FFFF stands on
// the page as an outline, and is found by its ActualText instead.
func onPage(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff {
			return -1
		}
		return r
	}, text)
}

// spoken reports whether a character is marked as the ActualText of an outline.
func spoken(t *testing.T, r Result, c rune) bool {
	t.Helper()
	high, low := utf16.EncodeRune(c)
	mark := fmt.Appendf(nil, "ActualText <FEFF%04X%04X>", high, low)
	for _, part := range bytes.Split(r.PDF, []byte("stream\n")) {
		z, err := zlib.NewReader(bytes.NewReader(part))
		if err != nil {
			continue // not the beginning of a stream
		}
		if plain, _ := io.ReadAll(z); bytes.Contains(plain, mark) {
			return true
		}
	}
	return false
}

// entered walks over everything that was filled in.
func entered(t *testing.T, v reflect.Value, name string, visit func(name, text string)) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time](), printedAs[name] != nil:
		visit(name, "")
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			entered(t, v.Field(i), key, visit)
		}
	case v.Kind() == reflect.Slice:
		if v.Len() == 0 && name != "unknown" {
			t.Errorf("the test leaves %s empty", name)
		}
		for i := range v.Len() {
			entered(t, v.Index(i), name, visit)
		}
	case v.Kind() == reflect.String:
		if v.Len() > 0 {
			visit(name, v.String())
		}
	case v.Kind() == reflect.Pointer: // refusal, leaving: other papers
	default:
		if _, known := printedAs[name]; !known {
			t.Errorf("the test does not know how %s is printed", name)
		}
	}
}

func TestEverythingEnteredStandsOnTheRegister(t *testing.T) {
	p := papers(t)
	a := whole()
	stay := admitted(t, p, a)
	doc, r, err := p.Issue(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Missing) > 0 {
		t.Errorf("characters without a shape: %q", r.Missing)
	}
	text := words(t, r)
	n := 0
	entered(t, reflect.ValueOf(a), "", func(name, value string) {
		wants, known := printedAs[name]
		if !known {
			wants = strings.FieldsFunc(value, func(r rune) bool { return r == '\n' || r == ' ' })
		}
		for _, want := range wants {
			if n++; !strings.Contains(text, onPage(want)) {
				t.Errorf("%s: %q is not on the register", name, want)
			}
		}
	})
	if n < 50 {
		t.Errorf("only %d values were looked for", n)
	}
	for _, want := range []string{stay.Number, doc.Number, "演示站长", "2026年11月24日"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the register", want)
		}
	}
	if !spoken(t, r, '𬭚') {
		t.Error("𬭚 cannot be searched for")
	}
	if r.Pages != 1 {
		t.Errorf("%d pages for an ordinary arrival", r.Pages)
	}
}

func TestUnknownIsSaidAndUnaskedIsLeftToTheHand(t *testing.T) {
	p := papers(t)
	a := named("")
	asked := admitted(t, p, a)
	blank, err := p.Preview(t.Context(), "register", asked.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(words(t, blank), Unknown) {
		t.Error("what nobody asked is printed as unknown")
	}
	a.Unknown = []string{"phone", "birth", "id_number", "household", "home", "kin", "benefit", "needs", "mind"}
	stay := admitted(t, p, a)
	r, err := p.Preview(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	if got := strings.Count(text, Unknown); got != 12 { // kin has four columns
		t.Errorf("不详 stands %d times on the register, want 12", got)
	}
	if !strings.Contains(text, "无名氏（11月24日）") {
		t.Error("the register does not say 无名氏 with the day")
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

func TestNoticeTellsNothingOfIllness(t *testing.T) {
	p := papers(t)
	a := whole()
	a.Look, a.Mind = []string{"drugs", "frail"}, []string{"agitated", "dementia"}
	stay := admitted(t, p, a)
	photographed(t, p, stay)
	_, r, err := p.Issue(t.Context(), "notice", stay.ID, map[string]string{"clothing": "灰袄，黑布鞋"})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, never := range []string{a.IDNumber, a.LookNote, a.MindNote, a.Home, a.Phone, "吸毒", "激动", a.Kin[0].Name, a.Story} {
		if strings.Contains(text, never) {
			t.Errorf("%q was published", never)
		}
	}
	for _, want := range []string{"㛃䶮𬭚昇（音）", "体弱或行动不便", "疑似失智", "灰袄，黑布鞋", "约157厘米", "2026年11月24日", "主猫鸭", "010-00000000", "演示北广场"} {
		if !strings.Contains(text, onPage(want)) {
			t.Errorf("%q is not on the notice", want)
		}
	}
	if !spoken(t, r, '𬭚') {
		t.Error("𬭚 cannot be searched for")
	}
}

func TestRefusalNoticeNamesClauseAndComplaintPhone(t *testing.T) {
	p := papers(t)
	if err := p.SetComplaints(t.Context(), Complaints{To: "演示市民政局", Phone: "010-11111111"}); err != nil {
		t.Fatal(err)
	}
	stay, err := p.Desk.Refuse(t.Context(), begun(t, p, named("演示甲")), intake.Refusal{Reason: "untruthful", Note: "三次说法不一", Witness: "演示证人甲、演示证人乙"})
	if err != nil {
		t.Fatal(err)
	}
	_, r, err := p.Issue(t.Context(), "refusal", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{
		"☑拒不提供或者不如实提供个人情况", "《城市生活无着的流浪乞讨人员救助管理办法实施细则》第五条",
		"演示市民政局", "010-11111111", "三次说法不一", "演示证人甲、演示证人乙", "演示甲", "2026年11月24日22:05",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the notice of refusal", want)
		}
	}
	if _, _, err := p.Issue(t.Context(), "departure", stay.ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("who was refused got a departure form: %v", err)
	}
	admitted := admitted(t, p, named("演示乙"))
	if _, _, err := p.Issue(t.Context(), "refusal", admitted.ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("who was admitted got a notice of refusal: %v", err)
	}
	for _, code := range []string{"check", "able", "cash", "untruthful", "other"} {
		if rule := clause(code, ""); rule == "" || strings.Contains(rule, "待核对") {
			t.Errorf("%s rests on %q", code, rule)
		}
	}
}

// stepsOnRecord stands for the tracing office.
type stepsOnRecord []tracing.Step

func (s stepsOnRecord) Steps(context.Context, string) ([]tracing.Step, error) {
	return slices.Clone(s), nil
}

func TestDepartureTellsTheWholeStay(t *testing.T) {
	p := papers(t)
	if err := p.House.LayOut(t.Context(), shelter.DefaultTemplate()); err != nil {
		t.Fatal(err)
	}
	stay := admitted(t, p, named("演示甲"))
	beds, err := p.House.Suggest(t.Context(), stay.ID)
	if err != nil || len(beds) == 0 {
		t.Fatal("no bed", err)
	}
	if _, err := p.House.Assign(t.Context(), stay.ID, beds[0].Bed.ID, nil); err != nil {
		t.Fatal(err)
	}
	coat := supply.Item{Kind: "coat", Name: "演示棉衣", Size: "L", Unit: "件", Active: true}
	if err := p.Supplies.SaveItem(t.Context(), &coat); err != nil {
		t.Fatal(err)
	}
	if err := p.Supplies.Receive(t.Context(), coat.ID, 5, "budget"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Supplies.Issue(t.Context(), stay.ID, []supply.Line{{ItemID: coat.ID, Qty: 2}}); err != nil {
		t.Fatal(err)
	}
	p.Steps = stepsOnRecord{
		{Kind: tracing.PhoneContact, DoneAt: arrival.Add(10 * time.Minute), StepNote: tracing.StepNote{Where: "演示姐姐", Note: "明日来接"}},
		{Kind: tracing.QuickQuery, DoneAt: arrival.Add(5 * time.Minute), StepNote: tracing.StepNote{Note: "未比中"}},
		{Kind: tracing.Letter, DoneAt: arrival, WithdrawnAt: arrival, StepNote: tracing.StepNote{Note: "误记"}},
	}
	leaving := intake.Leaving{Whereto: "演示县老家", Collector: "演示姐姐", CollectorID: "110105194912310039", CollectorPhone: "13600000000",
		Relation: "7", Ticket: "K123次 45.5元", Food: "面包两个", Note: "晴天"}
	err = p.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stay.ID, "kin", tx.Now(), leaving)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, r, err := p.Issue(t.Context(), "departure", stay.ID, map[string]string{"medical": "量过体温"})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{beds[0].Bed.Name, "演示棉衣L", "2件", "演示姐姐", "明日来接", "快速查询", "未比中", "☑亲属接领", "演示县老家",
		"110105194912310039", "兄弟姐妹", "13600000000", "K123次45.5元", "面包两个", "晴天", "☑无寄存物品", "量过体温", stay.Number, "2026年11月24日22:35"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the departure form", want)
		}
	}
	if strings.Contains(text, "误记") {
		t.Error("a withdrawn step is on the form")
	}
}

func TestBelongingsAreListedWithTheirCash(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, whole())
	_, r, err := p.Issue(t.Context(), "belongings", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"旧布包", "补过", "F-0017", "柜12", "123.40元", "壹佰贰拾叁元肆角整", "小刀一把", "演示安检甲、演示安检乙"} {
		if strings.Count(text, want) != 3 { // three copies
			t.Errorf("%q stands %d times on the three copies", want, strings.Count(text, want))
		}
	}
}

func TestAmountsInWords(t *testing.T) {
	for fen, want := range map[int64]string{
		1: "壹分", 10: "壹角整", 100: "壹元整", 1000: "壹拾元整", 10001: "壹佰元零壹分", 10010: "壹佰元壹角整", 123456: "壹仟贰佰叁拾肆元伍角陆分",
		100100: "壹仟零壹元整", 1000000: "壹万元整", 1005000: "壹万零伍拾元整", 10000000000: "壹亿元整", 10000100000: "壹亿零壹仟元整",
	} {
		if got := yuanInWords(fen); got != want {
			t.Errorf("%d 分 is %s, want %s", fen, got, want)
		}
	}
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
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Session.AddAccount(t.Context(), access.NewAccount{Name: "desk", Display: "演示前台", Roles: []access.Role{access.FrontDesk}, Password: "另一句好记的演示密码"}); err != nil {
		t.Fatal(err)
	}
	other, err := access.SignIn(t.Context(), p.Session.DB(), "desk", "另一句好记的演示密码")
	if err != nil {
		t.Fatal(err)
	}
	q := &Papers{Session: other, Desk: &intake.Desk{Session: other}}
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

// TestFormsOfferTheWordsOfTheTables keeps forms and code tables in step: what
// is ticked at the desk must have its box on paper.
func TestFormsOfferTheWordsOfTheTables(t *testing.T) {
	for _, c := range []struct{ form, field, table string }{
		{"register", "came_by", "came_by"}, {"register", "welfare", "benefit"}, {"register", "reason", "reason"}, {"register", "need", "need"},
		{"register", "health", "health_look"}, {"register", "decision", "triage"}, {"refusal", "grounds", "refusal_reason"}, {"departure", "left_by", "leave_kind"},
	} {
		form, err := Find(c.form)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := assets.CodeTable(c.table)
		if err != nil {
			t.Fatal(err)
		}
		var table, options []string
		for _, row := range rows {
			table = append(table, row.Text)
		}
		for _, f := range form.Fields() {
			if f.Key == c.field && f.Kind == "check" {
				options = f.Options
			}
		}
		if c.form == "refusal" { // a text place of the same field comes first
			continue
		}
		if !slices.Equal(slices.Sorted(slices.Values(options)), slices.Sorted(slices.Values(table))) {
			t.Errorf("%s of %s offers %v, the table has %v", c.field, c.form, options, table)
		}
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

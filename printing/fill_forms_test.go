package printing

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

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
			NameEn: "DEMO NAME", Country: "VNM", Permit: "E00000000", Language: "vi", Disabilities: []string{"2", "4"}, Grade: "3",
			Guardian: &intake.Guardian{Name: "演示监护人", Relation: "5", Phone: "13500000000", Address: "演示县丙村", Search: "searching", School: "演示小学", Class: "三年级二班"},
		},
		Circumstances: intake.Circumstances{
			BroughtUnit: "演示城管中队", BroughtBy: "演示队员", BroughtPhone: "13700000000", FoundPlace: "演示北广场", FoundAt: "2026-11-24 21:40",
			Reason: "robbed", Needs: []string{"board", "trace"}, Story: "从演示县来找活，\n钱包丢了。", Clothing: "灰色棉袄",
			Categories: []string{"general", "pregnant"}, AidedBefore: "去年在邻站一次", Checked: "比对未果", FilledBy: "演示代填",
			Told:   intake.Told{How: "heard", At: arrival, By: "演示告知人"},
			Silent: true, Interpreter: "演示翻译", PartyRole: "sibling",
			Opinion: "aid", Safety: intake.SafetyCheck{Done: true, By: "演示安检甲", With: "演示安检乙", Forbidden: []intake.Forbidden{
				{Name: "小刀", Quantity: "一把", Unit: "演示派出所", Officer: "演示民警 000001", Receipt: "收字0009"}}},
		},
		Health: intake.Health{Look: []string{"wound", "frostbite"}, LookNote: "右手擦破", Mind: []string{"low", "clear"}, MindNote: "有时落泪", Medicine: "降压药每早一片", Allergy: "青霉素"},
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
	"categories": {"一般受助人员", "孕妇"}, "told": {"已告知"}, "opinion": {"☑予以救助"}, "look": {"☑外伤", "☑冻伤"}, "country": {"国籍越南外文姓名"}, "language": {"越南语"}, "disabilities": {"听力", "肢体"}, "grade": {"三级"},
	"silent": {"不愿或不能回答"}, "party_role": {"兄弟姐妹"}, "how": {"读给本人听"}, "search": {"正在查找"}, "mind": {"情绪低落", "清楚"},
	"arrived_at": {"2026年11月24日22:05"}, "relation": {"兄弟姐妹"}, "name_by_sound": {"㛃䶮𬭚昇（音）"}, "quantity": {"旧布包×2", "纸币×1"},
	"cash_fen": {"123.40元"}, "done": {"发现违禁物品"},
	"age_seen": nil,                                 // stands behind the estimate, not on the paper
	"kind":     nil,                                 // of a belonging; the name says it
	"protect":  {},                                  // is on no paper
	"unit":     nil, "officer": nil, "receipt": nil, // of what is forbidden: on its own receipt
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
		if v.Len() == 0 && !slices.Contains([]string{"unknown", "copied", "signed", "taken"}, name) {
			t.Errorf("the test leaves %s empty", name)
		}
		for i := range v.Len() {
			entered(t, v.Index(i), name, visit)
		}
	case v.Kind() == reflect.String:
		if v.Len() > 0 {
			visit(name, v.String())
		}
	case v.Kind() == reflect.Pointer && v.IsNil(): // refusal, leaving, aid on the spot: other papers
	case v.Kind() == reflect.Pointer:
		entered(t, v.Elem(), name, visit)
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
	if strings.Contains(text, "待核对") {
		t.Error("a remark for who keeps the table is on the notice")
	}
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
	for _, r := range []tracing.StepRecord{
		{Kind: tracing.PhoneContact, DoneAt: arrival.Add(10 * time.Minute), StepNote: tracing.StepNote{Where: "演示姐姐", Note: "明日来接"}},
		{Kind: tracing.QuickQuery, DoneAt: arrival.Add(5 * time.Minute), StepNote: tracing.StepNote{Note: "未比中"}},
	} {
		if _, err := p.Tracing.Record(t.Context(), stay.ID, r); err != nil {
			t.Fatal(err)
		}
	}
	slip, err := p.Tracing.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.Letter, StepNote: tracing.StepNote{Note: "误记"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Tracing.Withdraw(t.Context(), slip.ID); err != nil {
		t.Fatal(err)
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
	for _, want := range []string{"旧布包", "补过", "F-0017", "柜12", "123.40元", "壹佰贰拾叁元肆角整", "小刀", "演示派出所，演示民警000001，收字0009", "演示安检甲、演示安检乙"} {
		if strings.Count(text, want) != 3 { // three copies
			t.Errorf("%q stands %d times on the three copies", want, strings.Count(text, want))
		}
	}
}

// TestFormsOfferTheWordsOfTheTables keeps forms and code tables in step: what
// is ticked at the desk must have its box on paper.
func TestFormsOfferTheWordsOfTheTables(t *testing.T) {
	for _, c := range []struct{ form, field, table string }{
		{"register", "came_by", "came_by"}, {"register", "welfare", "benefit"}, {"register", "reason", "reason"}, {"register", "need", "need"},
		{"register", "health", "health_look"}, {"register", "decision", "triage"}, {"departure", "left_by", "leave_kind"},
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
			if c.form == "departure" && row.Code == "spot" {
				continue // who never had a bed has another paper
			}
			table = append(table, row.Text)
		}
		for _, block := range form.Blocks {
			for _, row := range block.Grid {
				for _, cell := range row.Cells {
					if cell.Field == c.field && cell.Kind == "check" {
						options = cell.Options
					}
				}
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(options)), slices.Sorted(slices.Values(table))) {
			t.Errorf("%s of %s offers %v, the table has %v", c.field, c.form, options, table)
		}
	}
}

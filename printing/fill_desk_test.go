package printing

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// fitting makes a stay that a kind of paper is for.
func fitting(t *testing.T, p *Papers, k PaperKind, a intake.Arrival) intake.Stay {
	t.Helper()
	a.CameBy = "police"
	var stay intake.Stay
	var err error
	switch k.Name {
	case "refusal":
		stay, err = p.Desk.Refuse(t.Context(), begun(t, p, a), intake.Refusal{Reason: "cash"})
	case "spot":
		stay, err = p.Desk.AidOnTheSpot(t.Context(), begun(t, p, a), intake.SpotAid{Given: []string{"meal", "ticket"}, Note: "K123次到演示县"})
	default:
		stay = admitted(t, p, a)
	}
	if err != nil {
		t.Fatal(err)
	}
	return stay
}

// TestEverythingAskedForStandsOnItsPaper types into every place that a paper
// asks for.
func TestEverythingAskedForStandsOnItsPaper(t *testing.T) {
	p := papers(t)
	for _, k := range Kinds() {
		if k.Name == "notice" {
			continue // its own tests; the reason for publishing is not published
		}
		extra := map[string]string{}
		for i, e := range k.Extras {
			extra[e.Key] = "演示填写" + strconv.Itoa(i+10)
		}
		delete(extra, "language")
		stay := fitting(t, p, k, named("演示甲"))
		if !k.Fits(stay) {
			t.Fatalf("%s does not fit", k.Name)
		}
		r, err := p.Preview(t.Context(), k.Name, stay.ID, extra)
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		text := words(t, r)
		for key, want := range extra {
			if k.Name == "forbidden" && key != "handed_at" && key != "note" {
				continue // of a thing that is on the list; the next test has one
			}
			if !strings.Contains(text, want) {
				t.Errorf("%s: %s is not on the paper", k.Name, key)
			}
		}
	}
}

// TestLongValuesAreCutNowhere fills everything with much more than a form has
// room for: it goes on, on further pages if need be, and loses nothing.
func TestLongValuesAreCutNowhere(t *testing.T) {
	p := papers(t)
	a := whole()
	a.IDNumber = "" // many of them are in the station at once
	a.Name = strings.Repeat("演示长名", 5) + "完"
	a.Story = strings.Repeat("从演示县来找活，钱包在车上丢了，问过几个人都说没有看见。", 25) + "经过完"
	a.Marks, a.Clothing = strings.Repeat("左眉上有旧疤，", 12)+"特征完", strings.Repeat("灰色棉袄，", 12)+"衣着完"
	a.FoundPlace = strings.Repeat("演示北广场东侧", 6) + "地点完"
	a.LookNote, a.MindNote = strings.Repeat("右手擦破，", 12)+"检视完", strings.Repeat("有时落泪，", 12)+"精神完"
	a.Medicine = strings.Repeat("降压药每早一片，", 8) + "用药完"
	for i := range 12 {
		a.Belongings = append(a.Belongings, intake.Item{Name: strings.Repeat("旧布包", 4) + strconv.Itoa(i), Quantity: 1, Features: strings.Repeat("补过，", 10) + "物品完"})
	}
	wants := map[string][]string{
		"register": {"经过完", "特征完", "衣着完", "地点完", "检视完", "精神完", "用药完", "物品完"}, "belongings": {"物品完"},
		"hospital": {"检视完", "精神完", "用药完", "物品完"}, "police": {"经过完", "特征完", "衣着完", "地点完", "检视完", "精神完", "用药完", "物品完"},
		"police_in": {"经过完", "特征完", "衣着完", "地点完", "检视完", "精神完", "物品完"}, "spot": {"经过完", "K123次到演示县", "餐食和饮水"},
	}
	for _, k := range Kinds() {
		if k.Name == "notice" {
			continue
		}
		stay := fitting(t, p, k, a)
		r, err := p.Preview(t.Context(), k.Name, stay.ID, map[string]string{})
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		text := words(t, r)
		for _, want := range append(wants[k.Name], a.Name) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is cut off", k.Name, want)
			}
		}
	}
}

func TestSignaturesStandWhereTheyWereGiven(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	before, err := p.Preview(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Desk.Sign(t.Context(), stay.ID, intake.Sign{Purpose: "register", Method: intake.SignedOnScreen, PNG: testInk()}); err != nil {
		t.Fatal(err)
	}
	signed, err := p.Preview(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if dark(t, signed) <= dark(t, before) {
		t.Error("the signature is not on the paper")
	}
	for method, want := range map[intake.SignMethod]string{intake.FingerprintOnFile: "（按指印）", intake.SignRefused: "拒签，见证人：演示证人甲、演示证人乙"} {
		sign := intake.Sign{Purpose: "belongings", Method: method}
		if method == intake.SignRefused {
			sign.Witness = "演示证人甲、演示证人乙"
		}
		other := admitted(t, p, named("演示乙"))
		if _, err := p.Desk.Sign(t.Context(), other.ID, sign); err != nil {
			t.Fatal(err)
		}
		r, err := p.Preview(t.Context(), "belongings", other.ID, nil)
		if err != nil || !strings.Contains(words(t, r), want) {
			t.Errorf("%s: %q is not on the receipt, %v", method, want, err)
		}
	}
}

// dark counts the dark dots of the first page.
func dark(t *testing.T, r Result) (n int) {
	t.Helper()
	sheets := open(t, r)
	defer sheets.Close()
	m, err := sheets.Page(1, 100)
	if err != nil {
		t.Fatal(err)
	}
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			if c, _, _, _ := m.At(x, y).RGBA(); c < 0x4000 {
				n++
			}
		}
	}
	return n
}

func TestDamagedSignatureIsToldInASentence(t *testing.T) {
	_, err := markOf(t.Context(), intake.Sign{Method: intake.SignedOnScreen, PNG: []byte("no picture")})
	if e, ok := err.(*store.Error); !ok || e.Kind != store.Invalid || e.Field != "signature" {
		t.Errorf("%v", err)
	}
}

func TestCallsStandOnTheRegisterAndThoseToKinOnTheDeparture(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	for i, c := range []intake.Called{
		{Whom: "police", Unit: "演示派出所", Result: "unclear", Answer: "第一次"},
		{Whom: "kin", Name: "演示姐姐", Phone: "13800000000", Result: "confirmed", Answer: "愿意来接"},
		{Whom: "civil", Unit: "演示民政局", Result: "no_answer"},
		{Whom: "township", Unit: "演示乡政府", Result: "denied", Answer: "查无此人"},
	} {
		if _, err := p.Desk.RecordInquiry(t.Context(), intake.Inquiry{StayID: stay.ID, At: arrival.Add(time.Duration(i) * time.Minute), Called: c}, ""); err != nil {
			t.Fatal(err)
		}
	}
	r, err := p.Preview(t.Context(), "register", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"2026年11月24日22:06亲属（演示姐姐13800000000），情况属实：愿意来接", "演示民政局", "无人接听", "与所说不符：查无此人"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the register", want)
		}
	}
	if strings.Contains(text, "第一次") || strings.Index(text, "演示姐姐") > strings.Index(text, "演示乡政府") {
		t.Error("want the latest three in their order")
	}
	if r, err = p.Preview(t.Context(), "departure", stay.ID, nil); err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); !strings.Contains(text, "演示姐姐13800000000情况属实：愿意来接") || strings.Contains(text, "演示民政局") {
		t.Errorf("the departure form reads %s", text)
	}
}

func TestEarlierStaysOfLinkedFilesAreCounted(t *testing.T) {
	p := papers(t)
	first := admitted(t, p, named("演示甲"))
	if _, err := p.Desk.Refuse(t.Context(), begun(t, p, named("演示甲")), intake.Refusal{Reason: "cash"}); err != nil {
		t.Fatal(err)
	}
	err := p.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, first.ID, "self", tx.Now(), intake.Leaving{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a := named("演示甲")
	a.SameAs, a.AidedBefore = first.PersonID, "自述去年一次"
	again := admitted(t, p, a)
	r, err := p.Preview(t.Context(), "register", again.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); !strings.Contains(text, "本站有记录1次（最近2026年11月24日）；自述去年一次") {
		t.Errorf("the register reads %s", text)
	}
}

func TestEndingNoticeNamesClauseAndComplaintRoute(t *testing.T) {
	p := papers(t)
	if err := p.SetComplaints(t.Context(), Complaints{To: "演示市民政局", Phone: "010-11111111"}); err != nil {
		t.Fatal(err)
	}
	stay := admitted(t, p, named("演示甲"))
	if _, err := p.Desk.Sign(t.Context(), stay.ID, intake.Sign{Purpose: "ending", Method: intake.SignRefused, Witness: "演示证人甲、演示证人乙"}); err != nil {
		t.Fatal(err)
	}
	_, r, err := p.Issue(t.Context(), "ending", stay.ID, map[string]string{"clause": "overstay", "ended_at": "2026年12月5日 9:00", "detail": "两次劝说"})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"☑救助期满无正当理由不离站", "□提供虚假情况", "第十八条", "演示市民政局", "010-11111111", "两次劝说",
		"2026年12月5日9:00", "拒签见证人：演示证人甲", "演示证人乙", "（存根）", "2026年11月24日22:05", stay.Number} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the notice", want)
		}
	}
	if strings.Contains(text, "待核对") {
		t.Error("a remark for who keeps the table is on the notice")
	}
	err = p.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stay.ID, "self", tx.Now(), intake.Leaving{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Issue(t.Context(), "ending", stay.ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("who left by themselves got a notice that aid ends: %v", err)
	}
}

func TestStationsOwnClauseStandsOnTheNotice(t *testing.T) {
	p := papers(t)
	own := []intake.Clause{{Key: "own", Text: "演示情形", Basis: "《演示规定》第三条"}, {Key: "gone", Text: "不用的情形", Basis: "无", Off: true}}
	if err := p.Desk.SaveClauses(t.Context(), intake.ClauseRefuse, own); err != nil {
		t.Fatal(err)
	}
	stay, err := p.Desk.Refuse(t.Context(), begun(t, p, named("演示甲")), intake.Refusal{Reason: "own"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Preview(t.Context(), "refusal", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); !strings.Contains(text, "☑演示情形") || !strings.Contains(text, "《演示规定》第三条") || strings.Contains(text, "不用的情形") {
		t.Errorf("the notice reads %s", text)
	}
}

func TestForbiddenGoodsHaveAReceiptWithTheirOfficer(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, whole())
	_, r, err := p.Issue(t.Context(), "forbidden", stay.ID, map[string]string{"handed_at": "当日22:30"})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"小刀", "一把", "演示派出所", "000001", "收字0009", "当日22:30", "演示安检甲、演示安检乙"} {
		if strings.Count(text, want) != 3 {
			t.Errorf("%q stands %d times on the three copies", want, strings.Count(text, want))
		}
	}
	if r, err = p.Preview(t.Context(), "forbidden", stay.ID, map[string]string{"unit": "演示分局", "receipt": "另收1"}); err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); !strings.Contains(text, "演示分局") || !strings.Contains(text, "另收1") || strings.Contains(text, "收字0009") {
		t.Error("what the clerk typed does not stand before what the file has")
	}
}

func TestThingsStandOnTheReceiptWithTheirPictures(t *testing.T) {
	p := papers(t)
	a := whole()
	draft := begun(t, p, a)
	photo, err := p.Desk.AddPhoto(t.Context(), intake.Photo{DraftID: draft.ID, Kind: "belongings", Thumb: testPhoto(120, 90)}, testPhoto(400, 300))
	if err != nil {
		t.Fatal(err)
	}
	draft.Arrival.Belongings[0].Photo = photo.ID
	stay, err := p.Desk.Register(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	_, r, err := p.Issue(t.Context(), "belongings", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); !strings.Contains(text, "照片") {
		t.Error("the list has no column for pictures")
	}
	a.IDNumber = "" // somebody else
	without, err := p.Preview(t.Context(), "belongings", admitted(t, p, a).ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(words(t, without), "照片") {
		t.Error("a list without pictures has a column for them")
	}
	if len(r.PDF) < len(without.PDF)+500 || len(r.PDF) > 150_000 {
		t.Errorf("%d bytes with a picture, %d without", len(r.PDF), len(without.PDF))
	}
}

func TestRightsAreToldInThePersonsLanguage(t *testing.T) {
	p := papers(t)
	abroad := named("演示甲")
	abroad.Country, abroad.Language = "VNM", "vi"
	tibetan := named("演示乙")
	tibetan.Language = "bo"
	for _, c := range []struct {
		a     intake.Arrival
		extra map[string]string
		want  string
		lang  string
	}{{named("演示丙"), nil, "我已经了解", "zh"}, {abroad, nil, "Ihaveunderstoodit", "en"}, {tibetan, nil, "我已经了解", "zh"},
		{tibetan, map[string]string{"language": "en"}, "Ihaveunderstoodit", "en"}} {
		r, err := p.Preview(t.Context(), "rights", admitted(t, p, c.a).ID, c.extra)
		if err != nil {
			t.Fatal(err)
		}
		text := words(t, r)
		rights, err := p.Desk.RightsText(t.Context(), c.lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(rights, "\n") {
			if !strings.Contains(text, squash(line)) {
				t.Errorf("%s: %q is not on the paper", c.a.Name, line)
			}
		}
		if !strings.Contains(text, c.want) || r.Pages != 2 {
			t.Errorf("%s: %d pages, %s", c.a.Name, r.Pages, text)
		}
	}
}

func TestChildCannotDeclareToLeave(t *testing.T) {
	p := papers(t)
	child := named("演示童")
	child.AgeFrom, child.AgeTo = 10, 13
	if _, err := p.Preview(t.Context(), "leave_statement", admitted(t, p, child).ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("a child of at most 13: %v", err)
	}
	maybe := named("演示少年")
	maybe.AgeFrom, maybe.AgeTo = 14, 19
	grown := named("演示甲")
	grown.Mind = []string{"clear"}
	confused := named("演示乙")
	confused.Mind = []string{"dementia"}
	for _, c := range []struct {
		a     intake.Arrival
		wants []string
	}{
		{maybe, []string{"□年满16周岁", "□能够辨认"}}, {grown, []string{"☑年满16周岁", "☑能够辨认"}},
		{named("演示丁"), []string{"☑年满16周岁", "□能够辨认"}}, {confused, []string{"☑年满16周岁", "□能够辨认"}},
	} {
		r, err := p.Preview(t.Context(), "leave_statement", admitted(t, p, c.a).ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range c.wants {
			if text := words(t, r); !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in %s", c.a.Name, want, text)
			}
		}
	}
}

func TestHandOverPapersKnowWhatTheDeskSaw(t *testing.T) {
	p := papers(t)
	a := whole()
	a.CameBy, a.Look, a.Mind = "police", []string{"critical"}, []string{"mental"}
	stay := admitted(t, p, a)
	for kind, wants := range map[string][]string{
		"hospital":  {"☑危重", "☑疑似精神障碍", "降压药每早一片", "青霉素", "旧布包×2（补过）", "右手擦破"},
		"police":    {"小刀", "收字0009", "左眉上有旧疤", "灰色棉袄", "演示监护人"},
		"police_in": {"演示城管中队", "演示队员", "13700000000", "2026年11月24日21:40", "演示北广场", "钱包丢了。", "左眉上有旧疤", "附件1"},
	} {
		_, r, err := p.Issue(t.Context(), kind, stay.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := words(t, r)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the paper", kind, want)
			}
		}
	}
	walked := admitted(t, p, named("演示乙"))
	other := named("演示丙")
	other.CameBy = "self"
	self := admitted(t, p, other)
	if _, _, err := p.Issue(t.Context(), "police_in", walked.ID, nil); err != nil {
		t.Error(err) // begun says that the police brought them
	}
	if _, _, err := p.Issue(t.Context(), "police_in", self.ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("who came alone was brought by the police: %v", err)
	}
}

func TestSpotAidHasItsRecordOnASlip(t *testing.T) {
	p := papers(t)
	stay := fitting(t, p, PaperKind{Name: "spot"}, whole())
	_, r, err := p.Issue(t.Context(), "spot", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"餐食和饮水、乘车凭证", "K123次到演示县", stay.Number, "读给本人听", "被盗被抢被骗"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the record", want)
		}
	}
	if m, err := open(t, r).Page(1, 100); err != nil || m.Bounds().Dx() > 600 {
		t.Errorf("the record is no slip: %v, %v", m.Bounds(), err)
	}
	if _, _, err := p.Issue(t.Context(), "departure", stay.ID, nil); store.KindOf(err) != store.Conflict {
		t.Errorf("who never had a bed got a departure form: %v", err)
	}
}

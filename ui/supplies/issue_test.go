package supplies

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestTheUsualSetIsHandedOutByTheKeyboard(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	i := d.issue("")
	d.Write("zys") // the focus lies on the field that finds
	d.Press(fyne.KeyReturn)
	if one, ok := i.whom.one(); !ok || one.to.StayID != stay.ID {
		t.Fatalf("chosen %+v", i.whom.chosen)
	}
	i.addUsual()
	d.Write("+") // a second quilt
	d.Submit()
	if got := d.item("棉被").Stock; got != 8 || d.item("枕头").Stock != 9 {
		t.Errorf("quilts = %d, failed %v", got, d.Failures)
	}
	if d.Said() != "已发放，单号{{.Number}}。" || len(i.basket) != 0 {
		t.Errorf("said %q, %d lines are left", d.Said(), len(i.basket))
	}
	d.heard("issued:slip")
	d.heard("slip:issued")
	i.paper.Draw = func(kit.PageSource) {}
	kit.Press(d.Window().Canvas(), "print")
	if !i.paper.Shown() {
		t.Fatal("F9 did not show the slip")
	}
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 1 || !strings.Contains(d.Printed.Jobs[0].Title, "物资出库单") || strings.Contains(d.Printed.Jobs[0].Title, "赵") {
		t.Errorf("printed %+v", d.Printed.Jobs)
	}
	kit.Press(d.Window().Canvas(), "close")
	kit.Press(d.Window().Canvas(), "undo")
	if d.item("棉被").Stock != 10 || d.item("枕头").Stock != 10 {
		t.Error("the undo did not bring everything back")
	}
}

func TestWithoutASlipTheListOfAllThatWasGivenIsPrinted(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	d.issue(stay.ID)
	kit.Press(d.Window().Canvas(), "print")
	d.WentTo(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/issue"})
}

func TestKeysChangeTheBasket(t *testing.T) {
	d := stocked(t)
	i := d.issue(d.arrive("赵演示").ID)
	byHand(i.scanner)
	i.addUsual()
	d.Write("5-")
	if i.basket[0].qty != 4 {
		t.Errorf("qty = %d; want 4", i.basket[0].qty)
	}
	d.Press(fyne.KeyDown, fyne.KeyDelete)
	if len(i.basket) != 3 || i.basket[1].item.Name != "枕头" {
		t.Errorf("basket = %+v", i.basket)
	}
	d.Press(fyne.KeyDown, fyne.KeyDown)
	if d.Window().Canvas().Focused() != fyne.Focusable(i.give) {
		t.Error("after the last line comes 发放")
	}
	d.Window().Canvas().Focus(i.offer.find)
	d.Write("棉被", fyne.KeyReturn) // the first that fits, once more
	if i.basket[0].qty != 5 {
		t.Errorf("qty = %d; want 5", i.basket[0].qty)
	}
}

func TestAScanAddsTheItemWhereverTheFocusIs(t *testing.T) {
	d := stocked(t)
	d.barcode("棉被", "6901234567892")
	i := d.issue(d.arrive("赵演示").ID)
	focuses := map[string]fyne.Focusable{"the list": i.offer.table.Target(), "the field of items": i.offer.find, "发放": i.give}
	n := 0
	for where, f := range focuses {
		d.Window().Canvas().Focus(f)
		d.scan("6901234567892")
		if n++; len(i.basket) != 1 || i.basket[0].qty != n {
			t.Fatalf("%s: after %d scans the basket holds %+v", where, n, i.basket)
		}
	}
	d.Window().Canvas().Focus(i.basket[0])
	d.scan("６９０１２３４５６７８９２") // an input method makes digits wide
	if i.basket[0].qty != n+1 {
		t.Errorf("a line of the basket: qty = %d; want %d", i.basket[0].qty, n+1)
	}
	i.whom.clear()
	d.scan("6901234567892") // in the field that finds people
	if i.basket[0].qty != n+2 || i.whom.find.Text != "" {
		t.Errorf("the field of people: qty = %d, it holds %q", i.basket[0].qty, i.whom.find.Text)
	}
	if d.item("棉被").Stock != 10 {
		t.Error("a scan handed something out")
	}
}

func TestALabelThatIsScannedChoosesWhoseItIs(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	i := d.issue("")
	d.Window().Canvas().Focus(i.offer.table.Target())
	d.scan(stay.Number)
	if one, _ := i.whom.one(); one.to.StayID != stay.ID {
		t.Errorf("chosen %+v", i.whom.chosen)
	}
}

func TestAnUnknownCodeIsGivenToAnItem(t *testing.T) {
	d := stocked(t)
	i := d.issue(d.arrive("赵演示").ID)
	d.scan("6909999999999")
	d.heard("unknown:barcode")
	d.Write("毛巾", fyne.KeyReturn)
	if d.item("毛巾").Barcode != "6909999999999" || !i.holds(d.item("毛巾").ID) {
		t.Errorf("barcode %q, basket %+v, failed %v", d.item("毛巾").Barcode, i.basket, d.Failures)
	}

	d.as(access.FrontDesk)
	d.issue("")
	d.Window().Canvas().Focus(nil)
	for _, r := range "6908888888888" {
		d.Window().Canvas().OnTypedRune()(r)
	}
	d.Press(fyne.KeyReturn)
	if !strings.Contains(d.Said(), "请站务管理登记条码") {
		t.Errorf("who may not keep the list hears %q", d.Said())
	}
}

func TestThreeQuiltsForAllWhoCameTodayOrNone(t *testing.T) {
	d := stocked(t)
	var stays []string
	for _, name := range []string{"赵演示", "钱演示", "孙演示"} {
		stays = append(stays, d.arrive(name).ID)
	}
	i := d.issue("")
	d.tap("今天来站的3人，每人一份")
	if len(i.whom.chosen) != 3 {
		t.Fatalf("%d were chosen", len(i.whom.chosen))
	}
	i.add(d.item("棉被"), 4)
	if !i.basket[0].short {
		t.Error("nothing says that ten quilts are no twelve")
	}
	d.Submit()
	if d.item("棉被").Stock != 10 || len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "只剩10条") {
		t.Fatalf("stock %d, failed %v", d.item("棉被").Stock, d.Failures)
	}
	i.basket[0].set(1)
	if i.basket[0].short {
		t.Error("three quilts are there")
	}
	i.hand()
	if d.item("棉被").Stock != 7 || len(i.last) != 3 {
		t.Fatalf("stock %d, slips %q, failed %v", d.item("棉被").Stock, i.last, d.Failures)
	}
	for _, stay := range stays {
		had, err := d.Supplies().IssuedTo(t.Context(), stay)
		kittest.OK(t, err)
		if len(had) != 1 || had[0].Qty != 1 {
			t.Errorf("somebody has %+v", had)
		}
	}
	kit.Press(d.Window().Canvas(), "undo")
	if d.item("棉被").Stock != 10 {
		t.Error("the undo did not take all three back")
	}
}

func TestARoomIsGivenThingsAndGivesThemBack(t *testing.T) {
	d := &desk{kittest.Station{Beds: true}.Open(t)}
	kittest.OK(t, d.Supplies().Start(t.Context()))
	kittest.OK(t, d.Supplies().Receive(t.Context(), d.item("棉被").ID, 10, "budget"))
	plan, err := d.House().Layout(t.Context())
	kittest.OK(t, err)
	room := plan.Rooms[0]
	i := d.issue("")
	d.Write(room.Name, fyne.KeyReturn)
	if one, ok := i.whom.one(); !ok || one.to.RoomID != room.ID {
		t.Fatalf("chosen %+v", i.whom.chosen)
	}
	i.add(d.item("棉被"), 3)
	d.Submit()
	had, err := d.Supplies().IssuedIn(t.Context(), room.ID)
	kittest.OK(t, err)
	if len(had) != 1 || had[0].Qty != 3 {
		t.Fatalf("the room has %+v, failed %v", had, d.Failures)
	}
	d.tap("退回")
	d.Fill("2")
	d.Press(fyne.KeyReturn)
	d.Fill("洗好了")
	d.Submit()
	if d.item("棉被").Stock != 9 || i.top() != nil {
		t.Errorf("stock %d, failed %v", d.item("棉被").Stock, d.Failures)
	}
	d.heard("slip:returned")
	d.tap("退回")
	d.Fill("7")
	d.Submit()
	if problem := i.top().form.Item("quantity").Field.Base().Problem(); !strings.Contains(problem, "只有1件") {
		t.Errorf("more than they have: %q", problem)
	}
}

func TestTheLineTellsOutOfWhichLotsItComes(t *testing.T) {
	d := stocked(t)
	bread := d.item("面包")
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 5, Label: "甲", Expires: calendar.Date{Year: 2026, Month: 12, Day: 20}})
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 2, Label: "乙", Expires: calendar.Date{Year: 2026, Month: 11, Day: 30}})
	gift := d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 4, Label: "丙", Source: supply.Donation, Donor: "演示爱心社", Use: "儿童"})
	i := d.issue(d.arrive("赵演示").ID)
	i.add(d.item("面包"), 3)
	if got := i.basket[0].from.Content; !strings.Contains(got, "乙") || strings.Index(got, "乙") > strings.Index(got, "甲") || strings.Contains(got, "丙") {
		t.Errorf("lots %q; want 乙 before 甲", got)
	}
	i.basket[0].set(9)
	if got := i.basket[0].from.Content; !strings.Contains(got, "缺2个") || !strings.Contains(got, "定向捐赠") {
		t.Errorf("short of two: %q", got)
	}
	i.basket[0].set(2)
	d.Window().Canvas().Focus(i.basket[0])
	d.Press(fyne.KeySpace)
	d.Write("演示爱心社", fyne.KeyReturn)
	if got := i.basket[0].from.Content; i.basket[0].lot != gift.ID || !strings.Contains(got, "限儿童") {
		t.Fatalf("lot %q, %q", i.basket[0].lot, got)
	}
	d.Submit()
	lots, err := d.Supplies().Lots(t.Context(), bread.ID)
	kittest.OK(t, err)
	for _, l := range lots {
		if l.ID == gift.ID && l.Stock != 2 {
			t.Errorf("the gift holds %d, failed %v", l.Stock, d.Failures)
		}
	}
}

// Another desk took the last ones meanwhile: the sentence says how many are
// left, and the basket stays.
func TestStockThatIsGoneLeavesTheBasket(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	i := d.issue(stay.ID)
	i.addUsual()
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 10}})
	kittest.OK(t, err)
	i.hand()
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "只剩0条") || !strings.Contains(kit.Say(d.Failures[0]), "先入库") {
		t.Fatalf("failed %v", d.Failures)
	}
	if len(i.basket) != 4 || d.item("垫被").Stock != 10 {
		t.Error("the basket or the stock was touched")
	}
	if !i.basket[0].short || !strings.Contains(i.basket[0].from.Content, "缺1条：先入库") {
		t.Errorf("the line says %q", i.basket[0].from.Content)
	}
}

func TestAKeyPressedTwiceHandsOutOnce(t *testing.T) {
	d := stocked(t)
	i := d.issue(d.arrive("赵演示").ID)
	i.add(d.item("棉被"), 1)
	d.Window().Canvas().Focus(i.basket[0])
	d.Slow = true
	d.Submit()
	d.Submit()
	d.Hurry()
	if d.item("棉被").Stock != 9 {
		t.Errorf("stock %d", d.item("棉被").Stock)
	}
}

func TestProtectedPeopleHaveNoName(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	kittest.OK(t, d.Directory().Load(t.Context()))
	i := d.issue("")
	byHand(i.scanner)
	d.Write("赵")
	for _, r := range i.whom.fits {
		if r.name() == "赵演示" {
			t.Error("the list tells the name")
		}
	}
	i.whom.find.SetText("")
	d.Write("zys")
	if len(i.whom.fits) != 0 {
		t.Error("the letters of a name find a protected person")
	}
	i.whom.find.SetText("")
	d.Write(stay.Number)
	d.Press(fyne.KeyReturn)
	if one, _ := i.whom.one(); one.to.StayID != stay.ID {
		t.Error("the station number did not find them")
	}
}

func TestSlipsAreFoundAndPrintedAgain(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	slip, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 2}, {ItemID: d.item("枕头").ID, Qty: 1}})
	kittest.OK(t, err)
	i := d.issue("")
	i.paper.Draw = func(kit.PageSource) {}
	d.tap("单据")
	d.fits("supplies-slips")
	d.Press(fyne.KeyHome, fyne.KeyReturn)
	if !i.paper.Shown() {
		t.Fatalf("Enter did not show the slip, failed %v", d.Failures)
	}
	kit.Press(d.Window().Canvas(), "close")
	i.openSlip(strings.ToLower(slip.Number))
	if !i.paper.Shown() {
		t.Error("the number did not find it")
	}
	kit.Press(d.Window().Canvas(), "close")
	kit.Press(d.Window().Canvas(), "close")
	if i.top() != nil {
		t.Error("Esc did not lead back")
	}
	i.openSlip("FF2026-99999")
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "没有这个单号") {
		t.Errorf("failed %v", d.Failures)
	}
}

func TestWhoMayOnlyIssueSeesNoReceipt(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	d.as(access.FrontDesk)
	p := d.open(stay.ID)
	if slices.Contains(p.Titles(), sectionReceipt) || !slices.Contains(p.Titles(), sectionStock) {
		t.Errorf("sections %q", p.Titles())
	}
	if one, _ := p.Room().Desk.(*issue).whom.one(); one.to.StayID != stay.ID {
		t.Error("whom to hand out to was forgotten")
	}
	if find(d.stock().content, "新物资") != nil {
		t.Error("a step is offered that would be refused")
	}
}

func TestEscGoesToTheColumnOfSections(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	d.Shortcut("close")
	if _, there := d.Window().Canvas().Focused().(*kit.Menu); !there {
		t.Fatalf("the focus is on %T", d.Window().Canvas().Focused())
	}
	d.Press(fyne.KeyDown, fyne.KeyReturn)
	if p.Title() != sectionStock || d.Window().Canvas().Focused() != p.Room().Desk.(*stock).table.Target() {
		t.Errorf("at %q, focus on %T", p.Title(), d.Window().Canvas().Focused())
	}
}

func TestTheCounterFitsInEveryLook(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	d.arrive("钱演示")
	d.takeIn(supply.Delivery{ItemID: d.item("面包").ID, Qty: 30, Label: "甲", Expires: calendar.Date{Year: 2026, Month: 12, Day: 2}})
	d.takeIn(supply.Delivery{ItemID: d.item("面包").ID, Qty: 10, Label: "乙", Source: supply.Donation, Donor: "演示市爱心志愿者协会", Use: "儿童"})
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 1}})
	kittest.OK(t, err)
	for _, look := range looks {
		look.wear(t)
		i := d.issue(stay.ID)
		i.addUsual()
		i.add(d.item("面包"), 34)
		d.fits("supplies-issue-" + look.name)
		d.issue("")
		d.fits("supplies-issue-nobody-" + look.name)
		i = d.issue("")
		i.whom.takeToday()
		i.add(d.item("棉被"), 1)
		d.fits("supplies-issue-many-" + look.name)
	}
}

func TestWhoCameInTheEveningIsOfTodayUntilTheMorning(t *testing.T) {
	day := calendar.Date{Year: 2026, Month: 11, Day: 24}
	for _, row := range []struct {
		hour  int
		since time.Time
		night bool
	}{{3, day.AddDays(-1).At(20, 0), true}, {7, day.AddDays(-1).At(20, 0), true}, {8, day.Start(), false}, {23, day.Start(), false}} {
		if since, night := todayBegins(day.At(row.hour, 30)); !since.Equal(row.since) || night != row.night {
			t.Errorf("at %d today begins at %v, night %v", row.hour, since, night)
		}
	}
}

// looks are those in which the pages are looked at.
var looks = []look{{"light", false, false, kit.Chinese}, {"dark-english", true, false, kit.English}, {"large", false, true, kit.Chinese}, {"large-english", false, true, kit.English}}

type look struct {
	name        string
	dark, large bool
	language    string
}

func (l look) wear(t *testing.T) {
	kittest.Wear(l.dark, l.large)
	kittest.OK(t, kit.SetLanguage(l.language))
}

// content is the page that shows.
func (d *desk) content() fyne.CanvasObject {
	return d.Window().Canvas().Content().(*fyne.Container).Objects[1]
}

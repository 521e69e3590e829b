package beds

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// known adds a rescue station to the directory.
func (d *desk) known(name, region string) shelter.Institution {
	d.T.Helper()
	i := shelter.Institution{Kind: "station", Name: name, Region: region, Address: region + "演示路1号", Phone: "00001111", Active: true}
	kittest.OK(d.T, d.House().SaveInstitution(d.T.Context(), &i))
	return i
}

func TestATicketNamesTheStationsOnTheWay(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	end, half := d.known("演示终点救助管理站", "演示终点"), d.known("演示中转救助管理站", "演示中转")
	p.openDeparture(stay.ID)
	p.leaving.kind.Choose(leaveSelf)
	p.leaving.ask()
	p.leaving.returnAll()
	trip := p.leaving.trip
	trip.to.Choose(end.ID)
	if trip.words["to"].Text != "演示终点" {
		t.Errorf("arrives at %q", trip.words["to"].Text)
	}
	trip.mode.Choose("train")
	trip.words["number"].SetText("K0001")
	if p.leaving.form.Item("trip/change_station").Field.(*kit.Lookup).Visible() && trip.changes[0].at.Text != "" {
		t.Error("asks for the station of a change that there is not")
	}
	trip.changes[0].at.SetText("演示中转")
	trip.changes[0].station.Choose(half.ID)
	trip.words["paid"].SetText("88.5")
	p.other.submit()
	if !strings.Contains(problem(d), "凭证号") || gone(d, stay.ID) {
		t.Fatalf("a price without a voucher: %q", problem(d))
	}
	d.Write("演0001")
	d.Submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	l := file.Stays[0].Leaving
	if l == nil || l.Trip == nil {
		t.Fatalf("leaving %+v, failed %v, problem %q", l, d.Failures, problem(d))
	}
	if l.Trip.Station.Phone != "00001111" || len(l.Trip.Changes) != 1 || l.Trip.Changes[0].Station.Name != half.Name || l.Trip.PaidFen != 8850 || !strings.Contains(l.Ticket, "K0001") {
		t.Errorf("trip %+v, ticket %q", l.Trip, l.Ticket)
	}
	d.Shortcut("print")
	if docs, _ := d.Papers().Documents(t.Context(), stay.ID); len(docs) != 1 || docs[0].Kind != "ticket" {
		t.Errorf("the first paper is %+v; failed %v", docs, d.Failures)
	}
}

func TestWhoIsFetchedGetsATicketOnlyWhereTheStationGivesOne(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	coaches := shelter.Institution{Kind: "other", Name: "演示汽车站", Active: true}
	kittest.OK(t, d.House().SaveInstitution(t.Context(), &coaches))
	p.openDeparture(stay.ID)
	trip := p.leaving.trip
	asked := func() bool { // the next field is that of the ticket
		p.leaving.form.Focus("trip/given")
		d.Press(fyne.KeyReturn)
		return d.Window().Canvas().Focused() == trip.to.Target()
	}
	for _, way := range []string{leaveKin, leaveStation} {
		p.leaving.kind.Choose(way)
		p.leaving.ask()
		trip.given.Choose()
		trip.follow()
		if trip.group.Hidden || asked() {
			t.Errorf("%s: the ticket is asked for before it is said that there is one", way)
		}
		trip.given.Choose("yes")
		trip.follow()
		if !asked() {
			t.Errorf("%s: the ticket is not asked for", way)
		}
	}
	p.leaving.kind.Choose(leaveEnded)
	p.leaving.ask()
	if !trip.group.Hidden || trip.wanted() {
		t.Error("a ticket is offered with a notice")
	}
	p.leaving.kind.Choose(leaveStation)
	p.leaving.ask()
	trip.words["to"].SetText("演示终点")
	trip.words["paid"].SetText("30")
	trip.words["voucher"].SetText("演0002")
	trip.seller.Choose(coaches.ID)
	if got, ok := trip.read(); !ok || got.SellerID != coaches.ID || got.PaidFen != 3000 {
		t.Errorf("ticket %+v", got)
	}
}

func TestAnEscortIsPlannedLeavesAndComesBack(t *testing.T) {
	d, p, stay := seeOff(t, 14)
	home := d.known("演示县救助管理站", "演示县")
	p.openDeparture(stay.ID)
	p.leaving.kind.Choose(leaveEscort)
	p.leaving.ask()
	p.leaving.returnAll()
	p.other.submit()
	if !strings.Contains(problem(d), "任务单") || gone(d, stay.ID) {
		t.Fatalf("without a plan: %q", problem(d))
	}
	e := planOf(t, d, p, stay)
	e.to.Choose(home.ID)
	e.members[0].name.SetText("演示护送甲")
	e.members[0].sex.Choose(shelter.Men)
	d.Submit()
	if !strings.Contains(strings.Join(said(d, e), " "), "至少要2名") {
		t.Fatalf("one takes a child: %q, said %q", said(d, e), d.Said())
	}
	e.members[1].name.SetText("演示护送乙")
	d.Submit()
	if p.leaving == nil || p.leaving.list.Escort.To != home.Name || p.leaving.kind.Chosen() != leaveEscort {
		t.Fatalf("the plan did not lead back: failed %v", d.Failures)
	}
	p.leaving.returnAll()
	p.other.submit()
	if !gone(d, stay.ID) {
		t.Fatalf("failed %v, problem %q", d.Failures, problem(d))
	}

	p = d.open("escorts")
	d.Press(fyne.KeyHome, fyne.KeyDown)
	all, err := d.House().OpenEscorts(t.Context())
	kittest.OK(t, err)
	if len(all) != 1 || all[0].State != shelter.EscortOnWay {
		t.Fatalf("open %+v", all)
	}
	s := &escorts{page: p}
	if words := s.state(all[0]); words != "在途" {
		t.Errorf("state %q", words)
	}
	d.Press(fyne.KeyReturn) // the hand-over of the first
	d.Write("演示接收人")
	d.Submit()
	all, err = d.House().OpenEscorts(t.Context())
	kittest.OK(t, err)
	if all[0].State != shelter.EscortHanded || all[0].Handed.Name != "演示接收人" || all[0].Handed.Unit != home.Name {
		t.Fatalf("handed %+v; failed %v, problem %q", all[0].Handed, d.Failures, problem(d))
	}
	late := all[0]
	late.DueBack = d.Clock.Add(-time.Minute)
	if words := s.state(late); !strings.Contains(words, "超时") {
		t.Errorf("of who is not back it says %q", words)
	}
	d.Press(fyne.KeyReturn) // the way back
	d.Press(fyne.KeyReturn)
	d.Write("一路平安")
	d.Submit()
	all, err = d.House().OpenEscorts(t.Context())
	kittest.OK(t, err)
	if len(all) != 0 {
		t.Errorf("still open %+v; failed %v, problem %q", all, d.Failures, problem(d))
	}
	d.Shortcut("close")
	if p.other != nil {
		t.Error("Esc does not lead back to the board")
	}
}

func TestWhatWasBegunOfAnEscortComesBack(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	p.openDeparture(stay.ID)
	p.leaving.words["note"].SetText("演示：带走药品")
	e := planOf(t, d, p, stay)
	e.words["risks"].SetText("演示：夜里要看着")
	d.Shortcut("close")
	if p.leaving == nil {
		t.Fatal("Esc does not lead back to the departure")
	}
	if e = planOf(t, d, p, stay); e.words["risks"].Text != "演示：夜里要看着" {
		t.Errorf("of the plan came back %q", e.words["risks"].Text)
	}
	d.Shortcut("close")
	(&escorts{page: p}).act(shelter.Escort{StayID: stay.ID, State: shelter.EscortPlanned})
	if p.leaving.kind.Chosen() != leaveEscort || p.leaving.words["note"].Text != "演示：带走药品" {
		t.Errorf("from the list of escorts came back %q", p.leaving.form.Drafts())
	}
}

// planOf opens the plan of an escort from the departure.
func planOf(t *testing.T, d *desk, p *page, stay intake.Stay) *escorting {
	t.Helper()
	list, err := d.House().CheckDeparture(t.Context(), stay.ID)
	kittest.OK(t, err)
	p.leaving.keep()
	return p.openEscort(list)
}

// said are the problems of a form.
func said(d *desk, e *escorting) (all []string) {
	for _, m := range e.members {
		all = append(all, m.account.Base().Problem())
	}
	return append(all, d.Said())
}

func TestAReasonIsAskedForWhereAStepWasNotDone(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	_, err := d.House().OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: shelter.Medicine{What: "演示药", Dose: "1片", GivenBy: "staff", Times: []string{"08:00"}}})
	kittest.OK(t, err)
	p.openDeparture(stay.ID)
	p.leaving.kind.Choose(leaveSelf)
	p.leaving.ask()
	p.leaving.returnAll()
	p.other.submit()
	if !strings.Contains(problem(d), "药品和用法") || gone(d, stay.ID) {
		t.Fatalf("problem %q", problem(d))
	}
	d.Write("本人拒收药品，已说明")
	d.Submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	if l := file.Stays[0].Leaving; l == nil || l.Explained["medicine_given"] == "" {
		t.Errorf("leaving %+v, failed %v", l, d.Failures)
	}
}

func TestALongListOfThingsFitsInLargeType(t *testing.T) {
	d := station(t)
	a := kittest.Man("赵演示", 40)
	a.Bag, a.Belongings = "演示0134", []intake.Item{{Name: "钥匙", Quantity: 1, Features: "三把，红绳"}, {Name: "帆布背包", Quantity: 2, Features: "深蓝色，拉链坏，内有换洗衣物和一本旧相册"}}
	stay := d.Admit(a)
	kittest.OK(t, d.Supplies().Start(t.Context()))
	items, err := d.Supplies().Items(t.Context())
	kittest.OK(t, err)
	for _, i := range items[:9] {
		kittest.OK(t, d.Supplies().Receive(t.Context(), i.ID, 10, "budget"))
		_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: i.ID, Qty: 1}})
		kittest.OK(t, err)
	}
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, true))
	p := d.open("")
	p.openDeparture(stay.ID)
	d.Fits(p.content, "depart-things-large")
}

func TestTheWaysOfLeavingFitInEveryLook(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		t.Run(look.name, func(t *testing.T) {
			d, p, stay := seeOff(t, 14)
			home := d.known("演示县救助管理站", "演示县")
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			for _, way := range []string{leaveSelf, leaveKin, leaveEscort, leaveTransfer, leaveWalked, leaveDeath} {
				p.openDeparture(stay.ID)
				p.leaving.kind.Choose(way)
				p.leaving.ask()
				d.Fits(p.content, "depart-"+way+"-"+look.name)
			}
			e := planOf(t, d, p, stay)
			d.Fits(p.content, "escort-"+look.name)
			e.to.Choose(home.ID)
			e.members[0].name.SetText("演示护送甲")
			e.members[1].name.SetText("演示护送乙")
			d.Submit()
			p.openEscorts()
			d.Fits(p.content, "escorts-"+look.name)
			p.openPapers(stay.ID, leaveSelf, "", &intake.Trip{})
			d.Fits(p.content, "depart-papers-"+look.name)
		})
	}
}

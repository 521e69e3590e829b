package beds

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// tripFields is the ticket that somebody gets: how they travel, where they
// change, and which rescue station helps there.
type tripFields struct {
	form     *kit.Form
	group    *kit.Group
	given    *kit.Choice // whether there is one, for those who are fetched
	way      string      // of leaving
	stations []shelter.Institution
	to       *kit.Lookup // the rescue station where they arrive
	seller   *kit.Lookup // who issued the ticket
	mode     *kit.Choice
	buyer    *kit.Choice
	departs  *kit.TimeField
	changes  []*changeFields
	words    map[string]*kit.Entry
}

// changeFields is one place where they change.
type changeFields struct {
	key     string
	at      *kit.Entry
	number  *kit.Entry
	station *kit.Lookup
}

// mostChanges is how many changes a slip has room for.
const mostChanges = 2

func newTripFields(p *page, all []shelter.Institution) *tripFields {
	t := &tripFields{words: map[string]*kit.Entry{}, mode: kit.NewChoice(kit.CodeOptions("trip_mode")), buyer: kit.NewChoice(kit.CodeOptions("trip_buyer")),
		departs: kit.NewTimeField(p.shell.Now), seller: kit.NewLookup(choose.Institutions(all)),
		given: kit.NewMultiChoice([]kit.Option{{Key: "yes", Text: lang.L("给乘车凭证")}})}
	for _, i := range all {
		if i.Kind == "station" && i.Active {
			t.stations = append(t.stations, i)
		}
	}
	t.to = kit.NewLookup(choose.Institutions(t.stations))
	t.to.OnChanged, t.given.OnChanged = t.arrive, t.follow
	for _, key := range []string{"change", "change2"}[:mostChanges] {
		t.changes = append(t.changes, &changeFields{key: key, at: kit.NewEntry(), number: kit.NewEntry(), station: kit.NewLookup(choose.Institutions(t.stations))})
	}
	return t
}

func institutionBy(all []shelter.Institution, id string) shelter.Institution {
	for _, i := range all {
		if i.ID == id {
			return i
		}
	}
	return shelter.Institution{}
}

func tripKey(name string) string { return "trip/" + name }

// fill adds the fields.
func (t *tripFields) fill(form *kit.Form) {
	t.form = form
	t.group = form.Group("乘车凭证")
	text := func(name, label string, beside bool) {
		t.words[name] = kit.NewEntry()
		if beside {
			t.group.Beside(tripKey(name), label, t.words[name])
			return
		}
		t.group.Add(tripKey(name), label, t.words[name])
	}
	t.group.Add(tripKey("given"), "车票由站里出的", t.given)
	t.group.Add(tripKey("station"), "到站地救助站（通讯录）", t.to)
	text("to", "到站", true)
	t.group.Add(tripKey("mode"), "乘坐", t.mode)
	text("number", "车次", false)
	t.group.Beside(tripKey("departs"), "发车时间", t.departs)
	text("seat", "席位", false)
	text("no", "票号", true)
	text("route", "路线", false)
	for n, c := range t.changes {
		t.group.Add(tripKey(c.key), []string{"中转地点", "再次中转地点"}[n], c.at)
		t.group.Beside(tripKey(c.key+"_number"), "换乘车次", c.number)
		t.group.Add(tripKey(c.key+"_station"), "中转地救助站（通讯录）", c.station)
		c.at.OnChanged = func(string) { t.follow() }
	}
	text("estimate", "预计票价（元）", false)
	text("paid", "救助站已付（元）", true)
	text("voucher", "凭证号（已付时必填）", false)
	t.group.Beside(tripKey("seller"), "出票单位（通讯录，可空着）", t.seller)
	t.group.Add(tripKey("buyer"), "购票人", t.buyer)
}

// ticketed are the ways of leaving on which the station may give a ticket.
var ticketed = []string{leaveSelf, leaveKin, leaveStation}

// ask makes the ticket part of the form, or takes it out. Those who are fetched
// mostly travel at the cost of who fetches them: their ticket is asked for once
// it is said that there is one.
func (t *tripFields) ask(way string) {
	t.way = way
	t.group.Hidden = !slices.Contains(ticketed, way)
	t.form.Item(tripKey("given")).Show(!t.group.Hidden && way != leaveSelf)
	for _, name := range []string{"station", "to", "mode", "number", "departs", "seat", "no", "route", "estimate", "paid", "voucher", "seller", "buyer"} {
		t.form.Item(tripKey(name)).Show(t.wanted())
	}
	t.show(t.wanted())
}

// wanted reports whether the form asks for a ticket.
func (t *tripFields) wanted() bool {
	return t.way == leaveSelf || slices.Contains(ticketed, t.way) && t.given.Chosen() != ""
}

// follow asks for what belongs to a ticket, and to a change, once there is one.
func (t *tripFields) follow() { t.form.Together(func() { t.ask(t.way) }) }

func (t *tripFields) show(wanted bool) {
	before := true
	for _, c := range t.changes {
		begun := strings.TrimSpace(c.at.Text) != ""
		t.form.Item(tripKey(c.key)).Show(wanted && before)
		t.form.Item(tripKey(c.key + "_number")).Show(wanted && begun)
		t.form.Item(tripKey(c.key + "_station")).Show(wanted && begun)
		before = begun
	}
}

// arrive proposes where they get off by the station that was chosen.
func (t *tripFields) arrive() {
	if i := institutionBy(t.stations, t.to.Chosen()); i.Region != "" && strings.TrimSpace(t.words["to"].Text) == "" {
		t.words["to"].SetText(i.Region)
	}
}

func helperOf(i shelter.Institution) intake.Helper {
	return intake.Helper{Name: i.Name, Address: i.Address, Phone: i.Phone}
}

// read is what the fields say; nil where there is no ticket. A price that cannot
// be read is shown at its field.
func (t *tripFields) read() (trip *intake.Trip, ok bool) {
	of := func(name string) string { return strings.TrimSpace(t.words[name].Text) }
	v := intake.Trip{To: of("to"), Mode: t.mode.Chosen(), Number: of("number"), Seat: of("seat"), Route: of("route"), TicketNo: of("no"),
		Voucher: of("voucher"), SellerID: t.seller.Chosen(), BoughtBy: t.buyer.Chosen()}
	v.Station = helperOf(institutionBy(t.stations, t.to.Chosen()))
	v.DepartsAt, _ = t.departs.Time()
	for _, c := range t.changes {
		if at := strings.TrimSpace(c.at.Text); at != "" {
			v.Changes = append(v.Changes, intake.Change{At: at, Number: strings.TrimSpace(c.number.Text), Station: helperOf(institutionBy(t.stations, c.station.Chosen()))})
		}
	}
	for name, fen := range map[string]*int64{"estimate": &v.EstimateFen, "paid": &v.PaidFen} {
		if of(name) == "" {
			continue
		}
		amount, err := shelter.ParseYuan(of(name))
		if err != nil {
			t.words[name].SetProblem(kit.Say(err))
			t.form.Focus(tripKey(name))
			return nil, false
		}
		*fen = amount
	}
	if t.empty(v) {
		return nil, true
	}
	return &v, true
}

func (t *tripFields) empty(v intake.Trip) bool {
	return kit.Joined(v.To, v.Mode, v.Number, v.Seat, v.Route, v.TicketNo, v.Voucher, v.Station.Name) == "" && len(v.Changes) == 0 && v.PaidFen+v.EstimateFen == 0
}

// tripWords say a ticket on one line.
func tripWords(t intake.Trip) string {
	return kit.Joined(lang.L("{{.Number}} 到{{.To}}", map[string]any{"Number": t.Number, "To": t.To}), t.Seat, t.TicketNo)
}

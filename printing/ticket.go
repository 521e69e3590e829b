package printing

import (
	"strings"

	"guitu/intake"
	"guitu/internal/access"
)

func notRefused(s intake.Stay) bool { return s.State != intake.Refused }

// ticketKind is 乘车凭证: what somebody carries on the way, and whom they turn
// to where they change.
func ticketKind() PaperKind {
	return PaperKind{Name: "ticket", Title: "乘车凭证", Letter: "乘", Right: access.IssuePapers, fits: notRefused, fill: fillTicket, Extras: []Extra{
		{Key: "to", Label: "到站"},
		{Key: "mode", Label: "交通工具"},
		{Key: "train", Label: "车次"},
		{Key: "departs_at", Label: "发车时间"},
		{Key: "seat", Label: "席别、座位"},
		{Key: "route", Label: "路线", Multi: true},
		{Key: "changes", Label: "中转：地点、车次、当地救助站和电话", Multi: true},
		{Key: "help", Label: "到站地救助站：名称、地址、电话", Multi: true},
		{Key: "fare", Label: "票价"},
		{Key: "ticket_no", Label: "票号"},
		{Key: "buyer", Label: "购票人"},
		{Key: "food", Label: "途中食品"},
	}}
}

// fillTicket fills 乘车凭证 from the ticket that was planned with the departure.
func fillTicket(d *draft) (Values, error) {
	v, l := d.someone(), d.leaving()
	t := intake.Trip{}
	if l.Trip != nil {
		t = *l.Trip
	}
	v["to"], v["mode"], v["train"] = d.given("to", t.To, l.Whereto), d.given("mode", CodeWord("trip_mode", t.Mode)), d.given("train", t.Number, l.Ticket)
	v["departs_at"], v["seat"], v["route"] = d.given("departs_at", moment(t.DepartsAt)), d.given("seat", t.Seat), d.given("route", t.Route)
	v["changes"], v["help"] = d.given("changes", changeLines(t)), d.given("help", helperWords(t.Station))
	v["fare"], v["ticket_no"] = d.given("fare", tripFare(t)), d.given("ticket_no", t.TicketNo)
	v["buyer"], v["food"] = d.given("buyer", CodeWord("trip_buyer", t.BoughtBy)), d.given("food", l.Food)
	return v, nil
}

// changeLines is a line for each change: where, on what, and who helps there.
func changeLines(t intake.Trip) string {
	var lines []string
	for _, c := range t.Changes {
		line := "在" + c.At + "换乘" + c.Number
		if !c.DepartsAt.IsZero() {
			line += "（" + moment(c.DepartsAt) + " 发车）"
		}
		lines = append(lines, joined("：", line, helperWords(c.Station)))
	}
	return strings.Join(lines, "\n")
}

func helperWords(h intake.Helper) string {
	phone := ""
	if h.Phone != "" {
		phone = "电话 " + h.Phone
	}
	return joined("，", h.Name, h.Address, phone)
}

// tripFare is what was paid, in figures and in words, or what it will be about.
func tripFare(t intake.Trip) string {
	switch {
	case t.PaidFen > 0:
		return yuan(t.PaidFen) + "元（" + YuanInWords(t.PaidFen) + "）"
	case t.EstimateFen > 0:
		return "约" + yuan(t.EstimateFen) + "元"
	}
	return ""
}

package shelter

import (
	"strings"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// costTicket is the cost_kind of a ticket.
const costTicket = "ticket"

// checkTrip reports what is wrong with the ticket.
func (d Departure) checkTrip(tx *access.Tx) error {
	t := d.Leaving.Trip
	if t == nil {
		return nil
	}
	switch {
	case strings.TrimSpace(t.To) == "":
		return store.Fail(store.Invalid, "请填写乘车凭证的到站。").On("trip/to")
	case t.EstimateFen < 0 || t.PaidFen < 0 || t.PaidFen > largest:
		return store.Fail(store.Invalid, "票价要大于0，请填到分，如 128.50。").On("trip/paid")
	case t.PaidFen > 0 && strings.TrimSpace(t.Voucher) == "":
		return store.Fail(store.Invalid, "填了票价就要填凭证号，费用会一并登记。").On("trip/voucher")
	case !t.DepartsAt.IsZero() && t.DepartsAt.Before(tx.Now().AddDate(0, 0, -1)):
		return store.Fail(store.Invalid, "发车时间已经过去，请核对车票。").On("trip/departs")
	}
	if t.Mode != "" {
		return checkCode("trip_mode", t.Mode, "trip/mode")
	}
	return nil
}

// buy enters what the station paid for the ticket, in the same transaction:
// no ticket without its entry, and no entry without the departure.
func (d Departure) buy(tx *access.Tx, r intake.Resident) error {
	t := d.Leaving.Trip
	if t == nil || t.PaidFen == 0 {
		return nil
	}
	c := Cost{StayID: r.Stay.ID, PersonID: r.Person.ID, Kind: costTicket, AmountFen: t.PaidFen, Voucher: strings.TrimSpace(t.Voucher), InstitutionID: t.SellerID, Day: calendar.On(tx.Now())}
	if err := c.check(tx); err != nil {
		return err
	}
	if err := insertCost(tx, &c); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "cost.record", Table: "cost", Target: c.ID, Person: c.PersonID, Detail: map[string]any{"kind": c.Kind, "fen": c.AmountFen}})
}

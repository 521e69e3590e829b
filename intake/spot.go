package intake

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// leaveSpot is the leave_kind of aid that was given on the spot.
const leaveSpot = string(Spot)

// AidOnTheSpot records aid without a bed: a ticket, a meal, a call, something
// warm on the street. The stay is opened and closed at once, with a number of
// its own, and is counted.
func (d *Desk) AidOnTheSpot(ctx context.Context, draft Draft, aid SpotAid) (Stay, error) {
	if len(aid.Given) == 0 {
		return Stay{}, store.Fail(store.Invalid, "请选择给了什么帮助。").On("given")
	}
	draft.Arrival.Spot = &aid
	return d.admit(ctx, draft, Left, Spot)
}

// Party lists who came together, in the order of arrival.
func (d *Desk) Party(ctx context.Context, party string) (all []Resident, err error) {
	if party == "" {
		return nil, nil
	}
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findResidents(tx, `s.party = $2`, party)
		return err
	})
	return all, err
}

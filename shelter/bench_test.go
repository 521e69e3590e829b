package shelter_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
)

// big lays out men's rooms of ten beds and fills every bed but the spare ones.
func big(b *testing.B, beds, spare int) (*shelter.House, []string) {
	h := house(b)
	zone := shelter.ZonePlan{Name: "演示大区"}
	for i := range beds / 10 {
		zone.Rooms = append(zone.Rooms, shelter.RoomPlan{Name: fmt.Sprintf("大%03d", i), Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: 10})
	}
	ok(b, h.LayOut(b.Context(), shelter.Template{Building: "演示大楼", Zones: []shelter.ZonePlan{zone}}))
	plan, err := h.Layout(b.Context())
	ok(b, err)
	var ids []string
	for _, bed := range plan.Beds {
		if bed.Room.Name[:3] == "大" {
			ids = append(ids, bed.ID)
		}
	}
	for _, id := range ids[spare:] {
		stay := arrive(b, h, man(40))
		_, err := h.Assign(b.Context(), stay.ID, id, nil)
		ok(b, err)
	}
	return h, ids
}

func BenchmarkBoardOf500Beds(b *testing.B) {
	h, _ := big(b, 500, 0)
	for b.Loop() {
		_, err := h.Board(b.Context())
		ok(b, err)
	}
}

// BenchmarkAssign gives and frees one bed of a full room of ten.
func BenchmarkAssign(b *testing.B) {
	h, ids := big(b, 200, 1)
	stay := arrive(b, h, intake.Arrival{Sex: "1"})
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		_, err := h.Assign(b.Context(), stay.ID, ids[0], nil)
		took = append(took, time.Since(began))
		ok(b, err)
		ok(b, h.Free(b.Context(), stay.ID))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkTimelineOf500Beds draws 29 days in which every bed changed hands
// every five days.
func BenchmarkTimelineOf500Beds(b *testing.B) {
	h := house(b)
	zone := shelter.ZonePlan{Name: "演示大区"}
	for i := range 50 {
		zone.Rooms = append(zone.Rooms, shelter.RoomPlan{Name: fmt.Sprintf("大%03d", i), Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: 10})
	}
	ok(b, h.LayOut(b.Context(), shelter.Template{Building: "演示大楼", Zones: []shelter.ZonePlan{zone}}))
	plan, err := h.Layout(b.Context())
	ok(b, err)
	beds := plan.Beds[len(plan.Beds)-500:]
	c := clockOf(h, "2027-01-01 10:00")
	var here []string
	for round := range 3 {
		for _, stay := range here {
			_, err := h.Depart(b.Context(), shelter.Departure{StayID: stay, Kind: "self", Returned: true})
			ok(b, err)
		}
		here = nil
		c.now = date("2027-01-01").AddDays(5*round).At(10, 0)
		for _, bed := range beds {
			stay := arrive(b, h, man(40))
			_, err := h.Assign(b.Context(), stay.ID, bed.ID, nil)
			ok(b, err)
			here = append(here, stay.ID)
		}
	}
	for b.Loop() {
		_, err := h.Timeline(b.Context(), date("2027-01-01"), date("2027-01-29"))
		ok(b, err)
	}
}

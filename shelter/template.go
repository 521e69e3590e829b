package shelter

import (
	"context"
	"fmt"

	"guitu/internal/access"
)

// Template describes a building to be laid out at once.
type Template struct {
	Building string
	Zones    []ZonePlan
}

// ZonePlan is a zone of a template.
type ZonePlan struct {
	Name  string
	Rooms []RoomPlan
}

// RoomPlan is a room of a template: its beds are numbered from 1 after the
// room's name. With Bunks every second bed is an upper one.
type RoomPlan struct {
	Name    string
	Sex     string
	Purpose Purpose
	Beds    int
	Bunks   bool
}

// DefaultTemplate is a house of 60 beds with the zones that the regulations
// ask for: women and men (国务院令381号 art.8), minors, families, and those who
// must be kept apart.
func DefaultTemplate() Template {
	return Template{Building: "生活楼", Zones: []ZonePlan{
		{"女区", []RoomPlan{
			{"女101", Women, Ordinary, 6, false}, {"女102", Women, Ordinary, 8, true}, {"女103", Women, Ordinary, 4, false}}},
		{"男区", []RoomPlan{
			{"男201", Men, Ordinary, 8, true}, {"男202", Men, Ordinary, 8, true}, {"男203", Men, Ordinary, 6, false}}},
		{"未成年人", []RoomPlan{{"少301", Men, MinorRoom, 4, false}, {"少302", Women, MinorRoom, 4, false}}},
		{"家庭", []RoomPlan{{"家303", AnySex, Family, 3, false}, {"家304", AnySex, Family, 3, false}}},
		{"隔离观察", []RoomPlan{
			{"隔401", AnySex, Isolation, 1, false}, {"隔402", AnySex, Isolation, 1, false},
			{"观403", Men, Watch, 2, false}, {"观404", Women, Watch, 2, false}}},
	}}
}

// LayOut adds a whole building from its description, after those that exist.
func (h *House) LayOut(ctx context.Context, t Template) error {
	if err := named(t.Building, "请填写楼名。"); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		before, err := findPlan(tx)
		if err != nil {
			return err
		}
		building := Building{Name: t.Building, Position: len(before.Buildings) + 1}
		if err := saveBuilding(tx, &building); err != nil {
			return err
		}
		for i, z := range t.Zones {
			if err := layOutZone(tx, building.ID, len(before.Zones)+i+1, z); err != nil {
				return err
			}
		}
		tx.Changed("house", building.ID)
		return tx.Audit(access.Entry{Action: "layout.template", Table: "house", Target: building.ID})
	})
}

func layOutZone(tx *access.Tx, building string, position int, plan ZonePlan) error {
	zone := Zone{BuildingID: building, Name: plan.Name, Position: position}
	if err := saveZone(tx, &zone); err != nil {
		return err
	}
	for i, r := range plan.Rooms {
		room := Room{ZoneID: zone.ID, Name: r.Name, Sex: r.Sex, Purpose: r.Purpose, Position: i + 1}
		if err := room.check(); err != nil {
			return err
		}
		if err := insertRoom(tx, &room); err != nil {
			return err
		}
		for n := 1; n <= r.Beds; n++ {
			bed := Bed{Name: fmt.Sprintf("%s-%d", r.Name, n), LowerBunk: !r.Bunks || n%2 == 1, Position: n, Room: room}
			if err := insertBed(tx, &bed); err != nil {
				return err
			}
		}
	}
	return nil
}

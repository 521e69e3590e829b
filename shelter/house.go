// Package shelter keeps the stay itself: houses, zones, rooms and beds, who
// sleeps where, where somebody is while away, and how they leave.
//
// The one thing not to get wrong: one bed holds one person. A partial unique
// index in the database says so, not a look before the leap; of two desks that
// give the same bed one succeeds and the other reads a plain sentence. Whether
// a bed suits somebody is told by Rules, a pure function whose sentences cite
// their article; who goes against a rule needs the right to and says why.
//
//	house := &shelter.House{Session: session}
//	err := house.LayOut(ctx, shelter.DefaultTemplate())
//	beds, err := house.Suggest(ctx, stay.ID)
//	take, err := house.Assign(ctx, stay.ID, beds[0].Bed.ID, nil)
//	stay, err = house.Depart(ctx, shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true})
package shelter

import (
	"time"

	"guitu/internal/access"
)

// House is the shelter as one signed-in account works with it.
type House struct{ Session *access.Session }

// Building is a house with zones. 楼
type Building struct {
	ID       string
	Name     string
	Position int
}

// Zone is a part of a building that is kept apart: 女区, 男区, 隔离观察.
type Zone struct {
	ID         string
	BuildingID string
	Name       string
	Position   int
}

// AnySex is the Sex of a room for either; 1 and 2 are those of GB/T 2261.1.
const (
	Men    = "1"
	Women  = "2"
	AnySex = "any"
)

// Purpose is what a room is kept for.
type Purpose string

const (
	Ordinary  Purpose = "ordinary"  // 普通
	MinorRoom Purpose = "minor"     // 未成年人
	Family    Purpose = "family"    // 家庭
	Isolation Purpose = "isolation" // 隔离: infectious disease
	Watch     Purpose = "watch"     // 观察: mental disorder, not yet clear
)

// Room is a room with beds for one sex or either.
type Room struct {
	ID       string
	ZoneID   string
	Name     string
	Sex      string // Men, Women or AnySex
	Purpose  Purpose
	Position int
}

// BedState is what staff say about a bed; that somebody sleeps in it is told
// by its take.
type BedState string

const (
	Ready      BedState = "ready"        // 可用
	Held       BedState = "held"         // 预留
	Cleaning   BedState = "cleaning"     // 待整理
	OutOfOrder BedState = "out_of_order" // 停用
)

// Bed is a bed in its room.
type Bed struct {
	ID        string
	Name      string // unique in the station: 女101-1
	LowerBunk bool   // a lower bunk, or a bed with none above it
	Position  int
	Version   int64
	State     BedState
	Note      string    // why it is not ready; never about a person
	Temporary bool      // 加床: put up for a cold wave
	Stowed    time.Time // when a temporary bed was put away; zero while it stands
	Room      Room
}

// Take is a bed given to somebody, from when to when.
//
// A take that ended at the moment it began was undone: nobody slept there.
type Take struct {
	ID         string
	BedID      string
	StayID     string
	PersonID   string
	From       time.Time
	To         time.Time // zero while it lasts
	Actor      string
	Overridden []string // codes of the rules that were gone against
	Reason     string   // why; sealed under the person's key
	Warnings   []Reason // what the rules had to say; only after Assign and Move
}

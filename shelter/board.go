package shelter

import (
	"context"
	"time"

	"guitu/intake"
	"guitu/internal/access"
)

// Board is the bed board: who is where, for how many days.
type Board struct {
	At         time.Time
	Zones      []BoardZone
	WithoutBed []Sleeper      // in the station, and no bed yet
	Total      Count          // over all beds
	BySex      map[string]int // free beds by the sex of their room: Men, Women, AnySex
}

// BoardZone is a zone with its rooms.
type BoardZone struct {
	Zone  Zone
	Rooms []BoardRoom
	Count Count
}

// BoardRoom is a room with its beds.
type BoardRoom struct {
	Room Room
	Beds []BoardBed
}

// BoardBed is a tile.
type BoardBed struct {
	Bed     Bed
	Look    Look
	TakeID  string
	Sleeper *Sleeper // nil where nobody has the bed
}

// Look is what a tile shows: what staff say of the bed, or that somebody has
// it and is here (occupied) or is in hospital or placed (away).
type Look string

const (
	LookReady      Look = "ready"        // 空床
	LookHeld       Look = "held"         // 预留
	LookCleaning   Look = "cleaning"     // 待整理
	LookOutOfOrder Look = "out_of_order" // 停用
	LookOccupied   Look = "occupied"     // 在住
	LookAway       Look = "away"         // 外出: in hospital, placed
)

// Count counts the beds of a zone.
type Count struct{ Beds, Free, Occupied, Away, Held, Cleaning, OutOfOrder int }

func (c *Count) add(look Look) {
	c.Beds++
	for l, n := range map[Look]*int{LookReady: &c.Free, LookOccupied: &c.Occupied, LookAway: &c.Away,
		LookHeld: &c.Held, LookCleaning: &c.Cleaning, LookOutOfOrder: &c.OutOfOrder} {
		if l == look {
			*n++
		}
	}
}

// Due says how near a stay is to its ordinary end, for the colour of its tile.
type Due string

const (
	NotDue  Due = ""
	DueSoon Due = "soon" // the end is near
	Overdue Due = "over" // past the last day, without an extension that lasts
)

// StayDays is after how many days a stay shows its colour.
type StayDays struct {
	Soon int `json:"soon"` // from this day on the end is near
	Last int `json:"last"` // the last day of an ordinary stay
}

// DefaultStayDays: an ordinary stay is at most 10 days (实施细则, 民政部令24号,
// art. 12). A station keeps others under StayDaysSetting.
func DefaultStayDays() StayDays { return StayDays{Soon: 7, Last: 10} }

// StayDaysSetting is the key of the setting that holds a StayDays.
const StayDaysSetting = "shelter.stay_days"

func findStayDays(tx *access.Tx) (StayDays, error) {
	return settingOr(tx, StayDaysSetting, DefaultStayDays())
}

// Sleeper is somebody on the board.
type Sleeper struct {
	StayID    string
	PersonID  string
	Name      string // 保护对象 where protected
	Protected bool
	Sex       string
	Day       int // 第n天; the day of arrival is the first
	Due       Due
	State     intake.State
	Icons     []Icon // none for a protected person
	Unknown   bool   // identity unknown
}

// ProtectedName stands for a protected person wherever others look on.
const ProtectedName = "保护对象"

// Board reads the whole board.
func (h *House) Board(ctx context.Context) (b Board, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		beds, err := findBeds(tx)
		if err != nil {
			return err
		}
		zones, err := findZones(tx)
		if err != nil {
			return err
		}
		takes, err := findTakesNow(tx)
		if err != nil {
			return err
		}
		open, err := intake.FindOpenStays(tx)
		if err != nil {
			return err
		}
		days, err := findStayDays(tx)
		if err != nil {
			return err
		}
		b = drawBoard(zones, beds, takes, open, days, tx.Now())
		return nil
	})
	return b, err
}

// BedNames are the beds of those who have one, by their stays.
func (b Board) BedNames() map[string]string {
	names := map[string]string{}
	for _, zone := range b.Zones {
		for _, room := range zone.Rooms {
			for _, bed := range room.Beds {
				if bed.Sleeper != nil {
					names[bed.Sleeper.StayID] = bed.Bed.Name
				}
			}
		}
	}
	return names
}

func drawBoard(zones []Zone, beds []Bed, takes map[string]Take, open []intake.Resident, days StayDays, now time.Time) Board {
	board := Board{At: now, BySex: map[string]int{}}
	sleepers := make(map[string]*Sleeper, len(open))
	for _, r := range open {
		sleepers[r.Stay.ID] = sleeperOf(r, days, now)
	}
	position := make(map[string]int, len(zones))
	for i, z := range zones {
		board.Zones = append(board.Zones, BoardZone{Zone: z})
		position[z.ID] = i
	}
	housed := map[string]bool{}
	for _, bed := range beds {
		zone := &board.Zones[position[bed.Room.ZoneID]]
		if n := len(zone.Rooms); n == 0 || zone.Rooms[n-1].Room.ID != bed.Room.ID {
			zone.Rooms = append(zone.Rooms, BoardRoom{Room: bed.Room})
		}
		room := &zone.Rooms[len(zone.Rooms)-1]
		tile := BoardBed{Bed: bed, Look: Look(bed.State)}
		if t, taken := takes[bed.ID]; taken {
			tile.TakeID, tile.Sleeper = t.ID, sleepers[t.StayID]
			housed[t.StayID] = true
			tile.Look = LookOccupied
			if tile.Sleeper != nil && tile.Sleeper.State != intake.In {
				tile.Look = LookAway
			}
		}
		room.Beds = append(room.Beds, tile)
		zone.Count.add(tile.Look)
		board.Total.add(tile.Look)
		if tile.Look == LookReady {
			board.BySex[bed.Room.Sex]++
		}
	}
	for _, r := range open {
		if r.Stay.State == intake.In && !housed[r.Stay.ID] {
			board.WithoutBed = append(board.WithoutBed, *sleepers[r.Stay.ID])
		}
	}
	return board
}

func sleeperOf(r intake.Resident, days StayDays, now time.Time) *Sleeper {
	s := &Sleeper{StayID: r.Stay.ID, PersonID: r.Person.ID, Name: r.Name(), Protected: r.Person.Protected, Sex: r.Person.Sex,
		Day: Days(r.Stay.ArrivedAt, now), State: r.Stay.State, Unknown: r.Person.Identity == intake.IdentityUnknown}
	s.Due = days.due(s.Day, r.Stay.EndsBy, now)
	if s.Protected {
		s.Name = ProtectedName
		return s
	}
	s.Icons = OccupantOf(r, now).Icons()
	return s
}

func (d StayDays) due(day int, extended, now time.Time) Due {
	switch {
	case extended.After(now):
		return NotDue
	case day > d.Last, !extended.IsZero():
		return Overdue
	case day >= d.Soon:
		return DueSoon
	}
	return NotDue
}

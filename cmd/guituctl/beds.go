package main

import (
	"strconv"

	"guitu/internal/store"
	"guitu/shelter"
)

type bedJobs struct {
	List      bedList      `cmd:"" help:"床位图：分区、房间、床号、状态、第几天"`
	Temporary bedTemporary `cmd:"" help:"寒潮加床和收床"`
}

// withHouse runs a job in the house of who signs in.
func withHouse(d *desk, job func(house *shelter.House) error) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	return job(&shelter.House{Session: session})
}

type bedList struct {
	Names bool `help:"连同住的人的姓名；保护对象不写姓名"`
	asJSON
}

// bedLine is a bed as machines read it. Day is 0 and the name is empty where
// nobody has it; the name is empty too unless it was asked for.
type bedLine struct {
	Zone      string `json:"zone"`
	Room      string `json:"room"`
	Bed       string `json:"bed"`
	Sex       string `json:"sex"` // of the room: 1, 2 or any
	Purpose   string `json:"purpose"`
	LowerBunk bool   `json:"lower_bunk"`
	Temporary bool   `json:"temporary"`
	State     string `json:"state"`
	Day       int    `json:"day"`
	Due       string `json:"due"` // soon, over
	Name      string `json:"name,omitempty"`
}

func (c *bedList) Run(d *desk) error {
	return withHouse(d, func(house *shelter.House) error {
		board, err := house.Board(d)
		if err != nil {
			return err
		}
		all := []bedLine{}
		for _, zone := range board.Zones {
			for _, room := range zone.Rooms {
				for _, b := range room.Beds {
					all = append(all, c.line(zone.Zone, b))
				}
			}
		}
		if c.JSON {
			return d.writeJSON(all)
		}
		return c.table(d, all, board)
	})
}

func (c *bedList) line(zone shelter.Zone, b shelter.BoardBed) bedLine {
	room := b.Bed.Room
	l := bedLine{Zone: zone.Name, Room: room.Name, Bed: b.Bed.Name, Sex: room.Sex, Purpose: string(room.Purpose),
		LowerBunk: b.Bed.LowerBunk, Temporary: b.Bed.Temporary, State: string(b.Look)}
	if b.Sleeper == nil {
		return l
	}
	l.Day, l.Due = b.Sleeper.Day, string(b.Sleeper.Due)
	if c.Names {
		l.Name = b.Sleeper.Name
	}
	return l
}

// lookWords are the states of the board as people read them.
var lookWords = map[shelter.Look]string{
	shelter.LookReady: "空床", shelter.LookHeld: "预留", shelter.LookCleaning: "待整理",
	shelter.LookOutOfOrder: "停用", shelter.LookOccupied: "在住", shelter.LookAway: "外出",
}

func (c *bedList) table(d *desk, all []bedLine, board shelter.Board) error {
	head := []string{say("分区", nil), say("房间", nil), say("床位", nil), say("状态", nil), say("第几天", nil)}
	if c.Names {
		head = append(head, say("姓名", nil))
	}
	rows := [][]string{head}
	for _, b := range all {
		day := ""
		if b.Day > 0 {
			day = strconv.Itoa(b.Day)
		}
		row := []string{b.Zone, b.Room, b.Bed, say(lookWords[shelter.Look(b.State)], nil), day}
		if c.Names {
			row = append(row, b.Name)
		}
		rows = append(rows, row)
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	n := board.Total
	return d.tell("共{{.Beds}}张床：空{{.Free}}，在住{{.Occupied}}，外出保留{{.Away}}，其他{{.Other}}；没有床位的{{.Without}}人。", store.Args{
		"Beds": n.Beds, "Free": n.Free, "Occupied": n.Occupied, "Away": n.Away, "Other": n.Held + n.Cleaning + n.OutOfOrder, "Without": len(board.WithoutBed)})
}

type bedTemporary struct {
	Room string `required:"" help:"房间名，如 女101" placeholder:"NAME"`
	Add  int    `xor:"do" required:"" help:"加几张床" placeholder:"N"`
	Stow bool   `xor:"do" required:"" help:"收起这间房空着的加床"`
	asJSON
}

func (c *bedTemporary) Run(d *desk) error {
	return withHouse(d, func(house *shelter.House) error {
		plan, err := house.Layout(d)
		if err != nil {
			return err
		}
		room, err := roomNamed(plan, c.Room)
		if err != nil {
			return err
		}
		if c.Stow {
			return c.stow(d, house, room)
		}
		beds, err := house.AddTemporaryBeds(d, room.ID, c.Add)
		if err != nil {
			return err
		}
		return d.report(c.JSON, map[string]any{"room": room.Name, "beds": bedNames(beds)},
			"“{{.Room}}”加了{{.N}}张床。", store.Args{"Room": room.Name, "N": len(beds)})
	})
}

// stow puts away what is empty and says what is left.
func (c *bedTemporary) stow(d *desk, house *shelter.House, room shelter.Room) error {
	empty, left, err := temporaryOf(d, house, room)
	if err != nil {
		return err
	}
	ids := make([]string, len(empty))
	for i, b := range empty {
		ids[i] = b.ID
	}
	if len(ids) > 0 {
		if err := house.StowTemporaryBeds(d, ids...); err != nil {
			return err
		}
	}
	return d.report(c.JSON, map[string]any{"room": room.Name, "beds": bedNames(empty), "left": bedNames(left)},
		"“{{.Room}}”收起了{{.N}}张加床，还有{{.Left}}张在用。", store.Args{"Room": room.Name, "N": len(empty), "Left": len(left)})
}

// temporaryOf are the temporary beds of a room: those that are empty, and those
// that somebody has or that are held for somebody.
func temporaryOf(d *desk, house *shelter.House, room shelter.Room) (empty, used []shelter.Bed, err error) {
	board, err := house.Board(d)
	if err != nil {
		return nil, nil, err
	}
	for _, zone := range board.Zones {
		for _, r := range zone.Rooms {
			for _, b := range r.Beds {
				switch {
				case !b.Bed.Temporary || b.Bed.Room.ID != room.ID:
				case b.TakeID != "" || b.Look == shelter.LookHeld:
					used = append(used, b.Bed)
				default:
					empty = append(empty, b.Bed)
				}
			}
		}
	}
	return empty, used, nil
}

func bedNames(beds []shelter.Bed) []string {
	names := []string{}
	for _, b := range beds {
		names = append(names, b.Name)
	}
	return names
}

// roomNamed finds a room; where two buildings have one of that name, nobody
// guesses.
func roomNamed(plan shelter.Plan, name string) (found shelter.Room, err error) {
	n := 0
	for _, r := range plan.Rooms {
		if r.Name == name {
			found, n = r, n+1
		}
	}
	switch n {
	case 0:
		return found, store.Fail(store.NotFound, "没有叫“{{.Room}}”的房间。用 guituctl beds list 看房间名。").With(store.Args{"Room": name})
	case 1:
		return found, nil
	}
	return found, store.Fail(store.Invalid, "有{{.N}}间房都叫“{{.Room}}”，请先在设置里改名再试。").With(store.Args{"Room": name, "N": n})
}

package beds

import (
	"context"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
)

// facts are what the page knows of the house at a moment.
type facts struct {
	board  shelter.Board
	count  shelter.Headcount
	beds   map[string]shelter.BoardBed // by the bed's id
	people map[string]shelter.Sleeper  // by the stay's id
	bedOf  map[string]string           // bed by stay

	duty      onDuty
	away      underWay
	apart     map[string][]shelter.Separation // in force, by both people
	buildings map[string]string               // names by id; empty where there is only one
}

func gather(board shelter.Board, count shelter.Headcount) facts {
	f := facts{board: board, count: count, beds: map[string]shelter.BoardBed{}, people: map[string]shelter.Sleeper{}, bedOf: map[string]string{}}
	for _, z := range board.Zones {
		for _, r := range z.Rooms {
			for _, b := range r.Beds {
				f.beds[b.Bed.ID] = b
				if b.Sleeper != nil {
					f.people[b.Sleeper.StayID] = *b.Sleeper
					f.bedOf[b.Sleeper.StayID] = b.Bed.ID
				}
			}
		}
	}
	for _, s := range board.WithoutBed {
		f.people[s.StayID] = s
	}
	return f
}

// zoneName is a zone with its building, where there are several.
func (f facts) zoneName(z shelter.Zone) string {
	if name := f.buildings[z.BuildingID]; name != "" {
		return name + " · " + z.Name
	}
	return z.Name
}

// in reports whether somebody is in the station now, so that they can be
// given a bed.
func (f facts) in(stay string) bool {
	s, ok := f.people[stay]
	return ok && s.State == intake.In
}

// watched are the tables of which a change may be seen on the board.
var watched = []string{"bed", "bed_take", "stay", "person", "room", "zone", "house", "absence", "separation", "duty", "escort"}

func (p *page) changed(tables map[string]bool) {
	for _, table := range watched {
		if tables[table] {
			if p.other != nil {
				if p.other.reload != nil {
					p.other.reload()
				}
				return
			}
			p.load(nil)
			return
		}
	}
}

// load reads the house anew and shows what is different; then, where not nil,
// comes after. A load that another one overtakes leaves what comes after to
// that one.
func (p *page) load(then func()) {
	p.loads++
	this := p.loads
	if then != nil {
		p.after = append(p.after, then)
	}
	var fresh facts
	p.shell.Work("正在读取床位…", func(ctx context.Context) error {
		board, err := p.shell.House().Board(ctx)
		if err != nil {
			return err
		}
		count, err := p.shell.House().Headcount(ctx)
		if err != nil {
			return err
		}
		fresh = gather(board, count)
		return p.readMore(ctx, &fresh)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		if this != p.loads {
			return
		}
		p.show(fresh)
		after := p.after
		p.after = nil
		for _, then := range after {
			then()
		}
	})
}

// readMore reads what stands beside the beds.
func (p *page) readMore(ctx context.Context, f *facts) (err error) {
	if f.duty, err = p.readOnDuty(ctx, f.board); err != nil {
		return err
	}
	if f.away, err = p.readUnderWay(ctx); err != nil {
		return err
	}
	if f.apart, err = p.readApart(ctx); err != nil {
		return err
	}
	f.buildings, err = p.readBuildings(ctx, f.board)
	return err
}

// readApart reads who must not meet whom.
func (p *page) readApart(ctx context.Context) (map[string][]shelter.Separation, error) {
	if !p.can(access.ReadPeople) {
		return nil, nil
	}
	all, err := p.shell.House().Separations(ctx, "")
	by := map[string][]shelter.Separation{}
	for _, s := range all {
		by[s.PersonID] = append(by[s.PersonID], s)
		by[s.OtherID] = append(by[s.OtherID], s)
	}
	return by, err
}

// readBuildings reads the names of the buildings where there are several.
func (p *page) readBuildings(ctx context.Context, board shelter.Board) (map[string]string, error) {
	names := map[string]string{}
	for _, z := range board.Zones {
		names[z.Zone.BuildingID] = ""
	}
	if len(names) < 2 {
		return nil, nil
	}
	plan, err := p.shell.House().Layout(ctx)
	for _, b := range plan.Buildings {
		names[b.ID] = b.Name
	}
	return names, err
}

// show brings the board to the state of fresh facts.
func (p *page) show(fresh facts) {
	old := p.facts
	p.facts = fresh
	p.top.show(fresh)
	p.legend.show(fresh, p.top.on)
	p.board.show()
	if p.onLine {
		p.line.show()
	}
	if p.hand != nil {
		if _, here := fresh.people[p.hand.stay]; !here {
			p.letGo()
		} else {
			p.weigh(nil)
		}
	}
	if p.hand == nil && p.marked != "" && !p.sameMarked(old) {
		p.showSide()
	}
}

// sameMarked reports whether what the side is about is as it was.
func (p *page) sameMarked(old facts) bool {
	was, now := old.beds[p.marked], p.facts.beds[p.marked]
	if was.Look != now.Look || was.Bed != now.Bed || (was.Sleeper == nil) != (now.Sleeper == nil) {
		return false
	}
	if now.Sleeper != nil {
		return tileOf(was) == tileOf(now) && was.Sleeper.StayID == now.Sleeper.StayID
	}
	_, before := old.people[p.marked]
	_, after := p.facts.people[p.marked]
	return before == after
}

func (p *page) mayAssign() bool { return p.can(access.AssignBeds) }

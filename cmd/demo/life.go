package demo

import (
	"errors"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/tracing"
)

// arrive begins somebody's draft at the desk and plans what comes after it.
func (w *world) arrive(g *guest) error {
	w.arrived++
	w.progress(w.arrived, w.expected)
	draft, err := w.reception.NewDraft(w.ctx)
	if err != nil {
		return err
	}
	g.ArrivedAt = draft.Arrival.ArrivedAt
	draft.Arrival = g.Arrival
	if g.before != nil {
		draft.Arrival.SameAs = g.before.stay.PersonID
	}
	if g.photo {
		w.after(3*time.Minute, func() error { return w.photograph(draft.ID, g) })
	}
	w.after(w.between(4*time.Minute, 13*time.Minute), func() error {
		if g.refused != "" {
			return w.refuse(g, draft)
		}
		return w.register(g, draft)
	})
	return nil
}

func (w *world) refuse(g *guest, draft intake.Draft) (err error) {
	g.stay, err = w.reception.Refuse(w.ctx, draft, intake.Refusal{Reason: g.refused, Clause: "民发〔2014〕132号", Note: "已当面说明理由（演示）"})
	if err != nil {
		return err
	}
	return w.issue(g, g.papers...)
}

// register admits somebody and plans the rest of the stay.
func (w *world) register(g *guest, draft intake.Draft) (err error) {
	if g.stay, err = w.reception.Register(w.ctx, draft); err != nil {
		return err
	}
	w.inquire(g)
	if !g.noBed {
		w.after(w.between(2*time.Minute, 10*time.Minute), func() error { return w.giveBed(g) })
	}
	for _, s := range g.steps {
		w.at(g.arrives.Add(s.after), func() error { return w.trace(g, s) })
	}
	for _, later := range []struct {
		after time.Duration
		do    func() error
	}{
		{g.hospital, func() error { return w.house.ToHospital(w.ctx, g.stay.ID) }},
		{g.placed, func() error { return w.place(g) }},
		{g.extend, func() error {
			return w.house.Extend(w.ctx, g.stay.ID, w.now().Add(10*day), "等待家属寄来证明，已报备（演示）")
		}},
		{g.stays, func() error { return w.depart(g) }},
	} {
		if later.after > 0 {
			w.at(g.arrives.Add(later.after), later.do)
		}
	}
	if g.protect {
		w.after(30*time.Minute, func() error { return w.protectPerson(g) })
	}
	for _, kind := range g.papers {
		if kind == "register" || kind == "belongings" {
			w.after(15*time.Minute, func() error { return w.issue(g, kind) })
		}
	}
	return nil
}

// photograph keeps a drawn portrait, as the camera at the desk would.
func (w *world) photograph(draftID string, g *guest) error {
	full, thumb := w.portrait(g.Sex)
	_, err := w.reception.AddPhoto(w.ctx, intake.Photo{DraftID: draftID, Kind: "front", TakenAt: w.now(), Thumb: thumb}, full)
	return err
}

// giveBed assigns the best bed and hands out what belongs to it. Where the
// rules refuse every free bed, it is tried again later.
func (w *world) giveBed(g *guest) error {
	beds, err := w.house.Suggest(w.ctx, g.stay.ID)
	if err != nil {
		return err
	}
	if len(beds) == 0 || beds[0].Verdict.Level == shelter.Block {
		w.after(90*time.Minute, func() error {
			if g.stays > 0 && w.now().After(g.arrives.Add(g.stays)) {
				return nil
			}
			return w.giveBed(g)
		})
		return nil
	}
	if _, err := w.house.Assign(w.ctx, g.stay.ID, beds[0].Bed.ID, nil); err != nil {
		return err
	}
	w.after(4*time.Minute, func() error { return w.handOut(g.stay.ID, w.needs(g.Arrival)...) })
	return nil
}

// place moves somebody into care outside the house; the bed is free again.
func (w *world) place(g *guest) error {
	if err := w.house.ToPlacement(w.ctx, g.stay.ID); err != nil {
		return err
	}
	if err := w.issue(g, "transfer"); err != nil {
		return err
	}
	return w.house.Free(w.ctx, g.stay.ID)
}

// protectPerson puts somebody under protection; the desk, the shelter's manager
// and the head are named.
func (w *world) protectPerson(g *guest) error {
	head := &intake.Desk{Session: w.head}
	return head.Protect(w.ctx, g.stay.PersonID, []string{w.ids["desk"], w.ids["shelter"]}, "家暴受害人，施暴者在找（演示）")
}

// trace records a step. A notice is issued as a paper; when it is known who
// somebody is, their file says so first.
func (w *world) trace(g *guest, s step) error {
	switch {
	case s.kind == tracing.NoticeOut && contains(g.papers, "notice"):
		if err := w.issue(g, "notice"); err != nil {
			return err
		}
	case s.kind == tracing.Verified:
		if err := w.prove(g); err != nil {
			return err
		}
	}
	_, err := w.office.Record(w.ctx, g.stay.ID, tracing.StepRecord{Kind: s.kind, StepNote: s.note})
	return err
}

// prove writes who somebody is into their file.
func (w *world) prove(g *guest) error {
	var p intake.Person
	err := w.tracing.Read(w.ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		p, err = intake.FindPerson(tx, g.stay.PersonID)
		return err
	})
	if err != nil {
		return err
	}
	p.Identity = intake.IdentityProven
	if p.Name == "" || p.NameBySound {
		p.Name, p.NameBySound = w.name(p.Sex), false
	}
	if p.Household == "" {
		p.Household = w.pick(provinces...)
	}
	_, err = (&intake.Desk{Session: w.tracing}).UpdatePerson(w.ctx, p)
	return err
}

func (w *world) depart(g *guest) error {
	if err := w.takeBack(g.stay.ID); err != nil {
		return err
	}
	walked := g.leaving.kind == "walked"
	house := w.house
	if walked {
		house = &shelter.House{Session: w.head} // who may see off somebody who was not called for at two rounds
	}
	_, err := house.Depart(w.ctx, shelter.Departure{StayID: g.stay.ID, Kind: g.leaving.kind, Leaving: g.leaving.Leaving,
		Returned: len(g.Belongings) > 0 && !walked, Checks: []string{"form_signed"}, Explained: w.explained()})
	if err != nil {
		return err
	}
	if contains(g.papers, "departure") {
		return w.issue(g, "departure")
	}
	return nil
}

// explained says of each step of the check-lists why it is not shown here.
func (w *world) explained() map[string]string {
	all := map[string]string{}
	for _, s := range shelter.DefaultLeavingSteps() {
		if s.Required {
			all[s.Code] = "演示数据"
		}
	}
	return all
}

func (w *world) issue(g *guest, kinds ...string) error {
	for _, kind := range kinds {
		if _, _, err := w.papers.Issue(w.ctx, kind, g.stay.ID, extras[kind]); err != nil {
			return errors.Join(errors.New("demo: issue "+kind), err)
		}
	}
	return nil
}

// extras are what a paper asks for beside the file.
var extras = map[string]map[string]string{
	"transfer": {"kind": "站外托养", "receiver": "演示市托养中心", "address": "演示市安平区", "phone": "00000000（演示）",
		"self_care": "基本自理", "assessment": "情绪平稳，无危险行为（演示）", "term": "一年", "visits": "每月一次"},
}

// scheduleHouse plans what happens to the house itself: goods that come in, a
// count, beds that are kept or mended, and two arrivals that are still being
// written down.
func (w *world) scheduleHouse() {
	at := func(daysBack, hourOfDay int) time.Time {
		return calendar.On(w.end).AddDays(-daysBack).At(hourOfDay, 10)
	}
	w.at(at(12, 10), func() error { return w.receive("棉衣 XL", 6, "donation") })
	w.at(at(9, 9), func() error { return w.receive("饮用水", 240, "budget") })
	w.at(at(6, 15), func() error { return w.receive("棉被", 20, "allotted") })
	w.at(at(4, 16), func() error {
		item := w.store.items["毛巾"]
		item.Stock -= 3
		return w.supplies.Adjust(w.ctx, item.ID, item.Stock, "盘点：破损3条报废")
	})
	w.at(at(8, 9), w.planWeek)
	w.at(at(5, 11), w.markColdWave)
	w.at(w.end.Add(-3*hour), w.keepBeds)
	w.at(w.end.Add(-25*time.Minute), func() error { return w.leaveDraft("1") })
	w.at(w.end.Add(-8*time.Minute), func() error { return w.leaveDraft("2") })
}

// keepBeds holds one free bed, has one cleaned and one mended.
func (w *world) keepBeds() error {
	board, err := w.house.Board(w.ctx)
	if err != nil {
		return err
	}
	states := []struct {
		state shelter.BedState
		note  string
	}{{shelter.OutOfOrder, "床板松动，待修"}, {shelter.Cleaning, "更换被褥"}, {shelter.Held, "今晚外站转来一人"}}
	for _, zone := range board.Zones {
		for _, room := range zone.Rooms {
			for _, bed := range room.Beds {
				if len(states) == 0 || bed.Look != shelter.LookReady || room.Room.Purpose != shelter.Ordinary {
					continue
				}
				if err := w.house.SetState(w.ctx, bed.Bed.ID, states[0].state, states[0].note); err != nil {
					return err
				}
				states = states[1:]
				break // one in a room is enough
			}
		}
	}
	return nil
}

// leaveDraft begins an arrival that nobody has registered yet.
func (w *world) leaveDraft(sex string) error {
	draft, err := w.reception.NewDraft(w.ctx)
	if err != nil {
		return err
	}
	a := intake.Arrival{Sex: sex, CameBy: "police", ArrivedAt: draft.Arrival.ArrivedAt}
	a.BroughtUnit, a.FoundPlace = units["police"][0], streets[0]
	if sex == "1" {
		a.Name = w.names[sex][len(w.names[sex])/2] // somebody of that name has been here
	}
	draft.Arrival = a
	return w.reception.SaveDraft(w.ctx, &draft)
}

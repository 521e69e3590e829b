package shelter_test

import (
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func TestAnOutingThatLastsTooLongIsSeen(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 09:00")
	stay := arrive(t, h, man(40))
	_, err := h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: c.now})
	refused(t, err, store.Invalid)
	o, err := h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: date("2027-01-30").At(12, 0), OutingNote: shelter.OutingNote{Whereto: "演示市场"}})
	ok(t, err)
	_, err = h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: date("2027-01-30").At(15, 0)})
	refused(t, err, store.Conflict)
	c.to("2027-01-30 12:01")
	all, err := h.Outings(t.Context(), c.now)
	ok(t, err)
	if len(all) != 1 || !all[0].Overdue(c.now) || all[0].Whereto != "演示市场" || all[0].Name != "演示先生" {
		t.Errorf("outings = %+v", all)
	}
	refused(t, h.CameBack(t.Context(), o.ID, date("2027-01-30").At(8, 0)), store.Invalid)
	ok(t, h.CameBack(t.Context(), o.ID, time.Time{}))
	refused(t, h.CameBack(t.Context(), o.ID, time.Time{}), store.Conflict)
	ok(t, h.ToHospital(t.Context(), stay.ID))
	_, err = h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: date("2027-01-30").At(20, 0)})
	refused(t, err, store.Conflict)
}

func TestTheVisitorsOfAProtectedPersonAreNobodyElses(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(30))
	v, err := h.AddVisitor(t.Context(), shelter.Visitor{StayID: stay.ID, VisitorNote: shelter.VisitorNote{Name: "演示姐姐"}})
	ok(t, err)
	_, err = h.AddVisitor(t.Context(), shelter.Visitor{VisitorNote: shelter.VisitorNote{Name: "演示检查员", Unit: "演示民政局"}})
	ok(t, err)
	_, err = h.AddVisitor(t.Context(), shelter.Visitor{})
	refused(t, err, store.Invalid)
	protect(t, h, stay.PersonID)
	now := h.Session.DB().Now()
	for who, want := range map[*shelter.House]int{h: 2, as(t, h, access.FrontDesk): 1} {
		all, err := who.Visitors(t.Context(), now.Add(-time.Hour), now.Add(time.Hour))
		ok(t, err)
		if len(all) != want {
			t.Errorf("%s sees %d visitors; want %d", who.Session.Account().Name, len(all), want)
		}
	}
	ok(t, h.VisitorLeft(t.Context(), v.ID))
	refused(t, h.VisitorLeft(t.Context(), v.ID), store.Conflict)
}

func TestTheRotaComesRoundForEveryRoom(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 09:00")
	ok(t, h.SaveRota(t.Context(), []shelter.RotaJob{{Job: "linen", Days: 7}}))
	plan, err := h.Layout(t.Context())
	ok(t, err)
	room := plan.Rooms[0].ID
	of := func() shelter.RotaDue {
		all, err := h.Rota(t.Context())
		ok(t, err)
		if len(all) != len(plan.Rooms) {
			t.Fatalf("%d jobs for %d rooms", len(all), len(plan.Rooms))
		}
		for _, d := range all {
			if d.Room.ID == room {
				return d
			}
		}
		return shelter.RotaDue{}
	}
	if d := of(); d.Due != date("2027-01-30") || d.Overdue {
		t.Errorf("never done: due %v", d.Due)
	}
	ok(t, h.RotaDone(t.Context(), room, "linen"))
	if d := of(); d.Due != date("2027-02-06") || d.By != h.Session.Account().ID {
		t.Errorf("done: %+v", d)
	}
	c.to("2027-02-07 00:01")
	if !of().Overdue {
		t.Error("a day late and not overdue")
	}
	refused(t, h.RotaDone(t.Context(), room, "gardening"), store.Invalid)
	refused(t, h.RotaDone(t.Context(), "no room", "linen"), store.NotFound)
}

func TestTheNationalListAndTheHouseAreCompared(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 09:00")
	come := func(name, id string) intake.Stay {
		a := man(40)
		a.Name, a.IDNumber = name, id
		return arrive(t, h, a)
	}
	one, two, three := come("演示甲", "34052419800101001X"), come("演示乙", ""), come("演示丙", "")
	come("演示丁", "")
	hiddenStay := arrive(t, h, woman(30))
	protect(t, h, hiddenStay.PersonID)
	rows, err := shelter.NationalRows(list(t, "姓名,证件号码,救助编号,入站时间\n"+
		"演示甲,34052419800101001x,,2027/1/30 8:00\n"+ // alike
		"演示乙,,,2027-01-29\n"+ // another day
		"演示饼,,"+three.Number+",2027-01-30\n"+ // another name
		"演示戊,,,2027-01-30\n"))
	ok(t, err)
	desk := as(t, h, access.FrontDesk)
	r, err := desk.Reconcile(t.Context(), rows)
	ok(t, err)
	if r.Here != 5 || r.There != 4 || r.Same != 1 || r.Hidden != 1 {
		t.Errorf("here %d, there %d, same %d, hidden %d", r.Here, r.There, r.Same, r.Hidden)
	}
	if len(r.MissingThere) != 1 || r.MissingThere[0].Person.Name != "演示丁" {
		t.Errorf("missing there: %+v", r.MissingThere)
	}
	if len(r.MissingHere) != 1 || r.MissingHere[0].Name != "演示戊" || r.MissingHere[0].Line != 5 {
		t.Errorf("missing here: %+v", r.MissingHere)
	}
	differ := map[string]string{}
	for _, d := range r.Differ {
		for _, f := range d.Fields {
			differ[d.Resident.Stay.ID+f.Field] = f.There
		}
	}
	if len(differ) != 2 || differ[two.ID+"in"] != "2027-01-29" || differ[three.ID+"name"] != "演示饼" {
		t.Errorf("differences = %v (the first is %s)", differ, one.ID)
	}
	_, err = shelter.NationalRows(list(t, "颜色\n红\n"))
	refused(t, err, store.Invalid)
}

// Two of one name are never taken for one another.
func TestAnAmbiguousNameIsNotPaired(t *testing.T) {
	h := house(t)
	arrive(t, h, man(40))
	arrive(t, h, man(50))
	rows, err := shelter.NationalRows(list(t, "姓名\n演示先生\n"))
	ok(t, err)
	r, err := h.Reconcile(t.Context(), rows)
	ok(t, err)
	if r.Same != 0 || len(r.MissingThere) != 2 || len(r.MissingHere) != 1 {
		t.Errorf("%+v", r)
	}
}

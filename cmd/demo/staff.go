package demo

import (
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// station is what stands on the invented station's papers.
var station = store.Station{Demo: true, Name: "演示市救助管理站", Code: "演示", Address: "演示市安平区归途路1号", Phone: "00000000（演示）"}

// accounts are the invented staff, one for each role; the head founds.
var accounts = []access.NewAccount{
	{Name: "head", Display: "周安平（演示）", Sex: "2", Roles: []access.Role{access.StationHead}},
	{Name: "desk", Display: "林小满（演示）", Sex: "2", Roles: []access.Role{access.FrontDesk}},
	{Name: "shelter", Display: "何立冬（演示）", Sex: "1", Roles: []access.Role{access.ShelterManager}},
	{Name: "tracing", Display: "宋归雁（演示）", Sex: "2", Roles: []access.Role{access.TracingOfficer}},
	{Name: "admin", Display: "陆知行（演示）", Sex: "1", Roles: []access.Role{access.Administrator}},
	{Name: "auditor", Display: "严明（演示）", Sex: "1", Roles: []access.Role{access.Auditor}},
	{Name: "volunteer", Display: "夏暖（演示）", Sex: "2", Roles: []access.Role{access.Volunteer}},
}

// staff are those who work in the story, each with their own session.
type staff struct {
	head, desk, shelter, tracing *access.Session

	reception *intake.Desk // the front desk's
	house     *shelter.House
	supplies  *supply.Room
	office    *tracing.Office
	papers    *printing.Papers // the front desk's
	ids       map[string]string
}

// found writes the station, its staff, rules, beds and store room.
func (w *world) found() (err error) {
	founder := accounts[0]
	founder.Password = Password
	if w.head, _, err = access.Found(w.ctx, w.db, access.Founding{Station: station, Admin: founder}); err != nil {
		return err
	}
	w.ids = map[string]string{"head": w.head.Account().ID}
	for _, n := range accounts[1:] {
		n.Password = Password
		a, err := w.head.AddAccount(w.ctx, n)
		if err != nil {
			return err
		}
		w.ids[n.Name] = a.ID
	}
	for _, at := range []struct {
		name    string
		session **access.Session
	}{{"desk", &w.desk}, {"shelter", &w.shelter}, {"tracing", &w.tracing}} {
		if *at.session, err = access.SignIn(w.ctx, w.db, at.name, Password); err != nil {
			return err
		}
	}
	w.reception = &intake.Desk{Session: w.desk}
	w.house = &shelter.House{Session: w.shelter}
	w.supplies = &supply.Room{Session: w.shelter}
	w.office = &tracing.Office{Session: w.tracing}
	w.papers = &printing.Papers{Session: w.desk, Desk: w.reception, House: &shelter.House{Session: w.desk},
		Supplies: &supply.Room{Session: w.desk}, Tracing: &tracing.Office{Session: w.desk}}
	return w.furnish()
}

// furnish gives the station its rules, its sixty beds and its store room.
func (w *world) furnish() error {
	if err := w.head.Write(w.ctx, access.EditRules, func(tx *access.Tx) error { return tracing.SeedRules(tx) }); err != nil {
		return err
	}
	if err := w.house.LayOut(w.ctx, shelter.DefaultTemplate()); err != nil {
		return err
	}
	complaints := printing.Complaints{To: "演示市民政局", Phone: "00000000（演示）"}
	if err := (&printing.Papers{Session: w.head}).SetComplaints(w.ctx, complaints); err != nil {
		return err
	}
	return w.stockUp()
}

// lock closes the sessions of the story.
func (w *world) lock() {
	for _, session := range []*access.Session{w.head, w.desk, w.shelter, w.tracing} {
		session.Lock()
	}
}

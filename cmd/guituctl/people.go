package main

import (
	"strconv"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
)

// papersOf wires what papers are made of.
func papersOf(session *access.Session) *printing.Papers {
	return &printing.Papers{Session: session, Desk: &intake.Desk{Session: session}, House: &shelter.House{Session: session},
		Supplies: &supply.Room{Session: session}, Tracing: &tracing.Office{Session: session}}
}

// findByNumber finds a stay by its station number. What comes next asks
// whether the person may be read.
func findByNumber(d *desk, session *access.Session, number string) (found intake.Resident, err error) {
	err = session.Read(d, access.ReadPeople, func(tx *access.Tx) error {
		found, err = intake.FindStayByNumber(tx, number)
		return err
	})
	return found, err
}

type listCommand struct{ asJSON }

// listed is a person in the station as machines read it.
type listed struct {
	Number    string `json:"number"`
	Person    string `json:"person"` // id
	Name      string `json:"name"`
	Sex       string `json:"sex"` // GB/T 2261.1
	State     string `json:"state"`
	Bed       string `json:"bed"`
	Day       int    `json:"day"`
	ArrivedAt string `json:"arrived_at"`
	Identity  string `json:"identity"`
	Protected bool   `json:"protected"`
}

func (c *listCommand) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	people, err := (&intake.Desk{Session: session}).Residents(d)
	if err != nil {
		return err
	}
	board, err := (&shelter.House{Session: session}).Board(d)
	if err != nil {
		return err
	}
	beds := board.BedNames()
	all := make([]listed, len(people))
	for i, r := range people {
		all[i] = listed{r.Stay.Number, r.Person.ID, r.Name(), r.Person.Sex, string(r.Stay.State), beds[r.Stay.ID],
			shelter.Days(r.Stay.ArrivedAt, board.At), r.Stay.ArrivedAt.Format(time.RFC3339), string(r.Person.Identity), r.Person.Protected}
		if r.Person.Protected {
			all[i].Name = shelter.ProtectedName
		}
	}
	if c.JSON {
		return d.writeJSON(all)
	}
	return c.table(d, all)
}

func (c *listCommand) table(d *desk, all []listed) error {
	sexes := map[string]string{"1": say("男", nil), "2": say("女", nil)}
	states := map[string]string{"in": say("在站", nil), "hospital": say("住院", nil), "placed": say("站外托养", nil)}
	rows := [][]string{{say("救助编号", nil), say("姓名", nil), say("性别", nil), say("床位", nil), say("第几天", nil), say("状态", nil)}}
	for _, p := range all {
		rows = append(rows, []string{p.Number, p.Name, sexes[p.Sex], p.Bed, strconv.Itoa(p.Day), states[p.State]})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	return d.tell("共{{.N}}人。", store.Args{"N": len(all)})
}

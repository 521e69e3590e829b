package printing

import (
	"context"
	"strconv"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
)

// ExtensionPDF makes 延期救助审批表: what was asked for, by whom, and what was
// decided, with room for what is written by hand. Of who is under protection it
// says neither name nor reason.
func (p *Papers) ExtensionPDF(ctx context.Context, e shelter.Extension) (Result, error) {
	if e.Hidden {
		return Result{}, access.ErrProtected()
	}
	var r intake.Resident
	err := p.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		r, err = intake.FindResident(tx, e.StayID)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	names, err := p.staff(ctx)
	if err != nil {
		return Result{}, err
	}
	entry := access.Entry{Action: "extension.print", Table: "extension", Target: e.ID, Person: e.PersonID}
	return p.carePaper(ctx, "care_extension", entry, func(o Options) Values {
		v := Values{
			"arrived_at": moment(r.Stay.ArrivedAt), "came_by": CodeWord("came_by", r.Stay.CameBy),
			"days":  strconv.Itoa(shelter.Days(r.Stay.ArrivedAt, e.Asked)),
			"until": calendar.On(e.Until).Chinese(), "asked_at": moment(e.Asked), "asked_by": names[e.AskedBy],
			"decided_at": moment(e.Decided), "decided_by": names[e.DecidedBy], "number": e.Number,
		}
		shown := shownAs(r)
		v["name"], v["stay_number"] = shown[0], shown[1]
		if !veiled(r) {
			v["sex"], v["age"] = CodeWord("sex", r.Person.Sex), ageWords(r.Person.Profile, e.Asked)
			v["reason"], v["decision"] = e.Reason, e.Decision
		}
		switch e.State {
		case shelter.ExtensionApproved:
			v["verdict"] = "同意"
		case shelter.ExtensionDeclined:
			v["verdict"] = "不同意"
		}
		if !e.Filed.IsZero() {
			v["filed"] = e.Filed.Chinese()
		}
		return v
	})
}

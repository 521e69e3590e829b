package printing

import (
	"regexp"
	"slices"
	"strings"

	"guitu/intake"
)

// toVerify is the remark in a table that a citation is from a secondary
// source. It is for who keeps the table, not for whom the notice is.
var toVerify = regexp.MustCompile(`[，；]?(条号)?待核对`)

// cause is the clause that a decision rests on, as the notice prints it.
type cause struct {
	list  []string // all clauses that are in use, the chosen one ticked
	text  string
	basis string
}

// causeOf finds the chosen clause among the station's. chosen may be no key of
// any: it was written in words then, or its clause is no longer kept.
func causeOf(all []intake.Clause, chosen, written string) cause {
	var c cause
	for _, clause := range all {
		on := chosen != "" && (clause.Key == chosen || clause.Text == chosen)
		if on {
			c.text, c.basis = clause.Text, toVerify.ReplaceAllString(clause.Basis, "")
		}
		if on || !clause.Off {
			c.list = append(c.list, box(on)+clause.Text)
		}
	}
	if c.text == "" && chosen != "" {
		c.text = chosen
		c.list = append(c.list, box(true)+chosen)
	}
	c.basis = first(written, c.basis)
	return c
}

func box(on bool) string {
	if on {
		return "☑"
	}
	return "□"
}

// twoWitnesses takes apart who was named as a witness.
func twoWitnesses(names string) (one, two string) {
	all := strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("、，,；; \n", r) })
	all = append(all, "", "")
	return all[0], strings.Join(slices.DeleteFunc(all[1:], func(name string) bool { return name == "" }), "、")
}

// served fills how a notice was received: signed, or refused before two
// witnesses.
func (d *draft) served(v Values, purpose, witnesses string) {
	v["signed"] = d.marks[purpose]
	v["witnesses"] = first(witnesses, d.witness[purpose])
	v["witness_one"], v["witness_two"] = twoWitnesses(v["witnesses"].(string))
	v["appeal_to"] = d.given("appeal_to", d.complaints.To)
	v["appeal_phone"] = d.given("appeal_phone", d.complaints.Phone)
	v["served_by"] = d.actor.Display
}

// fillEnding fills 终止救助通知书. It may be made before the stay is closed: what
// the clerk has not chosen yet is left to the hand.
func fillEnding(d *draft) (Values, error) {
	s, l := d.stay, d.leaving()
	c := causeOf(d.end, d.given("clause", l.Clause, l.Reason), d.extra["basis"])
	v := Values{
		"name": d.name(), "stay_number": s.Number, "arrived_at": moment(s.ArrivedAt),
		"causes": strings.Join(c.list, "\n"), "cause": c.text, "rule": c.basis,
		"detail": d.given("detail", l.Note), "ended_at": d.given("ended_at", moment(s.LeftAt)),
	}
	d.served(v, "ending", d.given("witnesses", l.Witness))
	return v, nil
}

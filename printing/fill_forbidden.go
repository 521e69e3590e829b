package printing

import (
	"slices"
	"strconv"

	"guitu/intake"
)

// forbidden is everything that could not be brought in: what the check at the
// door noted, and what was listed among the belongings as such.
func (d *draft) forbidden() []intake.Forbidden {
	all := slices.Clone(d.stay.Safety.Forbidden)
	for _, b := range d.belongings {
		if b.Kind == barred {
			all = append(all, intake.Forbidden{Name: joined("，", b.Name, b.Features), Quantity: strconv.Itoa(b.Quantity)})
		}
	}
	return all
}

// receipts are rows of name, quantity, and who took it against which receipt.
func receipts(all []intake.Forbidden) [][]string {
	var rows [][]string
	for _, f := range all {
		rows = append(rows, []string{f.Name, f.Quantity, joined("，", f.Unit, f.Officer, f.Receipt)})
	}
	return rows
}

// fillForbidden fills 违禁物品移交收据.
func fillForbidden(d *draft) (Values, error) {
	v := Values{
		"name": d.name(), "stay_number": first(d.stay.Number, d.stay.Slip), "found_at": moment(d.stay.ArrivedAt),
		"inspectors": joined("、", d.stay.Safety.By, d.stay.Safety.With),
		"unit":       d.extra["unit"], "officer": d.extra["officer"], "handed_at": d.extra["handed_at"],
		"note": d.extra["note"], "signed": d.marks["search"], "clerk": d.actor.Display,
	}
	var items [][]string
	for i, f := range d.forbidden() {
		items = append(items, []string{strconv.Itoa(i + 1), f.Name, f.Quantity,
			first(d.extra["unit"], f.Unit), first(d.extra["officer"], f.Officer), first(d.extra["receipt"], f.Receipt)})
	}
	v["items"] = items
	return v, nil
}

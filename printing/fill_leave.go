package printing

import (
	"slices"

	"guitu/internal/store"
)

// leavingAge is from which age somebody decides for themselves to leave
// (工作规程, 民发〔2014〕132号).
const leavingAge = 16

// fillLeave fills 自行离站声明书. Who is under age is collected by kin and can
// declare nothing; where that or the capacity is in doubt, the box is left open
// for who decides it.
func fillLeave(d *draft) (Values, error) {
	from, to, known := d.person.AgeRange(d.now)
	if known && to < leavingAge && to > 0 {
		return nil, store.Fail(store.Conflict, "此人未满16周岁，不能自行声明离站。请联系监护人接领，并打印接领或移交的文书。").On("kind")
	}
	grown := known && from >= leavingAge
	return Values{
		"name": d.name(), "stay_number": d.stay.Number, "arrived_at": moment(d.stay.ArrivedAt), "id_number": d.said(d.person.IDNumber, "id_number"),
		"cause": d.extra["cause"], "whereto": d.given("whereto", d.leaving().Whereto), "risks": d.extra["risks"],
		"grown":     box(grown) + "年满16周岁",
		"capable":   box(grown && d.capable()) + "能够辨认和控制自己的行为",
		"items":     d.counted(),
		"witnesses": d.given("witnesses", d.witness["leave"]), "signed": d.marks["leave"], "clerk": d.actor.Display,
	}, nil
}

// capable reports whether somebody looked at the mind and saw nothing that
// speaks against deciding for oneself.
func (d *draft) capable() bool {
	return len(d.stay.Mind) > 0 && !slices.ContainsFunc(d.stay.Mind, func(code string) bool { return code != "clear" && code != "low" })
}

// counted says that the belongings were counted, and how many.
func (d *draft) counted() string {
	n := 0
	for _, b := range d.belongings {
		if b.Kind != barred {
			n += b.Quantity
		}
	}
	if n == 0 {
		return "无寄存物品"
	}
	return store.Fill("寄存物品共{{.N}}件，已当面清点", store.Args{"N": n})
}

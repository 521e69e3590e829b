package printing

import (
	"slices"
	"strconv"

	"guitu/intake"
	"guitu/tracing"
)

var identityWords = map[intake.Identity]string{
	intake.IdentityProven: "已查明", intake.IdentityClaimed: "部分查明", intake.IdentityUnknown: "未查明",
}

// fillTransfer fills 移交接收单.
func fillTransfer(d *draft) (Values, error) {
	p, s := d.person, d.stay
	v := Values{
		"kind": d.extra["kind"], "from": d.station.Name, "from_address": d.station.Address, "from_phone": d.station.Phone,
		"to": d.given("receiver", d.leaving().Receiver), "to_address": d.extra["address"], "to_phone": d.extra["phone"],
		"name": d.name(), "sex": CodeWord("sex", p.Sex), "age": d.said(ageWords(p.Profile, d.now), "age", "age_from"),
		"stay_number": s.Number, "arrived_at": moment(s.ArrivedAt), "identity": identityWords[p.Identity],
		"household": d.said(p.Household, "household"), "self_care": d.extra["self_care"], "mind": d.mindWords(),
		"health": joined("\n", joined("；", joined("、", codeWords("health_look", s.Look)...), s.LookNote), d.extra["assessment"]),
		"term":   d.extra["term"], "visits": d.extra["visits"],
		"tracing": d.stepLines(func(tracing.Step) bool { return true }),
	}
	if slices.Contains(s.Categories, "infectious") {
		v["infection"] = CodeWord("category", "infectious")
	}
	v["handed"] = d.handedThings()
	return v, nil
}

// handedThings is a row for each thing that goes along.
func (d *draft) handedThings() [][]string {
	var rows [][]string
	for _, b := range d.belongings {
		if b.Kind != barred {
			rows = append(rows, []string{strconv.Itoa(len(rows) + 1), b.Name, strconv.Itoa(b.Quantity), b.Features})
		}
	}
	return rows
}

package printing

import (
	"maps"
	"slices"
	"strings"

	"guitu/intake"
	"guitu/internal/access"
)

// forCollecting is for who is fetched by kin or another station, or was.
func forCollecting(s intake.Stay) bool {
	return forAdmitted(s) && (s.State.Open() || s.LeaveKind == "kin" || s.LeaveKind == "station")
}

// collectKind is 接领登记表: who fetched somebody, and by what it was shown that
// they may.
func collectKind() PaperKind {
	return PaperKind{Name: "collect", Title: "接领登记表", Letter: "接", Right: access.IssuePapers, fits: forCollecting, photo: smallPhoto, fill: fillCollect, Extras: []Extra{
		{Key: "collector", Label: "接领人"},
		{Key: "relation", Label: "与受助人的关系"},
		{Key: "collector_id", Label: "接领人证件号码"},
		{Key: "collector_phone", Label: "接领人电话"},
		{Key: "unit", Label: "接领单位"},
		{Key: "proof", Label: "关系证明"},
		{Key: "checked", Label: "核对情况", Multi: true},
		{Key: "whereto", Label: "去向"},
	}}
}

// fillCollect fills 接领登记表.
func fillCollect(d *draft) (Values, error) {
	v, l := d.someone(), d.leaving()
	v["collector"], v["relation"] = d.given("collector", l.Collector), d.given("relation", CodeWord("relationship", l.Relation))
	v["collector_id"], v["collector_phone"] = d.given("collector_id", l.CollectorID), d.given("collector_phone", l.CollectorPhone)
	v["unit"], v["proof"] = d.given("unit", l.Receiver), d.given("proof", CodeWord("kin_proof", l.Proof))
	v["checked"], v["whereto"] = d.given("checked", explained(l)), d.given("whereto", l.Whereto)
	v["left_at"], v["handed"] = moment(d.stay.LeftAt), d.handedThings()
	return v, nil
}

// explained is why what the collector was to show was not shown.
func explained(l intake.Leaving) string {
	var all []string
	for _, code := range slices.Sorted(maps.Keys(l.Explained)) {
		if slices.Contains([]string{"collector", "collector_id", "relation", "receiver"}, code) {
			all = append(all, l.Explained[code])
		}
	}
	return strings.Join(all, "；")
}

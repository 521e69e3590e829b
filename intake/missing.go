package intake

import (
	"slices"
	"time"
)

// Gap is something that is not known yet, or not done, about somebody in care.
type Gap struct {
	Field string // key of the field, as in Stay.Unknown
	Word  string // Chinese, the key of its translation
}

// Missing lists what a search, a bed or the rules still ask for, in the order
// in which it is asked. 不详 is an answer and asks for nothing. Aid on the spot
// asks for the reason alone, a refusal for nothing.
func Missing(r Resident, now time.Time) []Gap {
	p, s := r.Person, r.Stay
	if p.Hidden || s.Hidden || s.State == Refused {
		return nil
	}
	var gaps []Gap
	want := func(known bool, field, word string) {
		if !known && !slices.Contains(s.Unknown, field) {
			gaps = append(gaps, Gap{field, word})
		}
	}
	if s.Kind == Spot {
		want(s.Reason != "", "reason", "求助原因")
		return gaps
	}
	_, _, aged := p.AgeRange(now)
	want(aged, "age", "年龄")
	want(s.Reason != "", "reason", "求助原因")
	if p.Identity != IdentityProven {
		want(s.FoundPlace != "", "found_place", "发现地点")
		want(p.Marks != "", "marks", "体貌特征")
		want(p.Accent != "", "accent", "口音")
	}
	want(s.Told.Done() && s.Told.How != toldLater, "told", "告知事项")
	want(s.Safety.Done, "safety", "安全检查")
	want(s.Taken.Fingerprint.Settled(), TakeFingerprint, "指纹")
	want(s.Taken.Portrait.Settled(), TakePortrait, "电子照片")
	want(s.Taken.National.Settled(), TakeNational, "录入全国系统")
	return gaps
}

// toldLater is the told_how of who could not understand yet: unconscious,
// drunk. They are told when they can.
const toldLater = "not_able"

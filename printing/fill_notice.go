package printing

import (
	"slices"
	"strings"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// notice is the 寻亲公告 of a stay: what the public may know.
//
// What was noted about illness and behaviour is not for the public. A notice
// says of health what a passer-by sees too, and of the mind what somebody
// would recognise their relative by; the rest only where the officer writes it.
func (d *draft) notice(number string) Notice {
	p, s := d.person, d.stay
	n := Notice{
		Number: number, Name: d.given("name", p.Name), NameBySound: p.NameBySound && d.extra["name"] == "",
		Sex: CodeWord("sex", p.Sex), HeightCM: p.HeightCM,
		Accent:     d.given("accent", CodeWord("accent", p.Accent)),
		SaidPlace:  d.given("said_place", p.SaidPlace),
		Marks:      d.given("marks", p.Marks),
		Clothing:   d.given("clothing", s.Clothing),
		FoundAt:    dayOf(saidTime(s.FoundAt)),
		FoundPlace: d.given("found_place", s.FoundPlace),
		Health:     d.given("health", publicWords("health_look", s.Look, publicLooks)),
		Mind:       d.given("mind", publicWords("mind_look", s.Mind, publicMinds)),
		Unit:       d.extra["unit"], Phone: d.extra["phone"], Address: d.extra["address"],
	}
	if n.FoundAt == "" {
		n.FoundAt = calendar.On(s.ArrivedAt).Chinese()
	}
	if from, to, ok := p.AgeRange(d.now); ok {
		n.AgeFrom, n.AgeTo = from, to
	}
	return n
}

// dayOf leaves the clock out of a printed time.
func dayOf(printed string) string {
	day, _, _ := strings.Cut(printed, "日 ")
	if day != printed {
		return day + "日"
	}
	return printed
}

// The codes that a notice tells by itself.
var (
	publicLooks = []string{"well", "disabled", "frail"}
	publicMinds = []string{"clear", "confused", "intellectual", "mental", "dementia", "silent"}
)

func publicWords(table string, codes, public []string) string {
	kept := slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !slices.Contains(public, code) })
	return joined("、", codeWords(table, kept)...)
}

// publishable reports why a notice may not go out: who is not public by
// default is published only by who searches for families, and only with a
// reason.
func (d *draft) publishable(account access.Account) error {
	why := d.withheld()
	switch {
	case why == "":
		return nil
	case !account.Can(access.Trace):
		return store.Fail(store.Forbidden, "此人默认不公开，寻亲公告只能由寻亲人员或站长出具，请找他们办理。")
	case strings.TrimSpace(d.extra[extraReason]) != "":
		return nil
	}
	return store.Fail(store.Invalid, why).On(extraReason)
}

// withheld says why somebody is not public by default, and is empty where
// they are: children, people under protection and those who may be sought by
// who harmed them are not.
func (d *draft) withheld() string {
	has := func(code string) bool { return slices.Contains(d.stay.Categories, code) }
	switch {
	case d.kind.Name != "notice":
	case d.person.MayBeMinor(d.now) || has("minor"):
		return "此人可能未满18周岁，默认不公开。确需发布寻亲公告的，请写明理由和同意的人。"
	case d.person.Protected:
		return "此人是保护对象，默认不公开。确需发布寻亲公告的，请写明理由和同意的人。"
	case d.stay.Reason == "violence" || d.stay.Reason == "trafficked" || has("violence"):
		return "公告可能让伤害过此人的人找到这里，默认不公开。确需发布的，请写明理由和同意的人。"
	}
	return ""
}

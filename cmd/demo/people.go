package demo

import (
	"fmt"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
)

// pick returns one of some words.
func (w *world) pick(words ...string) string { return words[w.rng.IntN(len(words))] }

// chance is true one time in n.
func (w *world) chance(n int) bool { return w.rng.IntN(n) == 0 }

// between is a duration from one to another.
func (w *world) between(from, to time.Duration) time.Duration {
	return from + time.Duration(w.rng.Int64N(int64(to-from)))
}

// name invents one that nobody has had, but for one in sixty that is shared
// with somebody of the same sex who came before.
func (w *world) name(sex string) string {
	given := menNames
	if sex == "2" {
		given = womenNames
	}
	before := w.names[sex]
	if len(before) > 30 && w.chance(60) {
		return before[w.rng.IntN(len(before))]
	}
	name := w.pick(surnames...) + w.pick(given...)
	for contains(before, name) {
		name = w.pick(surnames...) + w.pick(given...)
	}
	w.names[sex] = append(before, name)
	return name
}

// birth is a day on which somebody was born who is of an age now.
func (w *world) birth(age int) string {
	return calendar.On(w.end).AddYears(-age).AddDays(-w.rng.IntN(360)).String()
}

// phone is a number that nobody can have.
func (w *world) phone() string { return fmt.Sprintf("000%08d", w.rng.IntN(100000000)) }

// adult invents somebody between two ages who can say who they are.
func (w *world) adult(sex string, from, to int) intake.Arrival {
	a := intake.Arrival{Sex: sex}
	a.Name, a.Birth, a.Nation = w.name(sex), w.birth(from+w.rng.IntN(to-from)), "01"
	a.Household = w.pick(provinces...) + w.pick(villages...)
	a.Education, a.Marital, a.Benefit = w.pick("70", "80", "60", "90"), w.pick("10", "20", "40", "30"), w.pick("none", "none", "low", "unknown")
	a.Accent, a.HeightCM = w.pick(accents...), 150+w.rng.IntN(28)
	a.Look, a.Mind = []string{"well"}, []string{"clear"}
	a.Needs = []string{"board", "home"}
	if w.chance(3) {
		a.Phone = w.phone()
	}
	if w.chance(2) {
		a.Kin = []intake.Kin{{Name: w.pick(surnames...) + "某某（演示）", Relation: w.pick("5", "1", "7", "2"), Address: a.Household, Phone: w.phone()}}
	}
	a.Identity = intake.IdentityProven
	a.IDKind, a.Checked = "citizen", "证件已当面核对；演示站不录入号码。"
	if w.chance(4) {
		a.Identity, a.IDKind, a.Checked = intake.IdentityClaimed, "none", ""
	}
	return a
}

// elder invents an old person who has lost the way.
func (w *world) elder(sex string) intake.Arrival {
	a := w.adult(sex, 66, 88)
	a.Categories = []string{"elder"}
	a.Look = []string{w.pick("well", "frail", "ill")}
	a.Mind = []string{w.pick("clear", "confused", "confused")}
	a.Needs = []string{"board", "contact", "home"}
	return a
}

// stranger invents somebody of whom nobody knows who they are.
func (w *world) stranger(sex string, from, to int) intake.Arrival {
	a := intake.Arrival{Sex: sex, Identity: intake.IdentityUnknown}
	a.AgeFrom, a.AgeTo = from, to
	a.HeightCM, a.Marks = 150+w.rng.IntN(28), w.pick(marks...)
	a.Accent = w.pick("silent", "unknown", "zhongyuan", "xinan")
	a.SaidPlace = w.pick(said...)
	a.Look, a.Mind = []string{w.pick("malnourished", "frail", "well")}, []string{w.pick("silent", "confused", "unclear")}
	a.Needs = []string{"board", "trace", "clothes"}
	a.Unknown = []string{"name", "birth", "household", "kin", "phone"}
	a.IDKind = "none"
	a.Clothing = w.pick(clothes...)
	return a
}

// bySound invents a stranger whose name was written as it sounded.
func (w *world) bySound(sex string, from, to int) intake.Arrival {
	a := w.stranger(sex, from, to)
	a.Name, a.NameBySound = w.pick(soundMen...), true
	if sex == "2" {
		a.Name = w.pick(soundWomen...)
	}
	a.Mind = []string{"confused"}
	a.Accent = w.pick("xinan", "xiang", "min", "gan")
	a.Unknown = []string{"birth", "kin", "phone"}
	return a
}

// child invents a minor.
func (w *world) child(sex string, from, to int) intake.Arrival {
	a := intake.Arrival{Sex: sex, Identity: intake.IdentityClaimed}
	a.Name, a.Birth = w.pick(surnames...)+w.pick(childNames...), w.birth(from+w.rng.IntN(to-from))
	a.Household = w.pick(provinces...)
	a.Categories, a.Needs = []string{"minor"}, []string{"board", "contact", "home"}
	a.Look, a.Mind = []string{"well"}, []string{w.pick("clear", "low")}
	a.HeightCM = 110 + w.rng.IntN(45)
	a.Clothing = w.pick(clothes...)
	a.Kin = []intake.Kin{{Name: w.pick(surnames...) + "某某（演示）", Relation: "5", Address: a.Household, Phone: w.phone()}}
	return a
}

package beds

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// states are what beds show, each by a shape, a word and a colour, in the order
// of the legend.
var states = []struct {
	key   string
	state kit.State
}{
	{stateFree, kit.State{Shape: kit.Ring0, Word: "空床", Color: kit.Done}},
	{stateHere, kit.State{Shape: kit.Disc, Word: "在住", Color: kit.Accent}},
	{stateSoon, kit.State{Shape: kit.Triangle, Word: "快到期", Color: kit.Soon}},
	{stateOver, kit.State{Shape: kit.Diamond, Word: "超期", Color: kit.Overdue}},
	{stateHospital, kit.State{Shape: kit.Ring0, Word: "住院", Color: kit.Info}},
	{statePlaced, kit.State{Shape: kit.Ring0, Word: "托养", Color: kit.Info}},
	{stateHeld, kit.State{Shape: kit.Square, Word: "预留", Color: kit.Info}},
	{stateCleaning, kit.State{Shape: kit.Square, Word: "待整理", Color: kit.Soon}},
	{stateBroken, kit.State{Shape: kit.Cross, Word: "停用", Color: kit.Faint}},
}

// signs are the small characters on tiles, with what they mean.
var signs = []struct {
	icon  shelter.Icon
	words string
}{
	{shelter.IconElder, "60岁以上"}, {shelter.IconMinor, "未成年人"}, {shelter.IconDisabled, "残疾人"},
	{shelter.IconIll, "有病"}, {shelter.IconPregnant, "孕妇"}, {shelter.IconGuard, "要监护"},
}

// signKey is the filter of a sign.
func signKey(icon shelter.Icon) string { return "sign/" + string(icon) }

// withoutBed is the state of somebody without a bed.
var withoutBed = kit.State{Shape: kit.Triangle, Word: "还没有床位", Color: kit.Soon}

// stateOf is what a bed shows, ready to be read.
func stateOf(b shelter.BoardBed) kit.State { return stateNamed(stateKey(b)) }

func stateNamed(key string) kit.State {
	for _, s := range states {
		if s.key == key {
			s.state.Word = lang.L(s.state.Word)
			return s.state
		}
	}
	return kit.State{}
}

// temporaryMark stands in the name of a bed that was put up for a cold wave,
// and with its signs where somebody gave it another name.
const temporaryMark = "临"

// tileOf is the tile of a bed.
func tileOf(b shelter.BoardBed) kit.TileFacts {
	t := kit.TileFacts{Number: b.Bed.Name, State: stateOf(b)}
	if s := b.Sleeper; s != nil {
		t.Name, t.Days, t.Signs, t.Locked = shortName(*s), shortDays(*s), signsOf(s.Icons), s.Protected
	}
	if b.Bed.Temporary && !strings.Contains(b.Bed.Name, temporaryMark) {
		t.Signs = lang.L(temporaryMark) + t.Signs
	}
	return t
}

// tileOfSleeper is the tile of somebody without a bed.
func tileOfSleeper(s shelter.Sleeper) kit.TileFacts {
	state := withoutBed
	state.Word = lang.L(state.Word)
	return kit.TileFacts{Number: sexWord(s.Sex), State: state, Name: shortName(s), Days: shortDays(s), Signs: signsOf(s.Icons), Locked: s.Protected}
}

func nameOf(s shelter.Sleeper) string {
	if s.Protected {
		return lang.L(shelter.ProtectedName)
	}
	return s.Name
}

// daysOf is 第n天, or where somebody is who is not in the house.
func daysOf(s shelter.Sleeper) string {
	switch s.State {
	case intake.Hospital:
		return lang.L("在院")
	case intake.Placed:
		return lang.L("托养")
	}
	return lang.L("第{{.N}}天", map[string]any{"N": s.Day})
}

// shortName is a name without what stands behind it in brackets, （音） or
// where somebody without a name was found: a tile has room for three characters.
// Of a protected person the lock beside it says the rest.
func shortName(s shelter.Sleeper) string {
	if s.Protected {
		return lang.L("受保护")
	}
	name, _, _ := strings.Cut(nameOf(s), "（")
	return name
}

// shortDays leaves a name its room where the number of days has two digits.
func shortDays(s shelter.Sleeper) string {
	if s.State == intake.In && s.Day >= 10 {
		return lang.L("{{.N}}天", map[string]any{"N": s.Day})
	}
	return daysOf(s)
}

// signsOf writes each sign with one character.
func signsOf(icons []shelter.Icon) string {
	var signs strings.Builder
	for _, icon := range icons {
		for _, r := range lang.L(icon.Words()) {
			signs.WriteRune(r)
			break
		}
	}
	return signs.String()
}

func sexWord(sex string) string {
	switch sex {
	case shelter.Men:
		return lang.L("男")
	case shelter.Women:
		return lang.L("女")
	case shelter.AnySex:
		return lang.L("男女不限")
	}
	return lang.L("性别未知")
}

var purposeWords = map[shelter.Purpose]string{
	shelter.Ordinary: "普通", shelter.MinorRoom: "未成年人", shelter.Family: "家庭", shelter.Isolation: "隔离", shelter.Watch: "观察",
}

// roomWords says for whom a room is.
func roomWords(r shelter.Room) string {
	words := sexWord(r.Sex)
	if r.Purpose != shelter.Ordinary {
		words += " · " + lang.L(purposeWords[r.Purpose])
	}
	return words
}

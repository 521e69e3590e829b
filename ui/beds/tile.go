package beds

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// looks are what beds show, each by a shape, a word and a colour of its own.
var looks = map[shelter.Look]kit.State{
	shelter.LookReady:      {Shape: kit.Ring0, Word: "空床", Color: kit.Done},
	shelter.LookOccupied:   {Shape: kit.Disc, Word: "在住", Color: kit.Accent},
	shelter.LookAway:       {Shape: kit.Ring0, Word: "外出", Color: kit.Info},
	shelter.LookHeld:       {Shape: kit.Square, Word: "预留", Color: kit.Info},
	shelter.LookCleaning:   {Shape: kit.Square, Word: "待整理", Color: kit.Soon},
	shelter.LookOutOfOrder: {Shape: kit.Cross, Word: "停用", Color: kit.Faint},
}

// dues are what the beds of stays show that near their end.
var dues = map[shelter.Due]kit.State{
	shelter.DueSoon: {Shape: kit.Triangle, Word: "快到期", Color: kit.Soon},
	shelter.Overdue: {Shape: kit.Diamond, Word: "超期", Color: kit.Overdue},
}

// withoutBed is the state of somebody without a bed.
var withoutBed = kit.State{Shape: kit.Triangle, Word: "还没有床位", Color: kit.Soon}

// stateOf is what a bed shows.
func stateOf(b shelter.BoardBed) kit.State {
	state := looks[b.Look]
	if b.Look == shelter.LookOccupied && b.Sleeper != nil && b.Sleeper.Due != shelter.NotDue {
		state = dues[b.Sleeper.Due]
	}
	state.Word = lang.L(state.Word)
	return state
}

// tileOf is the tile of a bed.
func tileOf(b shelter.BoardBed) kit.TileFacts {
	t := kit.TileFacts{Number: b.Bed.Name, State: stateOf(b)}
	if s := b.Sleeper; s != nil {
		t.Name, t.Days, t.Signs, t.Locked = shortName(*s), shortDays(*s), signsOf(s.Icons), s.Protected
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
		return lang.L("住院")
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

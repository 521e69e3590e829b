package shelter

import (
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
)

// Occupant is what the bed rules need to know of somebody.
type Occupant struct {
	StayID     string
	PersonID   string
	Sex        string // GB/T 2261.1
	AgeFrom    int    // youngest and oldest age in full years, where AgeKnown
	AgeTo      int
	AgeKnown   bool
	Infectious bool // an infectious disease is suspected
	Fever      bool
	Mental     bool // a mental disorder is suspected
	Incapable  bool // may not be able to decide for themselves: 无或限制民事行为能力
	Ill        bool
	Disabled   bool
	Pregnant   bool
	Frail      bool
	Epilepsy   bool
	Drunk      bool
	Hidden     bool     // protected, and this account may not read more than the sex
	Apart      []string // files of those whom they must not meet
	ApartZones []string // zones in which one of those sleeps
	NoWomanOn  bool     // a woman, and of those on duty now none is a woman

	name    string   // to tell kin; empty where unknown
	kin     []string // names of relatives as told
	party   string   // who came together
	related bool     // to the others of the party, as it was said
}

// relatives are the party_role codes of those who belong to one family.
var relatives = []string{"parent", "child", "spouse", "grandparent", "grandchild", "sibling", "relative"}

// Adult is the age of majority, 民法典 §17; Elder that of the elderly, 老年人权益保障法 §2.
const (
	Adult = 18
	Elder = 60
)

// OccupantOf derives what the rules need from what the desk wrote down.
func OccupantOf(r intake.Resident, now time.Time) Occupant {
	p, s := r.Person, r.Stay
	o := Occupant{StayID: s.ID, PersonID: p.ID, Sex: p.Sex, Hidden: p.Hidden || s.Hidden, name: p.Name}
	o.AgeFrom, o.AgeTo, o.AgeKnown = p.AgeRange(now)
	has := func(category string) bool { return slices.Contains(s.Categories, category) }
	look := func(code string) bool { return slices.Contains(s.Look, code) }
	mind := func(code string) bool { return slices.Contains(s.Mind, code) }
	if !o.AgeKnown && has("minor") {
		o.AgeFrom, o.AgeTo, o.AgeKnown = 0, Adult-1, true
	}
	if !o.AgeKnown && has("elder") {
		o.AgeFrom, o.AgeTo, o.AgeKnown = Elder, 100, true
	}
	o.Infectious = has("infectious")
	o.Fever = look("fever")
	o.Mental = has("mental") || mind("mental")
	o.Incapable = o.Mental || has("intellectual") || mind("intellectual") || mind("dementia") || mind("unconscious")
	o.Ill = o.Infectious || has("critical") || look("ill") || look("fever") || look("critical") || look("wound") || look("frostbite") || look("skin")
	o.Disabled = has("disabled") || look("disabled")
	o.Pregnant = has("pregnant") || look("pregnant")
	o.Frail = look("frail") || look("critical") || has("critical")
	o.Drunk = look("drunk")
	o.Epilepsy = strings.Contains(s.LookNote+s.MindNote, "癫痫") || strings.Contains(s.LookNote+s.MindNote, "羊癫疯")
	o.party, o.related = s.Party, slices.Contains(relatives, s.PartyRole)
	for _, k := range p.Kin {
		if k.Name != "" {
			o.kin = append(o.kin, k.Name)
		}
	}
	return o
}

// Minor reports that the person is under 18 for certain.
func (o Occupant) Minor() bool { return o.AgeKnown && o.AgeTo < Adult }

// MayBeMinor reports that the person may be under 18. An age that nobody has
// estimated says nothing.
func (o Occupant) MayBeMinor() bool { return o.AgeKnown && o.AgeFrom < Adult }

// Grown reports that the person is 18 or older for certain.
func (o Occupant) Grown() bool { return o.AgeKnown && o.AgeFrom >= Adult }

// Elderly reports that the person is taken for 60 or older.
func (o Occupant) Elderly() bool { return o.AgeKnown && o.AgeFrom >= Elder }

// LowerBunk reports that the person should not climb to sleep.
func (o Occupant) LowerBunk() bool {
	return o.Elderly() || o.Disabled || o.Pregnant || o.Epilepsy || o.Frail || o.Drunk
}

// Watched reports that somebody of the staff should be near at night.
func (o Occupant) Watched() bool {
	return o.Mental || o.Incapable || o.Epilepsy || o.Frail || o.Drunk
}

func (o Occupant) sexKnown() bool { return o.Sex == Men || o.Sex == Women }

// KinOf reports that one of the two named the other as a relative, or that they
// were registered together as a family.
func (o Occupant) KinOf(other Occupant) bool {
	if o.party != "" && o.party == other.party && o.related && other.related {
		return true
	}
	return other.name != "" && slices.Contains(o.kin, other.name) || o.name != "" && slices.Contains(other.kin, o.name)
}

// Icon is a small sign on a bed's tile.
type Icon string

const (
	IconElder    Icon = "elder"    // 老
	IconMinor    Icon = "minor"    // 幼
	IconDisabled Icon = "disabled" // 残
	IconIll      Icon = "ill"      // 病
	IconPregnant Icon = "pregnant" // 孕
	IconGuard    Icon = "guard"    // 监护
)

var iconWords = map[Icon]string{IconElder: "老", IconMinor: "幼", IconDisabled: "残", IconIll: "病", IconPregnant: "孕", IconGuard: "监护"}

// Words is the sign as it is drawn, the key of its translation.
func (i Icon) Words() string { return iconWords[i] }

// Icons are the signs of an occupant, in the order in which they are drawn.
func (o Occupant) Icons() []Icon {
	var all []Icon
	for _, sign := range []struct {
		show bool
		icon Icon
	}{
		{o.Elderly(), IconElder}, {o.MayBeMinor(), IconMinor}, {o.Disabled, IconDisabled},
		{o.Ill, IconIll}, {o.Pregnant, IconPregnant}, {o.Incapable, IconGuard},
	} {
		if sign.show {
			all = append(all, sign.icon)
		}
	}
	return all
}

// Days is the number of a day of a stay: 第1天 is the day of arrival, by the
// days of the calendar in Beijing.
func Days(arrived, now time.Time) int { return calendar.On(now).Sub(calendar.On(arrived)) + 1 }

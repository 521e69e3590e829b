package shelter

import "slices"

// conditions tell for each rule's code when it is broken. What a rule says and
// how strongly is data (DefaultRules); what it looks at is here.
var conditions = map[string]func(o Occupant, b Bed, roommates []Occupant) bool{
	"sex_room":    wrongSex,
	"mixed_sexes": mixedSexes,
	"sex_unknown": func(o Occupant, b Bed, with []Occupant) bool {
		return !o.sexKnown() && (b.Room.Sex != AnySex || len(with) > 0)
	},
	"minor_apart":   minorWithAdult,
	"minor_unclear": minorUnclear,
	"minor_room":    adultInMinorRoom,
	"minor_zone":    func(o Occupant, b Bed, _ []Occupant) bool { return o.Minor() && b.Room.Purpose == Ordinary },
	"infectious":    func(o Occupant, b Bed, _ []Occupant) bool { return o.Infectious && b.Room.Purpose != Isolation },
	"mental":        func(o Occupant, b Bed, _ []Occupant) bool { return o.Mental && !apart(b) },
	"isolation_mix": isolationMix,
	"isolation_well": func(o Occupant, b Bed, _ []Occupant) bool {
		return b.Room.Purpose == Isolation && !o.Infectious && !o.Fever && !o.Mental && !o.Hidden
	},
	"watch_well": func(o Occupant, b Bed, _ []Occupant) bool {
		return b.Room.Purpose == Watch && !o.Watched() && !o.Ill && !o.Hidden
	},
	"fever":         func(o Occupant, b Bed, with []Occupant) bool { return o.Fever && !apart(b) },
	"lower_bunk":    needsLowerBunk,
	"family_shared": familyShared,
	"family_alone": func(o Occupant, b Bed, with []Occupant) bool {
		return b.Room.Purpose == Family && len(with) == 0 && !o.MayBeMinor() && len(o.kin) == 0 && !o.related
	},
	"must_not_meet":      mustNotMeet,
	"must_not_meet_near": mustNotMeetNear,
	"no_woman_on":        func(o Occupant, _ Bed, _ []Occupant) bool { return o.NoWomanOn },
	"hidden":             func(o Occupant, _ Bed, _ []Occupant) bool { return o.Hidden },
}

func apart(b Bed) bool { return b.Room.Purpose == Isolation || b.Room.Purpose == Watch }

func wrongSex(o Occupant, b Bed, _ []Occupant) bool {
	return o.sexKnown() && b.Room.Sex != AnySex && o.Sex != b.Room.Sex
}

// mixedSexes: a room for either sex holds one of them at a time, unless kin.
func mixedSexes(o Occupant, b Bed, roommates []Occupant) bool {
	return b.Room.Sex == AnySex && slices.ContainsFunc(roommates, func(r Occupant) bool {
		return o.sexKnown() && r.sexKnown() && o.Sex != r.Sex && !o.KinOf(r)
	})
}

// minorWithAdult: somebody who is a child for certain and somebody who is
// grown for certain, not kin, in one room.
func minorWithAdult(o Occupant, b Bed, roommates []Occupant) bool {
	return slices.ContainsFunc(roommates, func(r Occupant) bool {
		return (o.Minor() && r.Grown() || o.Grown() && r.Minor()) && !o.KinOf(r)
	})
}

// minorUnclear: as minorWithAdult, where an age leaves it open.
func minorUnclear(o Occupant, b Bed, roommates []Occupant) bool {
	return slices.ContainsFunc(roommates, func(r Occupant) bool {
		sure := o.Minor() && r.Minor() || o.Grown() && r.Grown() || o.Minor() && r.Grown() || o.Grown() && r.Minor()
		return !sure && (o.MayBeMinor() || r.MayBeMinor()) && !o.KinOf(r)
	})
}

func adultInMinorRoom(o Occupant, b Bed, roommates []Occupant) bool {
	return b.Room.Purpose == MinorRoom && o.Grown() && !slices.ContainsFunc(roommates, o.KinOf)
}

// isolationMix: in a room where people are kept apart, the infectious are with
// nobody who is not infectious.
func isolationMix(o Occupant, b Bed, roommates []Occupant) bool {
	return slices.ContainsFunc(roommates, func(r Occupant) bool { return o.Infectious != r.Infectious })
}

func needsLowerBunk(o Occupant, b Bed, _ []Occupant) bool {
	return !b.LowerBunk && o.LowerBunk()
}

func familyShared(o Occupant, b Bed, roommates []Occupant) bool {
	return b.Room.Purpose == Family && len(roommates) > 0 && !slices.ContainsFunc(roommates, o.KinOf)
}

func mustNotMeet(o Occupant, _ Bed, roommates []Occupant) bool {
	return slices.ContainsFunc(roommates, func(r Occupant) bool { return slices.Contains(o.Apart, r.PersonID) })
}

// mustNotMeetNear: the same zone; the same room is said more strongly.
func mustNotMeetNear(o Occupant, b Bed, roommates []Occupant) bool {
	return slices.Contains(o.ApartZones, b.Room.ZoneID) && !mustNotMeet(o, b, roommates)
}

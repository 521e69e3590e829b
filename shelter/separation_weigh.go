package shelter

import (
	"guitu/intake"
	"guitu/internal/access"
)

// apartness is who must not meet whom, by all files of each.
type apartness struct {
	humans intake.Humans
	of     map[string][]string // human → humans
}

// files lists the files of all those whom somebody must not meet.
func (a apartness) files(personID string) []string {
	var all []string
	for _, human := range a.of[a.humans.Of(personID)] {
		all = append(all, a.humans.Files(human)...)
	}
	return all
}

// weigh adds to what is known of somebody what only the house knows: whom they
// must not meet and where those sleep, and whether a woman is on duty for a
// woman.
func weigh(tx *access.Tx, o Occupant) (Occupant, error) {
	apart, err := findApartness(tx)
	if err != nil {
		return o, err
	}
	if o.Apart = apart.files(o.PersonID); len(o.Apart) > 0 {
		rooms, err := findRoomsNow(tx)
		if err != nil {
			return o, err
		}
		for _, file := range o.Apart {
			if room, has := rooms[file]; has {
				o.ApartZones = append(o.ApartZones, room.ZoneID)
			}
		}
	}
	if o.Sex != Women {
		return o, nil
	}
	on, err := findOnDuty(tx, tx.Now())
	o.NoWomanOn = len(on) > 0 && !WomanAmong(on)
	return o, err
}

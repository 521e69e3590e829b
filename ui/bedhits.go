package ui

import (
	"context"
	"strings"

	"guitu/shelter"
)

// bedHit is a bed as the search knows it.
type bedHit struct {
	id, name, where string
}

// fits reports whether the bed is meant by what was typed.
func (b bedHit) fits(query string) bool {
	query = strings.ToLower(strings.TrimSpace(query))
	return query != "" && strings.HasPrefix(strings.ToLower(b.name), query)
}

// findBeds lists every bed with its zone and room.
func findBeds(ctx context.Context, house *shelter.House) (all []bedHit, err error) {
	board, err := house.Board(ctx)
	if err != nil {
		return nil, err
	}
	for _, zone := range board.Zones {
		for _, room := range zone.Rooms {
			for _, bed := range room.Beds {
				where := zone.Zone.Name + " · " + room.Room.Name
				if bed.Sleeper != nil {
					where += " · " + bed.Sleeper.Name
				}
				all = append(all, bedHit{bed.Bed.ID, bed.Bed.Name, where})
			}
		}
	}
	return all, nil
}

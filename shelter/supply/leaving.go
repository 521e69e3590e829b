package supply

import (
	"maps"
	"slices"

	"guitu/internal/access"
)

// ReturnOnLeaving takes back what somebody hands in when they leave, in the
// transaction of the departure: how many of each item, by its id.
func ReturnOnLeaving(tx *access.Tx, stayID string, given map[string]int) error {
	for _, item := range slices.Sorted(maps.Keys(given)) {
		if err := positive(given[item]); err != nil {
			return err
		}
		if _, err := takeBack(tx, To{StayID: stayID}, []Line{{ItemID: item, Qty: given[item]}}, "离站退回"); err != nil {
			return err
		}
	}
	return nil
}

package access

import (
	"slices"

	"guitu/internal/store"
)

// DemoAccounts lists the accounts of an invented station in the order of their
// first role, for a page that offers to sign in as each. A real station has
// none to show: who works there is told to nobody before they sign in.
func DemoAccounts(tx *store.Tx) ([]Account, error) {
	station, err := tx.FindStation()
	if err != nil || !station.Demo {
		return nil, err
	}
	all, err := findAccounts(tx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a Account) bool { return !a.Active || len(a.Roles) == 0 })
	slices.SortStableFunc(all, func(a, b Account) int {
		return slices.Index(Roles, a.Roles[0]) - slices.Index(Roles, b.Roles[0])
	})
	return all, nil
}

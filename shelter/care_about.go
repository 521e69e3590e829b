package shelter

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// findReadable reads a stay about which something is to be written.
func findReadable(tx *access.Tx, stayID string) (intake.Stay, error) {
	stay, err := intake.FindStay(tx, stayID)
	if err == nil && stay.Hidden {
		err = access.ErrProtected()
	}
	return stay, err
}

// findCaredFor reads a stay that goes on. That the person is protected does not
// matter to what needs no words.
func findCaredFor(tx *access.Tx, stayID string) (intake.Stay, error) {
	stay, err := intake.FindStay(tx, stayID)
	if err == nil && !stay.State.Open() {
		err = store.Fail(store.Conflict, "此人已经离站，不用再登记。")
	}
	return stay, err
}

// findInHouse reads a stay of somebody who is in the house.
func findInHouse(tx *access.Tx, stayID string) (intake.Stay, error) {
	stay, err := findCaredFor(tx, stayID)
	if err == nil && stay.State != intake.In {
		err = store.Fail(store.Conflict, "此人现在不在站内（住院或站外托养）。请先登记回站。")
	}
	return stay, err
}

// shownName is what lists that others look at call somebody.
func shownName(r intake.Resident) string {
	if r.Person.Protected {
		return ProtectedName
	}
	return r.Name()
}

// nameAll fills in rows what lists call those whom they are about. of says of a
// row whose stay it is about, "" for nobody's, and where the name goes.
func nameAll[T any](tx *access.Tx, rows []T, of func(*T) (stayID string, name *string)) error {
	var stays []string
	for i := range rows {
		if stay, _ := of(&rows[i]); stay != "" {
			stays = append(stays, stay)
		}
	}
	who, err := intake.FindResidents(tx, stays)
	if err != nil {
		return err
	}
	for i := range rows {
		stay, name := of(&rows[i])
		if r, known := who[stay]; known {
			*name = shownName(r)
		}
	}
	return nil
}

// checkMoment refuses a time before the arrival or in the future.
func checkMoment(at time.Time, stay intake.Stay, now time.Time, field string) error {
	switch {
	case at.After(now.Add(5 * time.Minute)):
		return store.Fail(store.Invalid, "时间在将来，请改成实际发生的时间。").On(field)
	case at.Before(stay.ArrivedAt):
		return store.Fail(store.Invalid, "时间早于来站时间，请改正。").On(field)
	}
	return nil
}

// checkCode refuses a code that a table of assets/codes does not have.
func checkCode(table, code, field string) error {
	rows, err := assets.CodeTable(table)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(rows, func(c assets.Code) bool { return c.Code == code }) {
		return store.Fail(store.Invalid, "列表里没有这一项，请重新选择。").On(field)
	}
	return nil
}

// checkReason refuses an empty reason.
func checkReason(reason string) error {
	if strings.TrimSpace(reason) == "" {
		return store.Fail(store.Invalid, "请写明理由。").On("reason")
	}
	return nil
}

// sealFor seals for a person or, where it is about nobody, for the class.
func sealFor(tx *access.Tx, person string, at vault.Place, v any) ([]byte, error) {
	if person != "" {
		return tx.Seal(person, vault.Person, at, v)
	}
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return tx.SealAsClass(vault.Person, at, plain)
}

// openFor opens what sealFor sealed.
func openFor(tx *access.Tx, person string, at vault.Place, sealed []byte, v any) error {
	if person != "" {
		return tx.Open(person, vault.Person, at, sealed, v)
	}
	plain, err := tx.OpenAsClass(vault.Person, at, sealed)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, v)
}

// hidden reports that err says no more than that this account may not read it.
func hidden(err error) bool { return store.KindOf(err) == store.Forbidden }

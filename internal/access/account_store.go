package access

import (
	"database/sql"
	"errors"
	"strings"
	"time"

	"guitu/internal/store"
	"guitu/internal/vault"
)

const accountColumns = `id, name, display, sex, roles, state, pin IS NOT NULL`

func scanAccount(scan func(...any) error) (a Account, err error) {
	var roles, state string
	err = scan(&a.ID, &a.Name, &a.Display, &a.Sex, &roles, &state, &a.HasPIN)
	for _, r := range strings.Fields(roles) {
		a.Roles = append(a.Roles, Role(r))
	}
	a.Active = state == "active"
	return a, err
}

func insertAccount(tx *store.Tx, a Account, keys pair) error {
	roles := make([]string, len(a.Roles))
	for i, r := range a.Roles {
		roles[i] = string(r)
	}
	now := store.Millis(tx.Now())
	_, err := tx.Exec(`INSERT INTO account (id, station_id, name, display, sex, roles, state, public_key, private_key, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $9, $9)`,
		a.ID, tx.Station(), a.Name, a.Display, a.Sex, strings.Join(roles, " "), keys.public, keys.private, now)
	tx.Changed("account", a.ID)
	return err
}

func findAccounts(tx *store.Tx) ([]Account, error) {
	rows, err := tx.Query(`SELECT `+accountColumns+` FROM account WHERE station_id = $1 ORDER BY display, name`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (Account, error) { return scanAccount(rows.Scan) })
}

func findAccount(tx *store.Tx, id string) (Account, error) {
	a, err := scanAccount(tx.QueryRow(`SELECT `+accountColumns+` FROM account WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return a, errNoAccount()
	}
	return a, err
}

func errNoAccount() *store.Error {
	return store.Fail(store.NotFound, "没有这个账号，请刷新后再选。")
}

// isActive reports whether the account may still work here.
func isActive(tx *store.Tx, id string) (active bool, err error) {
	var state string
	err = tx.QueryRow(`SELECT state FROM account WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan(&state)
	return state == "active", err
}

// credential is what signing in needs of an account.
type credential struct {
	account     Account
	private     []byte
	pin         []byte
	failed      int
	lockedUntil time.Time
}

func findCredential(tx *store.Tx, name string) (c credential, err error) {
	var until int64
	c.account, err = scanAccount(func(dest ...any) error {
		return tx.QueryRow(`SELECT `+accountColumns+`, private_key, pin, failed, locked_until FROM account WHERE station_id = $1 AND name = $2`,
			tx.Station(), name).Scan(append(dest, &c.private, &c.pin, &c.failed, &until)...)
	})
	c.lockedUntil = store.Time(until)
	return c, err
}

func setFailures(tx *store.Tx, id string, failed int, until time.Time) error {
	_, err := tx.Exec(`UPDATE account SET failed = $1, locked_until = $2 WHERE id = $3`, failed, store.Millis(until), id)
	return err
}

func setAccountState(tx *store.Tx, id, state string) error {
	n, err := tx.Exec(`UPDATE account SET state = $1, updated_at = $2 WHERE station_id = $3 AND id = $4`, state, store.Millis(tx.Now()), tx.Station(), id)
	if err == nil && n == 0 {
		return errNoAccount()
	}
	tx.Changed("account", id)
	return err
}

func setAccountSex(tx *store.Tx, id, sex string) error {
	n, err := tx.Exec(`UPDATE account SET sex = $1, updated_at = $2 WHERE station_id = $3 AND id = $4`, sex, store.Millis(tx.Now()), tx.Station(), id)
	if err == nil && n == 0 {
		return errNoAccount()
	}
	tx.Changed("account", id)
	return err
}

func setPair(tx *store.Tx, id string, keys pair) error {
	_, err := tx.Exec(`UPDATE account SET public_key = $1, private_key = $2, failed = 0, locked_until = 0, updated_at = $3 WHERE id = $4`,
		keys.public, keys.private, store.Millis(tx.Now()), id)
	tx.Changed("account", id)
	return err
}

func setPIN(tx *store.Tx, id string, hash []byte) error {
	_, err := tx.Exec(`UPDATE account SET pin = $1, updated_at = $2 WHERE id = $3`, hash, store.Millis(tx.Now()), id)
	tx.Changed("account", id)
	return err
}

// recoveryHolder stands for the printed sheet among the holders of keys.
const recoveryHolder = "recovery"

func insertGrant(tx *store.Tx, holder string, class vault.Class, wrapped []byte, by string) error {
	_, err := tx.Exec(`INSERT INTO key_grant (station_id, holder, class, wrapped, granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		tx.Station(), holder, string(class), wrapped, by, store.Millis(tx.Now()))
	return err
}

func deleteGrants(tx *store.Tx, holder string) error {
	_, err := tx.Exec(`DELETE FROM key_grant WHERE station_id = $1 AND holder = $2`, tx.Station(), holder)
	return err
}

// receiveGrants opens every class key that was granted to the holder.
func receiveGrants(tx *store.Tx, holder string, id *vault.Identity) (*vault.Ring, error) {
	type grant struct {
		class   vault.Class
		wrapped []byte
	}
	rows, err := tx.Query(`SELECT class, wrapped FROM key_grant WHERE station_id = $1 AND holder = $2`, tx.Station(), holder)
	grants, err := store.Collect(rows, err, func(rows *sql.Rows) (g grant, err error) { return g, rows.Scan(&g.class, &g.wrapped) })
	if err != nil {
		return nil, err
	}
	keys := map[vault.Class]vault.Key{}
	for _, g := range grants {
		if keys[g.class], err = id.Receive(g.wrapped); err != nil {
			return nil, err
		}
	}
	return vault.NewRing(keys), nil
}

func insertRecovery(tx *store.Tx, public string, private []byte) error {
	_, err := tx.Exec(`INSERT INTO recovery (station_id, public_key, private_key, made_at) VALUES ($1, $2, $3, $4)`,
		tx.Station(), public, private, store.Millis(tx.Now()))
	return err
}

func findRecovery(tx *store.Tx) (public string, private []byte, err error) {
	err = tx.QueryRow(`SELECT public_key, private_key FROM recovery WHERE station_id = $1`, tx.Station()).Scan(&public, &private)
	return public, private, err
}

func publicKeyOf(tx *store.Tx, account string) (public string, err error) {
	err = tx.QueryRow(`SELECT public_key FROM account WHERE station_id = $1 AND id = $2`, tx.Station(), account).Scan(&public)
	return public, err
}

// StaffNames maps each account's id to the name that lists and papers show.
func (tx *Tx) StaffNames() (map[string]string, error) {
	all, err := findAccounts(tx.Tx)
	names := make(map[string]string, len(all))
	for _, a := range all {
		names[a.ID] = a.Display
	}
	return names, err
}

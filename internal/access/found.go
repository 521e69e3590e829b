package access

import (
	"context"
	"database/sql"
	"errors"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Founding is what the first start asks for.
type Founding struct {
	Station      store.Station // ID and Founder are set by Found
	Admin        NewAccount
	RecoveryCode string // from vault.NewRecoveryCode; made by Found where empty
}

// Found writes the station, its keys, the recovery sheet's key and the first
// account, who signs in at once. The code it returns is for the printed sheet;
// it is kept nowhere.
func Found(ctx context.Context, db *store.DB, f Founding) (s *Session, recoveryCode string, err error) {
	if err := f.Station.Check(); err != nil {
		return nil, "", err
	}
	if err := f.Admin.Check(); err != nil {
		return nil, "", err
	}
	sheet, err := vault.NewIdentity()
	if err != nil {
		return nil, "", err
	}
	code := f.RecoveryCode
	if code == "" {
		code = vault.NewRecoveryCode()
	}
	locked, err := sheet.Lock(code, vault.RecoveryEffort)
	if err != nil {
		return nil, "", err
	}
	founderKeys, err := newPair(f.Admin.Password)
	if err != nil {
		return nil, "", err
	}
	keys := map[vault.Class]vault.Key{}
	for _, class := range vault.Classes {
		keys[class] = vault.NewKey()
	}
	ring := vault.NewRing(keys)
	f.Station.ID, f.Station.Founder = store.NewID(), f.Admin.Name
	err = db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.Found(f.Station); err != nil {
			return err
		}
		founder, err := addAccount(tx, ring, "", f.Admin, founderKeys)
		if err != nil {
			return err
		}
		if err := insertRecovery(tx, sheet.Public(), locked); err != nil {
			return err
		}
		if err := grantClasses(tx, ring, recoveryHolder, sheet.Public(), vault.Classes, founder.ID); err != nil {
			return err
		}
		first := &Tx{Tx: tx, writes: true, s: &Session{db: db, account: founder, ring: ring}, entries: []Entry{{Action: "station.found", Table: "station", Target: f.Station.ID}}}
		tx.BeforeCommit(first.appendAudit)
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	s, err = SignIn(ctx, db, f.Admin.Name, f.Admin.Password)
	return s, code, err // the code in any case: it cannot be had again
}

// Recover sets a new password for an account with the code of the recovery
// sheet, when nobody else can. The code is typed with or without its dashes.
func Recover(ctx context.Context, db *store.DB, code, name, password string) (*Session, error) {
	if err := checkPassword(password); err != nil {
		return nil, err
	}
	name = cleanName(name)
	sheet, err := openSheet(ctx, db, code)
	if err != nil {
		return nil, err
	}
	keys, err := newPair(password)
	if err != nil {
		return nil, err
	}
	err = db.Write(ctx, func(tx *store.Tx) error {
		ring, err := receiveGrants(tx, recoveryHolder, sheet)
		if err != nil {
			return err
		}
		c, err := findCredential(tx, name)
		if errors.Is(err, sql.ErrNoRows) {
			return store.Fail(store.NotFound, "没有这个登录名，请核对后再试。").On("name").Because(err)
		}
		if err != nil {
			return err
		}
		if err := replacePair(tx, c.account, keys, grantor{recoveryHolder, sheet, ring}); err != nil {
			return err
		}
		by := &Tx{Tx: tx, writes: true, s: &Session{db: db, account: Account{ID: recoveryHolder}, ring: ring},
			entries: []Entry{{Action: "account.recover", Table: "account", Target: c.account.ID}}}
		tx.BeforeCommit(by.appendAudit)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return SignIn(ctx, db, name, password)
}

// openSheet opens the recovery sheet's key pair with its code.
func openSheet(ctx context.Context, db *store.DB, code string) (*vault.Identity, error) {
	var locked []byte
	err := db.Read(ctx, func(tx *store.Tx) (err error) {
		_, locked, err = findRecovery(tx)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, store.Fail(store.NotFound, "这里还没有救助站，请先建站。").Because(err)
	}
	if err != nil {
		return nil, err
	}
	sheet, err := vault.Unlock(locked, vault.CleanRecoveryCode(code))
	if errors.Is(err, vault.ErrWrongPassword) {
		return nil, store.Fail(store.Invalid, "恢复码不对，请对照恢复单再输入一次。").On("code").Because(err)
	}
	return sheet, err
}

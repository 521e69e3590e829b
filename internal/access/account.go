package access

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Account is a member of staff who can sign in.
type Account struct {
	ID      string
	Name    string // what is typed to sign in
	Display string // what is printed as 经办人
	Sex     string // GB/T 2261.1; women are cared for by women
	Roles   []Role
	Active  bool
	HasPIN  bool
}

// Can reports whether the account has a right.
func (a Account) Can(right Right) bool { return Can(a.Roles, right) }

// NewAccount is what is needed to add one.
type NewAccount struct {
	Name, Display, Sex string
	Roles              []Role
	Password           string
}

// The shortest password, in characters; a phrase is better than signs.
const minPassword = 8

// How many wrong passwords lock an account, and for how long.
const (
	maxFailures = 5
	lockedFor   = 5 * time.Minute
)

func checkPassword(password string) error {
	if utf8.RuneCountInString(password) < minPassword {
		return store.Fail(store.Invalid, "密码至少要{{.N}}个字，可以用一句好记的话。").With(store.Args{"N": minPassword}).On("password")
	}
	return nil
}

// Check puts the names into their form and reports the first thing that is
// missing, bound to its field.
func (n *NewAccount) Check() error {
	n.Name = strings.ToLower(strings.TrimSpace(n.Name))
	if n.Name == "" {
		return store.Fail(store.Invalid, "请填写登录名。").On("name")
	}
	if n.Display = strings.TrimSpace(n.Display); n.Display == "" {
		n.Display = n.Name
	}
	if len(n.Roles) == 0 {
		return store.Fail(store.Invalid, "请至少选择一个角色。").On("roles")
	}
	for _, r := range n.Roles {
		if !slices.Contains(Roles, r) {
			return store.Fail(store.Invalid, "没有“{{.Role}}”这个角色，请重新选择。").With(store.Args{"Role": r}).On("roles")
		}
	}
	return checkPassword(n.Password)
}

// AddAccount adds a member of staff and grants the keys that the roles need;
// only who holds a key can grant it.
func (s *Session) AddAccount(ctx context.Context, n NewAccount) (Account, error) {
	if err := n.Check(); err != nil {
		return Account{}, err
	}
	var a Account
	err := s.Write(ctx, ManageAccounts, func(tx *Tx) (err error) {
		a, err = addAccount(tx.Tx, s.ring, s.account.ID, n)
		if err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.add", Table: "account", Target: a.ID})
	})
	return a, err
}

func addAccount(tx *store.Tx, ring *vault.Ring, by string, n NewAccount) (Account, error) {
	id, err := vault.NewIdentity()
	if err != nil {
		return Account{}, err
	}
	locked, err := id.Lock(n.Password, vault.PasswordEffort)
	if err != nil {
		return Account{}, err
	}
	a := Account{ID: store.NewID(), Name: n.Name, Display: n.Display, Sex: n.Sex, Roles: n.Roles, Active: true}
	if by == "" {
		by = a.ID // the founder
	}
	if err := insertAccount(tx, a, id.Public(), locked); err != nil {
		if store.IsUnique(err) {
			return Account{}, store.Fail(store.Conflict, "登录名“{{.Name}}”已经有人用了，请换一个。").With(store.Args{"Name": n.Name}).On("name").Because(err)
		}
		return Account{}, err
	}
	return a, grantClasses(tx, ring, a.ID, id.Public(), classesOf(n.Roles), by)
}

func grantClasses(tx *store.Tx, ring *vault.Ring, holder, public string, classes []vault.Class, by string) error {
	for _, class := range classes {
		key, ok := ring.Key(class)
		if !ok {
			return store.Fail(store.Forbidden, "您没有查看受助人档案的钥匙，不能授予这个角色，请由站长来添加。")
		}
		wrapped, err := vault.Grant(public, key)
		if err != nil {
			return err
		}
		if err := insertGrant(tx, holder, class, wrapped, by); err != nil {
			return err
		}
	}
	return nil
}

// Accounts lists the staff, by display name.
func (s *Session) Accounts(ctx context.Context) (all []Account, err error) {
	err = s.db.Read(ctx, func(tx *store.Tx) error {
		all, err = findAccounts(tx)
		return err
	})
	return all, err
}

// DisableAccount keeps a member of staff from signing in; what they did stays.
func (s *Session) DisableAccount(ctx context.Context, id string) error {
	if id == s.account.ID {
		return store.Fail(store.Invalid, "不能停用自己正在使用的账号，请由另一位管理员操作。")
	}
	return s.Write(ctx, ManageAccounts, func(tx *Tx) error {
		if err := setAccountState(tx.Tx, id, "disabled"); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.disable", Table: "account", Target: id})
	})
}

// ChangePassword re-seals the signed-in account's private key.
func (s *Session) ChangePassword(ctx context.Context, old, new string) error {
	if err := checkPassword(new); err != nil {
		return err
	}
	return s.Write(ctx, "", func(tx *Tx) error {
		row, err := findCredential(tx.Tx, s.account.Name)
		if err != nil {
			return err
		}
		id, err := vault.Unlock(row.private, old)
		if errors.Is(err, vault.ErrWrongPassword) {
			return store.Fail(store.Invalid, "现在的密码不对，请再输入一次。").On("old").Because(err)
		}
		if err != nil {
			return err
		}
		locked, err := id.Lock(new, vault.PasswordEffort)
		if err != nil {
			return err
		}
		if err := setPrivateKey(tx.Tx, s.account.ID, id.Public(), locked); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.password", Table: "account", Target: s.account.ID})
	})
}

// ResetPassword gives another account a new key pair under a new password,
// for who forgot theirs. It needs the keys that the account's roles need.
func (s *Session) ResetPassword(ctx context.Context, id, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	identity, err := vault.NewIdentity()
	if err != nil {
		return err
	}
	locked, err := identity.Lock(password, vault.PasswordEffort)
	if err != nil {
		return err
	}
	return s.Write(ctx, ManageAccounts, func(tx *Tx) error {
		a, err := findAccount(tx.Tx, id)
		if err != nil {
			return err
		}
		if err := setPrivateKey(tx.Tx, id, identity.Public(), locked); err != nil {
			return err
		}
		if err := deleteGrants(tx.Tx, id); err != nil {
			return err
		}
		if err := grantClasses(tx.Tx, s.ring, id, identity.Public(), classesOf(a.Roles), s.account.ID); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.reset", Table: "account", Target: id})
	})
}

// SetPIN keeps a short code that opens the idle lock; empty takes it away.
func (s *Session) SetPIN(ctx context.Context, pin string) error {
	var hash []byte
	if pin != "" {
		if n := len(pin); n < 4 || strings.Trim(pin, "0123456789") != "" {
			return store.Fail(store.Invalid, "PIN 要至少4位数字。").On("pin")
		}
		var err error
		if hash, err = vault.HashPIN(pin); err != nil {
			return err
		}
	}
	err := s.Write(ctx, "", func(tx *Tx) error {
		if err := setPIN(tx.Tx, s.account.ID, hash); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.pin", Table: "account", Target: s.account.ID})
	})
	if err == nil {
		s.account.HasPIN = pin != ""
	}
	return err
}

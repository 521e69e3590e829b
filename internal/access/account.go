package access

import (
	"bytes"
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

// What is known of a member of staff, in GB/T 2261.1.
var sexes = []string{"1", "2"}

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

// cleanName is the form in which names to sign in with are kept and compared.
func cleanName(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// Check puts the names into their form and reports the first thing that is
// missing, bound to its field.
func (n *NewAccount) Check() error {
	n.Name = cleanName(n.Name)
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
	if err := s.Require(ManageAccounts); err != nil {
		return Account{}, err
	}
	if err := n.Check(); err != nil {
		return Account{}, err
	}
	pair, err := newPair(n.Password)
	if err != nil {
		return Account{}, err
	}
	var a Account
	err = s.Write(ctx, ManageAccounts, func(tx *Tx) (err error) {
		a, err = addAccount(tx.Tx, s.ring, s.account.ID, n, pair)
		if err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.add", Table: "account", Target: a.ID})
	})
	if err != nil {
		return Account{}, err
	}
	return a, nil
}

// pair is a new key pair under a password. It is made before the transaction
// begins: stretching a password takes long, and nobody else can write meanwhile.
type pair struct {
	public  string
	private []byte // locked
}

func newPair(password string) (pair, error) {
	id, err := vault.NewIdentity()
	if err != nil {
		return pair{}, err
	}
	locked, err := id.Lock(password, vault.PasswordEffort)
	return pair{id.Public(), locked}, err
}

func addAccount(tx *store.Tx, ring *vault.Ring, by string, n NewAccount, keys pair) (Account, error) {
	a := Account{ID: store.NewID(), Name: n.Name, Display: n.Display, Sex: n.Sex, Roles: n.Roles, Active: true}
	if by == "" {
		by = a.ID // the founder
	}
	if err := insertAccount(tx, a, keys); err != nil {
		if store.IsUnique(err) {
			return Account{}, store.Fail(store.Conflict, "登录名“{{.Name}}”已经有人用了，请换一个。").With(store.Args{"Name": n.Name}).On("name").Because(err)
		}
		return Account{}, err
	}
	return a, grantClasses(tx, ring, a.ID, keys.public, classesOf(n.Roles), by)
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
	err = s.Read(ctx, "", func(tx *Tx) error {
		all, err = findAccounts(tx.Tx)
		return err
	})
	return all, err
}

// DisableAccount keeps a member of staff from signing in and ends what is open
// under the account; what they did stays.
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

// SetSex puts right what is kept of a colleague's sex, a code of GB/T 2261.1:
// by it the desk knows which woman searches and cares for a woman.
func (s *Session) SetSex(ctx context.Context, id, sex string) error {
	if !slices.Contains(sexes, sex) {
		return store.Fail(store.Invalid, "请选择男或女。").On("sex")
	}
	err := s.Write(ctx, ManageAccounts, func(tx *Tx) error {
		if err := setAccountSex(tx.Tx, id, sex); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.sex", Table: "account", Target: id})
	})
	if err == nil && id == s.account.ID {
		s.mu.Lock()
		s.account.Sex = sex
		s.mu.Unlock()
	}
	return err
}

// ChangePassword re-seals the signed-in account's private key.
func (s *Session) ChangePassword(ctx context.Context, old, new string) error {
	if err := checkPassword(new); err != nil {
		return err
	}
	c, err := s.credential(ctx)
	if err != nil {
		return err
	}
	id, err := vault.Unlock(c.private, old)
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
	return s.Write(ctx, "", func(tx *Tx) error {
		now, err := findCredential(tx.Tx, s.account.Name)
		if err != nil {
			return err
		}
		if !bytes.Equal(now.private, c.private) {
			return store.Fail(store.Conflict, "密码刚在别处改过，请用新密码重新登录。").On("old")
		}
		if err := setPair(tx.Tx, s.account.ID, pair{id.Public(), locked}); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.password", Table: "account", Target: s.account.ID})
	})
}

// credential reads what the signed-in account is checked by.
func (s *Session) credential(ctx context.Context) (c credential, err error) {
	err = s.Read(ctx, "", func(tx *Tx) error {
		c, err = findCredential(tx.Tx, s.account.Name)
		return err
	})
	return c, err
}

// ResetPassword gives another account a new key pair under a new password,
// for who forgot theirs. It needs the keys that the account's roles need. Files
// of protected people that the account was named for stay open to it only where
// this account is named too.
func (s *Session) ResetPassword(ctx context.Context, id, password string) error {
	if err := s.Require(ManageAccounts); err != nil {
		return err
	}
	if id == s.account.ID {
		return store.Fail(store.Invalid, "改自己的密码要先输入现在的密码，请用“修改密码”。")
	}
	if err := checkPassword(password); err != nil {
		return err
	}
	keys, err := newPair(password)
	if err != nil {
		return err
	}
	return s.Write(ctx, ManageAccounts, func(tx *Tx) error {
		a, err := findAccount(tx.Tx, id)
		if err != nil {
			return err
		}
		s.mu.RLock()
		opener := s.identity
		s.mu.RUnlock()
		if err := replacePair(tx.Tx, a, keys, grantor{s.account.ID, opener, s.ring}); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "account.reset", Table: "account", Target: id})
	})
}

// grantor is who hands keys on: an account, or the recovery sheet.
type grantor struct {
	holder   string
	identity *vault.Identity
	ring     *vault.Ring
}

// replacePair gives an account a new key pair and grants it anew what the old
// one could open, as far as the grantor can.
func replacePair(tx *store.Tx, a Account, keys pair, by grantor) error {
	if err := setPair(tx, a.ID, keys); err != nil {
		return err
	}
	if err := deleteGrants(tx, a.ID); err != nil {
		return err
	}
	if err := grantClasses(tx, by.ring, a.ID, keys.public, classesOf(a.Roles), by.holder); err != nil {
		return err
	}
	named, err := takeRecordGrants(tx, a.ID)
	if err != nil || by.identity == nil {
		return err
	}
	for _, record := range named {
		wrapped, err := findRecordGrant(tx, record.person, record.class, by.holder)
		if err != nil {
			return err
		}
		if wrapped == nil {
			continue
		}
		key, err := by.identity.Receive(wrapped)
		if err != nil {
			return err
		}
		if wrapped, err = vault.Grant(keys.public, key); err != nil {
			return err
		}
		if err := insertRecordGrant(tx, record.person, record.class, a.ID, wrapped, by.holder); err != nil {
			return err
		}
	}
	return nil
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
		s.mu.Lock()
		s.account.HasPIN = pin != ""
		s.mu.Unlock()
	}
	return err
}

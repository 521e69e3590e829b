package access

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"sync"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Session is a signed-in account with the keys it was granted. It is safe for
// use by several goroutines.
type Session struct {
	db   *store.DB
	ring *vault.Ring

	mu        sync.RWMutex
	account   Account // only HasPIN ever changes
	locked    bool
	wrongPINs int
	identity  *vault.Identity
	records   map[recordKey]receivedKey // record keys already opened
}

// errSignIn is one sentence for every way a sign-in can fail, so that it does
// not tell which names exist.
func errSignIn() *store.Error {
	return store.Fail(store.Forbidden, "登录名或密码不对，请再试一次。忘记密码时请找站长重设。").On("password")
}

// SignIn opens a session. Five wrong passwords lock the account for five
// minutes. An attempt is counted before it is made, so that neither many at
// once nor a killed process get around the count; the entry that a success
// leaves in the audit chain tells how many failed before it. An unknown name
// takes as long to be refused as a wrong password does, and a disabled account
// is told so only with the right password.
func SignIn(ctx context.Context, db *store.DB, name, password string) (*Session, error) {
	c, err := countAttempt(ctx, db, cleanName(name))
	if errors.Is(err, sql.ErrNoRows) {
		vault.PretendUnlock(password)
		return nil, errSignIn()
	}
	if err != nil {
		return nil, err
	}
	id, err := vault.Unlock(c.private, password)
	if errors.Is(err, vault.ErrWrongPassword) {
		return nil, errSignIn().Because(err)
	}
	if err != nil {
		return nil, err
	}
	if !c.account.Active {
		return nil, errDisabled().On("name")
	}
	return open(ctx, db, c, id)
}

func errDisabled() *store.Error {
	return store.Fail(store.Forbidden, "这个账号已停用，请找管理员。")
}

// countAttempt notes that a password is being tried and returns the account as
// it was before. The fifth failure in a row locks it.
func countAttempt(ctx context.Context, db *store.DB, name string) (c credential, err error) {
	err = db.Write(ctx, func(tx *store.Tx) (err error) {
		if c, err = findCredential(tx, name); err != nil {
			return err
		}
		if tx.Now().Before(c.lockedUntil) {
			return store.Fail(store.Forbidden, "密码错了太多次，账号暂时锁定，请过几分钟再试。").On("password")
		}
		failed, until := c.failed+1, c.lockedUntil
		if failed%maxFailures == 0 {
			until = tx.Now().Add(lockedFor)
		}
		return setFailures(tx, c.account.ID, failed, until)
	})
	return c, err
}

func open(ctx context.Context, db *store.DB, c credential, id *vault.Identity) (*Session, error) {
	s := &Session{db: db, account: c.account, identity: id, records: map[recordKey]receivedKey{}}
	err := db.Read(ctx, func(tx *store.Tx) (err error) {
		s.ring, err = receiveGrants(tx, c.account.ID, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.Write(ctx, "", func(tx *Tx) error {
		if err := setFailures(tx.Tx, c.account.ID, 0, store.Time(0)); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "sign_in", Table: "account", Target: c.account.ID, Detail: failuresDetail(c.failed)})
	})
	if err != nil {
		s.Lock()
		return nil, err
	}
	return s, nil
}

func failuresDetail(failed int) map[string]any {
	if failed == 0 {
		return nil
	}
	return map[string]any{"failed_before": failed}
}

// Account is who is signed in.
func (s *Session) Account() Account {
	s.mu.RLock()
	defer s.mu.RUnlock()
	a := s.account
	a.Roles = slices.Clone(a.Roles)
	return a
}

// DB is the station's database, for watching it.
func (s *Session) DB() *store.DB { return s.db }

// Can reports whether the signed-in account has a right; the window hides
// what it has not.
func (s *Session) Can(right Right) bool { return Can(s.account.Roles, right) }

// Require returns a Forbidden error where the account lacks the right or the
// session was locked. The empty right is everyone's who is signed in.
func (s *Session) Require(right Right) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.locked {
		return store.Fail(store.Forbidden, "已锁定，请重新登录后再试。")
	}
	if right != "" && !s.Can(right) {
		return store.Fail(store.Forbidden, "您的角色不能做这件事，请找有权限的同事或站长。")
	}
	return nil
}

// Lock drops every key; the session is of no use afterwards.
func (s *Session) Lock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.locked = true
	s.identity = nil
	s.ring.Drop()
	for name := range s.records {
		s.records[name] = receivedKey{}
	}
	clear(s.records)
}

// CheckPIN reports whether the typed code opens the idle lock: the PIN, or the
// password itself. Five wrong ones in a row lock the session for good.
func (s *Session) CheckPIN(ctx context.Context, typed string) (bool, error) {
	c, err := s.credential(ctx)
	if err != nil {
		return false, err
	}
	right := c.pin != nil && vault.CheckPIN(c.pin, typed)
	if !right {
		_, err := vault.Unlock(c.private, typed)
		right = err == nil
	}
	if s.countPIN(right) >= maxFailures {
		s.Lock()
		return false, s.Require("")
	}
	return right, nil
}

// countPIN returns how many wrong codes were typed in a row.
func (s *Session) countPIN(right bool) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrongPINs++
	if right {
		s.wrongPINs = 0
	}
	return s.wrongPINs
}

// Tx is a transaction of a signed-in account: the rows, the keys and the audit.
type Tx struct {
	*store.Tx
	s       *Session
	writes  bool
	entries []Entry
}

// Actor is the account that does the work.
func (tx *Tx) Actor() Account { return tx.s.Account() }

// Write checks the right, runs fn in a write transaction, and appends the
// audit entries that fn made as the last thing before the commit.
func (s *Session) Write(ctx context.Context, right Right, fn func(*Tx) error) error {
	if err := s.Require(right); err != nil {
		return err
	}
	return s.db.Write(ctx, func(stx *store.Tx) error {
		tx := &Tx{Tx: stx, s: s, writes: true}
		if err := tx.requireActive(); err != nil {
			return err
		}
		stx.BeforeCommit(tx.appendAudit)
		return fn(tx)
	})
}

// requireActive stops the open windows of an account that was disabled.
func (tx *Tx) requireActive() error {
	active, err := isActive(tx.Tx, tx.s.account.ID)
	if err == nil && !active {
		return errDisabled()
	}
	return err
}

// Read checks the right and runs fn over one view of the rows. What opens a
// person's file uses Disclose instead.
func (s *Session) Read(ctx context.Context, right Right, fn func(*Tx) error) error {
	if err := s.Require(right); err != nil {
		return err
	}
	return s.db.Read(ctx, func(stx *store.Tx) error {
		tx := &Tx{Tx: stx, s: s}
		if err := tx.requireActive(); err != nil {
			return err
		}
		return fn(tx)
	})
}

// Disclose is Read for what must be on record: where the entry cannot be
// written, nothing is shown.
func (s *Session) Disclose(ctx context.Context, right Right, entry Entry, fn func(*Tx) error) error {
	return s.Write(ctx, right, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Audit(entry)
	})
}

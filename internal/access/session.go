package access

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// Session is a signed-in account with the keys it was granted. It is safe for
// use by several goroutines.
type Session struct {
	db      *store.DB
	account Account

	mu       sync.RWMutex
	locked   bool
	identity *vault.Identity
	ring     *vault.Ring
	records  map[recordKey]vault.Key // record keys already opened
}

// errSignIn is one sentence for every way a sign-in can fail, so that it does
// not tell which names exist.
func errSignIn() *store.Error {
	return store.Fail(store.Forbidden, "登录名或密码不对，请再试一次。忘记密码时请找站长重设。").On("password")
}

// SignIn opens a session. Five wrong passwords lock the account for five
// minutes. Success and failure are both written to the audit chain's table:
// success as an entry, failures as a count on the next success.
func SignIn(ctx context.Context, db *store.DB, name, password string) (*Session, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	var c credential
	err := db.Read(ctx, func(tx *store.Tx) (err error) {
		c, err = findCredential(tx, name)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errSignIn()
	}
	if err != nil {
		return nil, err
	}
	if !c.account.Active {
		return nil, store.Fail(store.Forbidden, "这个账号已停用，请找管理员。").On("name")
	}
	if db.Now().Before(c.lockedUntil) {
		return nil, store.Fail(store.Forbidden, "密码错了太多次，账号暂时锁定，请过几分钟再试。").On("password")
	}
	id, err := vault.Unlock(c.private, password)
	if errors.Is(err, vault.ErrWrongPassword) {
		return nil, errors.Join(errSignIn().Because(err), countFailure(ctx, db, c))
	}
	if err != nil {
		return nil, err
	}
	return open(ctx, db, c, id)
}

func countFailure(ctx context.Context, db *store.DB, c credential) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		now, err := findCredential(tx, c.account.Name)
		if err != nil {
			return err
		}
		failed, until := now.failed+1, now.lockedUntil
		if failed%maxFailures == 0 {
			until = tx.Now().Add(lockedFor)
		}
		return setFailures(tx, c.account.ID, failed, until)
	})
}

func open(ctx context.Context, db *store.DB, c credential, id *vault.Identity) (*Session, error) {
	s := &Session{db: db, account: c.account, identity: id, records: map[recordKey]vault.Key{}}
	err := db.Read(ctx, func(tx *store.Tx) (err error) {
		s.ring, err = receiveGrants(tx, c.account.ID, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, s.Write(ctx, "", func(tx *Tx) error {
		if err := setFailures(tx.Tx, c.account.ID, 0, store.Time(0)); err != nil {
			return err
		}
		return tx.Audit(Entry{Action: "sign_in", Table: "account", Target: c.account.ID, Detail: failuresDetail(c.failed)})
	})
}

func failuresDetail(failed int) map[string]any {
	if failed == 0 {
		return nil
	}
	return map[string]any{"failed_before": failed}
}

// Account is who is signed in.
func (s *Session) Account() Account { return s.account }

// DB is the station's database, for watching it.
func (s *Session) DB() *store.DB { return s.db }

// Can reports whether the signed-in account has a right; the window hides
// what it has not.
func (s *Session) Can(right Right) bool { return s.account.Can(right) }

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
	clear(s.records)
}

// CheckPIN reports whether the typed code opens the idle lock: the PIN, or the
// password itself.
func (s *Session) CheckPIN(ctx context.Context, typed string) (bool, error) {
	var c credential
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		c, err = findCredential(tx, s.account.Name)
		return err
	})
	if err != nil {
		return false, err
	}
	if c.pin != nil && vault.CheckPIN(c.pin, typed) {
		return true, nil
	}
	_, err = vault.Unlock(c.private, typed)
	return err == nil, nil
}

// Tx is a transaction of a signed-in account: the rows, the keys and the audit.
type Tx struct {
	*store.Tx
	s       *Session
	entries []Entry
}

// Actor is the account that does the work.
func (tx *Tx) Actor() Account { return tx.s.account }

// Write checks the right, runs fn in a write transaction, and appends the
// audit entries that fn made as the last thing before the commit.
func (s *Session) Write(ctx context.Context, right Right, fn func(*Tx) error) error {
	if err := s.Require(right); err != nil {
		return err
	}
	return s.db.Write(ctx, func(stx *store.Tx) error {
		tx := &Tx{Tx: stx, s: s}
		stx.BeforeCommit(tx.appendAudit)
		return fn(tx)
	})
}

// Read checks the right and runs fn over one view of the rows. What opens a
// person's file uses Disclose instead.
func (s *Session) Read(ctx context.Context, right Right, fn func(*Tx) error) error {
	if err := s.Require(right); err != nil {
		return err
	}
	return s.db.Read(ctx, func(stx *store.Tx) error { return fn(&Tx{Tx: stx, s: s}) })
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

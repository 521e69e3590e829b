package access

import (
	"bytes"

	"guitu/internal/store"
	"guitu/internal/vault"
)

// recordKey names one of a person's record keys.
type recordKey struct {
	person string
	class  vault.Class
}

// RecordClasses are the classes for which each person has a record key.
var RecordClasses = []vault.Class{vault.Person, vault.Health}

// ErrProtected answers who asks for a protected person without being named.
func ErrProtected() *store.Error {
	return store.Fail(store.Forbidden, "此人为保护对象，档案只对指定人员开放。需要时请联系站长。")
}

// NewPersonKeys makes the record keys of a person whose row was just inserted.
func (tx *Tx) NewPersonKeys(person string) error {
	for _, class := range RecordClasses {
		classKey, ok := tx.s.classKey(class)
		if !ok {
			return noKey()
		}
		key := vault.NewKey()
		wrapped := vault.Seal(classKey, keyPlace(person, class), key[:])
		if err := insertRecordKey(tx.Tx, person, class, wrapped); err != nil {
			return err
		}
	}
	return nil
}

func keyPlace(person string, class vault.Class) vault.Place {
	return vault.Place{Table: "record_key/" + string(class), ID: person}
}

func noKey() *store.Error {
	return store.Fail(store.Forbidden, "您的角色看不到这些资料，请找有权限的同事。")
}

func (s *Session) classKey(class vault.Class) (vault.Key, bool) {
	return s.ring.Key(class)
}

// receivedKey is a record key that was costly to open, with the grant that it
// came from: where the grant has changed or gone, the key is not used again.
type receivedKey struct {
	granted []byte
	key     vault.Key
}

// personKey opens a person's record key: through the class key, or through a
// grant to this account where the person is protected.
func (tx *Tx) personKey(person string, class vault.Class) (key vault.Key, err error) {
	wrapped, err := findRecordKey(tx.Tx, person, class)
	if err != nil {
		return key, err
	}
	if wrapped != nil {
		return tx.unwrap(person, class, wrapped)
	}
	granted, err := findRecordGrant(tx.Tx, person, class, tx.s.account.ID)
	if err != nil {
		return key, err
	}
	name := recordKey{person, class}
	tx.s.mu.RLock()
	known, identity := tx.s.records[name], tx.s.identity
	tx.s.mu.RUnlock()
	if granted == nil || identity == nil {
		return key, ErrProtected()
	}
	if bytes.Equal(known.granted, granted) {
		return known.key, nil
	}
	if key, err = identity.Receive(granted); err != nil {
		return key, err
	}
	tx.s.remember(name, receivedKey{granted, key})
	return key, nil
}

// remember keeps a received key until the session is locked.
func (s *Session) remember(name recordKey, key receivedKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.locked {
		s.records[name] = key
	}
}

func (tx *Tx) unwrap(person string, class vault.Class, wrapped []byte) (key vault.Key, err error) {
	classKey, ok := tx.s.classKey(class)
	if !ok {
		return key, noKey()
	}
	plain, err := vault.Open(classKey, keyPlace(person, class), wrapped)
	if err != nil {
		return key, err
	}
	copy(key[:], plain)
	clear(plain)
	return key, nil
}

// Seal seals v as the record of a row about a person.
func (tx *Tx) Seal(person string, class vault.Class, at vault.Place, v any) ([]byte, error) {
	key, err := tx.personKey(person, class)
	if err != nil {
		return nil, err
	}
	return vault.SealJSON(key, at, v)
}

// Open opens a sealed record about a person into v. Forbidden says that this
// account may not read it; vault.ErrBroken that it was damaged or replaced.
func (tx *Tx) Open(person string, class vault.Class, at vault.Place, sealed []byte, v any) error {
	key, err := tx.personKey(person, class)
	if err != nil {
		return err
	}
	return vault.OpenJSON(key, at, sealed, v)
}

// SealBytes and OpenBytes are Seal and Open for files: photos, issued papers.
func (tx *Tx) SealBytes(person string, class vault.Class, at vault.Place, plain []byte) ([]byte, error) {
	key, err := tx.personKey(person, class)
	if err != nil {
		return nil, err
	}
	return vault.Seal(key, at, plain), nil
}

// OpenBytes opens what SealBytes sealed.
func (tx *Tx) OpenBytes(person string, class vault.Class, at vault.Place, sealed []byte) ([]byte, error) {
	key, err := tx.personKey(person, class)
	if err != nil {
		return nil, err
	}
	return vault.Open(key, at, sealed)
}

// SealAsClass seals under the class key itself what belongs to nobody yet: a
// draft, and its photos.
func (tx *Tx) SealAsClass(class vault.Class, at vault.Place, plain []byte) ([]byte, error) {
	key, ok := tx.s.classKey(class)
	if !ok {
		return nil, noKey()
	}
	return vault.Seal(key, at, plain), nil
}

// OpenAsClass opens what SealAsClass sealed.
func (tx *Tx) OpenAsClass(class vault.Class, at vault.Place, sealed []byte) ([]byte, error) {
	key, ok := tx.s.classKey(class)
	if !ok {
		return nil, noKey()
	}
	return vault.Open(key, at, sealed)
}

// OpenWith opens a person's record with its wrapped record key at hand, for
// reading many in one query. wrapped is empty for a protected person.
func (tx *Tx) OpenWith(person string, class vault.Class, wrapped []byte, at vault.Place, sealed []byte, v any) error {
	if len(wrapped) == 0 {
		return tx.Open(person, class, at, sealed, v)
	}
	key, err := tx.unwrap(person, class, wrapped)
	if err != nil {
		return err
	}
	return vault.OpenJSON(key, at, sealed, v)
}

// Blind is the digest under which a number of a kind is looked up.
func (tx *Tx) Blind(kind, value string) ([]byte, error) {
	digest, ok := tx.s.ring.Blind(kind, value)
	if !ok {
		return nil, noKey()
	}
	return digest, nil
}

// ProtectPerson takes a person's record keys from the class and grants them to
// the named officers, the recovery sheet and the account that does it, and to
// nobody else. Done again it names anew. It needs the right Protect, and an
// officer the right to read people's files.
func (tx *Tx) ProtectPerson(person string, officers []string) error {
	if err := tx.s.Require(Protect); err != nil {
		return err
	}
	return tx.grantAlone(person, officers)
}

// ShieldPerson protects somebody who is being registered: from the first
// moment on only this account and those who may protect open the file. The
// desk has not the right Protect; who is in danger at night does not wait for
// the head.
func (tx *Tx) ShieldPerson(person string) error {
	if err := tx.s.Require(Register); err != nil {
		return err
	}
	all, err := findAccounts(tx.Tx)
	if err != nil {
		return err
	}
	var heads []string
	for _, a := range all {
		if a.Active && a.Can(Protect) && a.Can(ReadPeople) {
			heads = append(heads, a.ID)
		}
	}
	return tx.grantAlone(person, heads)
}

// grantAlone leaves a person's record keys to the officers, this account and
// the recovery sheet, and to nobody else.
func (tx *Tx) grantAlone(person string, officers []string) error {
	publics, err := tx.publicKeys(append([]string{tx.s.account.ID}, officers...))
	if err != nil {
		return err
	}
	for _, class := range RecordClasses {
		key, err := tx.personKey(person, class)
		if err != nil {
			return err
		}
		if err := deleteRecordKeys(tx.Tx, person, class); err != nil {
			return err
		}
		for holder, public := range publics {
			wrapped, err := vault.Grant(public, key)
			if err != nil {
				return err
			}
			if err := insertRecordGrant(tx.Tx, person, class, holder, wrapped, tx.s.account.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// publicKeys finds the public key of each officer, and of the recovery sheet.
func (tx *Tx) publicKeys(officers []string) (map[string]string, error) {
	publics := map[string]string{}
	for _, id := range officers {
		a, err := findAccount(tx.Tx, id)
		if err != nil {
			return nil, err
		}
		if !a.Active || !a.Can(ReadPeople) {
			return nil, store.Fail(store.Invalid, "“{{.Name}}”不能查看档案，请另选指定人员。").With(store.Args{"Name": a.Display}).On("officers")
		}
		if publics[id], err = publicKeyOf(tx.Tx, id); err != nil {
			return nil, err
		}
	}
	public, _, err := findRecovery(tx.Tx)
	publics[recoveryHolder] = public
	return publics, err
}

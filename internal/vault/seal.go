// Package vault seals what is said about people, and keeps the keys.
//
// A record is JSON sealed with AES-256-GCM under its person's record key; the
// record keys are wrapped under class keys (person, health, audit, index); the
// class keys are wrapped to the public key of each account that may have them;
// and an account's private key opens with its password. The one thing not to
// get wrong: a sealed record says where it belongs (table, row, version), so a
// row copied over another, or an old version put back, does not open.
//
//	key := vault.NewKey()
//	sealed, err := vault.SealJSON(key, vault.Place{Table: "person", ID: id, Version: 1}, identity)
//	err = vault.OpenJSON(key, vault.Place{Table: "person", ID: id, Version: 1}, sealed, &identity)
package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"strconv"
)

// Key is a 256-bit secret.
type Key [32]byte

// NewKey returns a random key.
func NewKey() (k Key) {
	rand.Read(k[:]) // never fails: crypto/rand ends the program instead
	return k
}

// ErrBroken says that a sealed record is damaged, is not the one that belongs
// at this place, or was sealed under another key.
var ErrBroken = errors.New("vault: sealed record does not open")

// Place is where a sealed record belongs. It is authenticated, not stored.
type Place struct {
	Table   string
	ID      string
	Version int64
}

func (p Place) bytes() []byte {
	return []byte(p.Table + "\x00" + p.ID + "\x00" + strconv.FormatInt(p.Version, 10))
}

// A sealed record begins with the format and the algorithm that made it, so
// that others can stand beside AES-256-GCM later.
const (
	format1   = 1
	aes256GCM = 1
	headSize  = 2
)

func aead(key Key) cipher.AEAD {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // a Key always has a valid length
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // AES always has a block size that GCM takes
	}
	return gcm
}

// Seal encrypts plain for its place.
func Seal(key Key, at Place, plain []byte) []byte {
	head := []byte{format1, aes256GCM}
	return aead(key).Seal(head, nil, plain, at.bytes())
}

// Open is the reverse of Seal; its error is ErrBroken.
func Open(key Key, at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < headSize || sealed[0] != format1 || sealed[1] != aes256GCM {
		return nil, ErrBroken
	}
	plain, err := aead(key).Open(nil, nil, sealed[headSize:], at.bytes())
	if err != nil {
		return nil, ErrBroken
	}
	return plain, nil
}

// SealJSON seals v as JSON.
func SealJSON(key Key, at Place, v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return Seal(key, at, plain), nil
}

// OpenJSON opens a record sealed by SealJSON into v.
func OpenJSON(key Key, at Place, sealed []byte, v any) error {
	plain, err := Open(key, at, sealed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(plain, v); err != nil {
		return ErrBroken
	}
	return nil
}

package vault

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"unicode"

	"filippo.io/age"
	"golang.org/x/crypto/argon2"
)

// Effort is the work an Argon2id password guess costs.
type Effort struct {
	Time    uint32 // passes
	Memory  uint32 // KiB
	Threads uint8
}

// The efforts in use: a password is typed many times a day, the code of the
// recovery sheet once in years.
var (
	PasswordEffort = Effort{Time: 3, Memory: 64 << 10, Threads: 4}
	RecoveryEffort = Effort{Time: 3, Memory: 256 << 10, Threads: 4}
)

// The most that a stored effort may ask for, so that a tampered row cannot
// exhaust the machine.
var maxEffort = Effort{Time: 8, Memory: 512 << 10, Threads: 16}

func (e Effort) bearable() bool {
	return 1 <= e.Time && e.Time <= maxEffort.Time && e.Memory <= maxEffort.Memory && 1 <= e.Threads && e.Threads <= maxEffort.Threads
}

// PretendUnlock costs what Unlock costs and opens nothing, so that a sign-in
// takes as long for a name that does not exist.
func PretendUnlock(password string) { stretch(password, make([]byte, saltSize), PasswordEffort) }

// ErrWrongPassword says that a password or recovery code does not open its key.
var ErrWrongPassword = errors.New("vault: wrong password")

// Identity is the key pair of an account or of the recovery sheet. Keys are
// granted to its public half; its private half opens them.
type Identity struct{ x *age.X25519Identity }

// NewIdentity makes a key pair.
func NewIdentity() (*Identity, error) {
	x, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	return &Identity{x}, nil
}

// Public is the half that others grant keys to.
func (id *Identity) Public() string { return id.x.Recipient().String() }

// lockbox is a secret under a password, with what is needed to try one.
type lockbox struct {
	KDF    string `json:"kdf"`
	Effort Effort `json:"effort"`
	Salt   []byte `json:"salt"`
	Box    []byte `json:"box"`
}

const saltSize = 16

var lockboxPlace = Place{Table: "identity"}

// Lock seals the private half under a password.
func (id *Identity) Lock(password string, effort Effort) ([]byte, error) {
	return lock([]byte(id.x.String()), password, effort)
}

// Unlock opens what Lock made; ErrWrongPassword when the password is not it.
func Unlock(locked []byte, password string) (*Identity, error) {
	secret, err := unlock(locked, password)
	if err != nil {
		return nil, err
	}
	x, err := age.ParseX25519Identity(string(secret))
	if err != nil {
		return nil, ErrBroken
	}
	return &Identity{x}, nil
}

func lock(secret []byte, password string, effort Effort) ([]byte, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt)
	key := stretch(password, salt, effort)
	return json.Marshal(lockbox{KDF: "argon2id", Effort: effort, Salt: salt, Box: Seal(key, lockboxPlace, secret)})
}

func unlock(locked []byte, password string) ([]byte, error) {
	var b lockbox
	if err := json.Unmarshal(locked, &b); err != nil {
		return nil, ErrBroken
	}
	if b.KDF != "argon2id" || !b.Effort.bearable() {
		return nil, ErrBroken
	}
	secret, err := Open(stretch(password, b.Salt, b.Effort), lockboxPlace, b.Box)
	if err != nil {
		return nil, ErrWrongPassword
	}
	return secret, nil
}

func stretch(password string, salt []byte, e Effort) (k Key) {
	copy(k[:], argon2.IDKey([]byte(password), salt, e.Time, e.Memory, e.Threads, uint32(len(k))))
	return k
}

// HashPIN keeps a short code so that it can be checked, not read.
func HashPIN(pin string) ([]byte, error) { return lock([]byte("pin"), pin, PasswordEffort) }

// CheckPIN reports whether pin is the one that HashPIN kept.
func CheckPIN(hash []byte, pin string) bool {
	secret, err := unlock(hash, pin)
	return err == nil && bytes.Equal(secret, []byte("pin"))
}

// Grant wraps a key so that only the holder of the public half can open it.
func Grant(public string, key Key) ([]byte, error) {
	recipient, err := age.ParseX25519Recipient(public)
	if err != nil {
		return nil, fmt.Errorf("vault: public key: %w", err)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, recipient)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(key[:]); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Receive opens a granted key; ErrBroken when it was granted to another.
func (id *Identity) Receive(granted []byte) (k Key, err error) {
	r, err := age.Decrypt(bytes.NewReader(granted), id.x)
	if err != nil {
		return k, ErrBroken
	}
	if _, err := io.ReadFull(r, k[:]); err != nil {
		return k, ErrBroken
	}
	return k, nil
}

// The letters of a recovery code: none that is read for another.
const codeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

// NewRecoveryCode returns a code of eight groups of four letters, about 158
// bits, to be printed on paper and typed back by people.
func NewRecoveryCode() string {
	groups := make([]string, 8)
	for i := range groups {
		letters := make([]byte, 4)
		for j := range letters {
			n, _ := rand.Int(rand.Reader, big.NewInt(int64(len(codeLetters)))) // cannot fail, see NewKey
			letters[j] = codeLetters[n.Int64()]
		}
		groups[i] = string(letters)
	}
	return strings.Join(groups, "-")
}

// CleanRecoveryCode gives a typed code the form in which it was printed:
// spaces and dashes are free, small letters and the full-width ones of a Chinese
// input method are taken for capitals, and signs that no code holds (O and 0, I, L
// and 1) are left out.
func CleanRecoveryCode(typed string) string {
	letters := strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			r -= '！' - '!'
		}
		r = unicode.ToUpper(r)
		if strings.ContainsRune(codeLetters, r) {
			return r
		}
		return -1
	}, typed)
	var groups []string
	for i := 0; i < len(letters); i += 4 {
		groups = append(groups, letters[i:min(i+4, len(letters))])
	}
	return strings.Join(groups, "-")
}

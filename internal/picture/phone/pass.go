package phone

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"sync"
)

// secretBytes is 128 bits: nobody guesses it in the minutes a door is open.
const secretBytes = 16

// newSecret is a random word that may stand in a URL, a header or a cookie.
func newSecret() string {
	var b [secretBytes]byte
	rand.Read(b[:]) // never fails: crypto/rand aborts the program first
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// pass is who may do what: the token of the address opens once and then
// becomes a session; the session gets one permit for each upload.
type pass struct {
	token string // of the address; never changes, spent says whether it still opens

	mu      sync.Mutex
	spent   bool
	session string
	permit  string // for the next upload; empty while one is under way
}

func newPass() *pass {
	return &pass{token: newSecret(), session: newSecret()}
}

// enter spends the token. It is true for the first caller only.
func (p *pass) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.spent {
		return false
	}
	p.spent = true
	return true
}

// holds tells whether word is the session that the token was spent on.
func (p *pass) holds(word string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return same(word, p.session) && p.spent
}

// newPermit makes the permit for the next upload; older ones are void.
func (p *pass) newPermit() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.permit = newSecret()
	return p.permit
}

// usePermit is true once for each permit.
func (p *pass) usePermit(word string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.permit == "" || !same(word, p.permit) {
		return false
	}
	p.permit = ""
	return true
}

// same compares in a time that tells nothing, not even of the length.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

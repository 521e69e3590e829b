package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"maps"
	"sync"
)

// Class is a kind of data with a key of its own, so that a role without the
// key cannot read the data even where the window has a defect.
type Class string

const (
	Person Class = "person" // identity, circumstances, photos, papers
	Health Class = "health" // what was seen and done about body and mind
	Audit  Class = "audit"  // the chain's authentication and sealed search terms
	Index  Class = "index"  // blind look-ups by number and telephone
)

// Classes are all classes, in the order in which they are granted.
var Classes = []Class{Person, Health, Audit, Index}

// Ring holds the class keys of whoever is signed in. The zero Ring has none.
// It is safe for use by several goroutines: one may lock while others work.
type Ring struct {
	mu   sync.RWMutex
	keys map[Class]Key
}

// NewRing returns a ring with the given keys.
func NewRing(keys map[Class]Key) *Ring { return &Ring{keys: maps.Clone(keys)} }

// Has reports whether the ring holds the key of a class.
func (r *Ring) Has(c Class) bool { _, ok := r.Key(c); return ok }

// Key returns the key of a class.
func (r *Ring) Key(c Class) (Key, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	k, ok := r.keys[c]
	return k, ok
}

// Drop forgets every key, and overwrites what it held.
func (r *Ring) Drop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for c := range r.keys {
		r.keys[c] = Key{}
	}
	clear(r.keys)
}

// Blind returns the digest under which value can be looked up without being
// kept: HMAC-SHA256 over kind and value under the index key. ok is false
// where the ring lacks that key.
func (r *Ring) Blind(kind, value string) (digest []byte, ok bool) {
	key, ok := r.Key(Index)
	if !ok {
		return nil, false
	}
	return MAC(key, []byte(kind), []byte(value)), true
}

// MAC is HMAC-SHA256 over parts, each preceded by its length so that no two
// different lists of parts give the same bytes.
func MAC(key Key, parts ...[]byte) []byte {
	m := hmac.New(sha256.New, key[:])
	for _, part := range parts {
		writeLength(m, len(part))
		m.Write(part)
	}
	return m.Sum(nil)
}

func writeLength(h hash.Hash, n int) {
	h.Write([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

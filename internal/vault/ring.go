package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
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
type Ring struct{ keys map[Class]Key }

// NewRing returns a ring with the given keys.
func NewRing(keys map[Class]Key) *Ring { return &Ring{keys} }

// Has reports whether the ring holds the key of a class.
func (r *Ring) Has(c Class) bool { _, ok := r.keys[c]; return ok }

// Key returns the key of a class.
func (r *Ring) Key(c Class) (Key, bool) { k, ok := r.keys[c]; return k, ok }

// Drop forgets every key.
func (r *Ring) Drop() { clear(r.keys) }

// Blind returns the digest under which value can be looked up without being
// kept: HMAC-SHA256 over kind and value under the index key. ok is false
// where the ring lacks that key.
func (r *Ring) Blind(kind, value string) (digest []byte, ok bool) {
	key, ok := r.keys[Index]
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

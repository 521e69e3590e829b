package person

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// ticks are the fields that were entered in the national system: the key of
// each with a digest of what was entered, by which a later change is noticed.
// They lie in the sealed part of the stay, as the values themselves do.
type ticks map[string]string

// digestMark parts a key from the digest.
const digestMark = "#"

func readTicks(copied []string) ticks {
	t := ticks{}
	for _, one := range copied {
		key, digest, _ := strings.Cut(one, digestMark)
		t[key] = digest
	}
	return t
}

// keys is how ticks are kept.
func (t ticks) keys() []string {
	all := make([]string, 0, len(t))
	for key, digest := range t {
		if digest != "" {
			key += digestMark + digest
		}
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

func (t ticks) set(key, value string) { t[key] = digestOf(value) }

func (t ticks) done(key string) bool {
	_, ok := t[key]
	return ok
}

// changed reports whether a field has another value now than was entered.
func (t ticks) changed(key, value string) bool {
	digest := t[key]
	return digest != "" && digest != digestOf(value)
}

func digestOf(value string) string {
	sum := sha256.Sum256([]byte(value))
	return hex.EncodeToString(sum[:4])
}

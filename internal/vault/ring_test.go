package vault_test

import (
	"bytes"
	"sync"
	"testing"

	"guitu/internal/vault"
)

func TestADroppedRingHoldsNothing(t *testing.T) {
	key := vault.NewKey()
	ring := vault.NewRing(map[vault.Class]vault.Key{vault.Person: key, vault.Index: vault.NewKey()})
	if got, ok := ring.Key(vault.Person); !ok || got != key || ring.Has(vault.Health) {
		t.Error("the ring holds what it was given and nothing else")
	}
	ring.Drop()
	if ring.Has(vault.Person) {
		t.Error("a key is left")
	}
	if _, ok := ring.Blind("phone", "1"); ok {
		t.Error("a look-up works without the index key")
	}
	var zero vault.Ring
	if zero.Has(vault.Person) {
		t.Error("the zero ring has a key")
	}
}

func TestOneMayLockWhileOthersWork(t *testing.T) {
	ring := vault.NewRing(map[vault.Class]vault.Key{vault.Person: vault.NewKey(), vault.Index: vault.NewKey()})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 1000 {
				ring.Key(vault.Person)
				ring.Blind("phone", "1")
			}
		})
	}
	ring.Drop()
	wg.Wait()
}

func TestBlindLookUpsMeetOnlyWhereKindAndValueDo(t *testing.T) {
	ring := vault.NewRing(map[vault.Class]vault.Key{vault.Index: vault.NewKey()})
	digest := func(kind, value string) []byte {
		d, ok := ring.Blind(kind, value)
		if !ok {
			t.Fatal("no index key")
		}
		return d
	}
	if !bytes.Equal(digest("phone", "10086"), digest("phone", "10086")) {
		t.Error("the same number does not meet itself")
	}
	for _, other := range [][2]string{{"phone", "10087"}, {"number", "10086"}, {"phone1", "0086"}, {"", "phone10086"}} {
		if bytes.Equal(digest("phone", "10086"), digest(other[0], other[1])) {
			t.Errorf("phone 10086 meets %v", other)
		}
	}
}

package vault_test

import (
	"bytes"
	"errors"
	"testing"

	"guitu/internal/vault"
)

var place = vault.Place{Table: "person", ID: "0198-1", Version: 3}

func TestASealedRecordOpensAtItsPlace(t *testing.T) {
	key := vault.NewKey()
	for _, plain := range [][]byte{{}, []byte("演示"), bytes.Repeat([]byte("长"), 100_000)} {
		sealed := vault.Seal(key, place, plain)
		got, err := vault.Open(key, place, sealed)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes do not come back: %v", len(plain), err)
		}
		if len(plain) > 0 && bytes.Contains(sealed, plain) {
			t.Error("the sealed record shows what is in it")
		}
	}
	if bytes.Equal(vault.Seal(key, place, []byte("a")), vault.Seal(key, place, []byte("a"))) {
		t.Error("the same words look the same when sealed twice")
	}
}

func TestASealedValueComesBackAsItWas(t *testing.T) {
	type marks struct {
		Words []string
		Year  int
	}
	key, want := vault.NewKey(), marks{[]string{"左眉有痣", "𬭚"}, 1961}
	sealed, err := vault.SealJSON(key, place, want)
	if err != nil {
		t.Fatal(err)
	}
	var got marks
	if err := vault.OpenJSON(key, place, sealed, &got); err != nil || got.Year != want.Year || got.Words[1] != want.Words[1] {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	var number int
	if err := vault.OpenJSON(key, place, sealed, &number); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("a record of another form: err = %v; want ErrBroken", err)
	}
}

func TestEveryChangedByteIsNoticed(t *testing.T) {
	key := vault.NewKey()
	sealed := vault.Seal(key, place, []byte(`{"name":"演示"}`))
	for i := range sealed {
		for bit := range 8 {
			sealed[i] ^= 1 << bit
			if _, err := vault.Open(key, place, sealed); !errors.Is(err, vault.ErrBroken) {
				t.Errorf("byte %d, bit %d: err = %v; want ErrBroken", i, bit, err)
			}
			sealed[i] ^= 1 << bit
		}
	}
	for n := range sealed {
		if _, err := vault.Open(key, place, sealed[:n]); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("cut to %d bytes: err = %v; want ErrBroken", n, err)
		}
	}
	if _, err := vault.Open(key, place, append(sealed, 0)); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("one byte longer: err = %v; want ErrBroken", err)
	}
}

func TestARecordThatWasMovedDoesNotOpen(t *testing.T) {
	key := vault.NewKey()
	sealed := vault.Seal(key, place, []byte("演示"))
	for what, at := range map[string]vault.Place{
		"another table":    {Table: "stay", ID: place.ID, Version: place.Version},
		"another row":      {Table: place.Table, ID: "0198-2", Version: place.Version},
		"an old version":   {Table: place.Table, ID: place.ID, Version: 2},
		"a part of its id": {Table: place.Table, ID: "0198-", Version: 13},
	} {
		if _, err := vault.Open(key, at, sealed); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("put at %s: err = %v; want ErrBroken", what, err)
		}
	}
	if _, err := vault.Open(vault.NewKey(), place, sealed); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("under another key: err = %v; want ErrBroken", err)
	}
}

func FuzzOpen(f *testing.F) {
	key := vault.Key{1}
	f.Add([]byte{})
	f.Add([]byte{1, 1})
	f.Add(vault.Seal(key, place, []byte("演示"))[:20])
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if _, err := vault.Open(key, place, sealed); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("err = %v; want ErrBroken", err)
		}
	})
}

// The size of an ordinary person's record.
var record = bytes.Repeat([]byte("x"), 235)

func BenchmarkSeal235(b *testing.B) {
	key := vault.NewKey()
	b.ReportAllocs()
	for b.Loop() {
		vault.Seal(key, place, record)
	}
}

func BenchmarkOpen235(b *testing.B) {
	key := vault.NewKey()
	sealed := vault.Seal(key, place, record)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := vault.Open(key, place, sealed); err != nil {
			b.Fatal(err)
		}
	}
}

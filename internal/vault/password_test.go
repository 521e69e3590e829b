package vault_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"guitu/internal/vault"
)

// light is an effort for tests that are not about effort.
var light = vault.Effort{Time: 1, Memory: 64, Threads: 1}

func identity(t testing.TB) *vault.Identity {
	t.Helper()
	id, err := vault.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestThePasswordOpensThePrivateKeyAndNothingElseDoes(t *testing.T) {
	id := identity(t)
	locked, err := id.Lock("一句好记的密码", light)
	if err != nil {
		t.Fatal(err)
	}
	got, err := vault.Unlock(locked, "一句好记的密码")
	if err != nil || got.Public() != id.Public() {
		t.Errorf("err = %v; want the same key pair", err)
	}
	for _, wrong := range []string{"", "一句好记的密", "一句好记的密码 "} {
		if _, err := vault.Unlock(locked, wrong); !errors.Is(err, vault.ErrWrongPassword) {
			t.Errorf("%q: err = %v; want ErrWrongPassword", wrong, err)
		}
	}
}

func TestTheEffortsInUseAreThoseOfTheDesign(t *testing.T) {
	if want := (vault.Effort{Time: 3, Memory: 64 << 10, Threads: 4}); vault.PasswordEffort != want {
		t.Errorf("password effort = %v; want %v", vault.PasswordEffort, want)
	}
	if want := (vault.Effort{Time: 3, Memory: 256 << 10, Threads: 4}); vault.RecoveryEffort != want {
		t.Errorf("recovery effort = %v; want %v", vault.RecoveryEffort, want)
	}
}

// A row changed by a stranger may not make the machine work for hours, nor
// make argon2 panic.
func TestATamperedEffortIsRefused(t *testing.T) {
	locked, err := identity(t).Lock("一句好记的密码", light)
	if err != nil {
		t.Fatal(err)
	}
	for _, effort := range []vault.Effort{
		{Time: 0, Memory: 64, Threads: 1}, {Time: 1, Memory: 64, Threads: 0},
		{Time: 1 << 31, Memory: 64, Threads: 1}, {Time: 1, Memory: 1 << 31, Threads: 1}, {Time: 1, Memory: 64, Threads: 255},
	} {
		var box map[string]any
		if err := json.Unmarshal(locked, &box); err != nil {
			t.Fatal(err)
		}
		box["effort"] = effort
		tampered, err := json.Marshal(box)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vault.Unlock(tampered, "一句好记的密码"); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("%v: err = %v; want ErrBroken", effort, err)
		}
	}
	weaker := strings.Replace(string(locked), `"Memory":64`, `"Memory":8`, 1)
	if _, err := vault.Unlock([]byte(weaker), "一句好记的密码"); !errors.Is(err, vault.ErrWrongPassword) {
		t.Errorf("a weaker effort opened: %v", err)
	}
}

func TestAGrantedKeyOpensForItsHolderOnly(t *testing.T) {
	holder, other, key := identity(t), identity(t), vault.NewKey()
	granted, err := vault.Grant(holder.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := holder.Receive(granted); err != nil || got != key {
		t.Errorf("err = %v; want the key", err)
	}
	if _, err := other.Receive(granted); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("another holder: err = %v; want ErrBroken", err)
	}
	for i := range granted {
		granted[i] ^= 1
		if got, err := holder.Receive(granted); err == nil && got != key {
			t.Errorf("byte %d changed: another key came out", i)
		}
		granted[i] ^= 1
	}
	if _, err := vault.Grant("not a public key", key); err == nil {
		t.Error("granted to nobody")
	}
}

func TestAPINIsCheckedAndNotKept(t *testing.T) {
	hash, err := vault.HashPIN("4711")
	if err != nil {
		t.Fatal(err)
	}
	if !vault.CheckPIN(hash, "4711") || vault.CheckPIN(hash, "4712") || vault.CheckPIN(nil, "") {
		t.Error("the PIN and only the PIN is right")
	}
	if strings.Contains(string(hash), "4711") {
		t.Error("the PIN is kept readable")
	}
}

func TestARecoveryCodeIsTypedAsPeopleType(t *testing.T) {
	const printed = "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456-789A"
	for _, typed := range []string{
		printed,
		"abcd-efgh-jkmn-pqrs-tuvw-xyz2-3456-789a",
		" ABCD EFGH\tJKMN PQRS\nTUVW XYZ2 3456 789A ",
		"ABCDEFGHJKMNPQRSTUVWXYZ23456789A",
		"ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ－ＰＱＲＳ－ｔｕｖｗ－ＸＹＺ２－３４５６－７８９Ａ",
		"ABCD—EFGH。JKMN，PQRS-TUVW-XYZ2-3456-789A",
		"ABCDO-EFGH0-JKMNI-PQRSl-TUVW1-XYZ2-3456-789A", // signs that no code holds
	} {
		if got := vault.CleanRecoveryCode(typed); got != printed {
			t.Errorf("%q becomes %q", typed, got)
		}
	}
}

func TestRecoveryCodesAreLongAndPlain(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		code := vault.NewRecoveryCode()
		if len(code) != 39 || vault.CleanRecoveryCode(code) != code || strings.ContainsAny(code, "O0I1L") {
			t.Errorf("code of %d signs, or with signs that are read for others", len(code))
		}
		if seen[code] {
			t.Error("a code came twice")
		}
		seen[code] = true
	}
}

func FuzzUnlock(f *testing.F) {
	f.Add([]byte(`{"kdf":"argon2id","effort":{"Time":1,"Memory":64,"Threads":1},"salt":"AAAA","box":"AQEAAAAA"}`))
	f.Add([]byte(`{"kdf":"none"}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, locked []byte) {
		var box struct{ Effort vault.Effort }
		if json.Unmarshal(locked, &box) == nil && (box.Effort.Time > 1 || box.Effort.Memory > 1024) {
			return // allowed, and slow
		}
		if _, err := vault.Unlock(locked, "密码"); !errors.Is(err, vault.ErrBroken) && !errors.Is(err, vault.ErrWrongPassword) {
			t.Errorf("err = %v; want ErrBroken or ErrWrongPassword", err)
		}
	})
}

func BenchmarkPasswordEffort(b *testing.B) { benchmarkUnlock(b, vault.PasswordEffort) }
func BenchmarkRecoveryEffort(b *testing.B) { benchmarkUnlock(b, vault.RecoveryEffort) }

func benchmarkUnlock(b *testing.B, effort vault.Effort) {
	locked, err := identity(b).Lock("一句好记的密码", effort)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := vault.Unlock(locked, "一句好记的密码"); err != nil {
			b.Fatal(err)
		}
	}
}

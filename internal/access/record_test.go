package access_test

import (
	"errors"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func openIn(tx *access.Tx, id string) (name string, err error) {
	var sealed []byte
	if err := tx.QueryRow(`SELECT sealed FROM person WHERE id = $1`, id).Scan(&sealed); err != nil {
		return "", err
	}
	var p told
	err = tx.Open(id, vault.Person, personPlace(id), sealed, &p)
	return p.Name, err
}

func protect(t testing.TB, s *access.Session, person string, officers ...string) {
	t.Helper()
	if err := s.Write(t.Context(), access.Protect, func(tx *access.Tx) error { return tx.ProtectPerson(person, officers) }); err != nil {
		t.Fatal(err)
	}
}

func TestAProtectedPersonIsOpenToTheNamedOfficersOnly(t *testing.T) {
	_, head, _ := station(t)
	named := hire(t, head, "named", access.TracingOfficer)
	desk := hire(t, head, "desk", access.FrontDesk)
	secondHead := hire(t, head, "head2", access.StationHead)
	protected, sibling := addPerson(t, head, "演示甲"), addPerson(t, head, "演示乙")
	protect(t, head, protected, named.Account().ID)
	for who, s := range map[string]*access.Session{"the doer": head, "the officer": named} {
		for range 2 { // the second time out of memory
			if name, err := openPerson(t, s, protected); name != "演示甲" {
				t.Errorf("%s: %q, %v", who, name, err)
			}
		}
	}
	for who, s := range map[string]*access.Session{"the desk": desk, "another head": secondHead} {
		_, err := openPerson(t, s, protected)
		wantKind(t, who, err, store.Forbidden)
		if name, err := openPerson(t, s, sibling); name != "演示乙" {
			t.Errorf("%s opens an ordinary person: %q, %v", who, name, err)
		}
	}
}

func TestNamingAnewTakesTheFileFromTheOthers(t *testing.T) {
	_, head, _ := station(t)
	first := hire(t, head, "first", access.TracingOfficer)
	second := hire(t, head, "second", access.TracingOfficer)
	person := addPerson(t, head, "演示甲")
	protect(t, head, person, first.Account().ID)
	if _, err := openPerson(t, first, person); err != nil {
		t.Fatal(err)
	}
	protect(t, head, person, second.Account().ID)
	_, err := openPerson(t, first, person)
	wantKind(t, "the former officer", err, store.Forbidden)
	if name, err := openPerson(t, second, person); name != "演示甲" {
		t.Errorf("the new officer: %q, %v", name, err)
	}
}

func TestWhoMayNotReadFilesIsNotNamed(t *testing.T) {
	_, head, _ := station(t)
	admin := hire(t, head, "admin", access.Administrator)
	gone := hire(t, head, "gone", access.TracingOfficer)
	if err := head.DisableAccount(t.Context(), gone.Account().ID); err != nil {
		t.Fatal(err)
	}
	person := addPerson(t, head, "演示甲")
	for who, c := range map[string]struct {
		id   string
		kind store.Kind
	}{"an administrator": {admin.Account().ID, store.Invalid}, "who has left": {gone.Account().ID, store.Invalid}, "nobody": {"nobody", store.NotFound}} {
		err := head.Write(t.Context(), access.Protect, func(tx *access.Tx) error { return tx.ProtectPerson(person, []string{c.id}) })
		wantKind(t, who, err, c.kind)
	}
	desk := hire(t, head, "desk", access.FrontDesk)
	if _, err := openPerson(t, desk, person); err != nil {
		t.Errorf("a refused protection took the file away: %v", err)
	}
}

func TestAPersonsRecordDoesNotOpenAsAnothers(t *testing.T) {
	db, head, _ := station(t)
	first, second := addPerson(t, head, "演示甲"), addPerson(t, head, "演示乙")
	steal(t, thief(t, db), `UPDATE person SET sealed = (SELECT sealed FROM person WHERE id = $1) WHERE id = $2`, first, second)
	if _, err := openPerson(t, head, second); !errors.Is(err, vault.ErrBroken) {
		t.Errorf("err = %v; want ErrBroken", err)
	}
}

func TestFilesAndDraftsAreSealedToo(t *testing.T) {
	_, head, _ := station(t)
	person := addPerson(t, head, "演示甲")
	photo, draft := vault.Place{Table: "photo", ID: "1", Version: 1}, vault.Place{Table: "draft", ID: "1", Version: 1}
	if err := head.Write(t.Context(), access.Register, func(tx *access.Tx) error {
		sealed, err := tx.SealBytes(person, vault.Person, photo, []byte("照片"))
		if err != nil {
			return err
		}
		if plain, err := tx.OpenBytes(person, vault.Person, photo, sealed); string(plain) != "照片" {
			t.Errorf("photo: %q, %v", plain, err)
		}
		if _, err := tx.OpenBytes(person, vault.Health, photo, sealed); !errors.Is(err, vault.ErrBroken) {
			t.Errorf("a photo opens with the health key: %v", err)
		}
		if sealed, err = tx.SealAsClass(vault.Person, draft, []byte("草稿")); err != nil {
			return err
		}
		if plain, err := tx.OpenAsClass(vault.Person, draft, sealed); string(plain) != "草稿" {
			t.Errorf("draft: %q, %v", plain, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

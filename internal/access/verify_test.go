package access_test

import (
	"testing"

	"guitu/internal/access"
)

func TestADamagedRecordIsFound(t *testing.T) {
	db, head, _ := station(t)
	person := addPerson(t, head, "演示甲")
	for range 3 {
		addPerson(t, head, "演示乙")
	}
	if v, err := head.Verify(t.Context(), nil); err != nil || !v.Sound() || v.Records != 4 {
		t.Fatalf("before: %+v, %v", v, err)
	}
	raw := thief(t, db)
	var sealed []byte
	if err := raw.QueryRow(`SELECT sealed FROM person WHERE id = $1`, person).Scan(&sealed); err != nil {
		t.Fatal(err)
	}
	sealed[20] ^= 1
	steal(t, raw, `UPDATE person SET sealed = $1 WHERE id = $2`, sealed, person)
	wantFinding(t, head, person)
}

func TestAVersionPutBackIsFound(t *testing.T) {
	db, head, _ := station(t)
	person := addPerson(t, head, "演示甲")
	steal(t, thief(t, db), `UPDATE person SET version = 2 WHERE id = $1`, person)
	wantFinding(t, head, person)
}

func TestALostRecordKeyIsFound(t *testing.T) {
	db, head, _ := station(t)
	person := addPerson(t, head, "演示甲")
	protected := addPerson(t, head, "演示乙")
	protect(t, head, protected)
	if all := findings(t, head); all != nil {
		t.Fatalf("before: %q", all)
	}
	raw := thief(t, db)
	steal(t, raw, `DELETE FROM record_key WHERE person_id = $1`, person)
	wantFinding(t, head, person)
	steal(t, raw, `DELETE FROM record_grant WHERE person_id = $1 AND class = 'health'`, protected)
	wantFinding(t, head, protected)
}

func TestAnAuditorVerifiesWithoutReadingFiles(t *testing.T) {
	_, head, _ := station(t)
	addPerson(t, head, "演示甲")
	auditor := hire(t, head, "auditor", access.Auditor)
	v, err := auditor.Verify(t.Context(), nil)
	if err != nil || !v.Sound() || v.Records != 0 || v.Protected != 1 || len(v.AuditHead) != 64 {
		t.Errorf("%+v, %v", v, err)
	}
}

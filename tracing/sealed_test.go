package tracing_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"guitu/tracing"
)

func TestNoFileHoldsANoteInTheClear(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	note := tracing.StepNote{Note: "演示：他说家门口有一棵大槐树", RefNo: "演示协查〔2026〕7号", Where: "演示市公安局"}
	_, err := o.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.Lead, StepNote: note})
	ok(t, err)

	files, err := filepath.Glob(filepath.Join(o.Session.DB().Dir(), "*"))
	ok(t, err)
	stepIsThere := false
	for _, file := range files {
		content, err := os.ReadFile(file)
		ok(t, err)
		stepIsThere = stepIsThere || bytes.Contains(content, []byte(stay.ID))
		for _, secret := range []string{note.Note, note.RefNo, note.Where} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds %q in the clear", filepath.Base(file), secret)
			}
		}
	}
	if !stepIsThere {
		t.Error("the files read are not those that hold the stay")
	}
}

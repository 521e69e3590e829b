package intake_test

import (
	"strings"
	"testing"

	"guitu/intake"
	"guitu/internal/store"
)

func TestClausesStartAsTheCodeTables(t *testing.T) {
	d := desk(t)
	for _, kind := range []string{intake.ClauseRefuse, intake.ClauseEnd} {
		all, err := d.Clauses(t.Context(), kind)
		if err != nil || len(all) < 4 {
			t.Fatalf("%s: %d clauses, %v", kind, len(all), err)
		}
		for _, c := range all {
			if !strings.Contains(c.Basis, "《") {
				t.Errorf("%s cites nothing", c.Key)
			}
		}
		if err := d.SaveClauses(t.Context(), kind, all); err != nil {
			t.Errorf("%s: the defaults cannot be saved: %v", kind, err)
		}
	}
	if _, err := d.Clauses(t.Context(), "other"); store.KindOf(err) != store.Invalid {
		t.Errorf("a kind that does not exist gives %v", err)
	}
}

func TestClauseThatWasDroppedIsStillKnown(t *testing.T) {
	d := desk(t)
	own := []intake.Clause{{Key: "own", Text: "演示情形", Basis: "《演示办法》第一条"}}
	if err := d.SaveClauses(t.Context(), intake.ClauseRefuse, own); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveClauses(t.Context(), intake.ClauseRefuse, []intake.Clause{{Key: "newer", Text: "演示另一情形", Basis: "《演示办法》第二条"}}); err != nil {
		t.Fatal(err)
	}
	all, err := d.Clauses(t.Context(), intake.ClauseRefuse)
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Key != "newer" || all[0].Off || all[1].Key != "own" || !all[1].Off || len(all) != 7 {
		t.Errorf("clauses are %+v; want the newer one in use, and the own and the five defaults out of it", all)
	}
	if got := intake.ClauseOf(all, "own").Text; got != "演示情形" {
		t.Errorf("a notice of the past says %q", got)
	}
}

func TestClauseNeedsTextAndBasis(t *testing.T) {
	d := desk(t)
	good := intake.Clause{Key: "a", Text: "演示", Basis: "《演示》"}
	for field, bad := range map[string]intake.Clause{"key": {Text: "x", Basis: "y"}, "text": {Key: "a", Basis: "y"}, "basis": {Key: "a", Text: "x"}} {
		expectInvalid(t, d.SaveClauses(t.Context(), intake.ClauseEnd, []intake.Clause{bad}), field)
	}
	expectInvalid(t, d.SaveClauses(t.Context(), intake.ClauseEnd, []intake.Clause{good, good}), "key")
	good.Off = true
	expectInvalid(t, d.SaveClauses(t.Context(), intake.ClauseEnd, []intake.Clause{good}), "off")
}

func TestRightsAreToldInTheStationsOwnWords(t *testing.T) {
	d := desk(t)
	says := func(lang string) string {
		t.Helper()
		text, err := d.RightsText(t.Context(), lang)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	save := func(lang, text string) {
		t.Helper()
		if err := d.SaveRightsText(t.Context(), lang, text); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(says("zh"), "救助是自愿的") || !strings.Contains(says("en"), "voluntary") || says("bo") != "" {
		t.Fatal("it does not begin with a Chinese and an English text alone")
	}
	save("zh", "演示告知事项")
	save("vi", "演示")
	if says("zh") != "演示告知事项" || says("vi") != "演示" {
		t.Error("the own words are not told")
	}
	save("zh", "  ")
	if !strings.Contains(says("zh"), "救助是自愿的") {
		t.Error("an empty text does not put back the first one")
	}
	expectInvalid(t, d.SaveRightsText(t.Context(), "klingon", "x"), "language")
	expectInvalid(t, d.SaveRightsText(t.Context(), "zh", strings.Repeat("字", 4001)), "text")
}

// The words of the trade: aid is voluntary, nobody is detained or sent back.
func TestRightsDoNotSpeakOfDetention(t *testing.T) {
	d := desk(t)
	text, err := d.RightsText(t.Context(), "zh")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"收容", "遣送", "逃跑", "强制"} {
		if strings.Contains(text, word) {
			t.Errorf("it says %s", word)
		}
	}
}

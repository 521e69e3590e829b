package printing

import (
	"slices"
	"strings"
	"testing"

	"guitu/intake"
)

// offeredOf lists what an Extra of a kind takes.
func offeredOf(t *testing.T, p *Papers, kind, key string) []Option {
	t.Helper()
	k, _ := paperKind(kind)
	at := slices.IndexFunc(k.Extras, func(e Extra) bool { return e.Key == key })
	if at < 0 || k.Extras[at].Options == nil {
		t.Fatalf("%s offers nothing for %s", kind, key)
	}
	all, err := k.Extras[at].Options(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOnlyClausesInUseAreOffered(t *testing.T) {
	p := papers(t)
	clauses, err := p.Desk.Clauses(t.Context(), intake.ClauseEnd)
	if err != nil {
		t.Fatal(err)
	}
	clauses[0].Off = true
	if err := p.Desk.SaveClauses(t.Context(), intake.ClauseEnd, clauses); err != nil {
		t.Fatal(err)
	}
	offered := offeredOf(t, p, "ending", "clause")
	if len(offered) != len(clauses)-1 || slices.ContainsFunc(offered, func(o Option) bool { return o.Key == clauses[0].Key }) {
		t.Errorf("of %d clauses with one out of use it offers %v", len(clauses), offered)
	}
	if offered[0] != (Option{clauses[1].Key, clauses[1].Text}) {
		t.Errorf("the first is %v", offered[0])
	}
}

func TestAnotherClauseOfARefusalBringsItsOwnBasis(t *testing.T) {
	p := papers(t)
	stay, err := p.Desk.Refuse(t.Context(), begun(t, p, named("演示甲")), intake.Refusal{Reason: "cash", Clause: "演示规定第一条"})
	if err != nil {
		t.Fatal(err)
	}
	clauses, err := p.Desk.Clauses(t.Context(), intake.ClauseRefuse)
	if err != nil {
		t.Fatal(err)
	}
	other := clauses[slices.IndexFunc(clauses, func(c intake.Clause) bool { return c.Key != "cash" && !c.Off })]
	print := func(clause string) string {
		t.Helper()
		r, err := p.Preview(t.Context(), "refusal", stay.ID, map[string]string{"clause": clause})
		if err != nil {
			t.Fatal(err)
		}
		return words(t, r)
	}
	if text := print(""); !strings.Contains(text, "演示规定第一条") {
		t.Error("what was written at the desk is not on the notice")
	}
	if text := print(other.Key); strings.Contains(text, "演示规定第一条") || !strings.Contains(text, "☑"+other.Text[:6]) {
		t.Errorf("another clause: %s", text)
	}
}

func TestTheRightsAreSetInTheLanguageThatIsChosen(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	for _, o := range offeredOf(t, p, "rights", "language") {
		r, err := p.Preview(t.Context(), "rights", stay.ID, map[string]string{"language": o.Key})
		if err != nil {
			t.Fatal(err)
		}
		if english := strings.Contains(words(t, r), "Whatyoushouldknow"); english != (o.Key == "en") {
			t.Errorf("%s: in English %v", o.Key, english)
		}
	}
}

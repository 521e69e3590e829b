package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

func rowsOf(t testing.TB, d *intake.Desk, text string) []intake.ImportRow {
	t.Helper()
	list, err := intake.ReadList(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	rows, ok := list.Arrivals(list.Guess(), "police", d.Session.DB().Now())
	if !ok {
		t.Fatalf("rows %+v", rows)
	}
	return rows
}

func residents(t *testing.T, d *intake.Desk) []string {
	t.Helper()
	all, err := d.Residents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range all {
		names = append(names, r.Person.Name)
	}
	slices.Sort(names)
	return names
}

func TestListIsRegisteredWhole(t *testing.T) {
	d := desk(t)
	rows := rowsOf(t, d, "姓名,性别,身份证号\n演示甲,男,34052419800101001X\n演示乙,女,\n,,\n无名氏,男,\n")
	var told []int
	result, err := d.Import(t.Context(), rows, func(done, total int) { told = append(told, done, total) })
	if err != nil {
		t.Fatal(err)
	}
	if got := residents(t, d); !slices.Equal(got, []string{"", "演示乙", "演示甲"}) {
		t.Errorf("in the station are %q", got)
	}
	if !slices.Equal(told, []int{3, 3}) {
		t.Errorf("progress was %v", told)
	}
	numbers := map[string]bool{}
	for _, s := range result.Stays {
		numbers[s.Number] = s.Slip != ""
	}
	if len(numbers) != 3 || numbers[""] {
		t.Errorf("numbers %v; want three, each with a slip", numbers)
	}
	if got := acts(t, d, ""); len(got["import"]) != 1 {
		t.Errorf("on record: %v; want one import", got)
	}
	if got := acts(t, d, result.Stays[0].PersonID); len(got["register"]) != 1 {
		t.Errorf("on record about the first: %v; want that they were registered", got)
	}
}

func TestOneLineKeepsTheWholeListOut(t *testing.T) {
	d := desk(t)
	known := man("演示已在站")
	known.IDNumber, known.IDKind = "34052419800101001X", "citizen"
	first := arrive(t, d, known)
	rows := rowsOf(t, d, "姓名,性别,身份证号\n演示乙,女,\n演示甲,男,34052419800101001X\n")
	checked, ok, err := d.CheckImport(t.Context(), rows)
	if err != nil || ok || !checked[0].Ready() || checked[1].Ready() || !rows[1].Ready() {
		t.Errorf("checked: ok %v, %+v, %v; want line 3 found, and the rows as they were", ok, checked, err)
	}
	_, err = d.Import(t.Context(), rows, nil)
	e, isOurs := err.(*store.Error)
	if !isOurs || e.Kind != store.Conflict || e.Args["Line"] != 3 {
		t.Fatalf("error %v; want a conflict on line 3", err)
	}
	_, err = d.Import(t.Context(), checked, nil)
	if e, isOurs = err.(*store.Error); !isOurs || e.Kind != store.Invalid || e.Args["Line"] != 3 {
		t.Fatalf("error %v; want line 3 refused", err)
	}
	if got := residents(t, d); !slices.Equal(got, []string{"演示已在站"}) {
		t.Errorf("in the station are %q; want nobody new", got)
	}
	next := arrive(t, d, man("演示丙"))
	if next.Number == first.Number || !strings.HasSuffix(next.Number, "00002") {
		t.Errorf("the next number is %s; the list that failed drew none", next.Number)
	}
	if _, err := d.Import(t.Context(), nil, nil); store.KindOf(err) != store.Invalid {
		t.Errorf("an empty list gives %v", err)
	}
}

func TestWhoMayNotRegisterImportsNothing(t *testing.T) {
	d := desk(t)
	auditor := signInAs(t, d, access.Auditor)
	if _, err := auditor.Import(t.Context(), rowsOf(t, d, "姓名,性别\n演示,男\n"), nil); store.KindOf(err) != store.Forbidden {
		t.Errorf("an auditor gets %v", err)
	}
}

func BenchmarkImport(b *testing.B) {
	d := desk(b)
	var text strings.Builder
	text.WriteString("姓名,性别,年龄,备注\n")
	for i := range 500 {
		fmt.Fprintf(&text, "演示%d,男,%d,演示备注\n", i, 20+i%60)
	}
	rows := rowsOf(b, d, text.String())
	for b.Loop() {
		if _, err := d.Import(b.Context(), rows, nil); err != nil {
			b.Fatal(err)
		}
	}
}

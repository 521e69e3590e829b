package shelter_test

import (
	"bytes"
	"strings"
	"testing"

	"guitu/intake"
	"guitu/shelter"
)

func list(t *testing.T, text string) intake.List {
	t.Helper()
	l, err := intake.ReadList(strings.NewReader(text))
	ok(t, err)
	return l
}

func directory(t *testing.T, h *shelter.House) []shelter.Institution {
	t.Helper()
	all, err := h.Institutions(t.Context(), "")
	ok(t, err)
	return all
}

func TestADirectoryIsTakenInWholeOrNotAtAll(t *testing.T) {
	h := house(t)
	n, wrong, err := h.ImportInstitutions(t.Context(), list(t, "名称,种类,电话\n演示甲站,救助管理站,000-1\n演示乙院,澡堂,000-2\n,医院,000-3\n演示甲站,station,000-4\n"))
	ok(t, err)
	if n != 0 || len(wrong) != 3 || wrong[0].Line != 3 || wrong[1].Line != 4 || wrong[2].Line != 5 {
		t.Fatalf("%d taken in, wrong %+v", n, wrong)
	}
	if len(directory(t, h)) != 0 {
		t.Fatal("something was taken in")
	}
	n, wrong, err = h.ImportInstitutions(t.Context(), list(t, "名称,种类,电话\n演示甲站,救助管理站,000-1\n演示乙院,医院,000-2\n"))
	ok(t, err)
	if n != 2 || len(wrong) != 0 {
		t.Fatalf("%d taken in, wrong %+v", n, wrong)
	}
	_, _, err = h.ImportInstitutions(t.Context(), list(t, "name,kind,phone\n演示甲站,station,000-9\n"))
	ok(t, err)
	all := directory(t, h)
	if len(all) != 2 || all[1].Phone != "000-9" {
		t.Errorf("directory = %+v", all)
	}
}

func TestADirectoryGoesOutAndComesBack(t *testing.T) {
	h := house(t)
	for _, i := range []shelter.Institution{
		{Kind: "station", Name: "=演示(1)站", Region: "演示省", Address: "一路,二号", Phone: "+86 000", Note: "“引号”", Active: true},
		{Kind: "placement", Name: "演示托养", Active: true},
	} {
		ok(t, h.SaveInstitution(t.Context(), &i))
	}
	before := directory(t, h)
	var file bytes.Buffer
	ok(t, shelter.WriteInstitutions(&file, before))
	if strings.Contains(file.String(), "\n=") || strings.Contains(file.String(), ",=") {
		t.Error("a spreadsheet would calculate a name")
	}
	other := house(t)
	n, wrong, err := other.ImportInstitutions(t.Context(), list(t, file.String()))
	ok(t, err)
	if n != 2 || len(wrong) != 0 {
		t.Fatalf("%d, %+v", n, wrong)
	}
	for i, back := range directory(t, other) {
		want := before[i]
		want.ID, want.Version = back.ID, back.Version
		if back != want {
			t.Errorf("came back as %+v; want %+v", back, want)
		}
	}
}

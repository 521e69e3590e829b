package house

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func visitor(stay, name string) shelter.Visitor {
	return shelter.Visitor{StayID: stay, VisitorNote: shelter.VisitorNote{Name: name}}
}

// hospital is an invented one in the directory.
func (w *window) hospital() shelter.Institution {
	w.T.Helper()
	i := shelter.Institution{Kind: "hospital", Name: "演示市人民医院", Region: "山东省诸城市", Phone: "0536-000", Active: true}
	kittest.OK(w.T, w.House().SaveInstitution(w.T.Context(), &i))
	return i
}

func TestAPileOfVouchersIsEnteredByKeys(t *testing.T) {
	w := opened(t)
	w.hospital()
	stay := w.Admit(kittest.Man("赵演示", 44))
	c := deskOf[*costs](w, "费用")
	if c.table.Visible() || !c.empty.Visible() {
		t.Error("an empty month does not teach")
	}
	c.enter()
	w.Write("1", fyne.KeyReturn)
	w.Write("128.555", fyne.KeyReturn)
	w.Submit()
	if c.Form.Item("amount").Field.Base().Problem() == "" {
		t.Error("half a fen was taken")
	}
	w.Fill("128.50")
	w.Press(fyne.KeyReturn)
	w.Write("记-10")
	c.Form.Focus("institution")
	w.Write("yssrm", fyne.KeyReturn) // the initials of its sounds
	w.Write("赵演", fyne.KeyReturn)
	w.Submit()
	w.heard("cost:recorded")
	if len(c.all) != 1 || c.all[0].AmountFen != 12850 || c.all[0].StayID != stay.ID || c.placed[c.all[0].InstitutionID] != "演示市人民医院" {
		t.Fatalf("kept %+v; failed %v", c.all, w.Failures)
	}
	if c.Form == nil || c.entering.kind.Chosen() != "hospital" || c.entering.institution.Chosen() == "" || c.entering.voucher.Text != "" || c.entering.who.Chosen() != "" {
		t.Error("the form is not ready for the next of the pile")
	}
	w.Fill("20")
	w.Press(fyne.KeyReturn)
	w.Write("记-9")
	c.entering.day.SetText("2026-12-24")
	w.Submit()
	if c.Form.Item("day").Field.Base().Problem() == "" {
		t.Error("a voucher of next month was taken")
	}
	c.entering.day.SetText("2026-11-20")
	w.Submit()
	w.Shortcut("close")
	if c.Form != nil || len(c.all) != 2 {
		t.Fatalf("form %v, %d vouchers", c.Form != nil, len(c.all))
	}
	if c.total.Content != "合计 148.50 元，2 笔" {
		t.Errorf("the total reads %q", c.total.Content)
	}
}

// spent enters two vouchers, one of a person.
func (w *window) spent() (hospital shelter.Institution) {
	w.T.Helper()
	hospital = w.hospital()
	stay := w.Admit(kittest.Man("赵演示", 44))
	for _, c := range []shelter.Cost{
		{StayID: stay.ID, Kind: "hospital", AmountFen: 128050, Voucher: "记-10", InstitutionID: hospital.ID, Note: "演示急诊"},
		{Kind: "ticket", AmountFen: 20000, Voucher: "记-9"},
	} {
		_, err := w.House().RecordCost(w.T.Context(), c)
		kittest.OK(w.T, err)
	}
	return hospital
}

func TestAWrongVoucherIsCancelledByACounterEntry(t *testing.T) {
	w := opened(t)
	w.spent()
	c := deskOf[*costs](w, "费用")
	w.Press(fyne.KeyHome)
	c.askCancel()
	w.Write("演示：金额记错")
	w.Submit()
	w.heard("cost:cancelled")
	if len(c.all) != 3 || c.month.TotalFen != 20000 {
		t.Fatalf("%d entries, total %d; failed %v", len(c.all), c.month.TotalFen, w.Failures)
	}
	if got := costState(c.all[0]); !strings.HasPrefix(got, "✕ 已冲销") {
		t.Errorf("the first reads %q", got)
	}
	w.Window().Canvas().Focus(c.table.Target())
	w.Press(fyne.KeyHome)
	if !c.cancel.Disabled() {
		t.Error("what is cancelled can be cancelled again")
	}
}

func TestAMonthIsFilteredSummedAndTurned(t *testing.T) {
	w := opened(t)
	w.spent()
	c := deskOf[*costs](w, "费用")
	c.kinds.Choose("ticket")
	c.refill()
	if rows := c.table.Shown(); len(rows) != 1 || rows[0].Voucher != "记-9" {
		t.Errorf("tickets are %+v", rows)
	}
	c.kinds.Choose()
	c.refill()
	w.Window().Canvas().Focus(c.find)
	w.Fill("赵演示")
	if rows := c.table.Shown(); len(rows) != 1 || rows[0].Voucher != "记-10" {
		t.Errorf("of the person are %+v", rows)
	}
	w.Window().Canvas().Focus(c.view)
	w.Write("3")
	if rows := c.sums.Shown(); len(rows) != 3 || rows[0].name != "演示市人民医院" || rows[0].fen != 128050 || rows[2].fen != 148050 {
		t.Errorf("by institution %+v", rows)
	}
	w.Write("2")
	if rows := c.sums.Shown(); len(rows) != 3 || rows[1].name != "车船票" || rows[1].n != 1 {
		t.Errorf("by kind %+v", rows)
	}
	c.turn(-1)
	if c.title.Content != "2026年10月" || len(c.all) != 0 {
		t.Errorf("the month before is %q with %d", c.title.Content, len(c.all))
	}
}

func TestAnAuditorReadsAmountsWithoutNames(t *testing.T) {
	w := opened(t)
	w.spent()
	auditor := w.as(access.Auditor)
	c := deskOf[*costs](auditor, "费用")
	if c.month.TotalFen != 148050 || len(c.table.Shown()) != 2 {
		t.Fatalf("reads %+v; failed %v", c.month, auditor.Failures)
	}
	for _, r := range c.table.Shown() {
		if c.people[r.PersonID] != "" || r.Note != "" {
			t.Errorf("reads the name %q or the note %q", c.people[r.PersonID], r.Note)
		}
	}
	c.view.Choose("person")
	c.refill()
	for _, s := range c.sums.Shown() {
		if strings.Contains(s.name, "赵") {
			t.Errorf("reads %q", s.name)
		}
	}
	auditor.Press(fyne.KeyHome)
	if !c.cancel.Disabled() {
		t.Error("an auditor can write")
	}
	c.enter()
	if c.Form != nil {
		t.Error("an auditor can enter")
	}
	auditor.Shortcut("print")
	auditor.heard("preview:costs")
	if c.Listed() {
		t.Error("the paper does not stand in the place of the list")
	}
	auditor.Shortcut("close")
	if !c.Listed() {
		t.Error("Esc does not lead back to the list")
	}
}

func TestWhatWasNotedOfAProtectedPersonStandsInNoList(t *testing.T) {
	w := opened(t)
	w.spent()
	c := deskOf[*costs](w, "费用")
	person := c.all[0].PersonID
	kittest.OK(t, w.Desk().Protect(t.Context(), person, nil, "演示"))
	c.load()
	if r := c.all[0]; r.Note != "" || c.people[r.PersonID] != "保护对象" || c.all[1].Voucher != "记-9" {
		t.Errorf("the list says %q of %q", r.Note, c.people[r.PersonID])
	}
	book, err := w.Papers().CostBook(t.Context(), c.of)
	kittest.OK(t, err)
	for _, row := range book.Rows {
		if row.Note == "演示急诊" || row.Person == "赵演示" {
			t.Errorf("the paper says %+v", row)
		}
	}
}

func TestTheDirectoryIsFoundByPinyinAndRegionAndChanged(t *testing.T) {
	w := opened(t)
	w.hospital()
	other := shelter.Institution{Kind: "station", Name: "演示县救助站", Region: "河南省信阳市", Active: true}
	kittest.OK(t, w.House().SaveInstitution(t.Context(), &other))
	d := deskOf[*institutions](w, "机构通讯录")
	for words, want := range map[string]string{"ysxjz": "演示县救助站", "诸城": "演示市人民医院", "xys": "演示县救助站"} {
		w.Fill(words)
		if rows := d.table.Shown(); len(rows) != 1 || rows[0].Name != want {
			t.Errorf("%s finds %+v", words, rows)
		}
	}
	w.Fill("诸城")
	w.Press(fyne.KeyDown, fyne.KeyHome, fyne.KeyReturn)
	if d.Form == nil {
		t.Fatal("Enter does not open it")
	}
	w.Fill("")
	w.Submit()
	if d.Form.Item("name").Field.Base().Problem() == "" {
		t.Error("an institution without a name was taken")
	}
	w.Fill("演示县救助站")
	d.Form.Focus("kind")
	w.Write("1")
	w.Submit()
	if d.Form == nil || d.Form.Item("name").Field.Base().Problem() == "" {
		t.Fatal("a second one of the same name and kind was taken")
	}
	d.Form.Focus("name")
	w.Fill("演示市第一医院")
	w.Submit()
	if rows := d.table.Shown(); len(rows) != 1 || rows[0].Name != "演示市第一医院" {
		t.Errorf("after the change %+v; failed %v", rows, w.Failures)
	}
	clerk := deskOf[*institutions](w.as(access.FrontDesk), "机构通讯录")
	clerk.edit(other)
	if clerk.Form != nil {
		t.Error("a clerk can change the directory")
	}
}

// file is a file in a temporary folder, as the window's dialog hands it over.
func file(t *testing.T, words string) fyne.URIReadCloser {
	t.Helper()
	path := filepath.Join(t.TempDir(), "机构.csv")
	kittest.OK(t, os.WriteFile(path, []byte(words), 0o600))
	r, err := storage.Reader(storage.NewFileURI(path))
	kittest.OK(t, err)
	return r
}

func TestAListIsShownLineByLineAndTakenInWholeOrNotAtAll(t *testing.T) {
	w := opened(t)
	d := deskOf[*institutions](w, "机构通讯录")
	d.readList(file(t, "名称,种类,电话\n演示甲站,救助管理站,000-1\n演示乙院,澡堂,000-2\n,医院,000-3\n"))
	w.heard("preview:institutions")
	rows := d.taking.table.Shown()
	if len(rows) != 3 || rows[0].line != 3 || rows[1].wrong != "请填写机构名称。" || rows[2].wrong != "" || !d.taking.act.Disabled() {
		t.Fatalf("the lines are %+v", rows)
	}
	w.Submit()
	w.Shortcut("close")
	if len(d.table.Shown()) != 0 {
		t.Fatal("something was taken in")
	}
	d.readList(file(t, "名称,种类,电话\n演示甲站,救助管理站,000-1\n演示乙院,医院,000-2\n"))
	w.Submit()
	w.heard("institutions:imported")
	if len(d.table.Shown()) != 2 || !d.Listed() {
		t.Errorf("the directory has %+v; failed %v", d.table.Shown(), w.Failures)
	}
	d.readList(file(t, "颜色\n红\n"))
	if len(w.Failures) != 1 {
		t.Errorf("a list of something else: failed %v", w.Failures)
	}
}

func TestEachRoleSeesTheSectionsThatItMayOpen(t *testing.T) {
	w := opened(t)
	for role, want := range map[access.Role]string{
		access.ShelterManager: "值班 外出 访客 换洗洗浴 | 费用 机构通讯录",
		access.TracingOfficer: "值班 外出 访客 | 机构通讯录",
		access.Auditor:        "值班 | 费用 机构通讯录",
		access.Volunteer:      "值班 | 机构通讯录",
	} {
		other := w.as(role)
		if got := titles(Sections(other)) + " | " + titles(Records(other)); got != want {
			t.Errorf("%s sees %s; want %s", role, got, want)
		}
	}
}

func titles(all []kit.Section) string {
	var words []string
	for _, s := range all {
		words = append(words, s.Title)
	}
	return strings.Join(words, " ")
}

func date(day int) calendar.Date { return calendar.Date{Year: 2026, Month: 11, Day: day} }

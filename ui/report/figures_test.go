package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// counted opens the page 统计 at a section.
func (d *desk) counted(title string) *kit.Sectioned {
	d.T.Helper()
	page := kit.NewSectioned(d, "统计", "figures.section", Figures(d), title)
	d.Show(page)
	if len(d.Failures) > 0 {
		d.T.Fatal(d.Failures)
	}
	return page
}

// line is the figure with a label.
func (p *period) line(t *testing.T, label string) printing.FigureLine {
	t.Helper()
	for _, l := range p.table.Shown() {
		if l.Label == label {
			return l
		}
	}
	t.Fatalf("no line %s among %v", label, p.table.Shown())
	return printing.FigureLine{}
}

func TestTheDayIsCountedBesideTheDayBefore(t *testing.T) {
	d := open(t)
	populate(d)
	p := d.counted("日报").Room().Desk.(*period)
	if in := p.line(t, "入站"); in.Number != "2" || in.Before != "1" {
		t.Errorf("today came %s, yesterday %s; want 2 and 1", in.Number, in.Before)
	}
	if there := p.line(t, "期末在站"); there.Number != "4" || there.Parts != "在站 4" {
		t.Errorf("in care: %+v", there)
	}
	if p.state.Word != "还在进行，按现在统计" {
		t.Errorf("a day that goes on is %q", p.state.Word)
	}
	page := d.counted("日报")
	p = page.Room().Desk.(*period)
	page.Room().Move(-1)
	if in := p.line(t, "入站"); in.Number != "1" || p.now.From != calendar.On(d.Now()).AddDays(-1) || p.state.Word != "已结束" {
		t.Errorf("the day before: %+v, %v, %q", in, p.now.From, p.state.Word)
	}
	page.Room().Move(1)
	page.Room().Move(1)
	if p.now.From != calendar.On(d.Now()) {
		t.Errorf("after today comes %v", p.now.From)
	}
}

func TestOnlyAChangeOfWhatIsCountedIsCountedAgain(t *testing.T) {
	d := open(t)
	p := d.counted("日报").Room().Desk.(*period)
	began := p.number
	d.Changed("draft", "care_note", "photo")
	if p.number != began {
		t.Errorf("a draft had the day counted %d times more", p.number-began)
	}
	d.Changed("stay")
	if p.number != began+1 {
		t.Errorf("an arrival had the day counted %d times more; want once", p.number-began)
	}
}

func TestADayIsGoneToByItsDate(t *testing.T) {
	d := open(t)
	populate(d)
	page := d.counted("周报")
	p := page.Room().Desk.(*period)
	for text, wrong := range map[string]bool{"昨天": true, "2099-01-01": true, calendar.On(d.Now()).AddDays(-9).String(): false} {
		d.Window().Canvas().Focus(p.jump)
		d.Fill(text)
		d.Press(fyne.KeyReturn)
		if got := p.jump.Problem() != ""; got != wrong {
			t.Errorf("%q is wrong: %v", text, got)
		}
	}
	if p.now.From.Weekday().String() != "Monday" || p.line(t, "入站").Number != "1" {
		t.Errorf("the week of nine days ago begins on %v with %s", p.now.From, p.line(t, "入站").Number)
	}
}

func TestAReportIsCopiedPrintedAndLaidIntoATable(t *testing.T) {
	d := open(t)
	populate(d)
	page := d.counted("月报")
	p := page.Room().Desk.(*period)
	p.paper.Draw = func(kit.PageSource) {}
	p.copy()
	if text := fyne.CurrentApp().Clipboard().Content(); !strings.HasPrefix(text, "月报 ") || !strings.Contains(text, "\n入站 4") {
		t.Errorf("copied: %s", text)
	}
	page.Do("print")
	if !p.paper.Shown() {
		t.Fatal("no paper", d.Failures)
	}
	page.Do("print")
	if len(d.Printed.Jobs) != 1 {
		t.Errorf("%d papers were printed", len(d.Printed.Jobs))
	}
	page.Do("close")
	if p.paper.Shown() {
		t.Error("Esc does not lead back")
	}
}

func TestAListOfTheNationalSystemIsCompared(t *testing.T) {
	d := open(t)
	populate(d)
	file := filepath.Join(t.TempDir(), "list.csv")
	kittest.OK(t, os.WriteFile(file, []byte("姓名,入站日期\n演示李某,2026-11-01\n演示没有的人,2026-11-20\n"), 0o600))
	r := d.counted("核对全国系统").Room().Desk.(*reconcile)
	d.Window().Canvas().Focus(r.path)
	d.Write(file, fyne.KeyReturn)
	var got []string
	for _, m := range r.table.Shown() {
		got = append(got, m.kind+" "+m.who+" "+m.field)
	}
	all := strings.Join(got, "|")
	for _, want := range []string{"名单上没有 演示张某（音） ", "本站没有 演示没有的人 ", "不一致 演示李某 入站日期"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not among %s", want, all)
		}
	}
	if !strings.Contains(r.sums.Content, "本站在站 4 人，名单 2 行，一致 0 人") {
		t.Error(r.sums.Content)
	}
	r.open(filepath.Join(t.TempDir(), "nothing.csv"))
	if r.path.Problem() == "" || len(r.table.Shown()) == 0 {
		t.Error("a file that is not there is not told, or took away what was found")
	}
}

func TestTheFiguresFitTheSmallestScreen(t *testing.T) {
	d := open(t)
	populate(d)
	d.InEveryLook(func(name string) {
		for i, title := range []string{"日报", "月报", "核对全国系统"} {
			page := d.counted(title)
			d.Fits(page.Content(), "figures-"+name+"-"+string(rune('a'+i)))
		}
	})
}

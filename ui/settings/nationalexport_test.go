package settings

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/xuri/excelize/v2"

	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// button finds a button of ours or of Fyne's by its words.
func button(in fyne.CanvasObject, words string) fyne.Tappable {
	for _, o := range test.LaidOutObjects(in) {
		switch b := o.(type) {
		case *kit.Button:
			if b.Text == words {
				return b
			}
		case *widget.Button:
			if b.Text == words {
				return b
			}
		}
	}
	return nil
}

func (w *window) tap(in fyne.CanvasObject, words string) {
	w.T.Helper()
	b := button(in, words)
	if b == nil {
		w.T.Fatalf("no button %s", words)
	}
	test.Tap(b)
	w.Settle()
}

// exporting opens the form of the export, with where files go.
func (w *window) exporting() (p *kit.Sectioned, dir string) {
	w.T.Helper()
	p, dir = w.enter("全国系统字段"), w.T.TempDir()
	w.Memory[exportFolder] = dir
	w.tap(p.Room().Content, "导出…")
	return p, dir
}

// saved presses 保存 in Fyne's dialog and returns the one file that is there.
func (w *window) saved(dir string) (name string, data []byte) {
	w.T.Helper()
	top := w.Window().Canvas().Overlays().Top()
	if top == nil {
		w.T.Fatalf("nobody asks where to save; failures %v", w.Failures)
	}
	w.tap(top, "保存")
	files, err := os.ReadDir(dir)
	kittest.OK(w.T, err)
	if len(files) != 1 {
		w.T.Fatalf("saved %v, failures %v", files, w.Failures)
	}
	data, err = os.ReadFile(filepath.Join(dir, files[0].Name()))
	kittest.OK(w.T, err)
	return files[0].Name(), data
}

// exports are the purposes for which the list was read, as they are on record.
func (w *window) exports() (purposes []string) {
	w.T.Helper()
	kittest.OK(w.T, w.Session().Read(w.T.Context(), "", func(tx *access.Tx) error {
		records, err := tx.PersonRecords("", 100)
		for _, r := range records {
			if r.Action == "national.export" {
				purposes = append(purposes, r.Private)
			}
		}
		return err
	}))
	return purposes
}

func TestTheNationalListIsSavedWithoutProtectedPeople(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示甲某", 40))
	hidden := w.Admit(kittest.Woman("演示乙某", 30))
	kittest.OK(t, w.Desk().Protect(t.Context(), hidden.PersonID, nil, "演示"))
	p, dir := w.exporting()
	w.Write("演示：录入全国系统")
	w.Picture("settings-national-export")
	p.Do("save")
	name, data := w.saved(dir)
	w.Picture("settings-national-exported")
	if want := "求助登记 " + w.Clock.Format("2006-01") + "-01 " + w.Clock.Format(time.DateOnly) + ".xlsx"; name != want {
		t.Errorf("the file is called %q; want %q", name, want)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	kittest.OK(t, err)
	rows, err := book.GetRows("求助登记")
	kittest.OK(t, err)
	if len(rows) != 2 || !strings.Contains(strings.Join(rows[1], "|"), "演示甲某") {
		t.Errorf("the workbook holds %v", rows)
	}
	words := wordsIn(p.Room().Content)
	for _, part := range []string{"已导出 1 行到 " + name, "另有 1 名保护对象", "没有加密，用完请删除"} {
		if !strings.Contains(words, part) {
			t.Errorf("after saving it says %s; want %s in it", words, part)
		}
	}
	if got := w.exports(); !slices.Equal(got, []string{"演示：录入全国系统"}) {
		t.Errorf("on record is %q", got)
	}
}

func TestTheNationalListIsSavedAsCSVInTheOrderThatWasJustMade(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示丙某", 50))
	p := w.enter("全国系统字段")
	o := deskOf[*ordered[nationalRow]](p)
	p.Room().Focus()
	w.Press(fyne.KeyHome, fyne.KeyDown)
	second, _ := o.table.Marked()
	w.alt(fyne.KeyUp)
	dir := t.TempDir()
	w.Memory[exportFolder] = dir
	w.tap(p.Room().Content, "导出…")
	w.Write("演示")
	o.Form.Item("kind").Field.(*kit.Choice).Choose(plainCSV)
	p.Do("save")
	name, data := w.saved(dir)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	kittest.OK(t, err)
	if !strings.HasSuffix(name, ".csv") || len(rows) != 2 || rows[0][0] != second.Label {
		t.Errorf("%s begins with %v; want %s", name, rows, second.Label)
	}
}

func TestAnExportNamesItsPurposeAndItsDays(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示丁某", 50))
	p, _ := w.exporting()
	form := deskOf[*ordered[nationalRow]](p).Form
	p.Do("save")
	if form.Item("purpose").Field.Base().Problem() == "" {
		t.Error("a list without a purpose was read")
	}
	form.Focus("purpose")
	w.Write("演示")
	form.Focus("to")
	for _, wrong := range []string{"昨天", "2026-02-30", "2020-01-01"} {
		w.Fill(wrong)
		p.Do("save")
		if form.Item("to").Field.Base().Problem() == "" || form.Item("to").Field.(*kit.Entry).Text != wrong {
			t.Errorf("%s was taken as the last day, or is gone", wrong)
		}
	}
	if len(w.exports()) != 0 || w.Window().Canvas().Overlays().Top() != nil {
		t.Error("a list was read all the same")
	}
	form.Focus("from")
	w.Fill("2020-01-01")
	form.Focus("to")
	w.Fill("2020-01-02")
	p.Do("save")
	if words := wordsIn(p.Room().Content); !strings.Contains(words, "这些天没有可以导出的人") || w.Window().Canvas().Overlays().Top() != nil {
		t.Errorf("of days when nobody came it says %s", words)
	}
	w.tap(p.Room().Content, "返回列表")
	w.tap(p.Room().Content, "导出…")
	if got := form.Item("to").Field.(*kit.Entry).Text; got != "2020-01-02" {
		t.Errorf("opened again, the day that was typed is %q", got)
	}
}

func TestSomebodyWhoCameTodayIsInTheListUntilToday(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示戊某", 50))
	p, dir := w.exporting()
	form := deskOf[*ordered[nationalRow]](p).Form
	form.Focus("from")
	w.Fill(w.Clock.Format(time.DateOnly))
	form.Focus("purpose")
	w.Write("演示")
	p.Do("save")
	w.saved(dir)
}

func TestAListThatWasNotSavedIsSaidToBeOnRecord(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示己某", 50))
	p, dir := w.exporting()
	w.Write("演示")
	p.Do("save")
	w.tap(w.Window().Canvas().Overlays().Top(), "取消")
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("cancelled, there is %v, %v", files, err)
	}
	if words := wordsIn(p.Room().Content); !strings.Contains(words, "没有存文件") || len(w.exports()) != 1 {
		t.Errorf("cancelled, it says %s with %q on record", words, w.exports())
	}
}

func TestNoListComesUpOverAnotherSection(t *testing.T) {
	w := opened(t)
	w.Admit(kittest.Man("演示庚某", 50))
	p, _ := w.exporting()
	w.Write("演示")
	w.Slow = true
	p.Do("save")
	p.Open("外观")
	w.Hurry()
	if w.Window().Canvas().Overlays().Top() != nil {
		t.Error("the question where to save stands over another section")
	}
}

func TestWhoMayNotExportSeesNoButtonForIt(t *testing.T) {
	w := opened(t)
	if button(newNational(w).Content, "导出…") == nil {
		t.Error("the head cannot export")
	}
	if button(newNational(w.as(access.FrontDesk)).Content, "导出…") != nil {
		t.Error("the front desk is offered the export")
	}
}

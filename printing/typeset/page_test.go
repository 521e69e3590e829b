package typeset_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/font/gofont/goregular"

	"guitu/assets"
	"guitu/printing"
	. "guitu/printing/typeset"
)

var issued = time.Date(2026, 11, 24, 22, 30, 0, 0, time.UTC)

// The compiled PDFium is kept between test runs: it takes seconds to make.
var previewer = &printing.Previewer{CacheDir: filepath.Join(os.TempDir(), "guitu-test-pdfium")}

func TestMain(m *testing.M) {
	code := m.Run()
	previewer.Close()
	os.Exit(code)
}

func newDoc(t testing.TB) *Doc {
	t.Helper()
	d, err := New(Options{Regular: assets.FontRegular, Bold: assets.FontBold, Created: issued})
	if err != nil {
		t.Fatal(err)
	}
	d.AddPage()
	return d
}

func write(d *Doc, text string) {
	d.DrawText(d.Layout(Plain(text, 14, Left), 170), 20, 20)
}

func finish(t testing.TB, d *Doc) []byte {
	t.Helper()
	pdf, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// readPages gives each page's text as PDFium sees it, without spaces.
func readPages(t testing.TB, pdf []byte) []string {
	t.Helper()
	sheets, err := previewer.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	defer sheets.Close()
	var pages []string
	for n := 1; n <= sheets.Pages(); n++ {
		pages = append(pages, squash(sheets.Text(n)))
	}
	return pages
}

func squash(text string) string { return strings.Join(strings.Fields(text), "") }

var stream = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)

// spoken lists the ActualText marks of a PDF.
func spoken(t testing.TB, pdf []byte) string {
	t.Helper()
	var all strings.Builder
	for _, m := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		plain, _ := io.ReadAll(r)
		for _, mark := range regexp.MustCompile(`ActualText <FEFF([0-9A-F]+)>`).FindAllSubmatch(plain, -1) {
			all.WriteString(string(mark[1]) + " ")
		}
	}
	return all.String()
}

func TestRareNamesArePrintedAndFound(t *testing.T) {
	d := newDoc(t)
	write(d, "姓名：王㛃䶮昇𬭚（音）")
	pdf := finish(t, d)
	if missing := d.Missing(); len(missing) > 0 {
		t.Errorf("the font has all of these, but %q are reported", missing)
	}
	if page := readPages(t, pdf)[0]; !strings.Contains(page, "王㛃䶮昇") {
		t.Errorf("PDFium reads %q", page)
	}
	if marks := spoken(t, pdf); marks != "D872DF5A " {
		t.Errorf("U+2CB5A should be spoken once, got %q", marks)
	}
	if text, ok := poppler(t, pdf); ok && !strings.Contains(text, "姓名：王㛃䶮昇𬭚（音）") {
		t.Errorf("pdftotext reads %q", text)
	}
}

// poppler reads a PDF with pdftotext, a second opinion where it is installed.
func poppler(t testing.TB, pdf []byte) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return "", false
	}
	cmd := exec.Command("pdftotext", "-raw", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return squash(string(out)), true
}

func TestCharacterWithoutGlyphIsAMarkedBoxAndReported(t *testing.T) {
	d := newDoc(t)
	write(d, "𠮷𠮷野家")
	pdf := finish(t, d)
	if got := string(d.Missing()); got != "𠮷" {
		t.Errorf("reported %q, want 𠮷 once", got)
	}
	if marks := spoken(t, pdf); marks != "D842DFB7 D842DFB7 " {
		t.Errorf("spoken %q", marks)
	}
	if text, ok := poppler(t, pdf); ok && text != "𠮷𠮷野家" {
		t.Errorf("pdftotext reads %q", text)
	}
	if ink(t, pdf) == 0 {
		t.Error("nothing is on the page")
	}
}

func TestFallbackFontDrawsWhatTheMainFontLacks(t *testing.T) {
	d, err := New(Options{Regular: goregular.TTF, Fallback: [][]byte{[]byte("no font"), assets.FontRegular}, Created: issued})
	if err != nil {
		t.Fatal(err)
	}
	d.AddPage()
	write(d, "Name 王𬭚")
	pdf := finish(t, d)
	if len(d.Missing()) > 0 {
		t.Errorf("reported %q", d.Missing())
	}
	if marks := spoken(t, pdf); marks != "738B D872DF5A " {
		t.Errorf("spoken %q", marks)
	}
}

// ink counts the dark pixels of the first page.
func ink(t testing.TB, pdf []byte) int {
	t.Helper()
	sheets, err := previewer.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	defer sheets.Close()
	page, err := sheets.Page(1, 72)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for y := range page.Bounds().Dy() {
		for x := range page.Bounds().Dx() {
			if r, _, _, _ := page.At(x, y).RGBA(); r < 0x8000 {
				n++
			}
		}
	}
	return n
}

func TestNoTextBreaksADocument(t *testing.T) {
	for _, text := range []string{
		"\xff\xfe\x00坏字节", "\u202e反\u200d向", "表\t格\r\n换行", "👨‍👩‍👧", "葛󠄁", "\U0010ffff\uffff\ufffe", strings.Repeat("𬭚", 500), "(\\)括号",
	} {
		d := newDoc(t)
		write(d, text)
		if _, err := d.Bytes(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestBadInputIsAnErrorAndNoPanic(t *testing.T) {
	if _, err := New(Options{Regular: []byte("not a font")}); err == nil {
		t.Error("a broken font was accepted")
	}
	if err := CheckFont([]byte("x")); err == nil {
		t.Error("CheckFont accepted a broken font")
	}
	d := newDoc(t)
	if err := d.Picture([]byte("not a picture"), 0, 0, 10, 10); err == nil {
		t.Error("a broken picture was accepted")
	}
	if err := d.QR(strings.Repeat("长", 4000), 0, 0, 40); err == nil {
		t.Error("a QR code of 12,000 bytes was accepted")
	}
	finish(t, d) // none of which spoils the document
}

// TestLongTextStandsOnThePageOnce draws 3,000 characters and counts them.
func TestLongTextStandsOnThePageOnce(t *testing.T) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "第%d句说他来自山东，", i)
	}
	d := newDoc(t)
	d.DrawText(d.Layout(Paragraph{Spans: []Span{{Text: b.String()}}, Size: 8, Align: Justify, Indent: 2}, 170), 20, 10)
	if page := readPages(t, finish(t, d))[0]; page != b.String() {
		t.Errorf("the page does not hold the text:\n%s", page)
	}
}

func TestTextShrinksToFitItsCell(t *testing.T) {
	d := newDoc(t)
	long := Plain(strings.Repeat("内容", 40), 12, Left)
	text := d.Fit(long, 60, 20, 6)
	if text.Height() > 20 || text.Size >= 12 || text.Size < 6 {
		t.Errorf("height %.1f at %.1f points", text.Height(), text.Size)
	}
	if text := d.Fit(long, 60, 2, 7); text.Size != 7 || text.Height() <= 2 {
		t.Errorf("what cannot fit keeps the least size, got %.1f", text.Size)
	}
}

func TestTableGoesOnOverPagesWithItsHead(t *testing.T) {
	var rows [][]string
	for i := range 90 {
		rows = append(rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("物品%03d", i+1)})
	}
	rows[40][1] = strings.Repeat("特别长的一项说明，", 20)
	d := newDoc(t)
	table := Table{Columns: []Column{{Title: "序号", Share: 1, Align: Center}, {Title: "名称", Share: 4}}, Rows: rows}
	d.Table(table, 20, Flow{X: 20, Width: 100, Bottom: 280, Next: func() float64 { d.AddPage(); return 20 }})
	pages := readPages(t, finish(t, d))
	if len(pages) != 3 {
		t.Fatalf("%d pages, want 3", len(pages))
	}
	for n, page := range pages {
		if strings.Count(page, "序号名称") != 1 {
			t.Errorf("page %d has no head of its own", n+1)
		}
	}
	all := strings.Join(pages, "")
	for i, row := range rows {
		if strings.Count(all, row[1]) != 1 {
			t.Errorf("row %d stands %d times", i+1, strings.Count(all, row[1]))
		}
	}
}

func TestRowHigherThanAPageIsDivided(t *testing.T) {
	long := strings.Repeat("说", 4000)
	d := newDoc(t)
	table := Table{Columns: []Column{{Title: "经过"}}, Rows: [][]string{{long}, {"完"}}}
	d.Table(table, 20, Flow{X: 20, Width: 100, Bottom: 280, Next: func() float64 { d.AddPage(); return 20 }})
	all := strings.Join(readPages(t, finish(t, d)), "")
	if n := strings.Count(all, "说"); n != 4000 || !strings.HasSuffix(all, "完") {
		t.Errorf("%d of 4000 characters", n)
	}
}

func TestSameDrawingIsTheSameBytes(t *testing.T) {
	make := func() []byte {
		d := newDoc(t)
		write(d, "王𬭚 确定的字节")
		d.DrawText(d.Layout(Paragraph{Spans: []Span{{Text: "粗体", Bold: true}}, Size: 20}, 100), 20, 60)
		if err := d.Picture(photo(30, 40), 20, 100, 30, 40); err != nil {
			t.Fatal(err)
		}
		return finish(t, d)
	}
	want := make()
	for range 5 {
		if !bytes.Equal(make(), want) {
			t.Fatal("the bytes differ")
		}
	}
}

func TestDocumentsAreMadeSideBySide(t *testing.T) {
	fonts := bytes.Clone(assets.FontRegular)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			d, err := New(Options{Regular: assets.FontRegular, Bold: assets.FontBold, Created: issued})
			if err != nil {
				t.Error(err)
				return
			}
			d.AddPage()
			write(d, fmt.Sprintf("第%d份", i))
			if _, err := d.Bytes(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if !bytes.Equal(fonts, assets.FontRegular) {
		t.Error("the embedded font was written to")
	}
}

func photo(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255})
		}
	}
	var b bytes.Buffer
	jpeg.Encode(&b, m, nil)
	return b.Bytes()
}

package printing

import (
	"image"
	"image/color"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"
)

var demoLabel = Label{Name: "王㛃（音）", Stay: "YS01-2026-00017", Date: "2026年11月24日", Bags: []string{"F-0017"}, Cabinet: "柜12", Items: 5}

// scan reads bars or a QR code back from a page as a cheap label printer of 203
// dots an inch prints it: black or nothing.
func scan(t *testing.T, r Result, page int, reader gozxing.Reader) string {
	t.Helper()
	sheets := open(t, r)
	defer sheets.Close()
	m, err := sheets.Page(page, 203)
	if err != nil {
		t.Fatal(err)
	}
	printed := image.NewGray(m.Bounds())
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			if c := color.GrayModel.Convert(m.At(x, y)).(color.Gray); c.Y >= 0x80 {
				printed.SetGray(x, y, color.Gray{Y: 0xff})
			}
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(printed)
	if err != nil {
		t.Fatal(err)
	}
	result, err := reader.Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("nothing to be read on label %d: %v", page, err)
	}
	return result.GetText()
}

func stuck(t *testing.T, l Label) Result {
	t.Helper()
	r, err := l.Render(options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLabelIsReadByAScanner(t *testing.T) {
	r := stuck(t, demoLabel)
	if got := scan(t, r, 1, oned.NewCode128Reader()); got != "F-0017" {
		t.Errorf("the bars say %q, want the bag's number", got)
	}
	if got := scan(t, r, 1, qrcode.NewQRCodeReader()); got != demoLabel.Stay {
		t.Errorf("the QR code says %q, want the stay's number", got)
	}
	text := words(t, r)
	for _, want := range []string{"王㛃（音）", "YS01-2026-00017", "2026年11月24日", "共5件", "袋F-0017", "柜12"} {
		if !strings.Contains(text, onPage(want)) {
			t.Errorf("%q is not on the label: %s", want, text)
		}
	}
}

func TestEachBagHasItsLabel(t *testing.T) {
	l := demoLabel
	l.Bags = []string{"F-0017", "F-0018", "袋十九"}
	r := stuck(t, l)
	if r.Pages != 3 {
		t.Fatalf("%d labels for three bags", r.Pages)
	}
	for page, want := range []string{"F-0017", "F-0018", l.Stay} { // bars know no Chinese: the stay's number instead
		if got := scan(t, r, page+1, oned.NewCode128Reader()); got != want {
			t.Errorf("the bars of label %d say %q, want %q", page+1, got, want)
		}
	}
}

func TestLabelWithLongValuesIsStillRead(t *testing.T) {
	l := demoLabel
	l.Name, l.Stay, l.Cabinet = strings.Repeat("演示长名", 6), "YS01-2026-00017", "二楼东侧寄存间第三排十二号柜"
	l.Bags = []string{"BAG-2026-1124-00170018"}
	r := stuck(t, l)
	if got := scan(t, r, 1, oned.NewCode128Reader()); got != l.Stay { // the bag's bars would be too thin
		t.Errorf("the bars say %q", got)
	}
	if got := scan(t, r, 1, qrcode.NewQRCodeReader()); got != l.Stay {
		t.Errorf("the QR code says %q", got)
	}
	if text := words(t, r); !strings.Contains(text, l.Name) || !strings.Contains(text, l.Cabinet) {
		t.Errorf("something is cut off: %s", text)
	}
}

func TestLabelWithoutAnythingIsDrawn(t *testing.T) {
	if r := stuck(t, Label{}); r.Pages != 1 {
		t.Errorf("%d pages", r.Pages)
	}
}

func TestLabelLooksAsItDid(t *testing.T) {
	sheets := open(t, stuck(t, demoLabel))
	page, err := sheets.Page(1, 150)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "label.png"), page)
}

// TestProtectedPersonsLabelNamesNobody: others see what is stuck on a bag.
func TestProtectedPersonsLabelNamesNobody(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, whole())
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	r, err := p.Preview(t.Context(), "label", stay.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); strings.Contains(text, onPage("㛃䶮𬭚昇")) || !strings.Contains(text, "保护对象") {
		t.Errorf("the label reads %s", text)
	}
}

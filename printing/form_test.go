package printing

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guitu/internal/store"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// The compiled PDFium is kept between test runs: it takes seconds to make.
var previewer = &Previewer{CacheDir: filepath.Join(os.TempDir(), "guitu-test-pdfium")}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	previewer.Close()
	os.Exit(code)
}

var (
	issued  = time.Date(2026, 11, 24, 22, 30, 0, 0, time.FixedZone("CST", 8*3600))
	demo    = Station{Name: "演示市救助管理站", Address: "演示市和平路1号", Phone: "010-00000000"}
	options = Options{Station: demo, Number: "演示2026-00017", IssuedAt: issued}
)

// filled gives every field of a form a value that can be found again.
func filled(form Template) Values {
	v := Values{}
	for i, f := range form.Fields() {
		switch {
		case f.Kind == "check":
			v[f.Key] = []string{f.Options[0]}
		case f.Kind == "photo":
			v[f.Key] = testPhoto(480, 640)
		case f.Kind == "mark":
			v[f.Key] = Mark{Ink: testInk()}
		case f.Key == "causes":
			v[f.Key] = "☑演示情形一\n□演示情形二\n□演示情形三\n□演示情形四\n□演示情形五"
		case f.Key == "rights":
			v[f.Key] = strings.Repeat("演示：救助是自愿的，您随时可以离开；请如实说明自己的情况；危险物品不能带进来。\n", 8)
		case f.Kind == "table":
			var row []string
			for c := range f.Columns {
				row = append(row, fmt.Sprintf("格%02d", c+1))
			}
			v[f.Key] = [][]string{row, row}
			for _, c := range f.Columns {
				if c.Picture {
					v[c.Key] = [][]byte{testPhoto(80, 60), nil}
				}
			}
		case f.Kind == "code":
			v[f.Key] = "7K3MQ-9XPRT-2VHJ8-WZ4NC-6YBDF-5GSAE-3TKLM-8QRVX"
		case f.Kind == "qr":
			v[f.Key] = "7K3MQ9XPRT2VHJ8WZ4NC6YBDF5GSAE3TKLM8QRVX"
		default:
			v[f.Key] = fmt.Sprintf("演示%02d", i)
		}
	}
	return v
}

// testInk is a signature: a stroke on white.
func testInk() []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 300, 100))
	for i := range m.Pix {
		m.Pix[i] = 0xff
	}
	for x := 10; x < 290; x++ {
		for thick := range 6 {
			y := 50 + thick + int(40*math.Sin(float64(x)/20)*float64(300-x)/300)
			m.Set(x, y, color.Black)
		}
	}
	var b bytes.Buffer
	png.Encode(&b, m)
	return b.Bytes()
}

func testPhoto(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 120, 255})
		}
	}
	var b bytes.Buffer
	jpeg.Encode(&b, m, &jpeg.Options{Quality: 85})
	return b.Bytes()
}

func open(t testing.TB, r Result) *Sheets {
	t.Helper()
	sheets, err := previewer.Open(r.PDF)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sheets.Close() })
	return sheets
}

// words is the text of all pages without spaces.
func words(t testing.TB, r Result) string {
	t.Helper()
	sheets := open(t, r)
	defer sheets.Close()
	var all strings.Builder
	for n := 1; n <= sheets.Pages(); n++ {
		all.WriteString(squash(sheets.Text(n)))
	}
	return all.String()
}

func squash(text string) string { return strings.Join(strings.Fields(text), "") }

func render(t testing.TB, name string, v Values, o Options) Result {
	t.Helper()
	form, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Render(form, v, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// names are the papers that a station cannot do without.
var names = []string{"register", "refusal", "belongings", "notice", "transfer", "departure", "issue", "recovery",
	"rights", "ending", "hospital", "police", "police_in", "forbidden", "spot", "leave_statement", "shift"}

func TestEveryFormFitsItsPageBlankAndFilled(t *testing.T) {
	for _, name := range names {
		form, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		for state, v := range map[string]Values{"blank": {}, "filled": filled(form)} {
			r := render(t, name, v, options)
			if want := max(1, len(form.Copies)); r.Pages != want && name != "shift" { // it is as long as the night was
				t.Errorf("%s %s: %d pages, want %d", name, state, r.Pages, want)
			}
			if len(r.Missing) > 0 {
				t.Errorf("%s %s: no glyph for %q", name, state, r.Missing)
			}
		}
	}
}

func TestEveryValueStandsOnItsForm(t *testing.T) {
	for _, name := range names {
		form, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		v := filled(form)
		text := words(t, render(t, name, v, options))
		for _, f := range form.Fields() {
			switch value := v[f.Key].(type) {
			case string:
				for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '-' || r == '\n' }) {
					if f.Kind != "qr" && !strings.Contains(text, part) {
						t.Errorf("%s: %s (%s) is not on the paper", name, f.Key, part)
					}
				}
			case []string:
				if !strings.Contains(text, "☑"+value[0]) {
					t.Errorf("%s: %s is not ticked", name, f.Key)
				}
			}
			if f.Label != "" && f.Kind != "photo" && !strings.Contains(text, squash(f.Label)) {
				t.Errorf("%s: the label %q is not on the paper", name, f.Label)
			}
		}
	}
}

// TestFormsLookAsTheyDid compares pages with pictures that somebody looked at.
// After a change that is meant: go test -update, and look again.
func TestFormsLookAsTheyDid(t *testing.T) {
	for _, name := range names {
		form, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		sheets := open(t, render(t, name, filled(form), options))
		page, err := sheets.Page(1, 40)
		if err != nil {
			t.Fatal(err)
		}
		sheets.Close()
		compare(t, filepath.Join("testdata", name+".png"), page)
	}
}

func compare(t *testing.T, golden string, got image.Image) {
	t.Helper()
	grey := image.NewGray(got.Bounds())
	for y := got.Bounds().Min.Y; y < got.Bounds().Max.Y; y++ {
		for x := got.Bounds().Min.X; x < got.Bounds().Max.X; x++ {
			grey.Set(x, y, got.At(x, y))
		}
	}
	if *update {
		var b bytes.Buffer
		if err := png.Encode(&b, grey); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want, ok := decoded.(*image.Gray)
	if !ok || want.Bounds() != grey.Bounds() {
		t.Fatalf("%s has another size", golden)
	}
	off := 0
	for i, p := range grey.Pix {
		if d := int(p) - int(want.Pix[i]); d > 48 || d < -48 {
			off++
		}
	}
	if limit := len(grey.Pix) / 500; off > limit { // 0.2 % for rounding
		t.Errorf("%s: %d pixels differ, more than %d", golden, off, limit)
	}
}

func TestBlankIsLeftToTheHandAndUnknownIsSaid(t *testing.T) {
	blank := words(t, render(t, "register", Values{}, options))
	if strings.Contains(blank, Unknown) {
		t.Error("a blank form claims that something is unknown")
	}
	if text := words(t, render(t, "register", Values{"household": Unknown}, options)); strings.Count(text, Unknown) != 1 {
		t.Error("what is known to be unknown must say 不详")
	}
}

func TestReasonThatIsNoOptionIsWrittenAfterOther(t *testing.T) {
	text := words(t, render(t, "register", Values{"reason": []string{"走失", "证件遗失"}}, options))
	if !strings.Contains(text, "☑走失") || !strings.Contains(text, "☑其他：证件遗失") || strings.Contains(text, "☑家暴") {
		t.Errorf("the ticks are wrong in %s", text)
	}
}

func TestLongStoryIsPrintedWhole(t *testing.T) {
	var story strings.Builder
	for i := range 150 {
		fmt.Fprintf(&story, "第%d段路他走着来。\n", i)
	}
	var kin [][]string
	for i := range 60 {
		kin = append(kin, []string{fmt.Sprintf("演示亲属%02d", i), "表亲", "演示省演示县", "0000"})
	}
	r := render(t, "register", Values{"story": story.String(), "kin": kin, "photo": testPhoto(30, 40)}, options)
	text := words(t, r)
	for i := range 150 {
		if part := fmt.Sprintf("第%d段路他", i); strings.Count(text, part) != 1 {
			t.Fatalf("%s stands %d times", part, strings.Count(text, part))
		}
	}
	for _, row := range kin {
		if strings.Count(text, row[0]) != 1 {
			t.Errorf("%s stands %d times", row[0], strings.Count(text, row[0]))
		}
	}
	if r.Pages < 3 || !strings.Contains(text, "求助登记表（续）") {
		t.Errorf("%d pages without a running head", r.Pages)
	}
}

func TestNobodyIsTurnedAwayByTheirName(t *testing.T) {
	r := render(t, "register", Values{"name": "𠮷𬭚㛃"}, options)
	if string(r.Missing) != "𠮷" {
		t.Errorf("reported %q, want 𠮷", r.Missing)
	}
	if !strings.Contains(words(t, r), "㛃") {
		t.Error("㛃 is not on the form")
	}
}

func TestSameFormIsTheSameBytes(t *testing.T) {
	form, err := Find("departure")
	if err != nil {
		t.Fatal(err)
	}
	v := filled(form)
	if !bytes.Equal(render(t, "departure", v, options).PDF, render(t, "departure", v, options).PDF) {
		t.Error("the bytes differ")
	}
}

func TestPersonIsNotInTheDocumentsProperties(t *testing.T) {
	r := render(t, "register", Values{"name": "Yanshi Person"}, options)
	if bytes.Contains(r.PDF, []byte("Yanshi")) {
		t.Error("the name stands outside of the page's text")
	}
}

func TestWrongValueIsAnErrorThatNamesTheField(t *testing.T) {
	form, err := Find("register")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"name", "reason", "kin", "photo"} {
		if _, err := Render(form, Values{key: struct{}{}}, options); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", key, err)
		}
	}
	_, err = Render(form, Values{"photo": []byte("no picture")}, options)
	if store.KindOf(err) != store.Invalid {
		t.Errorf("a broken photo: %v", err)
	}
}

func TestThreeCopiesAreLabelled(t *testing.T) {
	sheets := open(t, render(t, "belongings", Values{}, options))
	for n, label := range []string{"第一联", "第二联", "第三联"} {
		if !strings.Contains(sheets.Text(n+1), label) {
			t.Errorf("page %d is not marked %s", n+1, label)
		}
	}
}

func BenchmarkNotice(b *testing.B) {
	photo := testPhoto(480, 640)
	var r Result
	for b.Loop() {
		var err error
		if r, err = demoNotice.Render(photo, options); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(r.PDF)), "bytes")
}

func BenchmarkRegister(b *testing.B) {
	form, err := Find("register")
	if err != nil {
		b.Fatal(err)
	}
	v := filled(form)
	for b.Loop() {
		if _, err := Render(form, v, options); err != nil {
			b.Fatal(err)
		}
	}
}

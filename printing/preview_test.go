package printing

import (
	"image"
	"testing"

	"guitu/internal/store"
)

func TestPreviewShowsTheSheet(t *testing.T) {
	sheets := open(t, render(t, "issue", Values{}, options))
	if sheets.Pages() != 2 {
		t.Fatalf("%d pages, want two copies", sheets.Pages())
	}
	page, err := sheets.Page(1, 72)
	if err != nil {
		t.Fatal(err)
	}
	if size := page.Bounds().Size(); size != (image.Point{X: 595, Y: 842}) && size != (image.Point{X: 596, Y: 842}) {
		t.Errorf("A4 at 72 dpi is %v", size)
	}
	if r, g, b, a := page.At(2, 2).RGBA(); r+g+b+a != 4*0xffff {
		t.Error("the paper is not white")
	}
	for _, n := range []int{0, 3} {
		if _, err := sheets.Page(n, 72); err == nil {
			t.Errorf("page %d was rendered", n)
		}
	}
	sheets.Close()
	if _, err := sheets.Page(1, 72); err == nil {
		t.Error("a closed document was rendered")
	}
}

func TestPreviewRefusesWhatIsNoPDF(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("hello"), []byte("%PDF-1.3\nnothing")} {
		if _, err := previewer.Open(data); store.KindOf(err) != store.Invalid {
			t.Errorf("%q: %v", data, err)
		}
	}
	if r := render(t, "issue", Values{}, options); open(t, r).Pages() != 2 {
		t.Error("a refusal spoilt the previewer")
	}
}

func TestClosedPreviewerSaysSo(t *testing.T) {
	p := &Previewer{}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Open([]byte("%PDF-")); err == nil {
		t.Error("opened after Close")
	}
}

func BenchmarkPage(b *testing.B) {
	r := render(b, "register", Values{}, options)
	sheets := open(b, r)
	for b.Loop() {
		if _, err := sheets.Page(1, 96); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart is the second start of the program on a machine.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	start := func() {
		p := &Previewer{CacheDir: dir}
		if err := p.Warm(); err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
	start()
	for b.Loop() {
		start()
	}
}

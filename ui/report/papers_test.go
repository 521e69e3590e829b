package report

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
	"guitu/ui/printout"
)

// papers shows the page over a station. Its pages are not drawn, which happens
// on another goroutine, except while drawn waits for it.
func (d *desk) papers(id string) *papers {
	d.T.Helper()
	p := NewPapers(d, id).(*papers)
	p.sheet.draw = func(kit.PageSource) {}
	d.Show(p)
	return p
}

// drawn draws the preview and waits until its first page shows.
func (d *desk) drawn(p *papers) {
	d.T.Helper()
	shown, before := false, p.sheet.view.OnShown
	p.sheet.view.OnShown = func(page int) {
		before(page)
		shown = true
	}
	p.sheet.draw = p.sheet.view.Open
	p.preview()
	d.Until("a page shows", func() bool { return shown })
	p.sheet.view.OnShown = before
	p.sheet.draw = func(kit.PageSource) {}
}

func TestAPaperIsFoundPreviewedIssuedAndPrinted(t *testing.T) {
	d := open(t)
	arrival := named("演示㛃")
	arrival.FoundPlace = "火车站北广场"
	stay := d.Admit(arrival)
	p := d.papers("")
	d.Picture("papers-empty")
	d.Write("演示")
	d.Press(fyne.KeyReturn)
	if p.resident.Stay.ID != stay.ID {
		t.Fatal("the name found nobody")
	}
	if p.kind.Name != "register" || p.sheet.doc != nil || p.sheet.state.Word != "预览，未编号" {
		t.Errorf("shows %s as %q", p.kind.Name, p.sheet.state.Word)
	}
	for range slices.IndexFunc(p.fits, func(k printing.PaperKind) bool { return k.Name == "notice" }) {
		d.Press(fyne.KeyDown) // each key is a paper: heads are passed by
	}
	if p.kind.Name != "notice" {
		t.Errorf("the keys lead to %s; want the notice", p.kind.Name)
	}
	d.drawn(p)
	d.Picture("papers")
	p.Do("print")
	docs, err := d.Papers().Documents(t.Context(), stay.ID)
	kittest.OK(t, err)
	if len(docs) != 1 || docs[0].Kind != "notice" {
		t.Fatalf("issued %+v", docs)
	}
	kept, err := d.Papers().PDF(t.Context(), docs[0].ID)
	kittest.OK(t, err)
	if len(d.Printed.PDFs) != 1 || !bytes.Equal(d.Printed.PDFs[0], kept) {
		t.Error("what was printed is not what is kept")
	}
	if title := d.Printed.Jobs[0].Title; strings.Contains(title, "㛃") || !strings.Contains(title, docs[0].Number) {
		t.Errorf("the print queue shows %q", title)
	}
	for _, want := range []string{"issued:notice", "printed:notice", "preview:shown"} {
		if !slices.Contains(d.Heard, want) {
			t.Errorf("%q was not announced: %v", want, d.Heard)
		}
	}
}

func TestAnAddressOpensThePaper(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示钱某"))
	p := d.papers(stay.ID + "/departure")
	if p.kind.Name != "departure" || p.sheet.pdf == nil {
		t.Errorf("opened %s, %d bytes", p.kind.Name, len(p.sheet.pdf))
	}
}

func TestARefusalOffersNoPaperOfAnAdmission(t *testing.T) {
	d := open(t)
	draft, err := d.Desk().NewDraft(t.Context())
	kittest.OK(t, err)
	draft.Arrival = named("演示孙某")
	draft.Arrival.CameBy, draft.Arrival.Sex, draft.Arrival.ArrivedAt = "self", "1", kittest.Begin
	stay, err := d.Desk().Refuse(t.Context(), draft, intake.Refusal{Reason: "able"})
	kittest.OK(t, err)
	p := d.papers(stay.ID + "/refusal")
	if p.kind.Name != "refusal" {
		t.Errorf("opened %s", p.kind.Name)
	}
	for _, k := range p.fits {
		if k.Name == "notice" {
			t.Error("a tracing notice is offered for who was refused")
		}
	}
}

func TestAChildsNoticeAsksForTheReason(t *testing.T) {
	d := open(t)
	child := named("演示小某")
	child.AgeFrom, child.AgeTo = 8, 10
	stay := d.Admit(child)
	p := d.papers(stay.ID + "/notice")
	p.Do("print")
	if len(d.Printed.PDFs) > 0 {
		t.Fatal("the notice went out without a reason")
	}
	d.Write("走失，家属请求公开，站长同意")
	d.Shortcut("save")
	if len(d.Printed.PDFs) != 1 {
		t.Errorf("printed %d after the reason was given; failures %v", len(d.Printed.PDFs), d.Failures)
	}
}

func TestAnIssuedPaperIsPrintedAgainByteForByteAndOnRecord(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示郑某"))
	doc, result, err := d.Papers().Issue(t.Context(), "register", stay.ID, nil)
	kittest.OK(t, err)
	p := d.papers(stay.ID)
	d.Window().Canvas().Focus(p.issued.list)
	d.Press(fyne.KeyReturn)
	if p.sheet.doc == nil || p.sheet.doc.ID != doc.ID || p.desk.print.Text != "重印" {
		t.Fatalf("the issued paper does not show; the button says %q", p.desk.print.Text)
	}
	p.desk.Copies.SetText("3")
	p.Do("print")
	if len(d.Printed.PDFs) != 1 || !bytes.Equal(d.Printed.PDFs[0], result.PDF) || d.Printed.Jobs[0].Copies != 3 {
		t.Errorf("printed %d papers, %+v", len(d.Printed.PDFs), d.Printed.Jobs)
	}
	if d.Memory["papers.copies"] != "3" {
		t.Error("the number of copies is not remembered")
	}
	if acts := d.acts(stay.PersonID); !slices.Contains(acts, "paper.print") {
		t.Errorf("on record: %v", acts)
	}
	d.Picture("papers-issued")
}

// acts are what is on record about a person.
func (d *desk) acts(personID string) (all []string) {
	d.T.Helper()
	file, err := d.Desk().OpenFile(d.T.Context(), personID)
	kittest.OK(d.T, err)
	for _, r := range file.Acts {
		all = append(all, r.Action)
	}
	return all
}

func TestAVoidPaperIsNotPrinted(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示冯某"))
	_, _, err := d.Papers().Issue(t.Context(), "register", stay.ID, nil)
	kittest.OK(t, err)
	p := d.papers(stay.ID)
	p.issued.open(0)
	p.issued.askVoid()
	d.Write("姓名写错了")
	d.Shortcut("save")
	docs, err := d.Papers().Documents(t.Context(), stay.ID)
	kittest.OK(t, err)
	if docs[0].State != printing.Void || p.sheet.state.Word != "已作废 "+docs[0].Number {
		t.Errorf("the paper is %s and shows %q", docs[0].State, p.sheet.state.Word)
	}
	p.Do("print")
	if len(d.Printed.PDFs) > 0 {
		t.Error("a void paper was printed")
	}
}

func TestWithoutAPrinterThePaperIsIssuedAndCanBeSaved(t *testing.T) {
	d := open(t)
	d.Printed.Printers, d.Printed.Err = nil, store.Fail(store.NotFound, "这台电脑没有打印服务（CUPS）。请先存为 PDF，再拿到能打印的电脑上打印。")
	stay := d.Admit(named("演示陈某"))
	dir := t.TempDir()
	d.Memory["papers.folder"] = dir
	p := d.papers(stay.ID + "/transfer")
	if p.desk.Printer.Text != "没有打印机，可以存PDF" {
		t.Errorf("the printer's button says %q", p.desk.Printer.Text)
	}
	p.Do("print")
	if len(d.Failures) != 1 || p.sheet.doc == nil {
		t.Fatalf("failures %v, issued %v", d.Failures, p.sheet.doc)
	}
	test.Tap(p.desk.save)
	d.Picture("papers-save")
	tapButton(t, d.Window().Canvas().Overlays().Top(), "保存")
	files, err := os.ReadDir(dir)
	kittest.OK(t, err)
	if len(files) != 1 || strings.Contains(files[0].Name(), "陈") || !strings.HasPrefix(files[0].Name(), "移交接收单 ") {
		t.Fatalf("saved %v", files)
	}
	saved, err := os.ReadFile(filepath.Join(dir, files[0].Name()))
	kittest.OK(t, err)
	if !bytes.Equal(saved, p.sheet.pdf) || !slices.Contains(d.Heard, "saved:transfer") {
		t.Errorf("saved %d of %d bytes; announced %v", len(saved), len(p.sheet.pdf), d.Heard)
	}
}

// tapButton taps a button of Fyne's own dialogs.
func tapButton(t *testing.T, in fyne.CanvasObject, text string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(in) {
		if b, ok := o.(*widget.Button); ok && b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %s", text)
}

func TestWhatATypedFieldSaysIsOnThePaper(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示卫某"))
	p := d.papers(stay.ID + "/transfer")
	before := p.sheet.pdf
	p.extras.form.Focus("receiver")
	d.Write("演示市第二福利院")
	d.Press(fyne.KeyReturn)
	if bytes.Equal(before, p.sheet.pdf) {
		t.Error("leaving the field did not draw the paper anew")
	}
	p.kinds.Select(p.rows[0])
	p.kinds.Select(p.rows[slices.IndexFunc(p.fits, func(k printing.PaperKind) bool { return k.Name == "transfer" })])
	if got := p.extras.values()["receiver"]; got != "演示市第二福利院" {
		t.Errorf("after another kind the field holds %q", got)
	}
}

func TestAClauseIsChosenAndNotTyped(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示沈某"))
	clauses, err := d.Desk().Clauses(t.Context(), intake.ClauseEnd)
	kittest.OK(t, err)
	p := d.papers(stay.ID + "/ending")
	before := p.sheet.pdf
	p.extras.form.Focus("clause")
	d.Write(clauses[1].Text[:12])
	d.Picture("papers-clause")
	d.Press(fyne.KeyReturn)
	if got := p.extras.values()["clause"]; got != clauses[1].Key {
		t.Errorf("chose %q; want %q", got, clauses[1].Key)
	}
	if bytes.Equal(before, p.sheet.pdf) {
		t.Error("the paper is not drawn anew")
	}
	p.take("register")
	p.take("ending")
	if got := p.extras.values()["clause"]; got != clauses[1].Key {
		t.Errorf("after another kind the field holds %q", got)
	}
	p.Leave()
	p.Enter()
	if got := p.extras.values()["clause"]; got != clauses[1].Key {
		t.Errorf("after another page the field holds %q", got)
	}
	p.extras.form.Focus("clause")
	d.Fill("没有这种情形")
	d.Press(fyne.KeyReturn)
	if got, held := p.extras.values()["clause"]; held || p.extras.fields["clause"].Base().Problem() == "" {
		t.Errorf("what is no clause is taken as %q", got)
	}
}

func TestTheLanguageOfTheRightsIsAChoice(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示韩某"))
	p := d.papers(stay.ID + "/rights")
	before := p.sheet.pdf
	p.extras.form.Focus("language")
	d.Write("2")
	d.Picture("papers-language")
	if got := p.extras.values()["language"]; got != "en" || bytes.Equal(before, p.sheet.pdf) {
		t.Errorf("chose %q; drawn anew %v", got, !bytes.Equal(before, p.sheet.pdf))
	}
}

func TestCharactersWithoutAFontAreNamed(t *testing.T) {
	if got := printout.SayMissing([]rune("𠮷")); got != "字库里没有“𠮷”，纸上印成方框：请打印后手写补上。" {
		t.Error(got)
	}
}

func TestWhoMayNotIssueCannotPress(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示褚某"))
	other := d.as(access.Volunteer)
	p := other.papers(stay.ID)
	if !p.desk.print.Disabled() || !p.desk.save.Disabled() {
		t.Error("the buttons are offered")
	}
}

func TestPapersFitTheSmallestScreen(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		t.Run(look.name, func(t *testing.T) {
			d := open(t)
			stay := d.Admit(named("演示蒋某"))
			_, _, err := d.Papers().Issue(t.Context(), "register", stay.ID, nil)
			kittest.OK(t, err)
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			p := d.papers(stay.ID + "/notice")
			if need := p.Content().MinSize(); need.Width > kittest.Width || need.Height > kittest.Height {
				t.Errorf("needs %v", need)
			}
			d.drawn(p)
			d.Picture("papers-" + look.name)
		})
	}
}

func TestWhoWasFoundHasAFace(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示蒋某"))
	var face bytes.Buffer
	kittest.OK(t, jpeg.Encode(&face, image.NewGray(image.Rect(0, 0, 30, 40)), nil))
	_, err := d.Desk().AddPhoto(t.Context(), intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", TakenAt: d.Clock, Thumb: face.Bytes()}, face.Bytes())
	kittest.OK(t, err)
	p := d.papers(stay.ID)
	if p.finder.card.Facts().Photo == nil {
		t.Error("the card shows nobody")
	}
	if said := p.finder.number.Content; !strings.Contains(said, stay.Number) || p.finder.number.Hidden {
		t.Errorf("the number reads %q", said)
	}
}

func TestWhereNothingWasIssuedASentenceTeaches(t *testing.T) {
	d := open(t)
	stay := d.Admit(named("演示蒋某"))
	p := d.papers(stay.ID)
	shown := func() (all []string) {
		for which, o := range p.issued.none {
			if o.Visible() {
				all = append(all, which)
			}
		}
		return all
	}
	if got := shown(); !slices.Equal(got, []string{ofStay}) || p.issued.list.Visible() {
		t.Errorf("shows %q", got)
	}
	_, _, err := d.Papers().Issue(t.Context(), "register", stay.ID, nil)
	kittest.OK(t, err)
	p.issued.load()
	if got := shown(); len(got) != 0 || !p.issued.list.Visible() {
		t.Errorf("with a paper in the list shows %q", got)
	}
}

func TestColumnsKeepWithinTheirWidth(t *testing.T) {
	need := func(width float32) fyne.CanvasObject {
		o := canvas.NewRectangle(color.Black)
		o.SetMinSize(fyne.NewSize(width, 1))
		return o
	}
	objects := []fyne.CanvasObject{need(100), need(100), need(500)}
	c := &columns{shares: []float32{10, 10, 10}}
	width := c.MinSize(objects).Width + 20
	c.Layout(objects, fyne.NewSize(width, 10))
	if end := objects[2].Position().X + objects[2].Size().Width; end != width {
		t.Errorf("the last column ends at %v of %v", end, width)
	}
}

func TestALabelShowsInItsRealSize(t *testing.T) {
	d := open(t)
	a := named("演示蒋某")
	a.Bag, a.Belongings = "F0172", []intake.Item{{Name: "钱包", Quantity: 1}}
	stay := d.Admit(a)
	p := d.papers(stay.ID + "/label")
	d.drawn(p)
	d.Picture("papers-label")
	width := p.sheet.view.Size().Width
	source := printout.Source{Previewer: d.Previewer(), PDF: p.sheet.pdf, Count: 1, Width: width}
	shown, err := source.Page(0, printout.ScreenDPI)
	kittest.OK(t, err)
	label := shown.Bounds()
	for label.Min.X < label.Max.X && blank(shown, label.Min.X) {
		label.Min.X++
	}
	for label.Max.X > label.Min.X && blank(shown, label.Max.X-1) {
		label.Max.X--
	}
	if got, want := float64(label.Dx()), 60/25.4*printout.ScreenDPI; got < want-2 || got > want+2 || shown.Bounds().Dx() != int(width) {
		t.Errorf("a label of 60 mm is %v points wide in %v; want %v", got, shown.Bounds().Dx(), want)
	}
}

// blank reports whether nothing stands in a column of a picture.
func blank(m image.Image, x int) bool {
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		if _, _, _, a := m.At(x, y).RGBA(); a > 0 {
			return false
		}
	}
	return true
}

func TestThePapersStandByWhatTheDeskLooksFor(t *testing.T) {
	kinds, rows, at := shelved(printing.Kinds())
	if len(kinds) != len(printing.Kinds()) {
		t.Errorf("%d of %d kinds are offered", len(kinds), len(printing.Kinds()))
	}
	for i, k := range kinds {
		if rows[at[i]].head || rows[at[i]].title != k.Title {
			t.Errorf("%s stands at %+v", k.Name, rows[at[i]])
		}
	}
	for _, row := range rows {
		if row.title == "其他文书" {
			t.Error("a kind stands on no shelf")
		}
	}
	if _, rows, _ := shelved([]printing.PaperKind{{Name: "new", Title: "演示"}}); len(rows) != 2 || rows[0].title != "其他文书" {
		t.Errorf("a kind that is new stands under %+v", rows)
	}
}

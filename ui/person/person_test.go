package person

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// wang is somebody invented.
func (d *desk) wang() intake.Stay {
	d.T.Helper()
	return d.Admit(intake.Arrival{ArrivedAt: d.Clock.Add(-50 * time.Hour), Identity: intake.IdentityClaimed,
		Profile: intake.Profile{Name: "演示王五", NameBySound: true, AgeFrom: 50, AgeTo: 60, AgeSeen: "2026-11-22", IDKind: "told", IDNumber: "110101196001010015",
			Phone: "13800000000", Accent: "jiaoliao", SaidPlace: "主猫鸭", Marks: "左手背有旧疤", Nation: "01",
			Kin: []intake.Kin{{Name: "演示王大", Relation: "7", Phone: "13900000000"}}},
		Circumstances: intake.Circumstances{FoundPlace: "演示北广场", BroughtUnit: "演示派出所", Reason: "lost", Clothing: "灰色棉衣"},
		Belongings:    []intake.Item{{Name: "布包", Quantity: 1, Features: "蓝色"}}, Bag: "A-001"})
}

// file opens a file.
func (d *desk) file(id string) *page {
	p := New(d, id).(*page)
	d.Show(p)
	return p
}

func (p *page) whats() []string {
	var all []string
	for _, l := range p.happened() {
		all = append(all, l.what+" "+l.more)
	}
	return all
}

func has(all []string, part string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, part) })
}

// acts are the actions on record about a person.
func (d *desk) acts(person string) []string {
	d.T.Helper()
	f, err := d.Desk().OpenFile(d.T.Context(), person)
	kittest.OK(d.T, err)
	var all []string
	for _, a := range f.Acts {
		all = append(all, a.Action)
	}
	return all
}

func TestOneTimelineHoldsAllThatHappened(t *testing.T) {
	d := open(t)
	stay := d.lived()
	p := d.file(stay.PersonID)
	for _, want := range []string{"来站 ", "入住床位 男203-1", "寄存物品 布包", "领取物资 ", "寻亲公告 ", "发布寻亲公告 ", "照片 正面"} {
		if !has(p.whats(), want) {
			t.Errorf("no line %q in %q", want, p.whats())
		}
	}
	for _, l := range p.happened() {
		if l.by != "演示站长" {
			t.Errorf("%s was done by %q", l.what, l.by)
		}
		if l.open == nil {
			t.Errorf("%s opens nothing", l.what)
			continue
		}
		p.panel = nil
		before := len(d.Routes)
		l.open()
		if len(d.Routes) == before && p.panel == nil {
			t.Errorf("%s opens nothing", l.what)
		}
	}
	d.WentTo(kit.Route{Name: kit.RouteCase, ID: stay.ID})
}

// lived is wang after a day at the station: bed, quilt, photo, notice, step.
func (d *desk) lived() intake.Stay {
	d.T.Helper()
	t, ctx := d.T, d.T.Context()
	stay := d.wang()
	plan, err := d.House().Layout(ctx)
	kittest.OK(t, err)
	at := slices.IndexFunc(plan.Beds, func(b shelter.Bed) bool { return b.Name == "男203-1" })
	_, err = d.House().Assign(ctx, stay.ID, plan.Beds[at].ID, nil)
	kittest.OK(t, err)
	items, err := d.Supplies().Items(ctx)
	kittest.OK(t, err)
	kittest.OK(t, d.Supplies().Receive(ctx, items[0].ID, 5, "budget"))
	_, err = d.Supplies().Issue(ctx, stay.ID, []supply.Line{{ItemID: items[0].ID, Qty: 1}})
	kittest.OK(t, err)
	full, thumb := face(t)
	_, err = d.Desk().AddPhoto(ctx, intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", TakenAt: d.Clock.Add(-49 * time.Hour), Thumb: thumb}, full)
	kittest.OK(t, err)
	_, _, err = d.Papers().Issue(ctx, "notice", stay.ID, nil)
	kittest.OK(t, err)
	_, err = d.Tracing().Record(ctx, stay.ID, tracing.StepRecord{Kind: tracing.NoticeOut, DoneAt: d.Clock.Add(-40 * time.Hour), StepNote: tracing.StepNote{Where: "全国救助寻亲网"}})
	kittest.OK(t, err)
	return stay
}

func TestANumberIsMaskedUntilSomebodyAsks(t *testing.T) {
	for number, want := range map[string]string{"": "", "110101196001010015": "1101************15", "13800000000": "1380*****00", "12345678": "******78", "123": "***"} {
		if got := Mask(number); got != want {
			t.Errorf("Mask(%q) = %q; want %q", number, got, want)
		}
	}
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID)
	if strings.Contains(p.head.number.Content, "19600101") || strings.Contains(p.identity.number.Text, "19600101") {
		t.Fatal("the number shows before anybody asked")
	}
	p.head.reveal.Tapped(nil)
	if !strings.Contains(p.head.number.Content, "110101196001010015") || p.identity.number.Text != "110101196001010015" {
		t.Errorf("asked for, it shows %q", p.head.number.Content)
	}
	if !slices.Contains(d.acts(stay.PersonID), "file.unmask") {
		t.Error("nobody recorded that the number was seen")
	}
	p.Leave()
	if strings.Contains(p.head.number.Content, "19600101") {
		t.Error("it still shows after leaving the page")
	}
}

func TestSavingKeepsTheNumberThatNobodyLookedAt(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/identity")
	p.identity.name.SetText("演示王武")
	p.identity.proven.Choose(string(intake.IdentityProven))
	p.Do("save")
	f, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	got := f.Person
	if got.Name != "演示王武" || got.Identity != intake.IdentityProven {
		t.Errorf("saved %q, %s", got.Name, got.Identity)
	}
	if got.IDNumber != "110101196001010015" || got.Phone != "13800000000" || got.AgeSeen != "2026-11-22" || len(got.Kin) != 1 || got.Nation != "01" || !got.NameBySound {
		t.Errorf("saving changed what was not touched: %+v", got.Profile)
	}
	d.Toasts[len(d.Toasts)-1].Undo()
	f, err = d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	if f.Person.Name != "演示王五" || f.Person.Identity != intake.IdentityClaimed {
		t.Errorf("after undo %q, %s", f.Person.Name, f.Person.Identity)
	}
	if !has(p.historyWords(), "演示王五 → 演示王武") {
		t.Errorf("history %q", p.historyWords())
	}
}

// historyLines are all changes, links and acts as lines.
func (p *page) historyLines() []line {
	var all []line
	for _, r := range p.changes() {
		for _, change := range p.changeWords(r) {
			all = append(all, line{at: r.At, what: lang.L("改 {{.Field}}", map[string]any{"Field": change.field}), more: change.words, by: p.staff(r.Actor), ink: kit.Accent})
		}
	}
	all = append(all, p.linkLines()...)
	return append(all, p.actLines()...)
}

func (p *page) historyWords() []string {
	var all []string
	for _, l := range p.historyLines() {
		all = append(all, l.what+" "+l.more)
	}
	return all
}

func TestAConflictKeepsWhatWasTyped(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/identity")
	d.Window().Canvas().Focus(p.identity.marks)
	p.identity.marks.SetText("右眉有痣")

	other := p.f.person()
	other.Name = "演示王六"
	_, err := d.Desk().UpdatePerson(t.Context(), other)
	kittest.OK(t, err)

	p.Do("save")
	if len(d.Failures) != 1 || p.identity.marks.Text != "右眉有痣" {
		t.Fatalf("failures %v, typed text %q", d.Failures, p.identity.marks.Text)
	}
	if p.identity.name.Text != "演示王六" {
		t.Errorf("the field that was not typed in shows %q; want the newer name", p.identity.name.Text)
	}
	p.Do("save")
	f, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	if f.Person.Name != "演示王六" || f.Person.Marks != "右眉有痣" {
		t.Errorf("saved %q and %q", f.Person.Name, f.Person.Marks)
	}
}

func TestWhatIsBeingTypedOutlivesAReload(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/identity")
	p.identity.marks.SetText("右眉有痣")
	p.Leave()
	p.Enter()
	d.Changed("person")
	if p.identity.marks.Text != "右眉有痣" {
		t.Error("the text is gone")
	}
}

func TestAPhotoIsAddedRemovedAndBroughtBack(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/photos")
	full, _ := face(t)
	p.photos.keep([]func() (io.ReadCloser, error){func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(full)), nil }})
	if len(p.photos.tiles) != 1 || p.f.file.Photos[0].Kind != "front" || p.f.file.Photos[0].StayID != stay.ID {
		t.Fatalf("photos %+v", p.f.file.Photos)
	}
	d.Window().Canvas().Focus(p.photos.tiles[0])
	d.Press(fyne.KeyReturn)
	if p.panel == nil {
		t.Fatal("Enter does not enlarge")
	}
	if !p.Do("close") || p.panel != nil {
		t.Fatal("Esc does not close the large view")
	}
	d.Window().Canvas().Focus(p.photos.tiles[0])
	d.Press(fyne.KeyDelete)
	if len(p.photos.tiles) != 0 {
		t.Fatal("Delete does not remove")
	}
	if !p.Do("undo") || len(p.photos.tiles) != 1 {
		t.Error("undo does not bring it back")
	}
}

func TestAHostileFileIsRefusedWithASentence(t *testing.T) {
	d := open(t)
	p := d.file(d.wang().PersonID)
	p.photos.keep([]func() (io.ReadCloser, error){func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("GIF89a")), nil }})
	if len(d.Failures) != 1 || kit.Say(d.Failures[0]) == "" || len(p.photos.tiles) != 0 {
		t.Errorf("failures %v", d.Failures)
	}
}

func TestAProtectedFileSaysWhomToAsk(t *testing.T) {
	d := open(t)
	stay := d.wang()
	other := d.as(access.TracingOfficer)
	p := d.file(stay.PersonID)
	p.openProtect()
	p.Do("save")
	if p.f.person().Protected {
		t.Fatal("protected without a reason")
	}
	d.Press(fyne.KeyReturn) // from the officers to the reason
	d.Write("演示：家暴受害人")
	p.Do("save")
	if !p.f.person().Protected || !p.loaded {
		t.Fatalf("not protected; failures %v", d.Failures)
	}
	q := other.file(stay.PersonID)
	if q.loaded {
		t.Error("who is not named opened the file")
	}
	if _, err := other.Desk().OpenFile(context.Background(), stay.PersonID); !strings.Contains(kit.Say(err), "联系站长") {
		t.Errorf("says %q", kit.Say(err))
	}
}

func TestLookingTwiceIsOneLineOfHistory(t *testing.T) {
	d := open(t)
	stay := d.wang()
	d.file(stay.PersonID)
	d.file(stay.PersonID)
	p := d.file(stay.PersonID)
	opened := 0
	for _, l := range p.historyLines() {
		if strings.HasPrefix(l.what, "打开档案") {
			opened++
			if !strings.HasSuffix(l.what, "×2") { // the look that reads this is put on record after it
				t.Errorf("the line says %q", l.what)
			}
		}
	}
	if opened != 1 {
		t.Errorf("%d lines of opening; want one that counts", opened)
	}
}

func TestActionsLeadWhereTheySay(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID)
	p.Do("save")
	d.WentTo(kit.Route{Name: kit.RouteBeds, ID: "depart/" + stay.ID})
	p.Do("print")
	d.WentTo(kit.Route{Name: kit.RoutePapers, ID: stay.ID})
	d.Write("2")
	if p.tab != tabIdentity {
		t.Errorf("2 opens %s", p.tab)
	}
}

// face draws somebody who does not exist.
func face(t testing.TB) (full, thumb []byte) {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 240, 320))
	for y := range 320 {
		for x := range 240 {
			c := color.NRGBA{200, 210, 220, 255}
			if dx, dy := x-120, y-130; dx*dx*4+dy*dy*3 < 24000 {
				c = color.NRGBA{224, 190, 160, 255}
			} else if y > 240 {
				c = color.NRGBA{60, 90, 110, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return picture.Encode(m), picture.Encode(picture.Thumbnail(m, 200))
}

// TestTabsInEveryLook draws the tabs; the pictures go to the folder that
// GUITU_PICTURES names.
func TestTabsInEveryLook(t *testing.T) {
	d := open(t)
	stay := d.lived()
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
		tabs        []string
	}{
		{"zh", false, false, kit.Chinese, []string{tabTimeline, tabIdentity, tabPhotos, tabThings, tabPapers, tabTracing, tabHistory, tabInquiries, tabTaken}},
		{"en-dark", true, false, kit.English, []string{tabTimeline, tabIdentity, tabHistory, tabInquiries, tabTaken}},
		{"large", false, true, kit.Chinese, []string{tabTimeline, tabIdentity, tabPhotos, tabTracing, tabHistory, tabInquiries, tabTaken}},
	} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		for _, tab := range look.tabs {
			p := d.file(stay.PersonID + "/" + tab)
			d.Fits(d.Window().Content(), "person-"+tab+"-"+look.name)
			if tab == tabTimeline {
				p.openProtect()
				d.Fits(d.Window().Content(), "person-protect-"+look.name)
			}
			p.Leave()
		}
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
}

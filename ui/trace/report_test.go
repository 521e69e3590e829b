package trace

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// missed is what an invented family says of somebody invented.
func missed() tracing.Account {
	return tracing.Account{ReporterName: "演示女儿", ReporterRelation: "女儿", ReporterPhone: "13800005678", Name: "演国强", Aliases: []string{"二狗子"},
		Sex: "1", Birth: "1958", HeightCM: 168, Marks: "左脸有疤", Home: "演示省演示市", LastSeenAt: "2026-11-20 18:30", LastSeenPlace: "演示北广场"}
}

func (d *desk) reported(a tracing.Account) tracing.Report {
	d.T.Helper()
	r, err := d.Tracing().AddReport(d.T.Context(), tracing.Report{Account: a})
	kittest.OK(d.T, err)
	return r
}

func (d *desk) reports() *reportsPage {
	p := NewReports(d).(*reportsPage)
	d.Show(p)
	return p
}

func (d *desk) openReport(id string) *reportPage {
	p := NewReport(d, id).(*reportPage)
	d.Show(p)
	return p
}

// stored is the only report there is.
func (d *desk) stored() tracing.Report {
	d.T.Helper()
	all, err := d.Tracing().Reports(d.T.Context(), true)
	kittest.OK(d.T, err)
	if len(all) != 1 {
		d.T.Fatalf("%d reports are kept", len(all))
	}
	r, err := d.Tracing().Report(d.T.Context(), all[0].ID)
	kittest.OK(d.T, err)
	return r
}

// fill writes into a field of the form in place of what it holds, and leaves it.
func (p *reportPage) fill(d *desk, key, text string) {
	d.T.Helper()
	p.fields.form.Focus(key)
	d.Fill(text)
	d.Press(fyne.KeyTab)
}

func spoken(o fyne.CanvasObject) string {
	var all []string
	for _, part := range test.LaidOutObjects(o) {
		switch w := part.(type) {
		case *kit.Text:
			all = append(all, w.Content)
		case *widget.RichText:
			all = append(all, strings.ReplaceAll(w.String(), "\n", ""))
		case *widget.Label:
			all = append(all, w.Text)
		}
	}
	return strings.Join(all, "|")
}

// rows are the words of the list.
func (p *reportsPage) rows() string {
	var all []string
	for _, r := range p.table.Shown() {
		for _, c := range p.columns() {
			all = append(all, c.Text(r))
		}
	}
	return strings.Join(append(all, spoken(p.content)), "|")
}

func TestTheListSaysWhoIsMissedAndNeverWhoReported(t *testing.T) {
	d := station(t)
	p := d.reports()
	if got := spoken(p.content); !strings.Contains(got, "家属打电话或上门来找人时，在这里登记") {
		t.Errorf("an empty list teaches nothing: %s", got)
	}
	d.Picture("reports-empty")
	r := d.reported(missed())
	d.Changed("report")
	got := p.rows()
	for _, want := range []string{r.Number, "演国强", "男", "1958 生", "2026-11-20 18:30 · 演示北广场"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the list: %s", want, got)
		}
	}
	for _, secret := range []string{"演示女儿", "13800005678", "5678"} {
		if strings.Contains(got, secret) {
			t.Errorf("the list shows %q", secret)
		}
	}
	d.Picture("reports")
	d.Press(fyne.KeyDown, fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RouteReport, ID: r.ID})
}

func TestReportsAreFoundBySoundAliasAndPlace(t *testing.T) {
	d := station(t)
	d.reported(missed())
	other := missed()
	other.Name, other.Aliases, other.LastSeenPlace, other.Marks, other.Home = "演小四", nil, "演示南桥", "", ""
	d.reported(other)
	p := d.reports()
	for words, want := range map[string]string{"yanguoqiang": "演国强", "ygq": "演国强", "二狗": "演国强", "南桥": "演小四", "走-2026-0002": "演小四"} {
		p.find.SetText("")
		d.Window().Canvas().Focus(p.find)
		d.Write(words)
		if shown := p.table.Shown(); len(shown) != 1 || shown[0].Name != want {
			t.Errorf("%s finds %d; want %s", words, len(shown), want)
		}
	}
	if !p.Do("close") || p.find.Text != "" || len(p.table.Shown()) != 2 {
		t.Error("Esc does not clear what was looked for")
	}
}

func TestTheListOfCasesLeadsToTheReports(t *testing.T) {
	d := station(t)
	p := d.list()
	for _, o := range test.LaidOutObjects(p.content) {
		if b, ok := o.(*kit.Button); ok && b.Text == "家属走失登记" {
			b.OnTapped()
		}
	}
	d.WentTo(kit.Route{Name: kit.RouteReports})
}

func TestAReportIsKeptAsSoonAsItCanBe(t *testing.T) {
	d := station(t)
	p := d.openReport("")
	p.fill(d, "reporter_phone", "13800005678")
	if p.id != "" {
		t.Fatal("there is a report of nobody")
	}
	p.fill(d, "name", "演国强")
	if p.id == "" || p.title.Content != "走-2026-0001" {
		t.Fatalf("the report has no number: %q, failures %v", p.title.Content, d.Failures)
	}
	p.fill(d, "aliases", "二狗子、 阿强")
	p.fill(d, "last_seen_at", "昨天 18:30")
	p.fill(d, "age", "1958年")
	r := d.stored()
	if r.Name != "演国强" || strings.Join(r.Aliases, " ") != "二狗子 阿强" || r.LastSeenAt != "2026-11-23 18:30" || r.Birth != "1958" || r.ReporterPhone != "13800005678" {
		t.Errorf("kept %+v", r.Account)
	}
	p.fields.form.Focus("marks")
	d.Write("左脸有疤") // and away without leaving the field
	p.Leave()
	if r := d.stored(); r.Marks != "左脸有疤" {
		t.Error("what was typed last is lost")
	}
}

func TestSavingSaysWhatIsMissing(t *testing.T) {
	d := station(t)
	p := d.openReport("")
	p.fill(d, "marks", "左脸有疤")
	d.Submit()
	if got := p.fields.form.Item("reporter_phone").Field.Base().Problem(); got == "" {
		t.Error("nobody asked how to reach the family")
	}
	p.Leave()
	if !strings.Contains(d.Said(), "走失登记还没有保存") {
		t.Errorf("leaving says %q", d.Said())
	}
	p.Enter()
	p.fill(d, "reporter_name", "演示女儿")
	d.Submit()
	d.WentTo(kit.Route{Name: kit.RouteReports})
	if r := d.stored(); r.Marks != "左脸有疤" || r.ReporterName != "演示女儿" {
		t.Errorf("kept %+v", r.Account)
	}
}

func TestAFieldThatCannotBeKeptSaysSoAndKeepsTheCursor(t *testing.T) {
	d := station(t)
	p := d.openReport(d.reported(missed()).ID)
	p.fields.form.Focus("height_cm")
	d.Fill("999")
	d.Press(fyne.KeyReturn)
	if p.fields.form.Item("height_cm").Field.Base().Problem() == "" {
		t.Error("a height of 999 is taken without a word")
	}
	if d.Window().Canvas().Focused() != p.fields.form.Item("build").Field.Target() {
		t.Error("the cursor was pulled back")
	}
	p.fill(d, "height_cm", "170")
	if r := d.stored(); r.HeightCM != 170 {
		t.Errorf("kept %d", r.HeightCM)
	}
}

func TestTwoWhoWriteAtOnceLoseNothing(t *testing.T) {
	d := station(t)
	r := d.reported(missed())
	p := d.openReport(r.ID)
	theirs := r
	theirs.MayGo, theirs.Marks = "可能去演示南桥找工友", "左脸有疤，缺一颗门牙"
	_, err := d.Tracing().SaveReport(t.Context(), theirs)
	kittest.OK(t, err)
	p.fill(d, "clothing", "灰色棉衣")
	got := d.stored()
	if got.Clothing != "灰色棉衣" || got.MayGo != theirs.MayGo || got.Marks != theirs.Marks || got.Name != "演国强" {
		t.Errorf("kept %+v; failures %v", got.Account, d.Failures)
	}
	if item := p.fields.form.Item("may_go").Field.Draft(); item != theirs.MayGo {
		t.Errorf("the page shows %q", item)
	}
}

func TestWhatWasTakenAwayStaysAwayInAMerge(t *testing.T) {
	base := missed()
	mine, theirs := base, base
	mine.Home, mine.HeightCM = "", 170
	theirs.Household = "演示县"
	both, err := mergeAccounts(base, mine, theirs)
	kittest.OK(t, err)
	if both.Home != "" || both.HeightCM != 170 || both.Household != "演示县" || both.Name != base.Name {
		t.Errorf("merged %+v", both)
	}
}

func TestSlowSavingsFollowOneAnother(t *testing.T) {
	d := station(t)
	p := d.openReport(d.reported(missed()).ID)
	d.Slow = true
	p.fill(d, "clothing", "灰色棉衣")
	p.fill(d, "may_go", "演示南桥")
	d.Hurry()
	if r := d.stored(); r.Clothing != "灰色棉衣" || r.MayGo != "演示南桥" || len(d.Failures) > 0 {
		t.Errorf("kept %+v; failures %v", r.Account, d.Failures)
	}
}

func TestOpeningAndKeepingChangesNothing(t *testing.T) {
	d := station(t)
	r := d.reported(missed())
	p := d.openReport(r.ID)
	p.Leave()
	if got := d.stored(); got.Version != r.Version {
		t.Errorf("version %d after only looking", got.Version)
	}
}

func TestWhoMayBeMissedIsRankedAndCompared(t *testing.T) {
	d := station(t)
	full, thumb := face(t, 80)
	stay := d.Admit(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演国强", AgeFrom: 66, AgeTo: 70, Marks: "左脸有疤", HeightCM: 169},
		Circumstances: intake.Circumstances{FoundPlace: "演示北广场", Clothing: "灰色棉衣"}})
	_, err := d.Desk().AddPhoto(t.Context(), intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", TakenAt: d.Clock, Thumb: thumb}, full)
	kittest.OK(t, err)
	d.Admit(kittest.Woman("演小妹", 20))
	p := d.openReport(d.reported(missed()).ID)
	if len(p.leads.cards) != 1 || p.leads.found[0].Card.Person.ID != stay.PersonID {
		t.Fatalf("%d candidates", len(p.leads.cards))
	}
	got := spoken(p.leads.list)
	for _, want := range []string{"演国强", "＋ 姓名相同", "现在就在站内"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the card: %s", want, got)
		}
	}
	d.Picture("report")
	p.fields.form.Focus("name")
	d.Press(fyne.KeyDown, fyne.KeyReturn)
	if !p.comparing() {
		t.Fatalf("nothing is compared; failures %v", d.Failures)
	}
	got = spoken(p.body)
	for _, want := range []string{"家属说的", "左脸有疤", "身高", "168 厘米", "169 厘米", "+"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not compared: %s", want, got)
		}
	}
	d.Picture("report-compare")
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	if row := (comparedRow{said: "1958 生", known: "30 岁", against: "birth"}); row.differs(nil) {
		t.Error("ages are marked as different though no evidence says so")
	}
	if row := (comparedRow{said: "汉族", known: "回族"}); !row.differs(nil) {
		t.Error("two peoples are not marked")
	}
	if !p.Do("close") || p.comparing() {
		t.Error("Esc does not lead back to the report")
	}
}

func TestWhoMayBeMissedFollowsWhatIsTyped(t *testing.T) {
	d := station(t)
	d.Admit(kittest.Man("演国强", 68))
	p := d.openReport("")
	if len(p.leads.cards) != 0 {
		t.Fatal("somebody is offered before anything was said")
	}
	p.fields.form.Focus("name")
	d.Write("演国强")
	if len(p.leads.cards) != 1 {
		t.Fatalf("%d candidates", len(p.leads.cards))
	}
	p.fields.form.Focus("name")
	d.Fill("李某")
	if len(p.leads.cards) != 0 {
		t.Error("who no longer fits is still offered")
	}
}

func TestSomebodyProtectedIsShownByTheirFileAlone(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Man("演国强", 68))
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, []string{d.Session().Account().ID}, "演示理由"))
	kittest.OK(t, d.Directory().Load(t.Context()))
	p := d.openReport(d.reported(missed()).ID)
	for _, c := range p.leads.cards {
		if c.facts.person.Name != "保护对象" || strings.Contains(spoken(p.leads.list), "演国强") {
			t.Errorf("the card names somebody protected: %s", spoken(p.leads.list))
		}
		c.onOpen()
	}
	if p.comparing() {
		t.Error("somebody protected is laid open")
	}
	if len(p.leads.cards) > 0 {
		d.WentTo(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	}
}

func TestAReportIsClosedWithAReasonAndReopened(t *testing.T) {
	d := station(t)
	r := d.reported(missed())
	p := d.openReport(r.ID)
	p.askClose()
	d.Write("家属已在演示车站找到")
	d.Submit()
	if !p.closed() || d.Said() != "走失登记已办结。" {
		t.Fatalf("not closed: said %q, failures %v", d.Said(), d.Failures)
	}
	if got := spoken(p.left); !strings.Contains(got, "家属已在演示车站找到") || !strings.Contains(got, "13800005678") {
		t.Errorf("the closed report reads %s", got)
	}
	d.Picture("report-closed")
	if p.Do("save") {
		t.Error("what is closed can be written in")
	}
	list := d.reports()
	if len(list.table.Shown()) != 0 {
		t.Error("a closed report is among those still looked for")
	}
	list.which.Choose(reportsDone)
	list.load()
	if len(list.table.Shown()) != 1 {
		t.Error("a closed report is in no list")
	}
	d.Show(p)
	p.turn.OnTapped()
	if p.closed() || d.stored().State != tracing.ReportOpen {
		t.Error("it is not open again")
	}
	p.fill(d, "clothing", "灰色棉衣")
	if d.stored().Clothing != "灰色棉衣" {
		t.Error("what is typed after reopening is not kept")
	}
}

func TestAReportThatIsNotThereSaysSo(t *testing.T) {
	d := station(t)
	p := d.openReport("nobody")
	if p.loaded || p.content.Objects[0] == p.whole {
		t.Error("a report of nothing opened")
	}
	front := d.as(access.Volunteer)
	q := front.openReport(d.reported(missed()).ID)
	if q.loaded {
		t.Error("a volunteer reads who reported")
	}
}

func TestReportPagesInEveryLook(t *testing.T) {
	d := station(t)
	d.Admit(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演国强", AgeFrom: 50, AgeTo: 55, Marks: "左脸有疤", HeightCM: 180},
		Circumstances: intake.Circumstances{FoundPlace: "演示北广场", Clothing: "灰色棉衣"}})
	d.Admit(kittest.Man("演建强", 68))
	r := d.reported(missed())
	other := missed()
	other.ReporterName, other.Birth = "演示儿子", "1959"
	d.reported(other)
	kittest.OK(t, d.Screen().Load(t.Context()))
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"zh", false, false, kit.Chinese}, {"en-dark", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		d.reports()
		d.Fits(d.Window().Content(), "reports-"+look.name)
		p := d.openReport(r.ID)
		d.Fits(d.Window().Content(), "report-"+look.name)
		if len(p.leads.found) < 2 {
			t.Errorf("%d candidates", len(p.leads.found))
		}
		for _, c := range p.leads.found {
			if c.Card != nil && !p.comparing() {
				p.compare(c)
			}
		}
		d.Fits(d.Window().Content(), "report-compare-"+look.name)
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
}

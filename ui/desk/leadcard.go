package desk

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// leadCard is somebody whom an arrival may be: an earlier person, or one whom
// a family misses, which looks otherwise.
type leadCard struct {
	widget.BaseWidget
	candidate tracing.Candidate
	words     words
	now       time.Time
	face      image.Image
	chosen    bool // was said to be the same
	noted     bool // a report that was marked 疑似
	tapped    func()

	here, hovered bool
}

var (
	_ stop              = (*leadCard)(nil)
	_ desktop.Hoverable = (*leadCard)(nil)
)

func newLeadCard(words words, c tracing.Candidate, now time.Time, face image.Image, tapped func()) *leadCard {
	l := &leadCard{candidate: c, words: words, now: now, face: face, tapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

func (l *leadCard) Tapped(*fyne.PointEvent)        { l.tapped() }
func (l *leadCard) FocusGained()                   { l.here = true; l.Refresh() }
func (l *leadCard) FocusLost()                     { l.here = false; l.Refresh() }
func (l *leadCard) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.Refresh() }
func (l *leadCard) MouseMoved(*desktop.MouseEvent) {}
func (l *leadCard) MouseOut()                      { l.hovered = false; l.Refresh() }

// content lays the card out: the head with the portrait, then why.
func (l *leadCard) content() fyne.CanvasObject {
	var picture fyne.CanvasObject = l.nobody()
	if l.face != nil {
		portrait := canvas.NewImageFromImage(l.face)
		portrait.FillMode = canvas.ImageFillContain
		portrait.SetMinSize(fyne.NewSquareSize(kit.Size(kit.Thumb)))
		picture = portrait
	}
	name, line := kit.NewText(l.name()), kit.NewLabel(l.line())
	name.Bold, name.Type, name.Whole, line.Whole = true, kit.Subtitle, false, false
	head := container.NewBorder(nil, nil, container.NewCenter(picture), nil, kit.Margin(kit.Nudge, kit.Close(name, line, container.NewHBox(l.state()))))
	all := kit.Close(head)
	for _, why := range strongest(l.candidate) {
		all.Add(short("＋ "+why, kit.Info))
	}
	for _, fact := range l.candidate.Facts {
		all.Add(l.fact(fact))
	}
	return kit.Margin(kit.Inside, all)
}

func (l *leadCard) nobody() fyne.CanvasObject {
	p := kit.NewPicture("person")
	if l.candidate.Report != nil {
		p = kit.NewPicture("trace")
	}
	p.Color, p.Type = kit.Faint, kit.Thumb
	return p
}

func (l *leadCard) name() string {
	if r := l.candidate.Report; r != nil {
		return reportName(*r)
	}
	return l.candidate.Card.Name()
}

func reportName(r tracing.Report) string {
	if r.Name == "" {
		return lang.L("姓名不详")
	}
	if r.NameBySound {
		return r.Name + lang.L("（音）")
	}
	return r.Name
}

// line is sex, age, and when somebody came last.
func (l *leadCard) line() string {
	if r := l.candidate.Report; r != nil {
		return kit.Joined(l.words.say("sex", r.Sex), ageWords(missed(*r), l.now))
	}
	c := l.candidate.Card
	return kit.Joined(l.words.say("sex", c.Person.Sex), ageWords(c.Person.Profile, l.now), kit.SayDay(c.Stay.ArrivedAt, l.now))
}

// missed is what a report says of a person's age, as a file says it: it was
// true when they were last seen.
func missed(r tracing.Report) intake.Profile {
	seen := calendar.On(r.ReceivedAt).String()
	if len(r.LastSeenAt) >= len(time.DateOnly) {
		seen = r.LastSeenAt[:len(time.DateOnly)]
	}
	return intake.Profile{Birth: r.Birth, AgeFrom: r.AgeFrom, AgeTo: r.AgeTo, AgeSeen: seen}
}

func (l *leadCard) state() fyne.CanvasObject {
	switch {
	case l.chosen:
		return kit.NewChip(kit.Square, lang.L("是同一人"), kit.Done)
	case l.noted:
		return kit.NewChip(kit.Triangle, lang.L("已标为疑似"), kit.Soon)
	case l.candidate.Report != nil:
		return kit.NewChip(kit.Diamond, lang.L("走失登记 {{.Number}}", map[string]any{"Number": l.candidate.Report.Number}), kit.Info)
	}
	state := l.candidate.Card.Stay.State
	if state.Open() {
		return kit.NewChip(kit.Diamond, lang.L("现在在站"), kit.Overdue)
	}
	look := stateLook(state)
	return kit.NewChip(look.Shape, look.Word, look.Color)
}

// fact is a line of what the desk wants to know; whoever is here now is told
// in red.
func (l *leadCard) fact(f tracing.Fact) fyne.CanvasObject {
	ink := kit.Ink
	switch {
	case f.Code == "here" || f.Code == "hospital" || f.Code == "placed":
		ink = kit.Overdue
	case f.Advice:
		ink = kit.Soon
	}
	return short(trace.FactWords(f), ink)
}

func short(text string, ink fyne.ThemeColorName) *kit.Text {
	t := kit.NewText(text)
	t.Whole, t.Type, t.Color = false, kit.Small, ink
	return t
}

// reasonsShown is how many reasons stand on a card; all of them are compared.
const reasonsShown = 2

// strongest are the words of what speaks most for a candidate.
func strongest(c tracing.Candidate) (words []string) {
	for _, e := range c.Lead.Strongest() {
		if e.For() && len(words) < reasonsShown {
			words = append(words, lang.L(e.Text, e.Args))
		}
	}
	return words
}

func (l *leadCard) CreateRenderer() fyne.WidgetRenderer {
	r := &leadRenderer{l: l, back: canvas.NewRectangle(color.Transparent), inner: l.content()}
	r.style()
	return r
}

type leadRenderer struct {
	l     *leadCard
	back  *canvas.Rectangle
	inner fyne.CanvasObject
}

func (r *leadRenderer) style() {
	r.back.FillColor, r.back.StrokeColor = kit.Color(kit.Surface), kit.Color(kit.Line)
	r.back.StrokeWidth, r.back.CornerRadius = kit.Size(kit.Hairline), kit.Size(kit.Corner)
	if r.l.candidate.Report != nil {
		r.back.FillColor = kit.Soft(kit.Info)
	}
	if r.l.hovered {
		r.back.FillColor = kit.Color(theme.ColorNameButton)
	}
	if r.l.here {
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
}

func (r *leadRenderer) MinSize() fyne.Size { return r.inner.MinSize() }

func (r *leadRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.inner.Resize(size)
}

func (r *leadRenderer) Refresh() {
	r.style()
	r.back.Refresh()
	r.inner.Refresh()
}

func (r *leadRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.inner} }
func (r *leadRenderer) Destroy()                     {}

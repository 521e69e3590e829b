package printout

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
)

// Paper is a page and, in its place for a while, a paper made of what it
// shows: looked at, printed, saved. It is for papers that take no number and
// are not kept.
//
//	p.paper = printout.NewPaper(shell, main)
//	p.content = p.paper.Content
//	…
//	p.paper.Open("交接班表", title, "shift", func(ctx context.Context) (printing.Result, error) { … })
type Paper struct {
	Content *fyne.Container      // the page, or the paper in its place
	View    *kit.PageView        // on which the paper is drawn
	Draw    func(kit.PageSource) // draws it; to be replaced where nobody looks

	shell   Shell
	page    fyne.CanvasObject
	content fyne.CanvasObject
	card    *fyne.Container // holds the card, whose title is the paper's
	desktop fyne.CanvasObject
	outlet  *Outlet
	act     *kit.Button
	note    *kit.Text

	pdf         []byte
	title, kind string
	wish        int
	back        fyne.Focusable // what had the focus
	busy        bool
}

// NewPaper returns the page with nothing in its place yet.
func NewPaper(shell Shell, page fyne.CanvasObject) *Paper {
	s := &Paper{shell: shell, page: page, View: kit.NewPageView(), note: kit.NewLabel(""), card: container.NewStack()}
	s.Draw = s.View.Open
	s.note.Color, s.note.Whole = kit.Soon, false
	s.outlet = NewOutlet(shell, func() fyne.Focusable { return s.act })
	s.act = kit.NewPrimary("打印", "print", s.Print)
	foot := kit.Actions(append([]fyne.CanvasObject{kit.NewButton("返回", "close", s.Close)}, s.outlet.Parts...),
		kit.NewButton("存PDF", "", s.save), s.act)
	s.outlet.Named = foot.Refresh
	s.desktop = kit.Margin(kit.Nudge, container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, s.View)))
	s.content = kit.Page(container.NewBorder(nil, kit.Margin(kit.Nudge, foot), nil, nil, s.card))
	s.content.Hide()
	s.Content = container.NewStack(page, s.content)
	return s
}

// Enter asks for the printers; a page calls it when it is entered.
func (s *Paper) Enter() { s.outlet.Enter() }

// Shown reports whether the paper stands in place of the page.
func (s *Paper) Shown() bool { return s.content.Visible() }

// Do obeys the keys of a paper that shows.
func (s *Paper) Do(id string) bool {
	if !s.Shown() {
		return false
	}
	switch id {
	case "print":
		s.Print()
	case "close":
		s.Close()
	default:
		return id == "save" // nothing behind the paper is meant
	}
	return true
}

// Open makes a paper and shows it in place of the page. heading is the key of
// its translation; title names the file and the job of the printer and never
// anybody; kind is what is announced.
func (s *Paper) Open(heading, title, kind string, work func(ctx context.Context) (printing.Result, error)) {
	s.wish++
	mine := s.wish
	var result printing.Result
	s.shell.Work(lang.L("正在排版…"), func(ctx context.Context) (err error) {
		result, err = work(ctx)
		return err
	}, func(err error) {
		switch {
		case mine != s.wish:
		case err != nil:
			s.shell.Fail(err)
		default:
			s.title, s.kind = PlainName(title), kind
			s.lay(heading, result)
		}
	})
}

func (s *Paper) lay(heading string, result printing.Result) {
	s.pdf = result.PDF
	c := s.shell.Window().Canvas()
	if !s.Shown() {
		s.back = c.Focused()
	}
	s.note.Set(SayMissing(result.Missing))
	s.Draw(&Source{Previewer: s.shell.Previewer(), PDF: result.PDF, Count: result.Pages})
	s.card.Objects = []fyne.CanvasObject{kit.NewCard(heading, s.note, s.desktop)}
	s.page.Hide()
	s.content.Show()
	s.Content.Refresh()
	c.Focus(s.act)
	kit.Tell("preview", s.kind)
}

// Close goes back to the page.
func (s *Paper) Close() {
	s.wish++
	if !s.Shown() {
		return
	}
	s.content.Hide()
	s.page.Show()
	s.Content.Refresh()
	if s.back != nil {
		s.shell.Window().Canvas().Focus(s.back)
	}
}

// Print sends the paper to the printer.
func (s *Paper) Print() {
	copies, ok := s.outlet.Count()
	if !ok || s.busy {
		return
	}
	s.busy = true
	s.outlet.Send(s.pdf, s.title, s.kind, copies, func(context.Context) error { return nil }, func() { s.busy = false })
}

func (s *Paper) save() { s.outlet.Save(s.pdf, s.title, s.kind) }

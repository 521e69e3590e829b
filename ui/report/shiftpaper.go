package report

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
)

// shiftPaper shows 交接班表 in place of the page, and prints those same bytes.
// It is about no single stay: it takes no number and is not kept.
type shiftPaper struct {
	page    *shift
	content *fyne.Container
	outlet  *outlet
	view    *kit.PageView
	draw    func(kit.PageSource)
	act     *kit.Button
	note    *kit.Text

	pdf   []byte
	title string // names the paper by when the shift ended
	wish  int
	back  fyne.Focusable // what had the focus
	busy  bool
}

func newShiftPaper(p *shift) *shiftPaper {
	s := &shiftPaper{page: p, view: kit.NewPageView(), note: kit.NewLabel("")}
	s.draw = s.view.Open
	s.note.Color, s.note.Whole = kit.Soon, false
	s.outlet = newOutlet(p.shell, func() fyne.Focusable { return s.act })
	s.act = kit.NewPrimary("打印", "print", s.print)
	foot := kit.Actions(append([]fyne.CanvasObject{kit.NewButton("返回", "close", s.close)}, s.outlet.parts...),
		kit.NewButton("存PDF", "", s.save), s.act)
	s.outlet.named = foot.Refresh
	desktop := kit.Margin(kit.Nudge, container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, s.view)))
	body := kit.NewCard("交接班表", s.note, desktop)
	s.content = kit.Page(container.New(&stacked{shares: []float32{1, 0}}, body, foot))
	s.content.Hide()
	return s
}

func (s *shiftPaper) enter()      { s.outlet.enter() }
func (s *shiftPaper) shown() bool { return s.content.Visible() }

// open makes the paper of the shift that shows, with what was written so far.
func (s *shiftPaper) open() {
	p := s.page
	s.wish++
	mine, shift := s.wish, p.news.shift
	if shift.To.IsZero() {
		return // nothing was read yet
	}
	words := printing.ShiftNote{TakenBy: staffName(p.news.staff, p.hand.to.Chosen()), Note: strings.TrimSpace(p.hand.note.Text)}
	var result printing.Result
	p.shell.Work(lang.L("正在排版…"), func(ctx context.Context) (err error) {
		result, err = p.shell.Papers().ShiftPDF(ctx, shift, words)
		return err
	}, func(err error) {
		switch {
		case mine != s.wish:
		case err != nil:
			p.shell.Fail(err)
		default:
			s.title = plainName(lang.L("交接班表") + " " + shift.To.In(p.shell.Now().Location()).Format("2006-01-02 1504"))
			s.lay(result)
		}
	})
}

func (s *shiftPaper) lay(result printing.Result) {
	s.pdf = result.PDF
	c := s.page.shell.Window().Canvas()
	s.back = c.Focused()
	s.note.Set(sayMissing(result.Missing))
	s.draw(&pageSource{previewer: s.page.shell.Previewer(), pdf: result.PDF, pages: result.Pages})
	s.page.main.Hide()
	s.content.Show()
	s.page.content.Refresh()
	c.Focus(s.act)
	kit.Tell("preview", "shift")
}

// close goes back to the shift.
func (s *shiftPaper) close() {
	s.wish++
	s.content.Hide()
	s.page.main.Show()
	s.page.content.Refresh()
	if s.back != nil {
		s.page.shell.Window().Canvas().Focus(s.back)
	}
}

func (s *shiftPaper) print() {
	copies, ok := s.outlet.count()
	if !ok || s.busy {
		return
	}
	s.busy = true
	s.outlet.send(s.pdf, s.title, "shift", copies, func(context.Context) error { return nil }, func() { s.busy = false })
}

func (s *shiftPaper) save() { s.outlet.save(s.pdf, s.title, "shift") }

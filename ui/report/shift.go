package report

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// shiftLength is how far back a shift goes where none was handed over yet.
const shiftLength = 12 * time.Hour

// shift is the page on which a shift is handed over: what happened since the
// last one, what waits, a word to the next, and who takes over. 交接班
type shift struct {
	shell  Shell
	main   fyne.CanvasObject
	period *kit.Text
	done   *kit.Chip // that it was handed over
	tally  *tally
	waits  *roll // what the next shift has to do
	was    *roll // what happened, and what is open
	hand   *handing
	paper  *printout.Paper // 交接班表

	news    shiftNews
	since   time.Time // the beginning that was chosen; zero for the last handover
	loading int       // number of the newest load
	busy    bool      // it is being handed over
	over    bool      // this shift was handed over; it stays as it was
	stop    func()
}

// shiftNews is what the page shows, read at once.
type shiftNews struct {
	shift     intake.Shift
	count     shelter.Headcount
	protected int
	beds      map[string]string // names by stays
	deadlines []tracing.Line
	house     houseDue
	last      intake.Handover
	handed    bool // there is a last one
	staff     []access.Account
}

// NewShift returns the page 交接班.
func NewShift(shell Shell) kit.View {
	p := &shift{shell: shell, period: kit.NewText(""), done: kit.NewChip(kit.Square, "", kit.Done), tally: newTally()}
	p.period.Color = kit.Faint
	p.done.Hide()
	p.waits, p.was = newRoll(shell, 5), newRoll(shell, 3)
	p.hand = newHanding(p)
	p.main = kit.Page(p.layOut())
	p.paper = printout.NewPaper(shell, p.main)
	return p
}

func (p *shift) layOut() fyne.CanvasObject {
	title := container.NewBorder(nil, nil, kit.Beside(kit.NewTitle(lang.L("交接班")), p.period), p.done)
	body := container.New(&columns{shares: []float32{4, 4, 3}},
		kit.NewCard("", nil, p.waits.lines), kit.NewCard("", nil, p.was.lines), p.hand.content)
	return container.New(&stacked{shares: []float32{0, 0, 1, 0}}, title, p.tally.Container, body, p.hand.foot)
}

func (p *shift) Content() fyne.CanvasObject { return p.paper.Content }

// Enter shows the shift as it is now. One that was handed over is over: what
// shows then is the next.
func (p *shift) Enter() {
	p.Leave()
	p.stop = p.shell.OnChange(func(map[string]bool) { p.load() })
	p.paper.Enter()
	if p.over {
		p.over, p.since = false, time.Time{}
		p.paper.Close() // it was of that one
	}
	p.hand.recall()
	p.load()
	p.shell.Window().Canvas().Focus(p.waits.lines)
}

func (p *shift) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.hand.keep()
}

func (p *shift) Do(id string) bool {
	switch {
	case p.paper.Do(id):
	case id == "print":
		p.openPaper()
	case id == "save":
		p.hand.form.Submit()
	case id == "shift": // it is here
	default:
		return false
	}
	return true
}

// openPaper makes the paper of the shift that shows, with what was written so
// far.
func (p *shift) openPaper() {
	shift := p.news.shift
	if shift.To.IsZero() {
		return // nothing was read yet
	}
	words := printing.ShiftNote{TakenBy: staffName(p.news.staff, p.hand.to.Chosen()), Note: strings.TrimSpace(p.hand.note.Text)}
	title := lang.L("交接班表") + " " + shift.To.In(p.shell.Now().Location()).Format("2006-01-02 1504")
	p.paper.Open("交接班表", title, "shift", func(ctx context.Context) (printing.Result, error) {
		return p.shell.Papers().ShiftPDF(ctx, shift, words)
	})
}

func (p *shift) may(right access.Right) bool { return p.shell.Session().Can(right) }

func (p *shift) load() {
	if p.over {
		return // what was handed over does not change any more
	}
	p.loading++
	mine, since := p.loading, p.since
	var n shiftNews
	p.shell.Work(lang.L("正在整理这一班的情况…"), func(ctx context.Context) (err error) {
		n, err = p.read(ctx, since)
		return err
	}, func(err error) {
		switch {
		case mine != p.loading:
		case err != nil:
			p.shell.Fail(err)
		default:
			p.show(n)
		}
	})
}

// read reads the shift since a moment, since the last handover where none is
// named.
func (p *shift) read(ctx context.Context, since time.Time) (n shiftNews, err error) {
	if n.last, n.handed, err = p.shell.Desk().LastHandover(ctx); err != nil {
		return n, err
	}
	if since.IsZero() {
		since = p.shell.Now().Add(-shiftLength)
		if n.handed {
			since = n.last.To
		}
	}
	if n.shift, err = p.shell.Desk().Shift(ctx, since); err != nil {
		return n, err
	}
	if n.count, err = p.shell.House().Headcount(ctx); err != nil {
		return n, err
	}
	if n.deadlines, err = p.shell.Tracing().Deadlines(ctx); err != nil {
		return n, err
	}
	if n.house, err = readHouseDue(ctx, p.shell.House(), p.shell.Now()); err != nil {
		return n, err
	}
	if n.staff, err = p.shell.Session().Accounts(ctx); err != nil {
		return n, err
	}
	residents, err := p.shell.Desk().Residents(ctx)
	if err != nil {
		return n, err
	}
	for _, r := range residents {
		if veiled(r) {
			n.protected++
		}
	}
	board, err := p.shell.House().Board(ctx)
	n.beds = board.BedNames()
	return n, err
}

func (p *shift) show(n shiftNews) {
	p.news = n
	now := p.shell.Now()
	p.period.Set(lang.L("从{{.From}}到{{.To}}", map[string]any{"From": kit.SayTime(n.shift.From, now), "To": kit.SayTime(n.shift.To, now)}))
	p.tally.set(n)
	p.waits.set(waiting(n, p.may(access.Trace), now)...)
	p.was.set(happened(n, p.may(access.Register), now)...)
	p.hand.follow(n)
	p.main.Refresh()
}

// counts are the figures that are kept with the handover.
func (n shiftNews) counts() map[string]int {
	s := n.shift
	return map[string]int{
		"present": s.Present, "men": s.Men, "women": s.Women, "minors": s.Minors, "protected": n.protected,
		"came": len(s.Came), "went": len(s.Went), "spot": len(s.Spot), "refused": len(s.Refused), "free": n.count.Free,
		"drafts": len(s.Drafts), "calls": len(s.Calls), "missing": len(s.Missing),
	}
}

// handOver writes the handover of the shift as it stands at this moment.
func (p *shift) handOver() {
	if p.busy || p.over {
		return // the key was pressed twice
	}
	if !p.may(access.Register) {
		p.shell.Toast(kit.Toast{Text: "您的角色不能交班，可以打印交接班表。", Kind: kit.Info})
		return
	}
	p.busy = true
	since, h := p.news.shift.From, intake.Handover{TakenBy: p.hand.to.Chosen()}
	h.Note = strings.TrimSpace(p.hand.note.Text)
	var n shiftNews
	p.shell.Work(lang.L("正在交班…"), func(ctx context.Context) (err error) {
		if n, err = p.read(ctx, since); err != nil {
			return err
		}
		h.From, h.To, h.Counts = n.shift.From, n.shift.To, n.counts()
		h, err = p.shell.Desk().HandOver(ctx, h)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			if !p.hand.form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		p.loading++ // a load on its way is of a shift that is over
		p.show(n)
		p.handedOver(h)
	})
}

func (p *shift) handedOver(h intake.Handover) {
	p.over = true
	name := staffName(p.news.staff, h.TakenBy)
	p.done.Set(kit.Square, lang.L("已交班给{{.Name}}", map[string]any{"Name": name}), kit.Done)
	p.done.Show()
	p.hand.ended()
	p.main.Refresh()
	kit.Tell("handed over", "shift")
	p.shell.Toast(kit.Toast{Text: "已交班给{{.Name}}。按 F9 打印交接班表，双方签字。", Args: map[string]any{"Name": name}, Kind: kit.Done})
}

func staffName(all []access.Account, id string) string {
	for _, a := range all {
		if a.ID == id {
			return a.Display
		}
	}
	return ""
}

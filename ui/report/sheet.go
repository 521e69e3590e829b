package report

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// sheet shows the pages of a paper: of the very bytes that are printed, before
// it is issued and after.
type sheet struct {
	shell Shell
	card  *kit.Card
	state *kit.Chip
	note  *kit.Text // characters that no font has
	view  *kit.PageView
	draw  func(kit.PageSource) // shows pages in the view; nil takes them away
	empty fyne.CanvasObject

	kind    printing.PaperKind
	doc     *printing.Document // the issued paper that shows; nil for a preview
	pdf     []byte             // nil while nothing shows
	wish    int                // number of the newest wish; older ones are dropped
	told    bool               // that the first page shows was announced
	missing []rune
}

func newSheet(shell Shell) *sheet {
	s := &sheet{shell: shell, state: kit.NewChip(kit.NoShape, "", kit.Faint), note: kit.NewLabel(""), view: kit.NewPageView(),
		empty: kit.NewEmpty("papers", "先在左边找到求助人，再选文书。", nil)}
	s.note.Color, s.note.Whole = kit.Soon, false
	s.note.Hide()
	s.view.OnShown = s.shown
	s.draw = s.view.Open
	head := container.NewBorder(nil, nil, s.state, nil, s.note)
	s.card = kit.NewCard("", nil, container.NewStack(container.NewBorder(head, nil, nil, nil, s.desktop()), s.empty))
	s.clear()
	return s
}

// desktop lays the view on the ground, so that the page has an edge.
func (s *sheet) desktop() fyne.CanvasObject {
	return kit.Margin(kit.Nudge, container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, s.view)))
}

// clear shows nothing.
func (s *sheet) clear() {
	s.wish++
	s.doc, s.pdf = nil, nil
	s.put(kit.State{}, nil)
}

// preview shows a paper that is not issued. It has no number yet.
func (s *sheet) preview(kind printing.PaperKind, stayID string, extra map[string]string, done func()) {
	s.wish++
	mine := s.wish
	var result printing.Result
	s.shell.Work(lang.L("正在排版…"), func(ctx context.Context) (err error) {
		result, err = s.shell.Papers().Preview(ctx, kind.Name, stayID, extra)
		return err
	}, func(err error) {
		if mine != s.wish {
			return
		}
		if err != nil {
			s.clear()
			done()
			s.shell.Fail(err)
			return
		}
		s.kind, s.doc = kind, nil
		s.lay(result.PDF, result.Pages, result.Missing)
		done()
	})
}

// open shows a paper that was issued, from the bytes that were kept.
func (s *sheet) open(doc printing.Document, done func()) {
	s.wish++
	mine := s.wish
	var pdf []byte
	s.shell.Work(lang.L("正在打开文书…"), func(ctx context.Context) (err error) {
		pdf, err = s.shell.Papers().PDF(ctx, doc.ID)
		return err
	}, func(err error) {
		switch {
		case mine != s.wish:
		case err != nil:
			s.shell.Fail(err)
		default:
			s.showIssued(doc, printing.Result{PDF: pdf, Pages: doc.Pages})
			done()
		}
	})
}

// showIssued shows an issued paper whose bytes are at hand.
func (s *sheet) showIssued(doc printing.Document, result printing.Result) {
	s.wish++
	s.doc = &doc
	for _, k := range printing.Kinds() {
		if k.Name == doc.Kind {
			s.kind = k
		}
	}
	s.lay(result.PDF, result.Pages, result.Missing)
}

func (s *sheet) lay(pdf []byte, pages int, missing []rune) {
	s.pdf, s.missing, s.told = pdf, missing, false
	source := &printout.Source{Previewer: s.shell.Previewer(), PDF: pdf, Count: pages}
	if s.kind.Name == "label" {
		source.Width = s.view.Size().Width // a label that filled the view would look like a poster
	}
	s.put(s.words(), source)
}

// words say what the sheet is worth.
func (s *sheet) words() kit.State {
	if s.doc == nil {
		word := lang.L("预览，未编号")
		if s.kind.Name == "label" {
			word = lang.L("预览，未编号，实际大小")
		}
		return kit.State{Shape: kit.Ring0, Word: word, Color: kit.Soon}
	}
	state := documentState(*s.doc)
	state.Word += " " + s.doc.Number
	return state
}

// mark makes the words follow the paper that shows.
func (s *sheet) mark() {
	state := s.words()
	s.state.Set(state.Shape, state.Word, state.Color)
	s.card.Refresh()
}

func (s *sheet) put(state kit.State, source kit.PageSource) {
	s.state.Hidden = source == nil
	s.state.Set(state.Shape, state.Word, state.Color)
	s.note.Hidden = source == nil || len(s.missing) == 0
	s.note.Set(printout.SayMissing(s.missing))
	reveal(s.view, source != nil)
	reveal(s.empty, source == nil)
	s.draw(source)
	s.card.Refresh()
}

func (s *sheet) shown(int) {
	if !s.told {
		kit.Tell("preview", "shown")
	}
	s.told = true
}

func documentState(d printing.Document) kit.State {
	if d.State == printing.Void {
		return kit.State{Shape: kit.Cross, Word: lang.L("已作废"), Color: kit.Overdue}
	}
	return kit.State{Shape: kit.Square, Word: lang.L("已出具"), Color: kit.Done}
}

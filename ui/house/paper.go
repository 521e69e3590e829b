package house

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
)

// What is remembered of an account's choices; the papers of a stay go to the
// same printer.
const (
	printerChoice = "papers.printer"
	folderChoice  = "house.folder"
)

// paper shows a finished paper in the place of a list, and prints those same
// bytes.
type paper struct {
	desk  *desk
	pdf   []byte
	title string // names the paper; nobody is named in it
	kind  string
	busy  bool
}

// showPaper makes a paper and shows it.
func (d *desk) showPaper(title, kind string, make func(ctx context.Context) (printing.Result, error)) {
	var result printing.Result
	d.shell.Work(lang.L("正在排版…"), func(ctx context.Context) (err error) {
		result, err = make(ctx)
		return err
	}, func(err error) {
		if err != nil {
			d.shell.Fail(err)
			return
		}
		(&paper{desk: d, pdf: result.PDF, title: title, kind: kind}).lay(result.Pages)
	})
}

func (p *paper) lay(pages int) {
	view := kit.NewPageView()
	act := kit.NewPrimary("打印", "print", p.print)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", p.desk.back)}, kit.NewButton("存PDF", "", p.save), act)
	sheet := container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, view))
	p.desk.put(container.NewBorder(nil, kit.Margin(kit.Nudge, foot), nil, nil, sheet))
	p.desk.paper = p
	view.Open(&pageSource{p.desk.shell.Previewer(), p.pdf, pages})
	p.desk.focus(act)
	kit.Tell("preview", p.kind)
}

func (p *paper) print() {
	if p.busy {
		return
	}
	p.busy = true
	job := printing.Job{Copies: 1, Title: p.title, Printer: p.desk.shell.Remembered(printerChoice)}
	p.desk.shell.Work(lang.L("正在送到打印机…"), func(ctx context.Context) error {
		return p.desk.shell.Printer().Print(ctx, p.pdf, job)
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.desk.shell.Fail(err)
			return
		}
		kit.Tell("printed", p.kind)
		p.desk.shell.Toast(kit.Toast{Text: "已送到打印机：{{.Title}}", Args: map[string]any{"Title": p.title}, Kind: kit.Done})
	})
}

func (p *paper) save() { saveFile(p.desk.shell, p.pdf, p.title+".pdf", p.kind) }

// saveFile asks where a file is to be saved, and saves it there.
func saveFile(shell Shell, data []byte, name, kind string) {
	ask := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			shell.Toast(kit.Toast{Text: "这个位置不能写文件：请换一个文件夹再存。", Kind: kit.Overdue})
		case w != nil:
			writeFile(shell, w, data, kind)
		}
	}, shell.Window())
	ask.SetConfirmText(lang.L("保存"))
	ask.SetDismissText(lang.L("取消"))
	ask.SetFileName(name)
	if dir := shell.Remembered(folderChoice); dir != "" {
		if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			ask.SetLocation(place)
		}
	}
	ask.Show()
}

func writeFile(shell Shell, w fyne.URIWriteCloser, data []byte, kind string) {
	place := w.URI()
	shell.Work(lang.L("正在保存…"), func(context.Context) error {
		_, err := w.Write(data)
		if err = errors.Join(err, w.Close()); err != nil {
			return store.Fail(store.Conflict, "文件没有写完：请检查磁盘空间，或换一个文件夹再存。").Because(err)
		}
		return nil
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		if parent, err := storage.Parent(place); err == nil {
			shell.Remember(folderChoice, parent.Path())
		}
		kit.Tell("saved", kind)
		shell.Toast(kit.Toast{Text: "已存为 {{.Name}}", Args: map[string]any{"Name": place.Name()}, Kind: kit.Done})
	})
}

// pageSource gives the pages of a paper as pictures.
type pageSource struct {
	previewer *printing.Previewer
	pdf       []byte
	pages     int
}

func (s *pageSource) Pages() int { return s.pages }

func (s *pageSource) Page(n int, dpi float64) (image.Image, error) {
	sheets, err := s.previewer.Open(s.pdf)
	if err != nil {
		return nil, err
	}
	defer sheets.Close()
	return sheets.Page(n+1, int(dpi))
}

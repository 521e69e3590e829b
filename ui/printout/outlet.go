// Package printout is the way of a finished paper out of the program: shown as
// it will be printed, sent to a printer, or saved as a file.
//
// The one thing not to get wrong: what is shown is what is printed. All three
// take the same bytes.
package printout

import (
	"context"
	"errors"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
)

// What is remembered of an account's choices.
const (
	printerChoice = "papers.printer"
	copiesChoice  = "papers.copies"
	folderChoice  = "papers.folder"
)

// mostCopies is more than anybody signs for.
const mostCopies = 99

// Shell is what a printout needs of the window.
type Shell interface {
	Window() fyne.Window
	Printer() printing.Printer
	Previewer() *printing.Previewer
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	Remember(key, value string)
	Remembered(key string) string
}

// Outlet is the two ways out of the program for a finished paper: a printer,
// so many times, or a file.
type Outlet struct {
	shell Shell
	names []string

	Copies  *kit.Entry          // how many
	Printer *kit.Button         // which printer; choose another
	Parts   []fyne.CanvasObject // both, for the foot of a page
	Named   func()              // the printer's button has other words
}

// NewOutlet returns an outlet; after Enter in its field the focus goes on.
func NewOutlet(shell Shell, on func() fyne.Focusable) *Outlet {
	o := &Outlet{shell: shell, Copies: kit.NewDigitsEntry()}
	o.Copies.SetText("1")
	if n := shell.Remembered(copiesChoice); n != "" {
		o.Copies.SetText(n)
	}
	o.Copies.OnSubmitted = func(string) { shell.Window().Canvas().Focus(on()) }
	o.Printer = kit.NewButton("", "", o.pickPrinter)
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(kit.Size(kit.Thumb), 0))
	o.Parts = []fyne.CanvasObject{kit.NewText(lang.L("份数")), container.NewStack(width, o.Copies), o.Printer}
	return o
}

// Enter asks the system for its printers.
func (o *Outlet) Enter() {
	var names []string
	o.shell.Work(lang.L("正在查找打印机…"), func(ctx context.Context) error {
		names, _ = o.shell.Printer().Names(ctx) // no printer is told when one prints
		return nil
	}, func(error) {
		o.names = names
		o.namePrinter()
	})
}

func (o *Outlet) namePrinter() {
	words := lang.L("打印机：系统默认")
	if name := o.chosenPrinter(); name != "" {
		words = lang.L("打印机：{{.Name}}", map[string]any{"Name": name})
	} else if len(o.names) == 0 {
		words = lang.L("没有打印机，可以存PDF")
	}
	o.Printer.SetText(words)
	if o.Named != nil {
		o.Named()
	}
}

// chosenPrinter is the remembered printer while the system still has it.
func (o *Outlet) chosenPrinter() string {
	wanted := o.shell.Remembered(printerChoice)
	for _, name := range o.names {
		if name == wanted {
			return name
		}
	}
	return ""
}

func (o *Outlet) pickPrinter() {
	options := []kit.Option{{Key: "-", Text: lang.L("系统默认")}}
	for _, name := range o.names {
		options = append(options, kit.Option{Key: name, Text: name})
	}
	kit.Pick(o.shell.Window().Canvas(), "用哪台打印机", "使用", options, func(key string) {
		o.shell.Remember(printerChoice, strings.TrimPrefix(key, "-"))
		o.namePrinter()
	})
}

// Count reads how many copies; what cannot be stays in its field, marked.
func (o *Outlet) Count() (copies int, ok bool) {
	copies, err := strconv.Atoi(o.Copies.Text)
	if err != nil || copies < 1 || copies > mostCopies {
		o.shell.Toast(kit.Toast{Text: "份数请填 1 到 {{.Most}}。", Args: map[string]any{"Most": mostCopies}, Kind: kit.Overdue})
		o.shell.Window().Canvas().Focus(o.Copies)
		return 0, false
	}
	o.shell.Remember(copiesChoice, strconv.Itoa(copies))
	return copies, true
}

// Send prints a paper. before is done first, and nothing leaves the computer
// where it fails: it puts the print on record.
func (o *Outlet) Send(pdf []byte, title, kind string, copies int, before func(ctx context.Context) error, done func()) {
	job := printing.Job{Copies: copies, Title: title, Printer: o.chosenPrinter()}
	o.shell.Work(lang.L("正在送到打印机…"), func(ctx context.Context) error {
		if err := before(ctx); err != nil {
			return err
		}
		return o.shell.Printer().Print(ctx, pdf, job)
	}, func(err error) {
		done()
		if err != nil {
			o.shell.Fail(err)
			return
		}
		kit.Tell("printed", kind)
		o.shell.Toast(kit.Toast{Text: "已送到打印机：{{.Title}}", Args: map[string]any{"Title": job.Title}, Kind: kit.Done})
	})
}

// Save asks where a paper is to be saved, and saves it there.
func (o *Outlet) Save(pdf []byte, title, kind string) { Save(o.shell, pdf, title+".pdf", kind) }

// Save asks where a file is to be saved, and saves it there. name is what is
// offered and names nobody; kind is what is announced.
func Save(shell Shell, data []byte, name, kind string) {
	ask := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			shell.Toast(kit.Toast{Text: "这个位置不能写文件：请换一个文件夹再存。", Kind: kit.Overdue})
		case w != nil:
			write(shell, w, data, kind)
		}
	}, shell.Window())
	ask.SetConfirmText(lang.L("保存"))
	ask.SetDismissText(lang.L("取消"))
	ask.SetFileName(PlainName(name))
	if dir := shell.Remembered(folderChoice); dir != "" {
		if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			ask.SetLocation(place)
		}
	}
	ask.Show()
}

// SaveMade makes a file, and saves it as Save does.
func SaveMade(shell Shell, name, kind string, work func(ctx context.Context) ([]byte, error)) {
	var data []byte
	shell.Work(lang.L("正在制表…"), func(ctx context.Context) (err error) {
		data, err = work(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		Save(shell, data, name, kind)
	})
}

func write(shell Shell, w fyne.URIWriteCloser, data []byte, kind string) {
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

// PlainName is a title as a file name and the queue of a printer take it.
func PlainName(title string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, title)
}

package supplies

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/internal/store"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// bookFolder remembers where the last workbook went.
const bookFolder = "supplies.book_folder"

// bookFile makes a workbook and asks where it is to be saved. kind is what is
// announced when it is.
func bookFile(shell Shell, title, kind string, work func(ctx context.Context) ([]byte, error)) {
	var data []byte
	shell.Work("正在制表…", func(ctx context.Context) (err error) {
		data, err = work(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		ask := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
			switch {
			case err != nil:
				shell.Toast(kit.Toast{Text: "这个位置不能写文件：请换一个文件夹再存。", Kind: kit.Overdue})
			case w != nil:
				writeBook(shell, w, data, kind)
			}
		}, shell.Window())
		ask.SetConfirmText(lang.L("保存"))
		ask.SetDismissText(lang.L("取消"))
		ask.SetFileName(printout.PlainName(title) + ".xlsx")
		if dir := shell.Remembered(bookFolder); dir != "" {
			if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
				ask.SetLocation(place)
			}
		}
		ask.Show()
	})
}

func writeBook(shell Shell, w fyne.URIWriteCloser, data []byte, kind string) {
	place := w.URI()
	shell.Work("正在保存…", func(context.Context) error {
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
			shell.Remember(bookFolder, parent.Path())
		}
		kit.Tell("saved", kind)
		shell.Toast(kit.Toast{Text: "已存为 {{.Name}}", Args: map[string]any{"Name": place.Name()}, Kind: kit.Done})
	})
}

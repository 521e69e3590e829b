package desk

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// choose asks where cards come from: a reader that answers at one of the
// ports, a folder into which a vendor's software writes, or nowhere.
func (r *cardReader) choose() {
	r.end()
	var found []idcard.PortInfo
	r.w.shell.Work("正在找读卡器…", func(ctx context.Context) (err error) {
		found, err = idcard.Find(ctx)
		return err
	}, func(err error) {
		if err != nil {
			r.w.shell.Fail(err) // the folder can be chosen all the same
		}
		r.offer(found)
	})
}

// The answers that are no port.
const (
	sourceFolder = "folder:"
	sourceNone   = "none:"
)

func (r *cardReader) offer(found []idcard.PortInfo) {
	var options []kit.Option
	for _, p := range found {
		options = append(options, kit.Option{Key: p.Name, Text: kit.Joined(p.Name, p.Module)})
	}
	options = append(options, kit.Option{Key: sourceFolder, Text: lang.L("厂家软件的文件夹（wz.txt）")},
		kit.Option{Key: sourceNone, Text: lang.L("不用读卡器")})
	askWhich(r.w.shell.Window().Canvas(), "从哪里读证件", options, func(key string) {
		switch key {
		case sourceFolder:
			r.askFolder()
		case sourceNone:
			r.source(noReader, "")
		default:
			r.source(key, "")
		}
	})
	if len(found) == 0 {
		r.w.shell.Toast(kit.Toast{Text: "没有找到读卡器：请检查数据线和驱动程序，或选厂家软件的文件夹。", Kind: kit.Soon})
	}
}

// source remembers where cards come from and follows it.
func (r *cardReader) source(port, dir string) {
	r.w.shell.Remember(readerKey, port)
	r.w.shell.Remember(cardFolderKey, dir)
	r.start()
}

// askFolder asks into which folder the vendor's software writes.
func (r *cardReader) askFolder() {
	path := kit.NewEntry()
	path.SetText(r.w.shell.Remembered(cardFolderKey))
	path.Verify = func(text string) error {
		if info, err := os.Stat(strings.TrimSpace(text)); err != nil || !info.IsDir() {
			return store.Fail(store.Invalid, "找不到这个文件夹：请看厂家的读卡软件把 wz.txt 存到哪里。")
		}
		return nil
	}
	form := kit.NewForm()
	form.Group("").Add("folder", "厂家读卡软件的文件夹", path).Require()
	var popup *sheetPopup
	form.OnSubmit = func() {
		popup.close()
		r.source("", strings.TrimSpace(path.Text))
	}
	popup = lay(r.w.shell.Window().Canvas(), "读卡文件夹", form, kit.NewButton("取消", "close", func() { popup.close() }),
		kit.NewPrimary("用这个文件夹", "save", form.Submit))
	form.Focus("folder")
}

package settings

import (
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// folderChoice remembers the folder into which the camera or scanner saves.
const folderChoice = "desk.photo_folder"

// newFolder is 照片文件夹.
func newFolder(shell Shell) *room {
	path := kit.NewEntry()
	path.SetText(shell.Remembered(folderChoice))
	form := kit.NewForm()
	form.Group("").Add("folder", "文件夹", path)
	form.OnSubmit = func() {
		dir := strings.TrimSpace(path.Text)
		if path.Unknown() {
			dir = ""
		}
		if info, err := os.Stat(dir); dir != "" && (err != nil || !info.IsDir()) {
			path.SetProblem(lang.L("这台电脑上没有这个文件夹：请检查写法，或用“选文件夹”。"))
			return
		}
		shell.Remember(folderChoice, dir)
		if dir == "" {
			told(shell, "不再自动取照片。")
			return
		}
		told(shell, "已保存。登记时新存进去的照片会自动取来。")
	}
	browse := kit.NewButton("选文件夹…", "", func() {
		ask := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
			if err == nil && dir != nil {
				path.SetText(dir.Path())
			}
		}, shell.Window())
		ask.SetConfirmText(lang.L("选用"))
		ask.SetDismissText(lang.L("取消"))
		ask.Show()
	})
	return formRoom("相机或扫描软件把照片存到这里，登记页会自动取来。留空就不用。", form, browse)
}

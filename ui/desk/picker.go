package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"image/color"

	"guitu/internal/store"
	"guitu/ui/kit"
)

// picker finds a picture by keys alone: the newest stand first, typing a path
// or a part of a name goes there, ↓ and Enter take. The folder is remembered,
// and can be watched for what camera or scanner save into it.
type picker struct {
	photos *photos
	popup  *sheetPopup
	path   *kit.Entry
	watch  *kit.Button
	watchd *kit.Text
	table  *kit.DataTable[shot]
	dir    string
}

// shot is a picture or a folder that can be taken.
type shot struct {
	name   string
	folder bool
	at     time.Time
	size   int64
}

// pickerKey remembers the folder in which the last picture was found.
const pickerKey = "desk.picture_folder"

// pick opens the picker.
func (p *photos) pick() {
	c := p.shell.Window().Canvas()
	k := &picker{photos: p, path: kit.NewEntry(), watchd: kit.NewLabel("")}
	k.watchd.Whole = false
	now := p.shell.Now
	k.table = kit.NewDataTable([]kit.Column[shot]{
		{ID: "name", Title: lang.L("名称"), Width: 3, Text: shot.label},
		{ID: "at", Title: lang.L("时间"), Width: 2, Text: func(s shot) string { return s.when(now()) },
			Compare: func(a, b shot) int { return a.at.Compare(b.at) }},
	})
	k.table.OnOpen = k.take
	k.path.SetHint(lang.L("照片的路径，或名称的一部分"))
	k.path.OnChanged = func(text string) {
		if !strings.ContainsAny(text, `/\`) {
			k.table.SetFilter(text)
		}
	}
	k.path.OnSubmitted = k.enter
	k.path.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown {
			c.Focus(k.table.Target())
			return true
		}
		return false
	}
	k.watch = kit.NewButton("监视这个文件夹", "", k.toggleWatch)
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(kit.Size(kit.Popup)*1.2, 8*kit.Size(kit.Row)))
	content := container.NewBorder(kit.Above(kit.NewLabel(lang.L("路径或名称")), k.path), kit.Above(k.watchd, container.NewHBox(k.watch)), nil, nil,
		container.NewStack(room, k.table))
	k.popup = lay(c, "选照片", content, kit.NewButton("取消", "close", func() { k.popup.close() }),
		kit.NewPrimary("用这张", "", func() { k.enter(k.path.Text) }))
	dir := p.shell.Remembered(pickerKey)
	if dir == "" {
		dir, _ = os.UserHomeDir() // where there is none the list stays empty
	}
	k.list(dir)
	c.Focus(k.path)
	kit.Tell("field", "路径或名称")
}

func (s shot) label() string {
	if s.folder {
		return s.name + string(filepath.Separator)
	}
	return s.name
}

// when is the time of a picture; that of a folder says nothing about what is
// in it.
func (s shot) when(now time.Time) string {
	if s.folder {
		return ""
	}
	return kit.SayTime(s.at, now)
}

// pictureEnds are the files that the door for pictures takes.
var pictureEnds = []string{".jpg", ".jpeg", ".png"}

// list shows a folder: the newest pictures first, then the folders in it.
func (k *picker) list(dir string) {
	var all []shot
	k.photos.shell.Work("正在读取文件夹…", func(context.Context) (err error) {
		all, err = listShots(dir)
		return err
	}, func(err error) {
		if err != nil {
			k.path.SetProblem(kit.Say(errUnreadable(err)))
			k.photos.shell.Fail(errUnreadable(err))
			return
		}
		k.dir = dir
		k.table.SetFilter("")
		k.table.SetRows(all)
		k.sayWatched()
	})
}

func listShots(dir string) ([]shot, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	all := []shot{{name: "..", folder: true}}
	for _, e := range entries {
		ends := strings.ToLower(filepath.Ext(e.Name()))
		if strings.HasPrefix(e.Name(), ".") || !e.IsDir() && !slices.Contains(pictureEnds, ends) {
			continue
		}
		if info, err := e.Info(); err == nil { // it may have gone meanwhile
			all = append(all, shot{e.Name(), e.IsDir(), info.ModTime(), info.Size()})
		}
	}
	slices.SortStableFunc(all, func(a, b shot) int {
		if a.folder != b.folder {
			if a.folder {
				return 1
			}
			return -1
		}
		return b.at.Compare(a.at)
	})
	return all, nil
}

// enter takes what was typed: a folder is shown, a picture is taken, anything
// else takes the first that the list shows.
func (k *picker) enter(typed string) {
	typed = strings.TrimPrefix(strings.TrimSpace(typed), "file://")
	if strings.ContainsAny(typed, `/\`) {
		k.follow(typed)
		return
	}
	if row, ok := k.table.Marked(); ok {
		k.take(row)
	} else if shown := k.table.Shown(); len(shown) > 0 {
		k.take(shown[0])
	}
}

func (k *picker) take(s shot) {
	path := filepath.Join(k.dir, s.name)
	if s.folder {
		k.path.SetText("")
		k.list(path)
		return
	}
	k.use(path)
}

// follow goes to a path that was typed.
func (k *picker) follow(path string) {
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~/") {
		path = filepath.Join(home, path[2:])
	}
	var folder bool
	k.photos.shell.Work("正在读取文件夹…", func(context.Context) error {
		info, err := os.Stat(path)
		folder = err == nil && info.IsDir()
		return err
	}, func(err error) {
		switch {
		case err != nil:
			k.photos.shell.Fail(errUnreadable(err))
		case folder:
			k.path.SetText("")
			k.list(path)
		default:
			k.use(path)
		}
	})
}

func (k *picker) use(path string) {
	k.photos.shell.Remember(pickerKey, filepath.Dir(path))
	k.popup.close()
	k.photos.addFile(path)
}

// toggleWatch begins to take every new picture of the folder, or ends it.
func (k *picker) toggleWatch() {
	dir := k.dir
	if k.photos.shell.Remembered(folderKey) == dir {
		dir = ""
	}
	k.photos.shell.Remember(folderKey, dir)
	k.photos.watch()
	k.sayWatched()
}

func (k *picker) sayWatched() {
	k.watchd.Set(k.photos.folder())
	text := "监视这个文件夹"
	if k.photos.shell.Remembered(folderKey) == k.dir && k.dir != "" {
		text = "不再监视"
	}
	k.watch.SetText(lang.L(text))
}

// errUnreadable says why a file cannot be opened, without naming it.
func errUnreadable(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return store.Fail(store.NotFound, "找不到这个文件或文件夹：请核对路径，或重新插好存储卡。").Because(err)
	case errors.Is(err, fs.ErrPermission):
		return store.Fail(store.Forbidden, "系统不允许读取这个文件：请换一个位置，或请管理员开放权限。").Because(err)
	}
	return err
}

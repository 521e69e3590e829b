package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// choose offers the lists in the folder where the last one was found, the
// newest first, and the folders in it.
func (p *importList) choose() {
	dir := p.shell.Remembered(importKey)
	if dir == "" {
		dir, _ = os.UserHomeDir() // where there is none the list stays empty
	}
	p.chooseIn(dir)
}

func (p *importList) chooseIn(dir string) {
	var options []kit.Option
	p.shell.Work("正在读取文件夹…", func(context.Context) (err error) {
		options, err = listsIn(dir)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(errUnreadable(err))
			return
		}
		kit.Pick(p.shell.Window().Canvas(), "选名单文件", "打开", options, func(path string) {
			if info, err := os.Stat(path); err == nil && info.IsDir() {
				p.chooseIn(path)
				return
			}
			p.path.SetText(path)
			p.open(path)
		})
	})
}

// listEnds are the files that can be lists.
var listEnds = []string{".csv", ".txt"}

func listsIn(dir string) ([]kit.Option, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files, folders []kit.Option
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			folders = append(folders, kit.Option{Key: path, Text: e.Name() + string(filepath.Separator)})
		case slices.Contains(listEnds, strings.ToLower(filepath.Ext(e.Name()))):
			files = append(files, kit.Option{Key: path, Text: e.Name()})
		}
	}
	up := kit.Option{Key: filepath.Dir(dir), Text: ".." + string(filepath.Separator)}
	return append(append(files, up), folders...), nil
}

func readInt(text string) (n int, ok bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// labelled puts a label of one width before a field that takes the rest.
type labelled struct{}

const columnLabelShare = 0.38

func (labelled) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (labelled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := size.Width * columnLabelShare
	need := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (size.Height-need)/2))
	o[0].Resize(fyne.NewSize(left-kit.Size(kit.Nudge), need))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, o[1].MinSize().Height))
}

// listSides gives the choices about a list a fixed width and the rest to what
// was understood of it.
type listSides struct{}

// listShare is the width of the choices in frames of a photo.
const listShare = 1.75

func (listSides) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Frame)*listShare+kit.Size(kit.Between)+o[1].MinSize().Width,
		max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (listSides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, gap := kit.Size(kit.Frame)*listShare, kit.Size(kit.Between)
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-left-gap, size.Height))
}

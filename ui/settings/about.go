package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/assets"
	"guitu/ui/kit"
)

// licenceColumns is where the lines of a licence are broken, in normal type.
const licenceColumns = 92

// columns is how many characters of a text go into a line of large type too.
func columns(width float32) int {
	if fit := int(width / (0.62 * kit.Size(kit.Small))); fit > 0 {
		return min(fit, licenceColumns)
	}
	return licenceColumns
}

// newAbout is 关于: the version and the licences of all that is embedded.
func newAbout(shell Shell) *kit.Room {
	licences := assets.Licences()
	var names []string
	for _, l := range licences {
		names = append(names, l.Name)
	}
	var text []string
	words := &reading{}
	words.Length = func() int { return len(text) }
	words.CreateItem = func() fyne.CanvasObject { return kit.NewLabel("") }
	words.UpdateItem = func(at int, o fyne.CanvasObject) {
		line := o.(*kit.Text)
		line.Whole = false
		line.Set(text[at])
	}
	words.HideSeparators = true
	words.ExtendBaseWidget(words)
	choose := func(at int) {
		text = breakLines(licences[at].Text, columns(words.Size().Width))
		words.ScrollToTop()
		words.Refresh()
	}
	list := kit.NewMenu(names, choose, func() { shell.Window().Canvas().Focus(words) })
	head := kit.Close(
		kit.NewText(lang.L("归途 {{.Version}}", map[string]any{"Version": shell.Version()})),
		kit.NewParagraph(lang.L("救助管理站的登记、床位、物资、寻亲和文书。按 Apache-2.0 许可，可以自由使用、修改和分发。")),
		kit.NewLabel(lang.L("程序里包含下列字体、数据和软件；选一项看它的许可全文。")))
	content := container.NewBorder(kit.Margin(kit.Nudge, head), nil, nil, nil, kit.BesideMenu(list, words))
	opened := false
	return &kit.Room{Content: content,
		Enter: func() {
			if !opened && len(licences) > 0 {
				opened = true
				list.Put(0)
				choose(0)
			}
		},
		Focus: func() { shell.Window().Canvas().Focus(list) }}
}

// reading is a long text as a list of lines, which scrolls at once however
// long it is. ↑ and ↓ scroll.
type reading struct{ widget.List }

func (r *reading) TypedKey(key *fyne.KeyEvent) {
	step := kit.Size(kit.Row)
	switch key.Name {
	case fyne.KeyDown:
		r.ScrollToOffset(r.GetScrollOffset() + step)
	case fyne.KeyUp:
		r.ScrollToOffset(max(0, r.GetScrollOffset()-step))
	case fyne.KeyPageDown, fyne.KeySpace:
		r.ScrollToOffset(r.GetScrollOffset() + r.Size().Height - step)
	case fyne.KeyPageUp:
		r.ScrollToOffset(max(0, r.GetScrollOffset()-r.Size().Height+step))
	case fyne.KeyHome:
		r.ScrollToTop()
	case fyne.KeyEnd:
		r.ScrollToBottom()
	default:
		kit.Hand(r, key)
	}
}

func (r *reading) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(r, shortcut) }

// breakLines breaks text at words into lines of at most so many columns.
func breakLines(text string, columns int) []string {
	var all []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n") {
		line = strings.TrimRight(line, "\r ")
		for len([]rune(line)) > columns {
			runes := []rune(line)
			at := columns
			for at > columns/2 && runes[at] != ' ' {
				at--
			}
			if at <= columns/2 {
				at = columns
			}
			all = append(all, strings.TrimRight(string(runes[:at]), " "))
			line = strings.TrimLeft(string(runes[at:]), " ")
		}
		all = append(all, line)
	}
	return all
}

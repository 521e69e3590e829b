package settings

import (
	"context"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// rights is 告知事项: what people are told of their rights, in each language
// with how it reads beside.
type rights struct {
	shell   Shell
	tongue  *kit.Choice
	text    *kit.Entry
	form    *kit.Form
	count   *kit.Text
	preview *fyne.Container
	kept    map[string]string // as the station keeps it, by language
	begun   map[string]string // what was typed and is not kept yet
	now     string            // the language in the field
}

func newRights(shell Shell) *kit.Room {
	r := &rights{shell: shell, text: kit.NewParagraphEntry(9), form: kit.NewForm(), count: kit.NewLabel(""), preview: kit.Above(),
		kept: map[string]string{}, begun: map[string]string{}, now: kit.Chinese}
	r.tongue = kit.NewChoice([]kit.Option{{Key: kit.Chinese, Text: "中文"}, {Key: kit.English, Text: "English"}})
	r.tongue.Choose(r.now)
	r.tongue.OnChanged = r.turn
	group := r.form.Group("")
	group.Add("language", "语言", r.tongue)
	group.Add("text", "告知的话，一条一行", r.text).Require()
	r.text.OnChanged = func(string) { r.show() }
	r.form.OnSubmit = r.keep
	left := container.NewBorder(nil, r.count, nil, nil, kit.Flush(kit.Nudge, r.form.Scroll()))
	right := kit.NewCard("念给人听、印出来是这样", nil, container.NewVScroll(kit.Margin(kit.Nudge, r.preview)))
	restore := kit.NewButton("恢复默认", "", r.restore)
	foot := kit.Actions([]fyne.CanvasObject{restore}, kit.NewPrimary("保存", "save", r.form.Submit))
	content := container.NewBorder(kit.SentenceOver("来站时念给求助人听，也印在告知书上。用听得懂的话，不要超过一页。"), foot, nil, nil,
		container.New(halves{}, left, right))
	return &kit.Room{Content: content, Enter: r.enter, Save: r.form.Submit, Focus: func() { r.form.Focus("text") }, Desk: r}
}

// halves shares a width between two.
type halves struct{}

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+kit.Size(kit.Between), max(a.Height, b.Height))
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - kit.Size(kit.Between)) / 2
	o[0].Resize(fyne.NewSize(width, size.Height))
	o[1].Move(fyne.NewPos(width+kit.Size(kit.Between), 0))
	o[1].Resize(fyne.NewSize(width, size.Height))
}

// rightsCode is under which a language of the window is kept.
var rightsCode = map[string]string{kit.Chinese: "zh", kit.English: "en"}

func (r *rights) enter() {
	if len(r.kept) > 0 {
		return // what was typed stays
	}
	r.read("")
}

// read reads the texts as they are kept.
func (r *rights) read(said string) {
	kept := map[string]string{}
	r.shell.Work("正在读取…", func(ctx context.Context) error {
		for language, code := range rightsCode {
			text, err := r.shell.Desk().RightsText(ctx, code)
			if err != nil {
				return err
			}
			kept[language] = text
		}
		return nil
	}, func(err error) {
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.kept = kept
		r.put()
		if said != "" {
			told(r.shell, said)
		}
	})
}

// put writes the text of the language into the field: what was begun, or what
// is kept.
func (r *rights) put() {
	text, begun := r.begun[r.now]
	if !begun {
		text = r.kept[r.now]
	}
	r.text.SetText(text)
	r.show()
}

// turn goes to the other language; what was typed in this one is not lost.
func (r *rights) turn() {
	if r.tongue.Chosen() == "" {
		r.tongue.Choose(r.now) // one always holds
		return
	}
	if r.text.Text != r.kept[r.now] {
		r.begun[r.now] = r.text.Text
	}
	r.now = r.tongue.Chosen()
	r.put()
}

// show lays out what is typed as it is read.
func (r *rights) show() {
	r.preview.RemoveAll()
	for line := range strings.SplitSeq(r.text.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			r.preview.Add(kit.NewParagraph(line))
		}
	}
	r.preview.Refresh()
	r.count.Set(lang.L("{{.N}} 字", map[string]any{"N": utf8.RuneCountInString(r.text.Text)}))
}

func (r *rights) keep() { r.storeText(r.now, r.text.Text, "告知事项已保存。", nil) }

// storeText stores the words of a language; empty ones are those that come with
// the program.
func (r *rights) storeText(language, text, said string, undo func()) {
	save(r.shell, r.form, func(ctx context.Context) error {
		return r.shell.Desk().SaveRightsText(ctx, rightsCode[language], text)
	}, func() {
		delete(r.begun, language)
		r.read("")
		r.shell.Toast(kit.Toast{Text: said, Kind: kit.Done, Undo: undo})
	})
}

// restore puts back the text that comes with the program; 撤销 the station's.
func (r *rights) restore() {
	language, before := r.now, r.text.Text
	r.storeText(language, "", "已恢复默认的告知事项。", func() { r.storeText(language, before, "告知事项已保存。", nil) })
}

package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// localPlaces is 本地地名: what people here call places that no list has.
type localPlaces struct{ ordered[idcard.Local] }

func newLocalPlaces(shell Shell) *kit.Room {
	l := &localPlaces{}
	l.load = func(ctx context.Context) ([]idcard.Local, error) {
		idcard.WarmPlaces() // so that the field for the place above does not wait
		return shell.Desk().LocalPlaces(ctx)
	}
	l.ordered.store = func(ctx context.Context, rows []idcard.Local) error { return shell.Desk().SaveLocalPlaces(ctx, rows) }
	l.same = func(a, b idcard.Local) bool { return a == b }
	l.change, l.saved, l.removed = l.edit, "已保存，登记时输入地名就会提示。", "已删去这个地名。"
	r := l.use(shell, "自然村、并掉的村、集市、当地人的叫法：登记时输入会先提示。先出现的排在前面。", []kit.Column[idcard.Local]{
		{ID: "name", Title: lang.L("地名"), Width: 3, Text: func(r idcard.Local) string { return r.Name }},
		{ID: "under", Title: lang.L("在哪里"), Width: 6, Text: func(r idcard.Local) string { return placeWords(r.Under) }},
	}, []fyne.CanvasObject{kit.NewButton("添加…", "", l.add), l.changeButton(), kit.NewButton("删除", "", l.remove)})
	r.Desk = l
	return r
}

// placeWords is the whole name of a place; a code that is not of today stands
// for itself.
func placeWords(code string) string {
	if name, ok := idcard.PlaceName(code); ok {
		return name
	}
	return code
}

func (l *localPlaces) add() { l.edit(idcard.Local{}) }

func (l *localPlaces) edit(row idcard.Local) {
	name, under := kit.NewEntry(), newPlaceLookup()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("name", "当地人怎么叫", name).Require()
	group.Add("under", "在哪个县、乡镇或村", under).Require()
	name.SetText(row.Name)
	choosePlace(under, row.Under)
	form.OnSubmit = func() {
		next := idcard.Local{Name: strings.TrimSpace(name.Text), Under: under.Chosen()}
		rows := slices.Clone(l.rows)
		if at := l.at(row); at >= 0 {
			rows[at] = next
		} else {
			rows = append(rows, next)
		}
		l.storeRows(form, rows)
	}
	title := lang.L("添加本地地名")
	if row.Name != "" {
		title = lang.L("修改本地地名")
	}
	l.Open(title, "", form)
}

// placeAnswers is how many places are offered at a time.
const placeAnswers = 12

// newPlaceLookup is a choice among all places of the country: the options are
// those that fit what is typed, in characters, pinyin or initials.
func newPlaceLookup() *kit.Lookup {
	l := kit.NewLookup(nil)
	l.SetHint(lang.L("如 诸城贾悦，或拼音 zcjy"))
	entry := l.Target().(*kit.Entry)
	search := entry.OnChanged
	entry.OnChanged = func(text string) {
		l.Options = placeOptions(l.Options, text)
		search(text)
	}
	return l
}

// placeOptions are the places that a text may mean; one of those before stays
// where the text is its whole name.
func placeOptions(before []kit.Option, text string) (options []kit.Option) {
	for _, o := range before {
		if o.Text == text {
			return []kit.Option{o}
		}
	}
	for _, c := range idcard.Complete(text, placeAnswers) {
		if c.Rest == "" {
			options = append(options, kit.Option{Key: c.Code, Text: c.Full, Find: text})
		}
	}
	return options
}

// choosePlace puts a place that is known by its code.
func choosePlace(l *kit.Lookup, code string) {
	if code == "" {
		return
	}
	l.Options = []kit.Option{{Key: code, Text: placeWords(code)}}
	l.Choose(code)
}

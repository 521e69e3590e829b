package kit

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"

	"guitu/assets"
)

// TestGallery draws every widget in every look and both languages. The
// pictures go to the folder that GALLERY names, or away; what is asserted is
// that every look draws something and that no sheet needs more than a screen.
func TestGallery(t *testing.T) {
	folder := os.Getenv("GALLERY")
	if folder == "" {
		folder = t.TempDir()
	}
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{
		{"light-zh", false, false, Chinese}, {"dark-zh", true, false, Chinese}, {"large-zh", false, true, Chinese}, {"light-en", false, false, English},
	} {
		fyne.CurrentApp().Settings().SetTheme(NewTheme(look.dark, look.large))
		speak(t, look.language)
		for _, sheet := range []struct {
			name string
			draw func(testing.TB, fyne.Window) fyne.CanvasObject
		}{{"form", formSheet}, {"cards", cardSheet}, {"data", dataSheet}, {"papers", paperSheet}, {"helps", helpSheet}} {
			w := test.NewTempWindow(t, canvas.NewRectangle(color.Transparent))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(1366, 768))
			w.SetContent(sheet.draw(t, w))
			w.Resize(fyne.NewSize(1366, 768))
			w.Content().Refresh()
			if min := w.Content().MinSize(); min.Width > 1366 || min.Height > 768 {
				t.Errorf("%s in %s needs %v", sheet.name, look.name, min)
			}
			save(t, filepath.Join(folder, sheet.name+"-"+look.name+".png"), w.Canvas().Capture())
		}
	}
	speak(t, Chinese)
}

func save(t *testing.T, name string, picture image.Image) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

func formSheet(t testing.TB, w fyne.Window) fyne.CanvasObject {
	nations, err := assets.CodeTable("nation")
	if err != nil {
		t.Fatal(err)
	}
	came, err := assets.CodeTable("came_by")
	if err != nil {
		t.Fatal(err)
	}
	f := NewForm()
	who := f.Group("身份")
	name := NewEntry()
	who.Add("name", "姓名", name)
	who.Beside("alias", "别名", NewEntry())
	id := NewIDEntry()
	who.Add("id", "身份证号", id)
	who.Beside("nation", "民族", NewLookup(Options(nations)))
	who.Add("sex", "性别", NewChoice(Options([]assets.Code{{Code: "1", Text: "男", En: "Male"}, {Code: "2", Text: "女", En: "Female"}, {Code: "0", Text: "看不出", En: "Cannot tell"}}))).Require()
	age := NewAgeField(atNight)
	who.Beside("age", "年龄", age)
	help := f.Group("求助")
	help.Add("came", "来站方式", NewChoice(Options(came))).Require()
	when := NewTimeField(atNight)
	help.Add("found", "发现时间", when)
	help.Beside("place", "发现地点", NewEntry()).Want()
	kin := f.Group("亲属")
	kin.Add("kin", "亲属姓名", NewEntry())
	kin.Fold(true)
	name.SetText("王小明（演示）")
	id.SetText("110101199003070039")
	id.SetProblem(lang.L("校验码不对：请核对第18位。"))
	age.Entry().SetText("30-40")
	when.Entry().SetText("2230")
	f.Item("sex").Field.(*Choice).Choose("1")
	f.Item("nation").Field.(*Lookup).entry.SetText("回")
	f.Item("alias").Field.(*Entry).SetUnknown(true)
	foot := Actions([]fyne.CanvasObject{NewLabel(lang.L("草稿已存"))}, NewButton("打印", "print", nil), NewPrimary("保存并继续", "save", nil))
	photo := NewPhoto(nil)
	shot := image.NewNRGBA(image.Rect(0, 0, 300, 400))
	for y := range 400 {
		for x := range 300 {
			shot.Set(x, y, color.NRGBA{uint8(x / 2), uint8(y / 2), 120, 255})
		}
	}
	second := NewPhoto(nil)
	second.Set(shot)
	second.SetEdit(PhotoEdit{Left: 0.2, Top: 0.1, Right: 0.8, Bottom: 0.8})
	left := Groups(photo)
	right := Groups(NewPersonCard(demoPerson, func() {}), NewPersonCard(PersonFacts{Protected: true}, nil), second)
	return Page(container.NewBorder(NewTitle(lang.L("新来站登记")), foot, left, right, f.Scroll()))
}

var demoPerson = PersonFacts{Name: "王小明（演示）", Line: "男 · 目测 30–40 岁 · A-17", States: []State{
	{Disc, "在站", Accent}, {Triangle, "待补", Soon}}}

func cardSheet(_ testing.TB, w fyne.Window) fyne.CanvasObject {
	figures := Shared(NewFigure("87", lang.L("在站"), func() {}), NewFigure("12", lang.L("今日入"), func() {}),
		NewFigure("9", lang.L("今日离"), func() {}), NewFigure("19", lang.L("空床"), func() {}), NewFigure("5", lang.L("身份不明"), func() {}))
	figures.Objects[4].(*Figure).Set("5", Soon)
	tiles := container.NewGridWrap(fyne.NewSize(Size(TileWidth), Size(TileHeight)))
	for i := range 16 {
		facts := TileFacts{Number: fmt.Sprintf("2-%02d", i+1), State: State{Ring0, lang.L("空床"), Done}}
		switch i % 5 {
		case 1:
			facts.State, facts.Name, facts.Days, facts.Signs = State{Disc, lang.L("有人"), Info}, "王小明", lang.L("第{{.N}}天", map[string]any{"N": 3}), "老残"
		case 2:
			facts.State = State{Cross, lang.L("停用"), Faint}
		case 3:
			facts.State, facts.Name, facts.Days = State{Triangle, lang.L("快到期"), Soon}, "欧阳娜娜·买买提", lang.L("第{{.N}}天", map[string]any{"N": 9})
		case 4:
			facts.Dim = true
		}
		tile := NewTile(facts)
		tile.Select(i == 6)
		tiles.Add(tile)
	}
	chips := Beside(NewChip(Triangle, lang.L("快到期"), Soon), NewChip(Diamond, lang.L("超期"), Overdue), NewChip(Square, lang.L("已办"), Done), NewChip(Disc, lang.L("在站"), Info), NewChip(Ring0, lang.L("空床"), Accent))
	buttons := Beside(NewButton("打印", "print", nil), NewPrimary("新来站登记", "arrival", nil), NewButton("不予救助", "", nil), NewButton("关闭", "close", nil))
	buttons.Objects[2].(*Button).Role = Danger
	buttons.Objects[3].(*Button).Role = Quiet
	off := NewButton("打印", "print", nil)
	off.Disable()
	buttons.Add(off)
	toasts := NewToasts()
	toasts.After = func(time.Duration, func()) {}
	toasts.Tell(Toast{Text: "已安排床位", Kind: Done, Undo: func() {}})
	busy := NewBusy()
	busy.After = func(_ time.Duration, do func()) { do() }
	hold := make(chan struct{})
	busy.Do("正在检索相似的人", func(context.Context, Progress) error { <-hold; return nil }, func(error) {})
	busy.show(0.4)
	empty := NewEmpty("beds", "还没有床位：从模板建好房间，床就在这里。", NewButton("从模板新建", "", nil))
	body := Groups(figures, NewCard("到期提醒", NewChip(Diamond, "2", Overdue), chips), NewCard("床位", nil, tiles), buttons,
		Shared(NewCard("", nil, busy), NewCard("", nil, empty)))
	return container.NewStack(Page(container.NewVScroll(Margin(Nudge, body))), toasts)
}

type stay struct {
	name, sex, place string
	day              int
}

func stayColumns() []Column[stay] {
	return []Column[stay]{
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: func(s stay) string { return s.name }},
		{ID: "sex", Title: lang.L("性别"), Width: 1, Text: func(s stay) string { return s.sex }},
		{ID: "day", Title: lang.L("天数"), Width: 1, Text: func(s stay) string { return lang.L("第{{.N}}天", map[string]any{"N": s.day}) },
			Compare: func(a, b stay) int { return a.day - b.day },
			Color: func(s stay) fyne.ThemeColorName {
				if s.day > 9 {
					return Overdue
				}
				return Ink
			}},
		{ID: "place", Title: lang.L("发现地点"), Width: 3, Text: func(s stay) string { return s.place }},
	}
}

func stays(n int) []stay {
	rows := make([]stay, n)
	for i := range rows {
		rows[i] = stay{fmt.Sprintf("演示%03d", i), []string{"男", "女"}[i%2], "火车站北广场西侧出站口地下通道第三根柱子旁边的长椅上面靠近公共电话", i % 14}
	}
	return rows
}

func dataSheet(t testing.TB, w fyne.Window) fyne.CanvasObject {
	table := NewDataTable(stayColumns())
	table.SetChoice(TableChoice{Sort: "day", Down: true})
	table.SetRows(stays(100))
	table.list.Select(2)
	w.SetContent(Page(table))
	AskReason(w.Canvas(), "不予救助", "不予救助要写明原因，通知书上会印出来。", "不予救助", func(string) {})
	t.Cleanup(func() { open = nil })
	return Page(NewCard("在站", NewEntry(), table))
}

// blankPages is a document of white pages.
type blankPages struct {
	pages int
	err   error
}

func (b *blankPages) Pages() int { return b.pages }
func (b *blankPages) Page(_ int, dpi float64) (image.Image, error) {
	if b.err != nil {
		return nil, b.err
	}
	page := image.NewNRGBA(image.Rect(0, 0, int(8.27*dpi), int(11.69*dpi)))
	for i := range page.Pix {
		page.Pix[i] = 0xff
	}
	return page, nil
}

func paperSheet(t testing.TB, w fyne.Window) fyne.CanvasObject {
	view := NewPageView()
	landed := landing(&view.land)
	view.Open(&blankPages{pages: 3})
	(<-landed)()
	return Page(view)
}

func helpSheet(t testing.TB, w fyne.Window) fyne.CanvasObject {
	name := NewEntry()
	spelling := NewPinyinHelp(name, spellFew)
	marksField := NewParagraphEntry(2)
	phrases := NewPhrases(marksField, func(prefix string) []Phrase { return MatchPhrases(marks, prefix) })
	id, phone := NewIDEntry(), NewDigitsEntry()
	pad, dial := NewKeypad(id, IDKeypad), NewKeypad(phone, PhoneKeypad)
	f := NewForm()
	g := f.Group("身份")
	g.Add("name", "姓名", Helped(name, NewButton("按读音", "sound", nil), spelling))
	g.Add("id", "身份证号", Helped(id, pad.Button, pad))
	g.Beside("phone", "电话", Helped(phone, dial.Button, dial))
	g.Add("marks", "特征", Helped(marksField, nil, phrases))
	code := NewQR()
	if err := code.Set("GT-2026-000123"); err != nil {
		t.Fatal(err)
	}
	camera := NewLive()
	camera.set(halves(), halves())
	signature := NewSignature()
	sign := NewForm()
	sign.Group("签名").Add("signature", "受助人签名", signature)
	page := Page(container.NewGridWithColumns(2, f.Scroll(), Groups(sign, Beside(code, camera))))
	w.SetContent(page)
	w.Resize(fyne.NewSize(1366, 768))
	for _, field := range []*Entry{name, marksField} {
		w.Canvas().Focus(field)
		text := map[*Entry]string{name: "yi", marksField: "/z"}[field]
		for _, r := range text {
			field.TypedRune(r)
		}
		offering.help = nil // both stand in one picture
	}
	id.SetText("1101011990")
	pad.Toggle()
	dial.Toggle()
	drag(signature, fyne.NewPos(60, 60), fyne.NewPos(240, 90))
	drag(signature, fyne.NewPos(150, 30), fyne.NewPos(150, 120))
	return page
}

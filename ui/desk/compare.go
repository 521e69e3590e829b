package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
	"image/color"

	"guitu/intake"
	"guitu/ui/kit"
)

// sheetPopup is something over the page that Esc closes, as the window does
// with everything that lies over it.
type sheetPopup struct {
	popup *widget.PopUp
	page  fyne.Canvas
}

// lay puts content over the page; its width is that of a question, or more
// where the content needs it.
func lay(c fyne.Canvas, title string, content fyne.CanvasObject, actions ...fyne.CanvasObject) *sheetPopup {
	wide := canvas.NewRectangle(color.Transparent)
	wide.SetMinSize(fyne.NewSize(kit.Size(kit.Popup), 0))
	body := kit.Margin(kit.Between, kit.Groups(kit.NewTitle(lang.L(title)), content, kit.Actions(nil, actions...)))
	p := &sheetPopup{popup: widget.NewModalPopUp(container.NewStack(wide, body), c), page: c}
	p.popup.Show()
	kit.Tell("dialog", title)
	return p
}

func (p *sheetPopup) close() { p.popup.Hide() }

// compare lays this arrival beside an earlier person.
func (m *matches) compare(found intake.Match) {
	a := m.page
	rows := container.New(compareGrid{})
	for _, head := range []string{"", "这次", "以前"} {
		rows.Add(cellText(lang.L(head), kit.Faint, true))
	}
	for _, row := range m.compareRows(a.read(), found.Card) {
		ink := kit.Ink
		if row.differs && row.now != "" && row.before != "" && row.now != row.before {
			ink = kit.Soon
		}
		mark := row.label
		if ink == kit.Soon {
			mark = "▲ " + mark
		}
		rows.Add(cellText(mark, kit.Faint, false))
		rows.Add(cellText(row.now, ink, false))
		rows.Add(cellText(row.before, ink, false))
	}
	var face fyne.CanvasObject = kit.NewLabel(lang.L(found.Why))
	if small := m.faces[found.Person.ID]; small != nil {
		image := canvas.NewImageFromImage(small)
		image.FillMode = canvas.ImageFillContain
		image.SetMinSize(fyne.NewSquareSize(2 * kit.Size(kit.Thumb)))
		face = kit.Above(face, image)
	}
	var popup *sheetPopup
	is := kit.NewPrimary("是同一人", "", func() { popup.close(); a.same(found.Person.ID); a.sheet.form.Focus(a.lastField()) })
	isnt := kit.NewButton("不是", "close", func() { popup.close() })
	popup = lay(a.shell.Window().Canvas(), "是同一个人吗？", kit.Above(face, rows), isnt, is)
	a.shell.Window().Canvas().Focus(is)
	a.logCompared(found)
}

// logCompared puts on record that an earlier file was looked at.
func (a *arrival) logCompared(found intake.Match) {
	directory := a.shell.Directory()
	a.shell.Work("正在记录查看…", func(ctx context.Context) error {
		return directory.LogSearch(ctx, "", found.Person.ID)
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err)
		}
	})
}

// comparedRow is one matter; differs says that two words of it speak against
// the two being one.
type comparedRow struct {
	label, now, before string
	differs            bool
}

// compareRows sets side by side what both say; rows of which neither knows
// anything are left out.
func (m *matches) compareRows(now intake.Arrival, card intake.Card) []comparedRow {
	p, today := card.Person, m.page.shell.Now()
	all := []comparedRow{
		{"姓名", now.Name, p.Name, true},
		{"性别", m.words.say("sex", now.Sex), m.words.say("sex", p.Sex), true},
		{"年龄", ageWords(now.Profile, today), ageWords(p.Profile, today), true},
		{"民族", m.words.say("nation", now.Nation), m.words.say("nation", p.Nation), true},
		{"证件号码", now.IDNumber, p.IDNumber, true},
		{"户籍地", now.Household, p.Household, true},
		{"联系电话", now.Phone, p.Phone, true},
		{"语言口音", m.words.say("accent", now.Accent), m.words.say("accent", p.Accent), true},
		{"身高", height(now.HeightCM), height(p.HeightCM), true},
		{"体貌特征", now.Marks, p.Marks, true},
		{"曾用名", strings.Join(now.Aliases, "、"), strings.Join(p.Aliases, "、"), true},
		{"来站", kit.SayTime(now.ArrivedAt, today), kit.SayTime(card.Stay.ArrivedAt, today), false},
		{"状态", "", stateWord(card.Stay.State), false},
	}
	var rows []comparedRow
	for _, row := range all {
		if row.now != "" || row.before != "" {
			row.label = lang.L(row.label)
			rows = append(rows, row)
		}
	}
	return rows
}

func height(cm int) string {
	if cm == 0 {
		return ""
	}
	return lang.L("{{.N}} 厘米", map[string]any{"N": cm})
}

func cellText(content string, ink fyne.ThemeColorName, bold bool) *kit.Text {
	t := kit.NewText(content)
	t.Color, t.Whole, t.Bold = ink, false, bold
	return t
}

// compareGrid lays cells in three columns: a narrow one for the labels and two
// alike.
type compareGrid struct{}

const labelShare = 0.22

func (compareGrid) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for at := 0; at < len(o); at += 3 {
		height += o[at].MinSize().Height + kit.Size(kit.Nudge)
	}
	return fyne.NewSize(kit.Size(kit.Popup)*1.3, height)
}

func (compareGrid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	label := size.Width * labelShare
	side := (size.Width - label) / 2
	x := []float32{0, label, label + side}
	y := float32(0)
	for at := 0; at+2 < len(o); at += 3 {
		line := o[at].MinSize().Height
		for i := range 3 {
			o[at+i].Move(fyne.NewPos(x[i], y))
			width := side
			if i == 0 {
				width = label
			}
			o[at+i].Resize(fyne.NewSize(width-kit.Size(kit.Inside), line))
		}
		y += line + kit.Size(kit.Nudge)
	}
}

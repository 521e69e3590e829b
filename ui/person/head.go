package person

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// head says at the top of the file who this is and where they are now.
type head struct {
	page       *page
	content    fyne.CanvasObject
	photo      *canvas.Image
	nobody     *kit.Picture
	name, line *kit.Text
	number     *kit.Text
	chips      *fyne.Container
	vital      *fyne.Container // watch level and last temperature, of who is in care
	station    *kit.Button
	reveal     *kit.Button
	leave      *kit.Button
	stationNo  string
}

func newHead(p *page) *head {
	h := &head{page: p, photo: canvas.NewImageFromImage(nil), nobody: kit.NewPicture("person"), name: kit.NewTitle(""),
		line: kit.NewText(""), number: kit.NewText(""), chips: kit.Beside(), vital: kit.Close()}
	h.photo.FillMode = canvas.ImageFillContain
	h.nobody.Color, h.nobody.Type = kit.Faint, kit.Thumb
	h.line.Color = kit.Faint
	h.station = kit.NewButton("复制编号", "", func() { p.copy("station", h.stationNo) })
	h.reveal = kit.NewButton("显示", "", func() { p.unmask("id_number") })
	h.station.Role, h.reveal.Role = kit.Quiet, kit.Quiet
	h.leave = kit.NewPrimary("办理离站", "save", func() { p.shell.Go(kit.Route{Name: kit.RouteBeds, ID: "depart/" + p.f.stay().ID}) })
	words := kit.Close(container.NewBorder(nil, nil, kit.Beside(h.name, h.chips), nil), kit.Beside(h.line, h.station, h.number, h.reveal))
	h.content = container.NewBorder(nil, nil, container.New(square{}, h.nobody, h.photo), nil, kit.Margin(kit.Nudge, container.New(headRow{}, words, h.vital)))
	return h
}

// headRow lays the words of the head out in full and gives what stands at their
// right what is left, which shortens it.
type headRow struct{}

func (headRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	words, vital := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(words.Width, max(words.Height, vital.Height))
}

func (headRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	words, vital := o[0].MinSize(), o[1].MinSize()
	room := max(0, min(vital.Width, size.Width-words.Width-kit.Size(kit.Inside)))
	o[0].Resize(fyne.NewSize(size.Width-room, size.Height))
	o[1].Move(fyne.NewPos(size.Width-room, 0))
	o[1].Resize(fyne.NewSize(room, size.Height))
}

// square is the room of a portrait in a line.
type square struct{}

func (square) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(kit.Size(kit.Thumb)) }

func (square) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, object := range o {
		object.Resize(size)
	}
}

func (h *head) show() {
	p, stay, now := h.page.f.person(), h.page.f.stay(), h.page.shell.Now()
	h.photo.Image = trace.Portrait(h.page.f.file.Photos)
	h.photo.Hidden, h.nobody.Hidden = h.photo.Image == nil, h.photo.Image != nil
	h.photo.Refresh()
	h.name.Set(intake.DisplayName(p, stay))
	h.stationNo = stay.Number
	h.line.Set(kit.Joined(trace.SexAge(p, now), stay.Number))
	h.station.Hidden = stay.Number == ""
	h.number.Set(h.page.number("id_number", p.IDNumber))
	if p.IDNumber != "" {
		h.number.Set(lang.L("证件 {{.No}}", map[string]any{"No": h.page.number("id_number", p.IDNumber)}))
	}
	h.reveal.Hidden = p.IDNumber == "" || h.page.shown["id_number"] != nil
	h.chips.RemoveAll()
	for _, c := range h.states(p, stay) {
		h.chips.Add(kit.NewChip(c.Shape, c.Word, c.Color))
	}
	h.vital.RemoveAll()
	for _, c := range h.page.vitals() {
		h.vital.Add(kit.NewChip(c.Shape, c.Word, c.Color))
	}
	h.content.Refresh()
}

// states are where the person is, how sure the station is of who they are,
// and whether they are protected.
func (h *head) states(p intake.Person, s intake.Stay) []kit.State {
	var all []kit.State
	day := lang.L("第{{.N}}天", map[string]any{"N": calendar.On(h.page.shell.Now()).Sub(calendar.On(s.ArrivedAt)) + 1})
	switch s.State {
	case intake.In:
		all = append(all, kit.State{Shape: kit.Disc, Word: kit.Joined(lang.L("在站"), day, h.page.f.bed()), Color: kit.Accent})
	case intake.Hospital:
		all = append(all, kit.State{Shape: kit.Triangle, Word: kit.Joined(lang.L("住院"), day), Color: kit.Soon})
	case intake.Placed:
		all = append(all, kit.State{Shape: kit.Triangle, Word: kit.Joined(lang.L("站外托养"), day), Color: kit.Soon})
	case intake.Left:
		all = append(all, kit.State{Shape: kit.Square, Word: kit.Joined(lang.L("已离站"), trace.Code("leave_kind", s.LeaveKind)), Color: kit.Faint})
	case intake.Refused:
		all = append(all, kit.State{Shape: kit.Cross, Word: lang.L("不予救助"), Color: kit.Faint})
	}
	identity := kit.State{Shape: kit.Ring0, Word: lang.L(trace.IdentityWords[p.Identity]), Color: kit.Soon}
	if p.Identity == intake.IdentityProven {
		identity.Shape, identity.Color = kit.Square, kit.Done
	}
	all = append(all, identity)
	if p.Protected {
		all = append(all, kit.State{Shape: kit.Diamond, Word: lang.L("保护对象"), Color: kit.Info})
	}
	return all
}

// copy puts something on the clipboard.
func (p *page) copy(what, text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	p.shell.Toast(kit.Toast{Text: "已复制，可以粘贴到别的系统。", Kind: kit.Done})
	kit.Tell("copied", what)
}

package report

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// matter is a card with a list, its count, and a sentence where it is empty.
type matter struct {
	card  *kit.Card
	lines *lines
	count *kit.Text
	empty fyne.CanvasObject
}

func newMatter(title, picture, nothing string, l *lines) *matter {
	m := &matter{lines: l, count: kit.NewText(""), empty: kit.NewEmpty(picture, nothing, nil)}
	m.count.Color = kit.Faint
	m.empty.Hide()
	m.card = kit.NewCard(title, m.count, container.NewStack(l, m.empty))
	return m
}

func (m *matter) set(all []line) {
	m.lines.set(all)
	reveal(m.lines, len(all) > 0)
	reveal(m.empty, len(all) == 0)
	m.count.Content = ""
	if len(all) > 0 {
		m.count.Content = strconv.Itoa(len(all))
	}
	m.card.Refresh() // gives the count its room
}

func reveal(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
		return
	}
	o.Hide()
}

// columns puts things next to each other, 16 apart, by shares of the width.
type columns struct{ shares []float32 }

func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		need := o.MinSize()
		size = fyne.NewSize(size.Width+need.Width, max(size.Height, need.Height))
	}
	return size.AddWidthHeight(kit.Size(kit.Between)*float32(len(objects)-1), 0)
}

func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, at := range share(c.shares, objects, size.Width, func(o fyne.CanvasObject) float32 { return o.MinSize().Width }) {
		objects[i].Move(fyne.NewPos(at.from, 0))
		objects[i].Resize(fyne.NewSize(at.length, size.Height))
	}
}

// stacked puts things under each other, 16 apart, by shares of the height;
// what has no share gets what it needs, and what is hidden nothing.
type stacked struct{ shares []float32 }

// shown leaves out what is hidden, with its share.
func (s *stacked) shown(objects []fyne.CanvasObject) (all []fyne.CanvasObject, shares []float32) {
	for i, o := range objects {
		if o.Visible() {
			all, shares = append(all, o), append(shares, s.shares[i])
		}
	}
	return all, shares
}

func (s *stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects, _ = s.shown(objects)
	var size fyne.Size
	for _, o := range objects {
		need := o.MinSize()
		size = fyne.NewSize(max(size.Width, need.Width), size.Height+need.Height)
	}
	return size.AddWidthHeight(0, kit.Size(kit.Between)*float32(len(objects)-1))
}

func (s *stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects, shares := s.shown(objects)
	for i, o := range objects {
		if shares[i] == 0 { // told its width, it knows its height: figures may need two rows
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
	}
	for i, at := range share(shares, objects, size.Height, func(o fyne.CanvasObject) float32 { return o.MinSize().Height }) {
		objects[i].Resize(fyne.NewSize(size.Width, at.length))
		objects[i].Move(fyne.NewPos(0, at.from))
	}
}

type stretch struct{ from, length float32 }

// share divides a length: who has no share takes what it needs, the others
// divide the rest, and none gets less than it needs while there is room.
func share(shares []float32, objects []fyne.CanvasObject, length float32, need func(fyne.CanvasObject) float32) []stretch {
	gap, all := kit.Size(kit.Between), make([]stretch, len(objects))
	rest, total := length-gap*float32(len(objects)-1), float32(0)
	for i, o := range objects {
		if shares[i] == 0 {
			all[i].length = need(o)
			rest -= all[i].length
		}
		total += shares[i]
	}
	at := float32(0)
	for i, o := range objects {
		if shares[i] > 0 {
			later := float32(0) // what those behind it need
			for j := i + 1; j < len(objects); j++ {
				if shares[j] > 0 {
					later += need(objects[j])
				}
			}
			all[i].length = max(need(o), min(rest*shares[i]/total, rest-later))
			rest -= all[i].length
			total -= shares[i]
		}
		all[i].from = at
		at += all[i].length + gap
	}
	return all
}

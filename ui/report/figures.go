package report

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// figures are the numbers of the day in a row; each opens what it counts.
type figures struct {
	*fyne.Container
	in, arrived, spot, left, women, men, isolation, unknown, noBed *kit.Figure
}

func newFigures(shell Shell) *figures {
	place := func(word, route string, rights ...access.Right) *kit.Figure {
		f := kit.NewFigure("–", lang.L(word), nil)
		for _, right := range rights {
			if shell.Session().Can(right) {
				f.OnOpen = func() { shell.Go(kit.Route{Name: route}) }
			}
		}
		return f
	}
	beds := []access.Right{access.AssignBeds, access.LayOutBeds}
	f := &figures{
		in:        place("在站", kit.RouteBeds, beds...),
		arrived:   place("今日入", kit.RouteDesk, access.Register),
		spot:      place("不住站", kit.RouteShift, access.ReadPeople),
		left:      place("今日离", kit.RouteDesk, access.Register),
		women:     place("空床·女", kit.RouteBeds, beds...),
		men:       place("空床·男", kit.RouteBeds, beds...),
		isolation: place("空床·隔离", kit.RouteBeds, beds...),
		unknown:   place("身份不明", kit.RouteTrace, access.Trace),
		noBed:     place("无床", kit.RouteBeds, beds...),
	}
	f.spot.Hidden = !shell.Session().Can(access.ReadPeople) // nobody else learns of it
	f.Container = container.New(&even{}, f.in, f.arrived, f.spot, f.left, f.women, f.men, f.isolation, f.unknown, f.noBed)
	return f
}

// set shows the figures; spot is how many of those who came were helped without
// a bed.
func (f *figures) set(n shelter.Headcount, spot int) {
	free := func(n int) fyne.ThemeColorName {
		if n == 0 {
			return kit.Soon
		}
		return kit.Ink
	}
	ask := func(n int) fyne.ThemeColorName {
		if n > 0 {
			return kit.Soon
		}
		return kit.Ink
	}
	f.in.Set(strconv.Itoa(n.InStation), kit.Ink)
	f.arrived.Set(strconv.Itoa(n.Arrived), kit.Ink)
	f.spot.Set(strconv.Itoa(spot), kit.Ink)
	f.left.Set(strconv.Itoa(n.Departed), kit.Ink)
	f.women.Set(strconv.Itoa(n.FreeWomen), free(n.FreeWomen))
	f.men.Set(strconv.Itoa(n.FreeMen), free(n.FreeMen))
	f.isolation.Set(strconv.Itoa(n.FreeIsolation), free(n.FreeIsolation))
	f.unknown.Set(strconv.Itoa(n.Unknown), ask(n.Unknown))
	f.noBed.Set(strconv.Itoa(n.WithoutBed), ask(n.WithoutBed))
}

// even gives all the same width in one row; where one is too narrow for that,
// each what it needs with an equal part of the rest; and two rows where even
// those do not fit.
type even struct{ rows int }

func (e *even) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	widest := widestOf(objects)
	perRow, gap := float32((len(objects)+1)/2), kit.Size(kit.Inside)
	rows := float32(max(1, e.rows))
	return fyne.NewSize(perRow*widest.Width+(perRow-1)*gap, rows*widest.Height+(rows-1)*gap)
}

func (e *even) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects = visible(objects)
	widest, gap := widestOf(objects), kit.Size(kit.Inside)
	perRow, rest := len(objects), size.Width-float32(len(objects)-1)*gap
	e.rows = 1
	narrow := rest < float32(perRow)*widest.Width
	if narrow {
		for _, o := range objects {
			rest -= o.MinSize().Width
		}
	}
	if narrow && rest < 0 {
		perRow, e.rows, narrow = (perRow+1)/2, 2, false
	}
	width := (size.Width - float32(perRow-1)*gap) / float32(perRow)
	at := fyne.NewPos(0, 0)
	for i, o := range objects {
		if i > 0 && i%perRow == 0 {
			at = fyne.NewPos(0, at.Y+widest.Height+gap)
		}
		if narrow {
			width = o.MinSize().Width + rest/float32(len(objects))
		}
		o.Resize(fyne.NewSize(width, widest.Height))
		o.Move(at)
		at.X += width + gap
	}
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(objects), func(o fyne.CanvasObject) bool { return !o.Visible() })
}

func widestOf(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The gaps of a page come from here, so that pages name distances and never
// measure them.

// Above puts things under each other, 8 apart.
func Above(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: Inside, down: true}, objects...)
}

// Groups puts groups under each other, 16 apart.
func Groups(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: Between, down: true}, objects...)
}

// Close puts lines that belong together under each other, 4 apart.
func Close(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: Nudge, down: true}, objects...)
}

// Beside puts things next to each other, 8 apart, each as wide as it needs,
// in the middle of the line.
func Beside(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: Inside}, objects...)
}

// Shared puts things next to each other, 8 apart, all of one width.
func Shared(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap: Inside, equal: true}, objects...)
}

// Margin leaves a distance around an object.
func Margin(distance fyne.ThemeSizeName, object fyne.CanvasObject) *fyne.Container {
	return container.New(margin{distance}, object)
}

// Flush lets something that keeps a distance at its own sides reach over its
// place by as much, so that what is in it stands in line with its neighbours:
// a scroll whose content leaves room for the ring of the focus.
func Flush(distance fyne.ThemeSizeName, object fyne.CanvasObject) *fyne.Container {
	return container.New(over{distance}, object)
}

type over struct{ distance fyne.ThemeSizeName }

func (o over) MinSize(objects []fyne.CanvasObject) fyne.Size {
	need := objects[0].MinSize()
	return fyne.NewSize(max(0, need.Width-2*Size(o.distance)), need.Height)
}

func (o over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d := Size(o.distance)
	objects[0].Move(fyne.NewPos(-d, 0))
	objects[0].Resize(size.AddWidthHeight(2*d, 0))
}

// Page leaves the margin of a page around its content.
func Page(object fyne.CanvasObject) *fyne.Container { return Margin(Around, object) }

// line lays objects in a row or a column. It asks the theme for its gap each
// time.
type line struct {
	gap   fyne.ThemeSizeName
	down  bool
	equal bool
}

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var along, across, widest float32
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		a, c := size.Width, size.Height
		if l.down {
			a, c = c, a
		}
		along, across, widest = along+a, max(across, c), max(widest, a)
		shown++
	}
	if l.equal {
		along = widest * float32(shown)
	}
	along += Size(l.gap) * float32(max(0, shown-1))
	if l.down {
		return fyne.NewSize(across, along)
	}
	return fyne.NewSize(along, across)
}

func (l line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap, at, shown := Size(l.gap), float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			shown++
		}
	}
	share := (size.Width - gap*float32(max(0, shown-1))) / float32(max(1, shown))
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		need := o.MinSize()
		switch {
		case l.down:
			o.Resize(fyne.NewSize(size.Width, need.Height))
			o.Move(fyne.NewPos(0, at))
			at += need.Height + gap
		case l.equal:
			o.Resize(fyne.NewSize(share, size.Height))
			o.Move(fyne.NewPos(at, 0))
			at += share + gap
		default:
			o.Resize(need)
			o.Move(fyne.NewPos(at, (size.Height-need.Height)/2))
			at += need.Width + gap
		}
	}
}

type margin struct{ distance fyne.ThemeSizeName }

func (m margin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	d := 2 * Size(m.distance)
	return size.AddWidthHeight(d, d)
}

func (m margin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d := Size(m.distance)
	for _, o := range objects {
		o.Move(fyne.NewPos(d, d))
		o.Resize(size.SubtractWidthHeight(2*d, 2*d))
	}
}

// ClearOfBar keeps what scrolls clear of the bar that shows how far.
func ClearOfBar(object fyne.CanvasObject) *fyne.Container { return container.New(clearOfBar{}, object) }

type clearOfBar struct{}

func (clearOfBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(Size(Inside), 0)
}

func (clearOfBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size.SubtractWidthHeight(Size(Inside), 0))
}

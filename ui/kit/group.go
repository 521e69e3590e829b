package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Group is a part of a form that folds. One dot for each field shows how far
// it is filled: ● filled, ○ empty, amber where 待补, blue 不详, ◆ a problem.
type Group struct {
	widget.BaseWidget
	form  *Form
	title string
	items []*Item
	fold  bool
	arrow *widget.Icon
	dots  *fyne.Container
	head  *groupHead
	body  *fyne.Container
	whole *fyne.Container

	scroll *container.Scroll // of a group that stands apart, else nil
}

func newGroup(f *Form, title string) *Group {
	g := &Group{form: f, title: title, arrow: widget.NewIcon(theme.MenuDropDownIcon()), dots: Beside(), body: Above()}
	g.whole = Above()
	if title != "" {
		words := NewText(lang.L(title))
		words.Bold = true
		g.head = &groupHead{tapped: func() { g.Fold(!g.fold) },
			line: container.NewBorder(nil, nil, Beside(g.arrow, words), g.dots)}
		g.head.ExtendBaseWidget(g.head)
		g.whole.Add(g.head)
	}
	g.whole.Add(g.body)
	g.ExtendBaseWidget(g)
	return g
}

// Add puts a field on a line of its own; label is a key of the translations.
func (g *Group) Add(key, label string, field Field) *Item {
	i := g.form.add(g, key, label, field)
	g.keep(i)
	i.row = Shared(i.frame)
	g.body.Add(i.row)
	return i
}

// Beside puts a field on the line of the one before.
func (g *Group) Beside(key, label string, field Field) *Item {
	if len(g.items) == 0 {
		return g.Add(key, label, field)
	}
	i := g.form.add(g, key, label, field)
	g.keep(i)
	i.row = g.body.Objects[len(g.body.Objects)-1].(*fyne.Container)
	i.row.Add(i.frame)
	return i
}

// AddPlain puts something that is no field among them.
func (g *Group) AddPlain(object fyne.CanvasObject) { g.body.Add(object) }

func (g *Group) keep(i *Item) {
	g.items = append(g.items, i)
	g.dots.Add(NewSign(Ring0, Line))
	g.count()
}

// Fold hides the fields of the group or shows them.
func (g *Group) Fold(fold bool) {
	if g.fold == fold {
		return
	}
	g.fold = fold
	g.body.Hidden = fold
	g.arrow.SetResource(theme.MenuDropDownIcon())
	if fold {
		g.arrow.SetResource(theme.MenuExpandIcon())
	}
	g.whole.Refresh()
	g.form.relayout()
}

// Folded reports whether the fields are hidden.
func (g *Group) Folded() bool { return g.fold }

// count makes the dots follow the fields.
func (g *Group) count() {
	for at, i := range g.items {
		base, dot := i.Field.Base(), g.dots.Objects[at].(*Sign)
		dot.Hidden = !i.frame.Visible()
		switch {
		case base.problem != "":
			dot.Set(Diamond, Overdue)
		case base.unknown:
			dot.Set(Disc, Info)
		case !i.Field.Empty():
			dot.Set(Disc, Accent)
		case base.wanted || i.required:
			dot.Set(Ring0, Soon)
		default:
			dot.Set(Ring0, Faint)
		}
	}
}

func (g *Group) Refresh() {
	g.count()
	g.BaseWidget.Refresh()
}

func (g *Group) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.whole) }

// groupHead is the line that folds and unfolds.
type groupHead struct {
	widget.BaseWidget
	line   fyne.CanvasObject
	tapped func()
}

func (h *groupHead) Tapped(*fyne.PointEvent) { h.tapped() }
func (h *groupHead) Cursor() desktop.Cursor  { return desktop.PointerCursor }
func (h *groupHead) CreateRenderer() fyne.WidgetRenderer {
	rule := canvas.NewLine(Color(Line))
	return &headRenderer{h: h, rule: rule}
}

type headRenderer struct {
	h    *groupHead
	rule *canvas.Line
}

func (r *headRenderer) MinSize() fyne.Size {
	return r.h.line.MinSize().AddWidthHeight(0, Size(Nudge))
}

func (r *headRenderer) Layout(size fyne.Size) {
	r.h.line.Resize(size.SubtractWidthHeight(0, Size(Nudge)))
	r.rule.Position1, r.rule.Position2 = fyne.NewPos(0, size.Height), fyne.NewPos(size.Width, size.Height)
}

func (r *headRenderer) Refresh() {
	r.rule.StrokeColor, r.rule.StrokeWidth = Color(Line), Size(Hairline)
	r.rule.Refresh()
	r.h.line.Refresh()
}
func (r *headRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.h.line, r.rule} }
func (r *headRenderer) Destroy()                     {}

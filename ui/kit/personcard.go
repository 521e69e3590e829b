package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
)

// PersonFacts is what a person card shows; all words are ready to be read.
type PersonFacts struct {
	Name      string
	Line      string      // sex, age, station number
	Photo     image.Image // nil when there is none or it may not be shown
	States    []State
	Protected bool // shows 保护对象 with a lock and nothing else until a purpose is given
}

// State is what a Chip shows.
type State struct {
	Shape Shape
	Word  string
	Color fyne.ThemeColorName
}

// PersonCard is one person in a line: portrait, name, sex and age, states.
type PersonCard struct {
	attended
	OnOpen func()

	facts      PersonFacts
	photo      *canvas.Image
	nobody     *Picture
	name, line *Text
	chips      *fyne.Container
	inner      fyne.CanvasObject
}

var (
	_ fyne.Focusable    = (*PersonCard)(nil)
	_ fyne.Tappable     = (*PersonCard)(nil)
	_ desktop.Hoverable = (*PersonCard)(nil)
)

// NewPersonCard returns a card; open may be nil.
func NewPersonCard(facts PersonFacts, open func()) *PersonCard {
	p := &PersonCard{OnOpen: open, photo: canvas.NewImageFromImage(nil), nobody: NewPicture("person"),
		name: NewText(""), line: NewLabel(""), chips: container.New(giving{})}
	p.photo.FillMode = canvas.ImageFillContain
	p.nobody.Color, p.nobody.Type = Faint, Thumb
	p.name.Bold, p.name.Type, p.name.Whole, p.line.Whole = true, Subtitle, false, false
	words := container.New(middle{}, Close(p.name, p.line, p.chips))
	p.inner = Margin(Inside, container.New(aside{}, container.NewStack(p.nobody, p.photo), words))
	p.ExtendBaseWidget(p)
	p.Set(facts)
	return p
}

// Set shows another person.
func (p *PersonCard) Set(facts PersonFacts) {
	p.facts = facts
	p.nobody.Name, p.nobody.Color = "person", Faint
	p.name.Content, p.line.Content, p.photo.Image = facts.Name, facts.Line, facts.Photo
	if facts.Protected {
		p.nobody.Name, p.nobody.Color = "lock", Info
		p.name.Content, p.line.Content, p.photo.Image = lang.L("保护对象"), lang.L("说明用途后才能查看"), nil
	}
	p.photo.Hidden = p.photo.Image == nil
	p.nobody.Hidden = p.photo.Image != nil
	p.chips.RemoveAll()
	if !facts.Protected {
		for _, s := range facts.States {
			p.chips.Add(NewChip(s.Shape, s.Word, s.Color))
		}
	}
	p.chips.Hidden = len(p.chips.Objects) == 0
	p.Refresh()
}

// Facts returns what the card shows.
func (p *PersonCard) Facts() PersonFacts { return p.facts }

func (p *PersonCard) Tapped(*fyne.PointEvent) {
	if p.OnOpen != nil {
		p.OnOpen()
	}
}

func (p *PersonCard) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Tapped(nil)
	default:
		Hand(p, key)
	}
}

func (p *PersonCard) TypedRune(rune)                       {}
func (p *PersonCard) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(p, shortcut) }

func (p *PersonCard) CreateRenderer() fyne.WidgetRenderer {
	return &personRenderer{sheetRenderer{back: canvas.NewRectangle(color.Transparent), inner: p.inner}, p}
}

type personRenderer struct {
	sheetRenderer
	p *PersonCard
}

func (r *personRenderer) Refresh() {
	r.style()
	if r.p.hovered && r.p.OnOpen != nil {
		r.back.FillColor = Color(theme.ColorNameButton)
	}
	if r.p.focused {
		r.back.StrokeColor, r.back.StrokeWidth = Color(Accent), Size(Ring)
	}
	r.back.Refresh()
	r.inner.Refresh()
}

// aside puts a portrait at the left of a content that takes the rest.
type aside struct{}

func (aside) MinSize(o []fyne.CanvasObject) fyne.Size {
	body := o[1].MinSize()
	return fyne.NewSize(Size(Thumb)+Size(Inside)+body.Width, max(Size(Thumb), body.Height))
}

func (aside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := Size(Thumb)
	o[0].Resize(fyne.NewSquareSize(side))
	o[0].Move(fyne.NewPos(0, (size.Height-side)/2))
	o[1].Move(fyne.NewPos(side+Size(Inside), 0))
	o[1].Resize(fyne.NewSize(size.Width-side-Size(Inside), size.Height))
}

// middle keeps a content at its height in the middle of the room.
type middle struct{}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	need := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, need))
	o[0].Move(fyne.NewPos(0, max(0, (size.Height-need)/2)))
}

// giving puts chips next to each other; what does not fit gives way.
type giving struct{}

func (giving) MinSize(o []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, chip := range o {
		height = max(height, chip.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

func (giving) Layout(o []fyne.CanvasObject, size fyne.Size) {
	at := float32(0)
	for _, chip := range o {
		need := chip.MinSize()
		need.Width = min(need.Width, max(0, size.Width-at))
		chip.Resize(need)
		chip.Move(fyne.NewPos(at, (size.Height-need.Height)/2))
		at += need.Width + Size(Inside)
	}
}

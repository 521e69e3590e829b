package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

// Role says how much a button asks for.
type Role int

const (
	Plain   Role = iota
	Primary      // the one action of the page, filled, bottom right
	Danger       // leads to a question for the reason, see AskReason
	Quiet        // no frame: a link in a line of text
)

// Button is a button with its shortcut printed on it.
type Button struct {
	widget.BaseWidget
	Text     string // translated
	Role     Role
	Icon     fyne.Resource
	Shortcut string // id in Shortcuts, empty for none
	OnTapped func()

	disabled, hovered, focused bool
	key                        string // of the translation; empty for words that are made
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
)

// NewButton returns a button; text is a key of the translations, shortcut an
// id of the keyboard map or empty. The key itself is bound by the window (see
// Bind), not here.
func NewButton(text, shortcut string, tapped func()) *Button {
	b := &Button{Text: lang.L(text), Shortcut: shortcut, OnTapped: tapped, key: text}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary returns the filled button of a page.
func NewPrimary(text, shortcut string, tapped func()) *Button {
	b := NewButton(text, shortcut, tapped)
	b.Role = Primary
	return b
}

// Actions puts buttons at the foot of a page: the primary one at the right.
func Actions(left []fyne.CanvasObject, right ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, Beside(left...), Beside(right...))
}

func (b *Button) Enable()        { b.SetEnabled(true) }
func (b *Button) Disable()       { b.SetEnabled(false) }
func (b *Button) Disabled() bool { return b.disabled }

// SetEnabled enables the button or disables it.
func (b *Button) SetEnabled(on bool) { b.disabled = !on; b.Refresh() }

// SetText changes the words, which are already translated.
func (b *Button) SetText(text string) {
	b.Text = text
	b.Refresh()
}

func (b *Button) AccessibilityLabel() string             { return b.Text }
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
func (b *Button) MouseIn(*desktop.MouseEvent)            { b.hovered = true; b.Refresh() }
func (b *Button) MouseMoved(*desktop.MouseEvent)         {}
func (b *Button) MouseOut()                              { b.hovered = false; b.Refresh() }
func (b *Button) FocusLost()                             { b.focused = false; b.Refresh() }
func (b *Button) TypedRune(r rune)                       { HandRune(b, r) }
func (b *Button) TypedShortcut(shortcut fyne.Shortcut)   { HandShortcut(b, shortcut) }
func (b *Button) Tapped(*fyne.PointEvent)                { b.tap() }

// FocusGained tells which button it is, never what its words were made of.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	Tell("button", b.key)
}

func (b *Button) TypedKey(key *fyne.KeyEvent) {
	if scanEnds(b, key) {
		return
	}
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.tap()
	default:
		Hand(b, key)
	}
}

func (b *Button) tap() {
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b:    b,
		back: canvas.NewRectangle(color.Transparent),
		wash: canvas.NewRectangle(color.Transparent),
		text: canvas.NewText("", color.Transparent),
		key:  canvas.NewText("", color.Transparent),
		icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.style()
	return r
}

type buttonRenderer struct {
	b          *Button
	back, wash *canvas.Rectangle
	text, key  *canvas.Text
	icon       *canvas.Image
}

func (r *buttonRenderer) style() {
	b := r.b
	ink, fill, border := Color(Ink), Color(Surface), Color(theme.ColorNameInputBorder)
	switch b.Role {
	case Primary:
		ink, fill, border = Color(OnAccent), Color(Accent), Color(Accent)
	case Danger:
		ink, border = Color(Overdue), Color(Overdue)
	case Quiet:
		ink, fill, border = Color(Accent), color.Transparent, color.Transparent
	}
	if b.disabled {
		ink, fill, border = Color(theme.ColorNameDisabled), Color(theme.ColorNameDisabledButton), Color(Line)
	}
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = fill, border, Size(Hairline)
	r.back.CornerRadius = Size(theme.SizeNameButtonRadius)
	r.wash.CornerRadius = r.back.CornerRadius
	r.wash.FillColor = color.Transparent
	if b.hovered && !b.disabled {
		r.wash.FillColor = Color(theme.ColorNameHover)
	}
	r.wash.StrokeWidth, r.wash.StrokeColor = 0, color.Transparent
	if b.focused {
		r.wash.StrokeWidth, r.wash.StrokeColor = Size(Ring), Color(Accent)
		if b.Role == Primary {
			r.wash.StrokeColor = Color(Ink)
		}
	}
	r.text.Text, r.text.Color, r.text.TextSize = b.Text, ink, Size(Body)
	r.text.TextStyle = fyne.TextStyle{Bold: b.Role == Primary}
	r.key.Text, r.key.Color, r.key.TextSize = "", ink, Size(Small)
	if s, ok := ShortcutFor(b.Shortcut); ok {
		r.key.Text = s.String()
		if b.Role != Primary && !b.disabled {
			r.key.Color = Color(Faint)
		}
	}
	r.icon.Resource, r.icon.Hidden = b.Icon, b.Icon == nil
	if b.Icon != nil {
		name := Ink
		if b.Role == Primary {
			name = OnAccent
		}
		r.icon.Resource = theme.NewColoredResource(b.Icon, name)
	}
}

func (r *buttonRenderer) parts() (icon float32, text, key fyne.Size) {
	if r.b.Icon != nil {
		icon = Size(Icon) + Size(Inside)
	}
	text = r.text.MinSize()
	if r.key.Text != "" {
		key = r.key.MinSize()
		if text.Width > 0 {
			key.Width += Size(Inside)
		}
	}
	return icon, text, key
}

func (r *buttonRenderer) MinSize() fyne.Size {
	icon, text, key := r.parts()
	side := Size(Between)
	if r.b.Role == Quiet {
		side = Size(Nudge) * 2
	}
	return fyne.NewSize(icon+text.Width+key.Width+2*side, text.Height+2*Size(Inside))
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.wash.Resize(size)
	icon, text, key := r.parts()
	x := (size.Width - icon - text.Width - key.Width) / 2
	r.icon.Resize(fyne.NewSquareSize(Size(Icon)))
	r.icon.Move(fyne.NewPos(x, (size.Height-Size(Icon))/2))
	r.text.Resize(text)
	r.text.Move(fyne.NewPos(x+icon, (size.Height-text.Height)/2))
	keySize := r.key.MinSize()
	r.key.Resize(keySize)
	r.key.Move(fyne.NewPos(x+icon+text.Width+key.Width-keySize.Width, (size.Height-keySize.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	r.style()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.icon, r.text, r.key, r.wash}
}
func (r *buttonRenderer) Destroy() {}

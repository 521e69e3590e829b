package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column is one column of a DataTable.
type Column[T any] struct {
	ID    string
	Title string  // translated
	Width float32 // share of the table's width against the other columns
	Text  func(row T) string
	// Compare orders two rows; nil orders by Text.
	Compare func(a, b T) int
	// Color paints the text of a cell; nil is the colour of text.
	Color func(row T) fyne.ThemeColorName
}

// TableChoice is how somebody set up a table, to be remembered.
type TableChoice struct {
	Sort   string             // column, empty for the order given
	Down   bool               // largest first
	Hidden []string           // columns
	Widths map[string]float32 // shares that were changed
}

// DataTable shows rows in columns, as a list that draws only what is in
// sight. A tap on a head sorts, a second one turns the order; a secondary tap
// chooses columns; the edges of heads move. ↑ and ↓ go through the rows,
// Enter opens, Space previews.
type DataTable[T any] struct {
	widget.BaseWidget
	OnOpen     func(row T)
	OnPreview  func(row T)
	OnMark     func(row T) // the row with the cursor changed
	OnRemember func(TableChoice)

	columns []Column[T]
	choice  TableChoice
	all     []T
	shown   []T
	filter  string
	keep    func(T) bool
	cursor  int
	head    *tableHead
	list    *tableList
	box     *fyne.Container
}

// NewDataTable returns an empty table.
func NewDataTable[T any](columns []Column[T]) *DataTable[T] {
	t := &DataTable[T]{columns: columns, cursor: -1}
	t.head = newTableHead(t.sortBy, t.widen, t.hideOrShow)
	t.list = &tableList{key: t.key}
	t.list.Length = func() int { return len(t.shown) }
	t.list.CreateItem = func() fyne.CanvasObject { return newTableRow() }
	t.list.UpdateItem = t.update
	t.list.OnSelected = t.mark
	t.list.HideSeparators = true
	t.list.ExtendBaseWidget(t.list)
	t.box = container.NewBorder(t.head, nil, nil, nil, t.list)
	t.ExtendBaseWidget(t)
	t.arrange()
	return t
}

// SetRows replaces the rows. The cursor stays at its place.
func (t *DataTable[T]) SetRows(rows []T) {
	t.all = rows
	t.refill()
}

// SetFilter shows the rows of which a visible column holds the words, in any
// order of capital and small.
func (t *DataTable[T]) SetFilter(words string) {
	t.filter = strings.ToLower(strings.TrimSpace(words))
	t.refill()
}

// SetKeep shows the rows that keep allows, on top of the filter; nil all.
func (t *DataTable[T]) SetKeep(keep func(T) bool) {
	t.keep = keep
	t.refill()
}

// SetChoice sets the table up as it was remembered.
func (t *DataTable[T]) SetChoice(choice TableChoice) {
	t.choice = choice
	t.arrange()
	t.refill()
}

// Choice returns how the table is set up.
func (t *DataTable[T]) Choice() TableChoice { return t.choice }

// Shown returns the rows in the order they show.
func (t *DataTable[T]) Shown() []T { return t.shown }

// Marked returns the row with the cursor.
func (t *DataTable[T]) Marked() (row T, ok bool) {
	if t.cursor < 0 || t.cursor >= len(t.shown) {
		return row, false
	}
	return t.shown[t.cursor], true
}

// Target is what takes the focus.
func (t *DataTable[T]) Target() fyne.Focusable { return t.list }

func (t *DataTable[T]) visible() []Column[T] {
	return slices.DeleteFunc(slices.Clone(t.columns), func(c Column[T]) bool {
		return slices.Contains(t.choice.Hidden, c.ID)
	})
}

func (t *DataTable[T]) refill() {
	columns := t.visible()
	t.shown = t.shown[:0]
	for _, row := range t.all {
		if (t.keep == nil || t.keep(row)) && t.holds(columns, row) {
			t.shown = append(t.shown, row)
		}
	}
	for _, c := range t.columns {
		if c.ID != t.choice.Sort {
			continue
		}
		compare := c.Compare
		if compare == nil {
			compare = func(a, b T) int { return strings.Compare(c.Text(a), c.Text(b)) }
		}
		slices.SortStableFunc(t.shown, func(a, b T) int {
			if t.choice.Down {
				a, b = b, a
			}
			return compare(a, b)
		})
	}
	t.cursor = min(t.cursor, len(t.shown)-1)
	t.list.Refresh()
}

func (t *DataTable[T]) holds(columns []Column[T], row T) bool {
	if t.filter == "" {
		return true
	}
	for _, c := range columns {
		if strings.Contains(strings.ToLower(c.Text(row)), t.filter) {
			return true
		}
	}
	return false
}

// arrange gives heads and rows their shares of the width.
func (t *DataTable[T]) arrange() {
	var heads []headFacts
	for _, c := range t.columns {
		share := c.Width
		if changed, ok := t.choice.Widths[c.ID]; ok {
			share = changed
		}
		heads = append(heads, headFacts{id: c.ID, title: c.Title, share: max(share, 0.1),
			hidden: slices.Contains(t.choice.Hidden, c.ID), sorted: c.ID == t.choice.Sort, down: t.choice.Down})
	}
	t.head.set(heads)
	t.list.Refresh()
}

func (t *DataTable[T]) sortBy(id string) {
	t.choice.Down = t.choice.Sort == id && !t.choice.Down
	t.choice.Sort = id
	t.changed()
}

func (t *DataTable[T]) widen(id string, share float32) {
	if t.choice.Widths == nil {
		t.choice.Widths = map[string]float32{}
	}
	t.choice.Widths[id] = share
	t.changed()
}

func (t *DataTable[T]) hideOrShow(id string) {
	if at := slices.Index(t.choice.Hidden, id); at >= 0 {
		t.choice.Hidden = slices.Delete(slices.Clone(t.choice.Hidden), at, at+1)
	} else if len(t.visible()) > 1 {
		t.choice.Hidden = append(slices.Clone(t.choice.Hidden), id)
	}
	t.changed()
}

func (t *DataTable[T]) changed() {
	t.arrange()
	t.refill()
	if t.OnRemember != nil {
		t.OnRemember(t.choice)
	}
}

func (t *DataTable[T]) update(at int, object fyne.CanvasObject) {
	row := object.(*tableRow)
	if at >= len(t.shown) {
		return
	}
	item := t.shown[at]
	columns := t.visible()
	cells := make([]cell, len(columns))
	for i, c := range columns {
		cells[i] = cell{text: c.Text(item), color: Ink}
		if c.Color != nil {
			cells[i].color = c.Color(item)
		}
	}
	row.tapped = func() { t.tap(at) }
	row.set(cells, t.head.shares())
}

func (t *DataTable[T]) tap(at int) {
	focus(t.list)
	if at == t.cursor {
		t.Open()
		return
	}
	t.list.Select(at)
}

// Open opens the row with the cursor.
func (t *DataTable[T]) Open() {
	if row, ok := t.Marked(); ok && t.OnOpen != nil {
		t.OnOpen(row)
	}
}

func (t *DataTable[T]) mark(at int) {
	t.cursor = at
	if row, ok := t.Marked(); ok && t.OnMark != nil {
		t.OnMark(row)
	}
}

// key does what a key means in the list; false leaves it to the window.
func (t *DataTable[T]) key(key *fyne.KeyEvent) bool {
	last := len(t.shown) - 1
	page := max(1, int(t.list.Size().Height/Size(Row))-1)
	to := t.cursor
	switch key.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.cursor < 0 && last >= 0 {
			t.list.Select(0) // the row that the focus stands on at first
		}
		t.Open()
		return true
	case fyne.KeySpace:
		if row, ok := t.Marked(); ok && t.OnPreview != nil {
			t.OnPreview(row)
		}
		return true
	default:
		return false
	}
	if to = min(max(to, 0), last); to >= 0 {
		t.list.Select(to)
	}
	return true
}

func (t *DataTable[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }

// tableList is Fyne's list with our keys.
type tableList struct {
	widget.List
	key func(*fyne.KeyEvent) bool
}

func (l *tableList) TypedKey(key *fyne.KeyEvent) {
	if !l.key(key) {
		Hand(l, key)
	}
}

func (l *tableList) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(l, shortcut) }

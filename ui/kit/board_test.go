package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestTileIsDrivenByKeysAndMouse(t *testing.T) {
	tile := NewTile(TileFacts{Number: "2-01"})
	w := show(t, tile)
	var did []string
	tile.OnTapped = func() { did = append(did, "tap") }
	tile.OnFocus = func(on bool) { did = append(did, fmt.Sprint("focus ", on)) }
	tile.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyRight {
			did = append(did, "right")
			return true
		}
		return false
	}
	test.Tap(tile)
	press(w, fyne.KeySpace, fyne.KeyRight)
	tile.Dragged(&fyne.DragEvent{})
	tile.DragEnd()
	if fmt.Sprint(did) != "[focus true tap tap right]" {
		t.Errorf("did %v", did)
	}
}

func TestLongNamesAreShortenedInTheTile(t *testing.T) {
	tile := NewTile(TileFacts{Number: "2-01", Name: "欧阳娜娜·买买提", Days: "第9天"})
	show(t, container.NewWithoutLayout(tile))
	tile.Resize(tile.MinSize())
	r := test.WidgetRenderer(tile).(*tileRenderer)
	name, days := r.words[tileName], r.words[tileDays]
	if end := name.Position().X + name.Size().Width; end > days.Position().X {
		t.Errorf("the name %q ends at %v, over the days at %v", name.Text, end, days.Position().X)
	}
	if name.Text == tile.Facts().Name {
		t.Error("the name was not shortened")
	}
}

func TestPersonUnderProtectionShowsNothing(t *testing.T) {
	speak(t, Chinese)
	facts := demoPerson
	facts.Protected = true
	card := NewPersonCard(facts, nil)
	show(t, card)
	if card.name.Content != "保护对象" || card.line.Content == facts.Line || len(card.chips.Objects) != 0 || !card.nobody.Visible() {
		t.Errorf("the card shows %q %q", card.name.Content, card.line.Content)
	}
	card.Set(demoPerson)
	if card.name.Content != demoPerson.Name || len(card.chips.Objects) != 2 {
		t.Errorf("the card shows %q", card.name.Content)
	}
}

func TestFigureOpensWhatItCounts(t *testing.T) {
	opened := 0
	f := NewFigure("87", "在站", func() { opened++ })
	w := show(t, f)
	test.Tap(f)
	w.Canvas().Focus(f)
	press(w, fyne.KeyReturn)
	if opened != 2 {
		t.Errorf("opened %d times", opened)
	}
}

func TestButtonShowsItsKeyAndObeysTheKeyboard(t *testing.T) {
	pressed := 0
	b := NewPrimary("新来站登记", "arrival", func() { pressed++ })
	w := show(t, b)
	if r := test.WidgetRenderer(b).(*buttonRenderer); r.key.Text != "F2" {
		t.Errorf("the button shows %q", r.key.Text)
	}
	w.Canvas().Focus(b)
	press(w, fyne.KeySpace)
	b.Disable()
	test.Tap(b)
	if pressed != 1 {
		t.Errorf("pressed %d times", pressed)
	}
}

func TestNoKeyMeansTwoThings(t *testing.T) {
	seen := map[string]string{}
	for _, s := range Shortcuts {
		if other, ok := seen[s.String()]; ok {
			t.Errorf("%s is %s and %s", s, other, s.ID)
		}
		seen[s.String()] = s.ID
	}
}

// BenchmarkBoard refreshes a board of 300 beds of which every one changed.
func BenchmarkBoard(b *testing.B) {
	board := container.NewGridWithColumns(12)
	tiles := make([]*Tile, 300)
	for i := range tiles {
		tiles[i] = NewTile(TileFacts{Number: fmt.Sprint(i)})
		board.Add(tiles[i])
	}
	show(b, board)
	for n := 0; b.Loop(); n++ {
		for i, tile := range tiles {
			tile.Set(TileFacts{Number: fmt.Sprint(i), State: State{Disc, "有人", Info}, Name: "王小明", Days: fmt.Sprintf("第%d天", n%30), Signs: "老残"})
		}
	}
}

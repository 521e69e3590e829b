package kit

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// PinyinHelp spells the letters before the cursor of a field where no input
// method does it: a row of answers stands under the field, the keys 1…9 or
// the mouse take one, PageUp and PageDown or − and = turn the page, Esc closes
// and leaves the letters. It shows when small letters were written that
// nothing but Chinese stands before, or at F6.
//
// It never writes by itself: Enter goes on and leaves what was typed, so that
// a name in Latin letters stands. While an input method composes, no letter
// arrives and nothing is offered.
type PinyinHelp struct {
	widget.BaseWidget

	entry   *Entry
	spell   func(letters string, first bool) []string
	asked   bool   // by F6, not by letters
	closed  string // the letters for which it was closed
	letters string
	found   []string
	begins  []int // where each page that was turned to begins
	row     *fyne.Container
	strip   *strip
	words   *Text
}

var _ help = (*PinyinHelp)(nil)

// NewPinyinHelp returns the row that stands under a field. spell answers
// letters with characters, the likeliest first; first says that nothing stands
// before them. An answer that ends in letters spells the beginning only
// (intake.Spell).
func NewPinyinHelp(entry *Entry, spell func(letters string, first bool) []string) *PinyinHelp {
	h := &PinyinHelp{entry: entry, spell: spell, strip: newStrip(), words: NewLabel(lang.L("写拼音，按数字选字；F6 关闭"))}
	h.words.Whole = false
	h.strip.pressed = entry.lend
	h.strip.tapped = func(key string) { h.obey(key); focus(entry) }
	h.row = container.NewStack(h.words, h.strip)
	h.ExtendBaseWidget(h)
	h.Hide()
	entry.addHelp(h)
	return h
}

// Offered are the answers on the page that shows, without the letters that an
// answer leaves.
func (h *PinyinHelp) Offered() []string {
	var all []string
	for _, a := range h.page() {
		all = append(all, spelt(a))
	}
	return all
}

// spelt is an answer without the letters that it leaves.
func spelt(answer string) string { return strings.TrimRightFunc(answer, isPinyin) }

func isPinyin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == 'ü' || r == 'Ü' || r == '\''
}

func (h *PinyinHelp) look() {
	before := h.entry.beforeCursor()
	start := len(before)
	for start > 0 && isPinyin(before[start-1]) {
		start--
	}
	letters, ahead := string(before[start:]), string(before[:start])
	if letters == "" || letters != h.closed {
		h.closed = ""
	}
	h.letters, h.found, h.begins = letters, nil, []int{0}
	if letters != "" && h.closed == "" && (h.asked || onlyChinese(letters, ahead)) {
		h.found = h.spell(letters, strings.TrimSpace(ahead) == "")
	}
	h.paint()
}

// onlyChinese reports that letters look like pinyin and not like a word: a
// capital, or Latin letters before them, make a name in Latin letters.
func onlyChinese(letters, ahead string) bool {
	return strings.IndexFunc(letters, unicode.IsUpper) < 0 && strings.IndexFunc(ahead, isPinyin) < 0
}

func (h *PinyinHelp) changed() {
	if h.Visible() && h.entry.Text == "" {
		h.asked = false
		h.close()
	}
}

func (h *PinyinHelp) close() {
	h.asked, h.found, h.begins = false, nil, []int{0}
	h.closed = h.letters
	h.paint()
}

// page returns the answers that show: as many of nine as the width takes.
func (h *PinyinHelp) page() []string {
	if len(h.found) == 0 {
		return nil
	}
	from := h.begins[len(h.begins)-1]
	rest := h.found[from:min(from+9, len(h.found))]
	return rest[:h.strip.fit(append(h.turns(true), choices(rest)...), len(rest))]
}

// choices are the keys that take answers.
func choices(answers []string) []stripItem {
	items := make([]stripItem, len(answers))
	for i, a := range answers {
		items[i] = stripItem{string(rune('1' + i)), spelt(a)}
	}
	return items
}

// turns are the keys that turn pages.
func (h *PinyinHelp) turns(more bool) []stripItem {
	var items []stripItem
	if len(h.begins) > 1 {
		items = append(items, stripItem{"-", "‹"})
	}
	if more {
		items = append(items, stripItem{"=", "›"})
	}
	return items
}

func (h *PinyinHelp) paint() {
	shown := h.page()
	last := len(h.begins) == 0 || h.begins[len(h.begins)-1]+len(shown) >= len(h.found)
	h.strip.set(append(choices(shown), h.turns(!last && len(shown) > 0)...))
	h.strip.Hidden, h.words.Hidden = len(shown) == 0, len(shown) > 0
	hide := len(shown) == 0 && !h.asked
	if !hide {
		h.entry.offers(h)
	}
	if h.Hidden != hide {
		h.Hidden = hide
		h.entry.Marked()
	}
	h.Refresh()
}

func (h *PinyinHelp) rune(r rune) bool {
	if len(h.found) == 0 || !slices.ContainsFunc(h.strip.items, func(i stripItem) bool { return i.key == string(r) }) {
		return false
	}
	h.obey(string(r))
	return true
}

// obey does what a key of the row does.
func (h *PinyinHelp) obey(key string) {
	switch at := int(key[0] - '1'); key {
	case "-":
		h.begins = h.begins[:len(h.begins)-1]
		h.paint()
	case "=":
		h.begins = append(h.begins, h.begins[len(h.begins)-1]+len(h.page()))
		h.paint()
	default:
		h.take(h.page()[at])
	}
}

func (h *PinyinHelp) take(answer string) {
	asked := h.asked
	h.entry.replace(len([]rune(h.letters)), answer)
	h.asked = asked
	h.look()
}

func (h *PinyinHelp) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyF6:
		if h.Visible() {
			h.close()
			return true
		}
		h.asked, h.closed = true, ""
		h.look()
		return true
	case fyne.KeyEscape:
		if h.Hidden {
			return false
		}
		h.close()
		return true
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if len(h.found) == 0 {
			return false
		}
		h.rune(map[fyne.KeyName]rune{fyne.KeyPageUp: '-', fyne.KeyPageDown: '='}[key.Name])
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		h.close()
	}
	return false
}

// Resize keeps as many answers as the new width takes.
func (h *PinyinHelp) Resize(size fyne.Size) {
	changed := size.Width != h.Size().Width
	h.BaseWidget.Resize(size)
	if changed && len(h.found) > 0 {
		h.begins = []int{0}
		h.paint()
	}
}

func (h *PinyinHelp) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.row) }

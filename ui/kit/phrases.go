package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Phrase is something that is written often: a reason, a mark, a garment.
type Phrase struct {
	Text     string
	Initials string // first letters of its pinyin, lower case, several ways parted by spaces (intake.Initials)
}

// MatchPhrases returns the phrases whose initials or words begin with a
// prefix, then those whose words hold it; all of them for "".
func MatchPhrases(all []Phrase, prefix string) []Phrase {
	prefix = strings.ToLower(prefix)
	var begin, within []Phrase
	for _, p := range all {
		switch text := strings.ToLower(p.Text); {
		case strings.HasPrefix(text, prefix), strings.Contains(" "+p.Initials, " "+prefix):
			begin = append(begin, p)
		case strings.Contains(text, prefix):
			within = append(within, p)
		}
	}
	return append(begin, within...)
}

// Phrases offers phrases under a text field: at ↓ while it is empty, and after
// a slash, where the initials that follow choose among them (/zb). ↓ and ↑ go
// through them, Enter takes the marked one, Esc closes and leaves the text.
// Those taken last come first.
type Phrases struct {
	widget.BaseWidget
	// Used are the texts that were taken, the last first; the page may keep them.
	Used []string
	// OnUsed is called after one was taken.
	OnUsed func(text string)

	entry  *Entry
	offer  func(prefix string) []Phrase
	asked  bool // by ↓ in the empty field
	shut   bool // by Esc, until the text changes
	typed  int  // characters that the phrase takes the place of
	found  []Phrase
	at     int // -1 while none is marked
	rows   []*lookupRow
	column *fyne.Container
}

var _ help = (*Phrases)(nil)

// phraseSign begins the initials of a phrase, at the start of the text or
// where no letter or digit stands before it: 3/5 is a date.
const phraseSign = '/'

// NewPhrases returns the list that stands under a field. offer gives the
// phrases that fit what was typed, all for "" (see MatchPhrases).
func NewPhrases(entry *Entry, offer func(prefix string) []Phrase) *Phrases {
	p := &Phrases{entry: entry, offer: offer, at: -1, column: Close()}
	for range lookupRows {
		row := &lookupRow{text: NewText(""), pressed: entry.lend}
		row.text.Whole = false
		row.ExtendBaseWidget(row)
		p.rows = append(p.rows, row)
		p.column.Add(row)
	}
	p.ExtendBaseWidget(p)
	p.Hide()
	entry.addHelp(p)
	return p
}

// Offered are the texts that are offered now.
func (p *Phrases) Offered() []string {
	var all []string
	for _, f := range p.found {
		all = append(all, f.Text)
	}
	return all
}

func (p *Phrases) look() {
	before := p.entry.beforeCursor()
	prefix, after := prefixAfterSign(before)
	p.asked = p.asked && len(before) == 0
	if p.shut || !after && !p.asked {
		p.show(nil)
		return
	}
	p.typed = 0
	if after {
		p.typed = len([]rune(prefix)) + 1
	}
	p.show(p.lastFirst(p.offer(prefix)))
}

// prefixAfterSign returns what stands between the sign and the cursor.
func prefixAfterSign(before []rune) (prefix string, ok bool) {
	at := len(before) - 1
	for at >= 0 && plain(before[at]) != phraseSign {
		if before[at] == ' ' || before[at] == '\n' {
			return "", false
		}
		at--
	}
	if at < 0 || at > 0 && isLatin(before[at-1]) {
		return "", false
	}
	return string(before[at+1:]), true
}

// lastFirst moves the phrases that were used to the head.
func (p *Phrases) lastFirst(found []Phrase) []Phrase {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b Phrase) int { return p.place(a.Text) - p.place(b.Text) })
	return found
}

func (p *Phrases) place(text string) int {
	if at := slices.Index(p.Used, text); at >= 0 {
		return at
	}
	return len(p.Used)
}

func (p *Phrases) show(found []Phrase) {
	p.found, p.at = found, -1
	p.paint()
}

func (p *Phrases) paint() {
	first := max(0, min(p.at-lookupRows/2, len(p.found)-lookupRows))
	for i, row := range p.rows {
		n := first + i
		row.Hidden = n >= len(p.found)
		if row.Hidden {
			continue
		}
		row.chosen = n == p.at
		row.tapped = func() { p.take(n); focus(p.entry) }
		row.text.Set(p.found[n].Text)
		row.Refresh()
	}
	hide := len(p.found) == 0
	if p.Hidden && hide {
		return
	}
	if !hide {
		p.entry.offers(p)
	}
	p.Hidden = hide
	p.column.Refresh()
	p.Refresh()
	p.entry.Marked()
}

func (p *Phrases) take(n int) {
	text := p.found[n].Text
	p.Used = append([]string{text}, slices.DeleteFunc(p.Used, func(s string) bool { return s == text })...)
	typed := p.typed
	p.close()
	p.entry.replace(typed, text)
	if p.OnUsed != nil {
		p.OnUsed(text)
	}
}

func (p *Phrases) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		if len(p.found) == 0 {
			if !p.entry.Empty() {
				return false
			}
			p.asked, p.shut = true, false
			p.look()
			return len(p.found) > 0
		}
		p.at = min(p.at+1, len(p.found)-1)
	case fyne.KeyUp:
		if p.at < 0 {
			return false
		}
		p.at--
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.at < 0 {
			p.close()
			return false
		}
		p.take(p.at)
		return true
	case fyne.KeyEscape:
		if len(p.found) == 0 {
			return false
		}
		p.close()
		return true
	default:
		return false
	}
	p.paint()
	return true
}

func (p *Phrases) rune(rune) bool { return false }
func (p *Phrases) changed()       { p.shut = false }

func (p *Phrases) close() {
	p.asked, p.shut = false, true
	p.show(nil)
}

func (p *Phrases) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.column) }

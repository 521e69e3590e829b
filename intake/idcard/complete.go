package idcard

import (
	"strings"
	"unicode"
)

// Completion is a place that a typed text may mean.
type Completion struct {
	Place
	// Full is the whole name: 山东省潍坊市诸城市贾悦镇.
	Full string
	// Rest is the end of the typed text, as it was typed, that no list has: a
	// natural village, a house number. It is empty where all was understood.
	Rest string
	Why  Why
}

// Why says what is particular about a Completion. It is Chinese, for the clerk,
// and the key of its translation.
type Why string

// The reasons that Complete gives.
const (
	WhyPlain    Why = ""         // the text means the place
	WhyLocal    Why = "本站地名"     // one of the station's own names
	WhyNear     Why = "近来常用"     // among the places that the station had lately
	WhyBelow    Why = "下一级"      // the text is a whole name: one of the places under it
	WhyUnlisted Why = "后面的名单里没有" // the place is known, Rest is in no list
)

// Local is a name that a station knows and the lists do not have: a village that
// was merged, a natural village, a market, what people call a place.
type Local struct {
	Name  string
	Under string // code of the place it lies in: six, nine or twelve digits
}

// Completer completes names of places. Its zero value knows those of the whole
// country. It may be used by several goroutines at once.
type Completer struct {
	Local []Local  // offered before all others
	Near  []string // codes of places, of any level: of equals the nearer one comes first
}

// Complete is Completer{}.Complete.
func Complete(text string, limit int) []Completion { return Completer{}.Complete(text, limit) }

// Complete returns up to limit places that a text may mean, the likeliest
// first, or none. The text is made of names from the larger to the smaller
// place, of which any may be left out, in characters, pinyin or initials and
// with or without spaces: 诸城贾悦, zhucheng jiayue, sdwfzc, 山东zc. After a town
// its villages are found too: zcjy sqz.
//
// What is typed to the end and leaves the fewest levels out comes first, then
// the larger place, then the nearer. Where the text is the whole name of a
// place those below it are returned. Where only its end is unknown, the place
// before is returned with that as Rest.
func (c Completer) Complete(text string, limit int) []Completion {
	t := readTyped(text)
	if limit <= 0 || len(t.runes) == 0 {
		return nil
	}
	a := loadedAtlas()
	a.mu.Lock()
	defer a.mu.Unlock()
	s := newSearch(a, t, c, limit)
	s.locals()
	s.walk()
	s.villages()
	if below := s.below(); len(below) > 0 {
		return below[:min(limit, len(below))]
	}
	if found := s.found(); len(found) > 0 {
		return found
	}
	return s.unlisted()
}

// WarmPlaces reads what the first Complete would have to wait for, a tenth of a
// second.
func WarmPlaces() { loadedAtlas() }

// Written is what the completion puts into a field: the whole name and, unless
// it is only letters that meant a name, what follows.
func (c Completion) Written() string {
	isName := func(r rune) bool { return r >= unicode.MaxASCII || unicode.IsDigit(r) }
	if strings.ContainsFunc(c.Rest, isName) {
		return c.Full + c.Rest
	}
	return c.Full
}

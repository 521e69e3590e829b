package desk

import (
	"strings"
	"sync"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// warmPlaces gets the lists of places ready while the first fields are filled.
var warmPlaces = sync.OnceFunc(func() { go idcard.WarmPlaces() })

// findPlaces lists the places that a text may mean: characters, pinyin or
// initials, from province to village.
func findPlaces(c idcard.Completer, text string) []answer {
	if text = strings.TrimSpace(text); utf8.RuneCountInString(text) < leastTyped {
		return nil
	}
	var all []answer
	for _, p := range c.Complete(text, offers+1) {
		if found := placeAnswer(p); found.written != text && len(all) < offers {
			all = append(all, found)
		}
	}
	return all
}

// placeAnswer shows the whole path, and what is particular about it.
func placeAnswer(p idcard.Completion) answer {
	found := answer{p.Written(), p.Written()}
	switch p.Why {
	case idcard.WhyPlain, idcard.WhyBelow:
	default:
		found.shown += " · " + lang.L(string(p.Why))
	}
	return found
}

// newPlaceFieldFor returns a field that also knows a station's own names and
// where its people mostly come from, asked for at each change. A place that
// was taken keeps the list open for those below it; nothing has to be taken.
func newPlaceFieldFor(station func() idcard.Completer) *typeahead {
	warmPlaces()
	t := newTypeahead(kit.NewEntry(), func(text string) []answer { return findPlaces(station(), text) })
	t.goesOn, t.nothing = true, lang.L("名单里没有这个地名，照写就可以。")
	return t
}

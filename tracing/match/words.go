package match

import (
	"slices"
	"strings"
	"unicode"
)

// Characters that say nothing by themselves and stand between those that do.
const (
	betweenMarks  = "有的了着是在和与及约个条块处一二两三几大小长短人他她不无未"
	betweenPlaces = "省市县区镇乡村州盟旗路街号的在于从附近某"
)

// pairs lists the pairs of neighbouring characters of texts, each once, which
// are what Chinese words are made of: 左脸有疤 is 左脸 and 脸疤. Characters of
// between are left out and, where they end a name, part it.
func pairs(between string, part bool, texts ...string) (all []string) {
	for _, text := range texts {
		var last rune
		for _, r := range text {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				last = 0
			case strings.ContainsRune(between, r):
				if part {
					last = 0
				}
			default:
				if last != 0 {
					all = append(all, string([]rune{last, r}))
				}
				last = r
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func markWords(text string) []string      { return pairs(betweenMarks, false, text) }
func placeWords(places []string) []string { return pairs(betweenPlaces, true, places...) }

// keysOf are the words' keys, sorted, at most so many as a record is worth.
func keysOf(kind byte, words []string) []key {
	keys := make([]key, 0, len(words))
	for _, w := range words[:min(len(words), maxWords)] {
		keys = append(keys, hash(kind, w))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

const maxWords = 24

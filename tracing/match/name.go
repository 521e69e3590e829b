package match

import (
	"slices"
	"strings"
)

// Names longer than this are compared but not found by their parts.
const maxSyllables = 8

// maxWays is how many readings of a name are kept.
const maxWays = 6

// name is a Name ready to be compared.
type name struct {
	text    string  // without spaces, small letters
	sounds  []sound // of all ways of reading it, one after the other
	length  uint8   // syllables of one way
	bySound bool
	alias   bool
	nick    bool // 小、阿、老、大 and one character
	latin   bool // letters: pinyin, first letters, or a foreign name
}

// ways are the ways of reading it, the likeliest first.
func (n *name) ways(yield func([]sound) bool) {
	for rest := n.sounds; len(rest) > 0; rest = rest[n.length:] {
		if !yield(rest[:n.length:n.length]) {
			return
		}
	}
}

// first is the likeliest way of reading it, nil where there is none.
func (n *name) first() []sound { return n.sounds[:n.length] }

// nickPrefixes stand before one character of a name: 小王, 阿强, 老李, 大勇.
const nickPrefixes = "小阿老大"

func (p *phonology) prepare(n Name, alias bool) (name, bool) {
	text := strings.ToLower(strings.Join(strings.Fields(n.Text), ""))
	if text == "" {
		return name{}, false
	}
	made := name{text: text, bySound: n.BySound, alias: alias}
	runes := []rune(text)
	made.nick = len(runes) == 2 && strings.ContainsRune(nickPrefixes, runes[0])
	made.latin = strings.Trim(text, "abcdefghijklmnopqrstuvwxyz'") == ""
	if len(n.Readings) == 0 || len(n.Readings[0]) > 4*maxSyllables {
		return made, true
	}
	made.length = uint8(len(n.Readings[0]))
	for _, syllables := range n.Readings[:min(len(n.Readings), maxWays)] {
		if len(syllables) != int(made.length) {
			continue
		}
		for _, s := range syllables {
			made.sounds = append(made.sounds, p.number(s))
		}
	}
	made.sounds = slices.Clip(made.sounds)
	return made, true
}

// whole is the key of all the syllables of a way, in any order.
func (p *phonology) whole(kind byte, way []sound) key {
	var room [4 * maxSyllables]sound
	folded := room[:0]
	for _, s := range way {
		folded = append(folded, p.fold(s))
	}
	slices.Sort(folded)
	return hashSounds(kind, folded...)
}

// shorter are the keys of a way with one syllable left out.
func (p *phonology) shorter(kind byte, way []sound) (keys []key) {
	if len(way) < 3 || len(way) > maxSyllables {
		return nil
	}
	for i := range way {
		keys = append(keys, p.whole(kind, slices.Delete(slices.Clone(way), i, i+1)))
	}
	return keys
}

func (p *phonology) firstTwo(way []sound) key {
	return hashSounds(byPair, way[0], way[1])
}

func (p *phonology) letters(way []sound) (key, bool) {
	if len(way) < 2 {
		return 0, false
	}
	a, b := p.name(way[0]), p.name(way[1])
	if a == "" || b == "" {
		return 0, false
	}
	return hash(byLetters, a[:1]+b[:1]), true
}

// keys are what a kept name is found by.
func (p *phonology) keys(n *name) (keys []key) {
	for way := range n.ways {
		keys = append(keys, p.whole(byWhole, way), hashSounds(byFirst, way[0]))
		keys = append(keys, p.shorter(byShorter, way)...)
		if len(way) > 1 {
			keys = append(keys, hashSounds(byLast, way[len(way)-1]))
		}
		if k, ok := p.letters(way); ok {
			keys = append(keys, k)
		}
		if len(way) > 3 {
			keys = append(keys, p.firstTwo(way))
		}
		if n.nick && len(way) == 2 {
			keys = append(keys, hashSounds(byNick, way[1]))
		}
	}
	return keys
}

// likeness says how two names are alike, the strongest first.
type likeness uint8

const (
	unlike     likeness = iota
	same                // the same characters
	sounding            // the same sound
	dialect             // the same but for confusions of dialects
	swapped             // the same syllables in another order
	missing             // one syllable more or less
	beginning           // one is how the other begins: it is still being typed
	spelled             // typed as pinyin or as first letters
	nickname            // 小强 and 张强
	differing           // two full names that are not alike
	likenesses          // how many there are
)

// alike compares a name asked about with a kept one. confusions counts those
// that lie between them.
func (p *phonology) alike(q, n *name) (l likeness, confusions int) {
	if q.text == n.text {
		return same, 0
	}
	if q.latin && p.spells(q.text, n) {
		return spelled, 0
	}
	best, fewest := unlike, 0
	for a := range q.ways {
		for b := range n.ways {
			l, c := p.alikeWays(a, b)
			if l != unlike && (best == unlike || l < best || l == best && c < fewest) {
				best, fewest = l, c
			}
		}
	}
	if best == missing && strings.HasPrefix(n.text, q.text) {
		return beginning, 0
	}
	if best != unlike {
		return best, fewest
	}
	switch {
	case p.nicknamed(q, n) || p.nicknamed(n, q):
		return nickname, 0
	case q.nick || n.nick || shorterThanName(q) || shorterThanName(n) || q.latin != n.latin:
		return unlike, 0
	}
	return differing, 0
}

func shorterThanName(n *name) bool { return n.length < 2 }

func (p *phonology) alikeWays(a, b []sound) (likeness, int) {
	switch {
	case len(a) == len(b):
		return p.alikeLong(a, b)
	case len(a) == 1 && len(b) > 1:
		if c := p.confusions(a[0], b[0]); c == 0 {
			return beginning, 0
		}
	case len(a) > 1 && len(a) == len(b)+1 && len(b) > 1:
		return p.oneMore(a, b)
	case len(b) == len(a)+1 && len(a) > 1:
		return p.oneMore(b, a)
	case len(b) > len(a)+1 && len(a) > 1 && slices.Equal(a, b[:len(a)]):
		return beginning, 0
	}
	return unlike, 0
}

func (p *phonology) alikeLong(a, b []sound) (likeness, int) {
	total := 0
	for i := range a {
		c := p.confusions(a[i], b[i])
		if c == apart {
			total = apart
			break
		}
		total += c
	}
	switch {
	case total == 0:
		return sounding, 0
	case total <= maxConfusions+1 && total <= 2*len(a)-1:
		return dialect, total
	case len(a) > 1 && len(a) <= maxSyllables && sameInAnyOrder(a, b):
		return swapped, 0
	}
	return unlike, 0
}

func sameInAnyOrder(a, b []sound) bool {
	var roomA, roomB [maxSyllables]sound
	x, y := append(roomA[:0], a...), append(roomB[:0], b...)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// oneMore compares two names of which the longer has one syllable more.
func (p *phonology) oneMore(long, short []sound) (likeness, int) {
	i := 0
	for i < len(short) && long[i] == short[i] {
		i++
	}
	total := 0
	for ; i < len(short); i++ {
		if total += p.confusions(long[i+1], short[i]); total > 1 {
			return unlike, 0
		}
	}
	return missing, total
}

// nicknamed reports whether nick is 小、阿、老、大 and a syllable of the name.
func (p *phonology) nicknamed(nick, n *name) bool {
	if !nick.nick {
		return false
	}
	for a := range nick.ways {
		for b := range n.ways {
			if len(a) == 2 && len(b) > 1 && slices.Contains(b, a[1]) && !(n.nick && b[1] != a[1]) {
				return true
			}
		}
	}
	return false
}

// spells reports whether letters are the beginning of a name's pinyin or of
// its first letters.
func (p *phonology) spells(letters string, n *name) bool {
	letters = strings.ReplaceAll(letters, "'", "")
	if len(letters) < 2 {
		return false
	}
	for way := range n.ways {
		if p.begins(letters, way) || p.initials(letters, way) {
			return true
		}
	}
	return false
}

func (p *phonology) begins(letters string, way []sound) bool {
	for _, s := range way {
		syllable := p.name(s)
		switch {
		case syllable == "":
			return false
		case strings.HasPrefix(syllable, letters):
			return true
		case !strings.HasPrefix(letters, syllable):
			return false
		}
		letters = letters[len(syllable):]
	}
	return letters == ""
}

func (p *phonology) initials(letters string, way []sound) bool {
	if len(letters) > len(way) {
		return false
	}
	for i := range len(letters) {
		if syllable := p.name(way[i]); syllable == "" || syllable[0] != letters[i] {
			return false
		}
	}
	return true
}

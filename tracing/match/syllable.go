package match

import (
	_ "embed"
	"strings"
)

// inventory is every syllable of Mandarin, without tones.
//
//go:embed syllables.txt
var inventory string

// sound is a syllable's number in a phonology. What is no syllable (a letter,
// a rare character) has a number too, from strange on.
type sound uint16

const strange sound = 1 << 15

// apart is the distance of syllables that are not confused.
const apart = 255

// phonology knows the syllables and which of them are confused.
type phonology struct {
	names    []string
	numbers  map[string]sound
	class    []sound          // the smallest of all that hang together by confusions
	distance map[uint32]uint8 // confusions from one to the other: 1 or 2
}

// maxConfusions is how many confusions of one syllable are believed: 张 and 脏
// is one, 张 and 簪 two.
const maxConfusions = 2

func newPhonology(confusions []Confusion) *phonology {
	p := &phonology{names: strings.Fields(inventory), numbers: map[string]sound{}, distance: map[uint32]uint8{}}
	for i, name := range p.names {
		p.numbers[name] = sound(i)
	}
	near := make([][]sound, len(p.names))
	for i, name := range p.names {
		for _, c := range confusions {
			for _, other := range c.turn(name) {
				if j, ok := p.numbers[other]; ok && int(j) != i {
					near[i], near[j] = append(near[i], j), append(near[j], sound(i))
				}
			}
		}
	}
	p.classify(near)
	for i := range near {
		p.measure(sound(i), near)
	}
	return p
}

// turn is the syllable with the first of the pair of sounds replaced by the
// second.
func (c Confusion) turn(name string) []string {
	switch {
	case len(c.Syllable) == 2 && name == c.Syllable[0]:
		return []string{c.Syllable[1]}
	case len(c.Initial) == 2 && strings.HasPrefix(name, c.Initial[0]) && (c.Initial[0] == "hu" || c.Initial[0] == initialOf(name)):
		return []string{c.Initial[1] + name[len(c.Initial[0]):]}
	case len(c.Final) == 2 && strings.HasSuffix(name, c.Final[0]):
		return []string{strings.TrimSuffix(name, c.Final[0]) + c.Final[1]}
	}
	return nil
}

func initialOf(name string) string {
	if len(name) > 1 && name[1] == 'h' {
		return name[:2]
	}
	return name[:1]
}

// classify gives all syllables that hang together by confusions one number.
func (p *phonology) classify(near [][]sound) {
	p.class = make([]sound, len(near))
	seen := make([]bool, len(near))
	for i := range near {
		if seen[i] {
			continue
		}
		seen[i] = true
		for queue := []sound{sound(i)}; len(queue) > 0; queue = queue[1:] {
			p.class[queue[0]] = sound(i)
			for _, next := range near[queue[0]] {
				if !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
	}
}

func (p *phonology) measure(from sound, near [][]sound) {
	for _, one := range near[from] {
		p.distance[pair(from, one)] = 1
	}
	for _, one := range near[from] {
		for _, two := range near[one] {
			if _, known := p.distance[pair(from, two)]; !known && two != from {
				p.distance[pair(from, two)] = maxConfusions
			}
		}
	}
}

func pair(a, b sound) uint32 { return uint32(min(a, b))<<16 | uint32(max(a, b)) }

// number is the sound of a syllable, or of what is none.
func (p *phonology) number(syllable string) sound {
	if n, ok := p.numbers[syllable]; ok {
		return n
	}
	return strange | sound(hash('?', syllable)&0x7fff)
}

func (p *phonology) fold(s sound) sound {
	if s >= strange {
		return s
	}
	return p.class[s]
}

// name is a syllable's pinyin, empty for what is none.
func (p *phonology) name(s sound) string {
	if s >= strange {
		return ""
	}
	return p.names[s]
}

// confusions is how many confusions lie between two syllables: 0 to
// maxConfusions, or apart.
func (p *phonology) confusions(a, b sound) int {
	if a == b {
		return 0
	}
	if a >= strange || b >= strange || p.class[a] != p.class[b] {
		return apart
	}
	if d, ok := p.distance[pair(a, b)]; ok {
		return int(d)
	}
	return apart
}

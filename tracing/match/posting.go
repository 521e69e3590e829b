package match

// key is a hash of something by which subjects are found. Two things may have
// one key: it only brings a candidate more to be compared.
type key uint32

// Kinds of keys.
const (
	byWhole    = 'W' // all syllables of a name, folded, in any order
	byShorter  = 'D' // the same with one syllable left out
	byFirst    = 'P' // the first syllable
	byLast     = 'L' // the last
	byPair     = '2' // the first two syllables of a name of four or more
	byNick     = 'N' // the one syllable of a nickname: 小强
	byLetters  = 'I' // the first letters of the first two syllables
	byHead     = 'H' // the beginning of a number
	byTail     = 'T' // the last four signs of a number
	byPhone    = 'F' // the last four digits of a telephone
	byMark     = 'M' // two characters of the marks
	byPlace    = 'G' // two characters of a place
	everyone   = 'R' // all reports
	firstBasis = 2166136261
	prime      = 16777619
)

// hash is FNV-1a over a kind and a text.
func hash(kind byte, text string) key {
	h := (uint32(firstBasis) ^ uint32(kind)) * prime
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * prime
	}
	return key(h)
}

// hashSounds is FNV-1a over a kind and sounds.
func hashSounds(kind byte, sounds ...sound) key {
	h := (uint32(firstBasis) ^ uint32(kind)) * prime
	for _, s := range sounds {
		h = (h ^ uint32(s&0xff)) * prime
		h = (h ^ uint32(s>>8)) * prime
	}
	return key(h)
}

// postings keeps for each key the slots that have it: chains in one flat
// array, so that a million of short lists cost eight bytes a member and the
// garbage collector nothing.
type postings struct {
	heads map[key]chain
	nodes []node
	free  uint32 // first unused node, plus one
}

type chain struct{ first, count uint32 } // first is a node, plus one

type node struct{ slot, next uint32 }

func newPostings() postings { return postings{heads: map[key]chain{}} }

func (p *postings) add(k key, slot uint32) {
	c := p.heads[k]
	n := node{slot, c.first}
	if p.free > 0 {
		at := p.free
		p.free = p.nodes[at-1].next
		p.nodes[at-1] = n
		c.first = at
	} else {
		p.nodes = append(p.nodes, n)
		c.first = uint32(len(p.nodes))
	}
	c.count++
	p.heads[k] = c
}

func (p *postings) remove(k key, slot uint32) {
	c, ok := p.heads[k]
	if !ok {
		return
	}
	link := &c.first
	for at := c.first; at > 0; at = *link {
		n := &p.nodes[at-1]
		if n.slot != slot {
			link = &n.next
			continue
		}
		*link, n.next, p.free = n.next, p.free, at
		c.count--
		break
	}
	if c.count == 0 {
		delete(p.heads, k)
		return
	}
	p.heads[k] = c
}

func (p *postings) count(k key) int { return int(p.heads[k].count) }

// each calls fn for the slots of a key, the last added first, until fn says
// false.
func (p *postings) each(k key, fn func(slot uint32) bool) {
	for at := p.heads[k].first; at > 0; at = p.nodes[at-1].next {
		if !fn(p.nodes[at-1].slot) {
			return
		}
	}
}

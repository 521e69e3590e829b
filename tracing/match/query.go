package match

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// query is a subject asked about, with how rare in the index is what it says.
type query struct {
	entry
	ix         *Index
	typed      string                // its number as it stands: 15 digits may be an old one or the beginning of one
	rarity     [][likenesses]float64 // bits of each way in which each of its names can be alike
	phoneBits  []float64             // of each of its telephones
	markWords  map[key]string
	placeWords map[key]string
	wordBits   map[key]float64
	distances  map[uint32]int // of similar photos, by slot
}

// maxCounted bounds how many of a block are looked at to count a name.
const maxCounted = 20_000

func (ix *Index) ask(s *Subject) *query {
	q := &query{entry: ix.prepare(s), ix: ix, typed: bare(s.Number), markWords: map[key]string{}, placeWords: map[key]string{},
		wordBits: map[key]float64{}, distances: map[uint32]int{}}
	for i := range q.names {
		q.rarity = append(q.rarity, ix.nameRarity(&q.names[i]))
	}
	for _, p := range q.phones {
		q.phoneBits = append(q.phoneBits, ix.bits(ix.countPhone(p), ix.weights.Phone.Prior, ix.weights.Phone.Cap))
	}
	for _, w := range markWords(s.Marks) {
		q.markWords[hash(byMark, w)] = w
	}
	for _, w := range placeWords(s.Places) {
		q.placeWords[hash(byPlace, w)] = w
	}
	for _, k := range q.marks {
		q.wordBits[k] = ix.weights.Marks.Share * ix.bits(ix.blocks.count(k), ix.weights.Marks.Prior, ix.weights.Marks.Cap)
	}
	for _, k := range q.places {
		q.wordBits[k] = ix.weights.Places.Share * ix.bits(ix.blocks.count(k), ix.weights.Places.Prior, ix.weights.Places.Cap)
	}
	for _, h := range s.Hashes {
		ix.similarPhotos(h, q.distances)
	}
	return q
}

// bits is how much it says that two share what count subjects have. prior are
// people whom the index does not hold: what nobody has is rare, not
// impossible.
func (ix *Index) bits(count int, prior, most float64) float64 {
	b := math.Log2((float64(len(ix.slots)) + prior) / float64(count+1))
	return min(max(b, 0), most)
}

func (ix *Index) nameRarity(n *name) (bits [likenesses]float64) {
	w, count := ix.weights.Name, ix.countName(n)
	for l := same; l < likenesses; l++ {
		bits[l] = ix.bits(count[l], w.Prior, w.Cap)
		if l == beginning || l == spelled || l == nickname {
			bits[l] = ix.bits(count[l], w.TypingPrior, w.Cap)
		}
	}
	return bits
}

// countName counts how many subjects are alike to a name in each way.
func (ix *Index) countName(n *name) (count [likenesses]int) {
	p := ix.sounds
	count[same], count[sounding] = ix.countSame(n, p.whole(byWhole, n.first()))
	for way := range n.ways {
		whole := p.whole(byWhole, way)
		inBlock := ix.blocks.count(whole)
		longer := ix.blocks.count(p.whole(byShorter, way))
		count[dialect], count[swapped] = max(count[dialect], inBlock), max(count[swapped], inBlock)
		count[beginning] = max(count[beginning], longer)
		if len(way) == 1 {
			count[beginning] = max(count[beginning], ix.blocks.count(hashSounds(byFirst, way[0])))
		} else {
			count[beginning] = max(count[beginning], ix.blocks.count(p.firstTwo(way)))
		}
		count[missing] = max(count[missing], longer)
		for _, k := range p.shorter(byWhole, way) {
			count[missing] = max(count[missing], ix.blocks.count(k))
		}
		for _, s := range way {
			count[nickname] = max(count[nickname], ix.blocks.count(hashSounds(byLast, s)))
		}
	}
	if n.latin {
		count[spelled] = ix.countSpelled(n)
	}
	return count
}

func (ix *Index) countSame(n *name, block key) (written, spoken int) {
	seen := 0
	ix.blocks.each(block, func(slot uint32) bool {
		for i := range ix.entries[slot].names {
			l, _ := ix.sounds.alike(n, &ix.entries[slot].names[i])
			if l == same {
				written++
			}
			if l == same || l == sounding {
				spoken++
			}
		}
		seen++
		return seen < maxCounted
	})
	return written, spoken
}

// countPhone counts who has a telephone: that of a shelter is many people's.
func (ix *Index) countPhone(phone string) (count int) {
	ix.blocks.each(hash(byPhone, tailOf(phone)), func(slot uint32) bool {
		if slices.Contains(ix.entries[slot].phones, phone) {
			count++
		}
		return true
	})
	return count
}

func (ix *Index) countSpelled(n *name) (count int) {
	seen := 0
	for _, k := range ix.sounds.spellingKeys(n.text) {
		ix.blocks.each(k, func(slot uint32) bool {
			if slices.ContainsFunc(ix.entries[slot].names, func(m name) bool { return ix.sounds.spells(n.text, &m) }) {
				count++
			}
			seen++
			return seen < maxCounted
		})
	}
	return count
}

// spellingKeys are where names stand whose pinyin or first letters begin so.
func (p *phonology) spellingKeys(letters string) (keys []key) {
	letters = strings.ReplaceAll(letters, "'", "")
	if len(letters) < 2 {
		return nil
	}
	keys = append(keys, hash(byLetters, letters[:2]))
	for i, syllable := range p.names {
		switch {
		case strings.HasPrefix(syllable, letters):
			keys = append(keys, hashSounds(byFirst, sound(i)))
		case strings.HasPrefix(letters, syllable): // the next syllable has begun
			keys = append(keys, hash(byLetters, syllable[:1]+letters[len(syllable):len(syllable)+1]))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// similarPhotos notes the slots of photos that are like one.
func (ix *Index) similarPhotos(h [32]byte, distances map[uint32]int) {
	for i := range ix.photos {
		d := hamming(&h, (*[32]byte)(&ix.photos[i].hash))
		if d > ix.weights.Photo.SimilarBits {
			continue
		}
		slot := ix.photos[i].slot
		if known, ok := distances[slot]; !ok || d < known {
			distances[slot] = d
		}
	}
}

// block is a key with how many subjects have it.
type block struct {
	key   key
	count int
}

// maxWordBlock is the largest block of a word or a nickname that is looked
// through: half a province is no lead.
const maxWordBlock = 4_000

// blocks are where to look, the smallest first.
func (q *query) blocks() []block {
	keys := q.nameKeys()
	if len(q.number) >= tailLength {
		keys = append(keys, hash(byTail, tailOf(q.number)))
	}
	for _, n := range []string{q.number, q.typed} {
		if len(n) >= headLength {
			keys = append(keys, hash(byHead, n[:headLength]))
		}
	}
	for _, p := range q.phones {
		keys = append(keys, hash(byPhone, tailOf(p)))
	}
	if q.kind != Report {
		keys = append(keys, hash(everyone, ""))
	}
	keys = q.orSmall(q.orSmall(keys, q.marks...), q.places...)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	all := make([]block, 0, len(keys))
	for _, k := range keys {
		if n := q.ix.blocks.count(k); n > 0 {
			all = append(all, block{k, n})
		}
	}
	slices.SortFunc(all, func(a, b block) int { return cmp.Compare(a.count, b.count) })
	return all
}

// orSmall adds the keys whose block is not too large for the little it says:
// 老王 is one in fourteen.
func (q *query) orSmall(keys []key, more ...key) []key {
	for _, k := range more {
		if q.ix.blocks.count(k) <= maxWordBlock {
			keys = append(keys, k)
		}
	}
	return keys
}

func (q *query) nameKeys() (keys []key) {
	p := q.ix.sounds
	for i := range q.names {
		n := &q.names[i]
		for way := range n.ways {
			keys = append(keys, p.whole(byWhole, way), p.whole(byShorter, way))
			keys = append(keys, p.shorter(byWhole, way)...)
			if len(way) == 1 {
				keys = append(keys, hashSounds(byFirst, way[0]))
				continue
			}
			keys = append(keys, p.firstTwo(way))
			for _, s := range way[:min(len(way), maxSyllables)] {
				keys = append(keys, hashSounds(byNick, s))
			}
			if n.nick && len(way) == 2 {
				keys = q.orSmall(keys, hashSounds(byLast, way[1]), hashSounds(byFirst, way[1]))
			}
		}
		if n.latin {
			keys = append(keys, p.spellingKeys(n.text)...)
		}
	}
	return keys
}

package match

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// compare weighs what a subject asked about has in common with a kept one.
func (q *query) compare(slot uint32) (t tally) {
	e := &q.ix.entries[slot]
	q.compareNames(e, &t)
	q.compareNumbers(e, &t)
	q.comparePhones(e, &t)
	q.comparePhotos(slot, &t)
	q.compareBirths(e, &t)
	q.compareSex(e, &t)
	q.compareHeights(e, &t)
	q.compareWords(marksShared, q.marks, e.marks, q.ix.weights.Marks.Cap, &t)
	q.compareWords(placesShared, q.places, e.places, q.ix.weights.Places.Cap, &t)
	return t
}

var nameCodes = [likenesses]code{same: nameSame, sounding: nameSound, dialect: nameDialect, swapped: nameOrder, missing: nameMissing,
	beginning: nameBeginning, spelled: nameSpelled, nickname: nameNick, differing: nameDiffers}

// compareNames takes the two names that are most alike. Names differ only
// where neither of the two people has another that is alike.
func (q *query) compareNames(e *entry, t *tally) {
	best, against := finding{}, finding{}
	for i := range q.names {
		for j := range e.names {
			a, b := &q.names[i], &e.names[j]
			l, confusions := q.ix.sounds.alike(a, b)
			switch {
			case l == unlike:
			case l == differing:
				if !a.alias && !b.alias {
					against = finding{code: nameDiffers, weight: float32(q.ix.differs(a, b))}
				}
			default:
				if w := float32(q.nameBits(i, b, l, confusions)); w > best.weight {
					best = finding{code: nameCodes[l], alias: a.alias || b.alias, weight: w}
				}
			}
		}
	}
	switch {
	case best.weight > 0:
		t.add(best)
	case against.weight < 0:
		t.add(against)
	}
}

func (ix *Index) differs(a, b *name) float64 {
	if a.bySound || b.bySound {
		return ix.weights.Name.DiffersBySound
	}
	return ix.weights.Name.Differs
}

// nameBits is what a likeness of the i-th name is worth: how rare it is, less
// how far it is from the same name.
func (q *query) nameBits(i int, b *name, l likeness, confusions int) float64 {
	a, w := &q.names[i], q.ix.weights.Name
	bits := q.rarity[i][l] - float64(confusions)*w.ConfusionLoss
	switch l {
	case sounding, dialect:
		bits -= w.SoundLoss
		if !a.bySound && !b.bySound {
			bits -= w.SureLoss
		}
	case swapped:
		bits -= w.OrderLoss
	case missing:
		bits -= w.MissingLoss
	case nickname:
		bits -= w.NickLoss
	}
	if a.alias || b.alias {
		bits -= w.AliasLoss
	}
	return max(bits, 0.1)
}

func (q *query) compareNumbers(e *entry, t *tally) {
	w, a, b := q.ix.weights.Number, q.number, e.number
	if a == "" || b == "" {
		return
	}
	whole := len(a) == citizenLength && len(b) == citizenLength
	tail, head := sharedTail(a, b), max(sharedHead(a, b), sharedHead(q.typed, b))
	switch {
	case a == b && len(a) >= tailLength:
		t.add(finding{code: numberSame, weight: float32(min(w.Same, w.Digit*float64(len(a))))})
	case whole && oneOff(a, b):
		t.add(finding{code: numberNear, weight: float32(w.Near)})
	case tail > 0:
		t.add(finding{code: numberTail, n: int16(tail), weight: float32(min(w.Same, w.Digit*float64(tail)))})
	case head > 0: // the region is shared by many: what follows it counts
		t.add(finding{code: numberHead, n: int16(head), weight: float32(min(w.Same, w.Digit*float64(head-6)))})
	case whole:
		t.add(finding{code: numberDiffers, weight: float32(w.Differs)})
	}
}

func (q *query) comparePhones(e *entry, t *tally) {
	w, best := q.ix.weights.Phone, finding{}
	for i, a := range q.phones {
		for _, b := range e.phones {
			f := finding{}
			switch n := sharedTail(a, b); {
			case a == b:
				f = finding{code: phoneSame, n: int16(n), weight: float32(min(w.Digit*float64(n), q.phoneBits[i]))}
			case n > 0:
				f = finding{code: phoneTail, n: int16(n), weight: float32(min(w.Digit*float64(n), w.Cap-1))}
			}
			if f.weight > best.weight {
				best = f
			}
		}
	}
	if best.weight > 0 {
		t.add(best)
	}
}

func (q *query) comparePhotos(slot uint32, t *tally) {
	d, ok := q.distances[slot]
	if !ok {
		return
	}
	w := q.ix.weights.Photo
	if d <= w.SameBits {
		t.add(finding{code: photoSame, weight: float32(w.Same)})
		return
	}
	t.add(finding{code: photoSimilar, weight: float32(w.Similar)})
}

const daysInYear = 365.25

// lifetime is over how many years birth dates of people at the desk spread.
const lifetime = 80

func (q *query) compareBirths(e *entry, t *tally) {
	if q.birthTo == 0 || e.birthTo == 0 {
		return
	}
	w := q.ix.weights.Birth
	from, to := max(q.birthFrom, e.birthFrom), min(q.birthTo, e.birthTo)
	if from <= to {
		if q.birthFrom == q.birthTo && e.birthFrom == e.birthTo {
			t.add(finding{code: birthSame, weight: float32(w.SameDay)})
			return
		}
		wider := float64(max(q.birthTo-q.birthFrom, e.birthTo-e.birthFrom))/daysInYear + 1
		t.add(finding{code: birthOverlap, weight: float32(min(w.Cap, max(0.1, math.Log2(lifetime/wider))))})
		return
	}
	years, each := float64(from-to)/daysInYear, w.Year
	if q.estimated || e.estimated {
		years, each = years-w.SlackEstimated, w.YearEstimated
	}
	if years > 0 {
		gap := int16(math.Ceil(float64(from-to) / daysInYear))
		t.add(finding{code: birthApart, n: gap, weight: float32(max(w.Worst, each*math.Ceil(years)))})
	}
}

func (q *query) compareSex(e *entry, t *tally) {
	switch {
	case q.sex == 0 || e.sex == 0:
	case q.sex == e.sex:
		t.add(finding{code: sexSame, weight: float32(q.ix.weights.Sex.Same)})
	default:
		t.add(finding{code: sexDiffers, weight: float32(q.ix.weights.Sex.Differs)})
	}
}

func (q *query) compareHeights(e *entry, t *tally) {
	if q.height == 0 || e.height == 0 || q.growing || e.growing {
		return
	}
	w, apart := q.ix.weights.Height, math.Abs(float64(q.height-e.height))
	switch {
	case apart <= w.CloseCM:
		t.add(finding{code: heightClose, weight: float32(w.Close)})
	case apart > w.FarCM:
		t.add(finding{code: heightFar, n: int16(apart), weight: float32(max(w.Worst, w.CM*(apart-w.FarCM)))})
	}
}

func (q *query) compareWords(c code, a, b []key, most float64, t *tally) {
	bits := 0.0
	eachShared(a, b, func(k key) { bits += q.wordBits[k] })
	if bits > 0 {
		t.add(finding{code: c, weight: float32(min(bits, most))})
	}
}

// eachShared calls fn for what two sorted lists share.
func eachShared(a, b []key, fn func(key)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			fn(a[i])
			i, j = i+1, j+1
		}
	}
}

// sharedWords are the words that two texts share, as they were written.
func sharedWords(a, b []key, words map[key]string) (all []string) {
	eachShared(a, b, func(k key) { all = append(all, words[k]) })
	slices.Sort(all)
	return all
}

// hamming is picture.Distance for a hot loop: eight bytes at a time.
func hamming(a, b *[32]byte) (n int) {
	for i := 0; i < len(a); i += 8 {
		n += bits.OnesCount64(binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]))
	}
	return n
}

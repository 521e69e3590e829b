package match

import (
	"cmp"
	"slices"
)

// maxCompared is how many subjects one look-up compares at most, the rarest
// blocks first. 王 alone, typed in a station that saw 200,000 people, is 14,000.
const maxCompared = 30_000

// Rank lists whom a subject may be, the likeliest first, each with the reasons
// for and against. The subject itself is not among them.
func (ix *Index) Rank(s Subject, limit int) []Lead {
	if limit <= 0 {
		return nil
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	q := ix.ask(&s)
	best := top{limit: limit}
	seen := ix.visited()
	defer ix.visits.Put(&seen)
	compared := 0
	visit := func(slot uint32) bool {
		if seen[slot/64]&(1<<(slot%64)) != 0 {
			return true
		}
		seen[slot/64] |= 1 << (slot % 64)
		e := &ix.entries[slot]
		if e.id == "" || e.id == s.ID {
			return true
		}
		if t := q.compare(slot); q.worthShowing(e, &t) {
			best.offer(slot, e.id, t)
		}
		compared++
		return compared < maxCompared
	}
	for slot := range q.distances {
		visit(slot)
	}
	for _, b := range q.blocks() {
		if compared >= maxCompared {
			break
		}
		ix.blocks.each(b.key, visit)
	}
	return q.leads(best.all)
}

func (q *query) worthShowing(e *entry, t *tally) bool {
	if t.anchored() {
		return t.score >= q.ix.weights.Show
	}
	return (e.kind == Report || q.kind == Report) && t.score >= q.ix.weights.ShowUnnamed
}

// visited is a cleared bitmap of all slots.
func (ix *Index) visited() []uint64 {
	words := len(ix.entries)/64 + 1
	if old, ok := ix.visits.Get().(*[]uint64); ok && cap(*old) >= words {
		seen := (*old)[:words]
		clear(seen)
		return seen
	}
	return make([]uint64, words)
}

// top keeps the best few of many, the best first.
type top struct {
	limit int
	all   []ranked
}

type ranked struct {
	slot uint32
	id   string
	t    tally
}

func (b *top) offer(slot uint32, id string, t tally) {
	if len(b.all) == b.limit && t.score < b.all[b.limit-1].t.score {
		return
	}
	r := ranked{slot, id, t}
	at, _ := slices.BinarySearchFunc(b.all, r, func(a, r ranked) int {
		// IDs grow with time: of two that fit alike, the later one comes first.
		return cmp.Or(cmp.Compare(r.t.score, a.t.score), cmp.Compare(r.id, a.id))
	})
	if at == b.limit {
		return
	}
	if len(b.all) == b.limit {
		b.all = b.all[:b.limit-1]
	}
	b.all = slices.Insert(b.all, at, r)
}

func (q *query) leads(all []ranked) []Lead {
	leads := make([]Lead, len(all))
	for i, r := range all {
		e := &q.ix.entries[r.slot]
		leads[i] = Lead{ID: r.id, Kind: e.kind, Score: r.t.score,
			Evidence: r.t.evidence(sharedWords(q.marks, e.marks, q.markWords), sharedWords(q.places, e.places, q.placeWords))}
	}
	return leads
}

package match

import (
	"slices"
	"sync"

	"guitu/internal/calendar"
	"guitu/internal/picture"
)

// Index holds subjects and finds those that somebody may be. It may be used
// from several goroutines at once.
//
// Nobody is compared with everybody: subjects stand in blocks by how a name
// sounds once dialects are folded together, by parts of numbers and by words,
// and the rarest blocks are compared first until a fixed number of subjects
// was, so that the time of a look-up is bounded whatever the station's size.
// Photos are few bytes each and are compared with all (4 words a photo).
type Index struct {
	weights Weights
	sounds  *phonology

	mu      sync.RWMutex
	slots   map[string]uint32 // by ID
	entries []entry
	free    []uint32
	blocks  postings
	photos  []photo
	visits  sync.Pool // bitmaps of slots, each as large as entries was
}

// entry is a subject ready to be compared. An empty id is a free slot.
type entry struct {
	id        string
	names     []name
	number    string
	phones    []string
	marks     []key // sorted
	places    []key
	birthFrom int32 // days since 1970; both 0 where nothing is known
	birthTo   int32
	height    int16
	kind      Kind
	sex       byte
	estimated bool
	growing   bool
	pictured  bool
}

type photo struct {
	hash picture.Hash
	slot uint32
}

// NewIndex returns an empty index.
func NewIndex(w Weights) *Index {
	ix := &Index{weights: w, sounds: newPhonology(w.Confusions)}
	ix.reset()
	return ix
}

func (ix *Index) reset() {
	ix.slots, ix.entries, ix.free, ix.photos = map[string]uint32{}, nil, nil, nil
	ix.blocks = newPostings()
}

// Clear forgets everybody.
func (ix *Index) Clear() {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.reset()
}

// Len is how many subjects the index holds.
func (ix *Index) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return len(ix.slots)
}

// Put enters subjects, in the place of those with the same ID.
func (ix *Index) Put(subjects ...Subject) {
	ready := make([]entry, len(subjects))
	for i := range subjects {
		ready[i] = ix.prepare(&subjects[i])
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	for i := range ready {
		if ready[i].id == "" {
			continue
		}
		ix.drop(ready[i].id)
		ix.enter(ready[i], subjects[i].Hashes)
	}
}

// Drop takes subjects out.
func (ix *Index) Drop(ids ...string) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	for _, id := range ids {
		ix.drop(id)
	}
}

func (ix *Index) enter(e entry, hashes []picture.Hash) {
	var slot uint32
	if n := len(ix.free); n > 0 {
		slot, ix.free = ix.free[n-1], ix.free[:n-1]
		ix.entries[slot] = e
	} else {
		slot = uint32(len(ix.entries))
		ix.entries = append(ix.entries, e)
	}
	ix.slots[e.id] = slot
	for _, k := range ix.keys(&e) {
		ix.blocks.add(k, slot)
	}
	for _, h := range hashes {
		if h != (picture.Hash{}) {
			ix.photos = append(ix.photos, photo{h, slot})
			ix.entries[slot].pictured = true
		}
	}
}

func (ix *Index) drop(id string) {
	slot, ok := ix.slots[id]
	if !ok {
		return
	}
	for _, k := range ix.keys(&ix.entries[slot]) {
		ix.blocks.remove(k, slot)
	}
	if ix.entries[slot].pictured {
		ix.photos = slices.DeleteFunc(ix.photos, func(p photo) bool { return p.slot == slot })
	}
	ix.entries[slot] = entry{}
	ix.free = append(ix.free, slot)
	delete(ix.slots, id)
}

// keys are what a subject is found by, each once.
func (ix *Index) keys(e *entry) []key {
	var keys []key
	for i := range e.names {
		keys = append(keys, ix.sounds.keys(&e.names[i])...)
	}
	if len(e.number) >= tailLength {
		keys = append(keys, hash(byTail, tailOf(e.number)))
	}
	if len(e.number) >= headLength {
		keys = append(keys, hash(byHead, e.number[:headLength]))
	}
	for _, p := range e.phones {
		keys = append(keys, hash(byPhone, tailOf(p)))
	}
	keys = append(append(keys, e.marks...), e.places...)
	if e.kind == Report {
		keys = append(keys, hash(everyone, ""))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (ix *Index) prepare(s *Subject) entry {
	e := entry{id: s.ID, kind: s.Kind, number: certificateForm(s.Number), estimated: s.Estimated, growing: s.Growing,
		marks: keysOf(byMark, markWords(s.Marks)), places: keysOf(byPlace, placeWords(s.Places))}
	if s.HeightCM > 0 && s.HeightCM < 300 {
		e.height = int16(s.HeightCM)
	}
	if s.Sex == "1" || s.Sex == "2" {
		e.sex = s.Sex[0]
	}
	e.birthFrom, e.birthTo = bornBetween(s.BirthFrom, s.BirthTo)
	for _, p := range s.Phones {
		if p = phoneForm(p); len(p) >= tailLength && !slices.Contains(e.phones, p) {
			e.phones = append(e.phones, p)
		}
	}
	for _, n := range s.Names {
		e.name(ix.sounds, n, false)
	}
	for _, n := range s.Aliases {
		e.name(ix.sounds, n, true)
	}
	return e
}

func (e *entry) name(p *phonology, n Name, alias bool) {
	made, ok := p.prepare(n, alias)
	if ok && !slices.ContainsFunc(e.names, func(known name) bool { return known.text == made.text }) {
		e.names = append(e.names, made)
	}
}

// bornBetween are the days since 1970 between which somebody was born. The
// day 0 itself becomes 1, since 0 is "not known".
func bornBetween(from, to calendar.Date) (int32, int32) {
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return 0, 0
	}
	day := func(d calendar.Date) int32 {
		n := int32(d.Sub(calendar.Date{Year: 1970, Month: 1, Day: 1}))
		if n == 0 {
			return 1
		}
		return n
	}
	return day(from), day(to)
}

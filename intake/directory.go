package intake

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Card is what a list of people shows of one: the file with the newest stay,
// and what the other files of the same human add.
type Card struct {
	Resident
	Stays  int      // how many stays in all
	Linked []string // the other files of the same human
}

// Last is when the person was last seen here: the day of leaving, or of
// arrival for who is here.
func (c Card) Last() time.Time {
	if c.Stay.LeftAt.IsZero() {
		return c.Stay.ArrivedAt
	}
	return c.Stay.LeftAt
}

// Mirror is told of every file that the directory holds, to rank or to count.
// Cards are of single files: who links them is asked of the directory.
type Mirror interface {
	Put(cards []Card)
	Drop(personIDs []string)
	Clear()
}

// Match is a person that a search or an arrival may mean, and why.
type Match struct {
	Card
	Why   string // a Chinese sentence, the key of its translation
	score int
}

// Directory finds people by what a clerk has of them: a name or a part of it,
// its pinyin or initials, the tail of a number or telephone, a station number.
//
// It is built from the sealed records after sign-in and held in memory alone.
// People under protection are in it only for who may read them; for others
// there is no trace of them.
type Directory struct {
	desk   *Desk
	mirror Mirror

	mu      sync.RWMutex
	entries map[string]*entry // by person
	humans  Humans
}

type entry struct {
	card   Card
	names  []string // lower case
	sounds []string // pinyin without tones, joined
	initls []string // first letters of the syllables
	number string   // citizen or other ID number
	phone  string
}

// NewDirectory returns an empty directory; Load fills it.
func NewDirectory(desk *Desk) *Directory {
	return &Directory{desk: desk, entries: map[string]*entry{}}
}

// Tell names who is told of every change; before Load.
func (d *Directory) Tell(m Mirror) { d.mirror = m }

// Load reads everybody.
func (d *Directory) Load(ctx context.Context) error {
	var all []Resident
	var open []Link
	err := d.desk.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		if all, err = findEveryStay(tx); err != nil {
			return err
		}
		open, err = findOpenLinks(tx)
		return err
	})
	if err != nil {
		return err
	}
	d.putLinks(open)
	d.put(all)
	return nil
}

func (d *Directory) putLinks(open []Link) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.humans = newHumans(open)
}

// Follow keeps the directory at the state of the database until ctx ends.
// changed, where not nil, is called after each update.
func (d *Directory) Follow(ctx context.Context, changes <-chan []store.Change, changed func()) {
	for batch := range changes {
		if d.refresh(ctx, batch) && changed != nil {
			changed()
		}
	}
}

func (d *Directory) refresh(ctx context.Context, batch []store.Change) bool {
	var all []Resident
	var open []Link
	relinked := slices.ContainsFunc(batch, func(c store.Change) bool { return c.Table == "person_link" })
	err := d.desk.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		if relinked {
			if open, err = findOpenLinks(tx); err != nil {
				return err
			}
		}
		for _, c := range batch {
			if c.Table != "person" && c.Table != "stay" {
				continue
			}
			of, err := findResidentsAbout(tx, c.Table, c.ID)
			if err != nil {
				return err
			}
			all = append(all, of...)
		}
		return nil
	})
	if err != nil {
		return false // locked meanwhile, or the next change brings it
	}
	if relinked {
		d.putLinks(open)
	}
	d.put(all)
	return len(all) > 0 || relinked
}

// put enters people with all their stays, given from the oldest to the newest.
func (d *Directory) put(all []Resident) {
	fresh := map[string]*entry{}
	seen := map[string]map[string]bool{}
	for _, r := range all {
		stays := seen[r.Person.ID]
		if stays == nil {
			stays = map[string]bool{}
			seen[r.Person.ID] = stays
		}
		stays[r.Stay.ID] = true
		fresh[r.Person.ID] = newEntry(r, len(stays))
	}
	var cards []Card
	var hidden []string
	d.mu.Lock()
	for id, e := range fresh {
		if e.card.Person.Hidden {
			delete(d.entries, id)
			hidden = append(hidden, id)
			continue
		}
		d.entries[id] = e
		cards = append(cards, e.card)
	}
	d.mu.Unlock()
	if d.mirror != nil {
		d.mirror.Drop(hidden)
		d.mirror.Put(cards)
	}
}

func newEntry(r Resident, stays int) *entry {
	e := &entry{card: Card{Resident: r, Stays: stays}, number: lookupForm(r.Person.IDNumber), phone: lookupForm(r.Person.Phone)}
	for _, name := range append([]string{r.Person.Name}, r.Person.Aliases...) {
		if name == "" {
			continue
		}
		e.names = append(e.names, strings.ToLower(name))
		sounds, initials := readings(name)
		e.sounds, e.initls = append(e.sounds, sounds...), append(e.initls, initials...)
	}
	if r.Person.Name == "" {
		e.names = append(e.names, DisplayName(r.Person, r.Stay))
	}
	return e
}

// How well a person fits what was typed, the best first.
const (
	exactName = 120 - 10*iota
	exactNumber
	nameStart
	numberTail
	namePart
	soundWhole
	initialsWhole
	soundStart
)

// The shortest number whose tail is looked for: shorter ones fit everybody.
const minTail = 3

// Find lists the people who fit the query, the best and those in the station
// first. An empty query finds nobody.
func (d *Directory) Find(query string, limit int) []Match {
	q := strings.ToLower(strings.TrimSpace(query))
	if q == "" {
		return nil
	}
	number := lookupForm(q)
	d.mu.RLock()
	defer d.mu.RUnlock()
	var found []Match
	for _, e := range d.entries {
		if m := e.fit(q, number); m.score > 0 {
			found = append(found, m)
		}
	}
	return d.best(found, limit)
}

// best ranks what was found and shows each human once.
func (d *Directory) best(found []Match, limit int) []Match {
	humans := map[string]int{}
	kept := found[:0]
	for _, m := range found {
		human := d.humans.Of(m.Person.ID)
		at, seen := humans[human]
		if m.Card = d.humanCard(m.Person.ID); !seen {
			humans[human] = len(kept)
			kept = append(kept, m)
		} else if m.score > kept[at].score {
			kept[at] = m
		}
	}
	found = kept
	slices.SortFunc(found, func(a, b Match) int {
		if a.score != b.score {
			return b.score - a.score
		}
		if a.Stay.State.Open() != b.Stay.State.Open() {
			if a.Stay.State.Open() {
				return -1
			}
			return 1
		}
		return b.Stay.ArrivedAt.Compare(a.Stay.ArrivedAt)
	})
	return found[:min(limit, len(found))]
}

func (e *entry) fit(q, number string) Match {
	m := Match{Card: e.card}
	take := func(score int, why string) {
		if score > m.score {
			m.score, m.Why = score, why
		}
	}
	for _, name := range e.names {
		switch {
		case name == q:
			take(exactName, "姓名相同")
		case strings.HasPrefix(name, q):
			take(nameStart, "姓名")
		case strings.Contains(name, q):
			take(namePart, "姓名")
		}
	}
	letters := strings.ReplaceAll(q, " ", "")
	for _, sound := range e.sounds {
		switch {
		case sound == letters:
			take(soundWhole, "读音")
		case len(letters) >= 2 && strings.HasPrefix(sound, letters):
			take(soundStart, "读音")
		}
	}
	for _, initials := range e.initls {
		if len(letters) >= 2 && strings.HasPrefix(initials, letters) {
			take(initialsWhole, "拼音首字母")
		}
	}
	if len(number) >= minTail {
		e.fitNumber(number, take)
	}
	return m
}

func (e *entry) fitNumber(number string, take func(int, string)) {
	for _, known := range []struct{ number, why string }{
		{e.number, "证件号码"}, {e.phone, "电话"}, {lookupForm(e.card.Stay.Number), "救助编号"}, {lookupForm(e.card.Stay.Slip), "单号"},
	} {
		switch {
		case known.number == "":
		case known.number == number:
			take(exactNumber, known.why)
		case strings.HasSuffix(known.number, number):
			take(numberTail, known.why)
		}
	}
}

// Same lists the earlier people whom an arrival may be: by exact number, by
// telephone, by the same name. The desk shows them; it never chooses.
func (d *Directory) Same(a Arrival, limit int) []Match {
	number, phone, name := lookupForm(a.IDNumber), lookupForm(a.Phone), strings.ToLower(strings.TrimSpace(a.Name))
	d.mu.RLock()
	defer d.mu.RUnlock()
	var found []Match
	for _, e := range d.entries {
		switch {
		case number != "" && e.number == number:
			found = append(found, Match{e.card, "证件号码相同", exactNumber + exactName})
		case phone != "" && e.phone == phone:
			found = append(found, Match{e.card, "电话相同", exactNumber})
		case name != "" && slices.Contains(e.names, name):
			found = append(found, Match{e.card, "姓名相同", numberTail})
		}
	}
	return d.best(found, limit)
}

// humanCard is the card of the human whom a file is of: that of the file with
// the newest stay, one that goes on before all. The caller holds the lock.
func (d *Directory) humanCard(personID string) Card {
	files := d.humans.Files(personID)
	newest := d.entries[personID].card
	stays := 0
	for _, id := range files {
		e, ok := d.entries[id]
		if !ok {
			continue
		}
		stays += e.card.Stays
		if newer(e.card.Stay, newest.Stay) {
			newest = e.card
		}
	}
	newest.Stays = max(stays, newest.Stays)
	for _, id := range files {
		if _, known := d.entries[id]; known && id != newest.Person.ID {
			newest.Linked = append(newest.Linked, id)
		}
	}
	return newest
}

func newer(a, b Stay) bool {
	if a.State.Open() != b.State.Open() {
		return a.State.Open()
	}
	return a.ArrivedAt.After(b.ArrivedAt)
}

// Human returns the card of the human whom a file is of.
func (d *Directory) Human(personID string) (Card, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if _, ok := d.entries[personID]; !ok {
		return Card{}, false
	}
	return d.humanCard(personID), true
}

// Apart reports whether two files were looked at and found to be of two people.
func (d *Directory) Apart(personID, otherID string) bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.humans.apart[pairOf(personID, otherID)]
}

// Card returns the card of one file.
func (d *Directory) Card(personID string) (Card, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	e, ok := d.entries[personID]
	if !ok {
		return Card{}, false
	}
	return e.card, true
}

// Recent lists the cards of who is in the station or came last.
func (d *Directory) Recent(limit int) []Card {
	d.mu.RLock()
	defer d.mu.RUnlock()
	all := make([]Match, 0, len(d.entries))
	for _, e := range d.entries {
		all = append(all, Match{Card: e.card})
	}
	cards := make([]Card, 0, limit)
	for _, m := range d.best(all, limit) {
		cards = append(cards, m.Card)
	}
	return cards
}

// Len is how many people the directory knows.
func (d *Directory) Len() int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.entries)
}

// Drop forgets everybody, when the session is locked.
func (d *Directory) Drop() {
	d.mu.Lock()
	clear(d.entries)
	d.humans = Humans{}
	d.mu.Unlock()
	if d.mirror != nil {
		d.mirror.Clear()
	}
}

// SearchRests is how long typing rests before a search is put on record.
const SearchRests = 2 * time.Second

// LogSearch puts a search on record, its words sealed. opened is the person
// whose file was opened from it, empty where typing just rested.
func (d *Directory) LogSearch(ctx context.Context, query, opened string) error {
	return d.desk.Session.Write(ctx, access.ReadPeople, func(tx *access.Tx) error {
		return tx.Audit(access.Entry{Action: "search", Table: "person", Target: opened, Person: opened, Private: query})
	})
}

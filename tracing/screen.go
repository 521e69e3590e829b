package tracing

import (
	"context"
	"slices"
	"sync"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/tracing/match"
)

// People is what a Screen asks of the directory: which files are of one human.
type People interface {
	Card(personID string) (intake.Card, bool)
	Human(personID string) (intake.Card, bool)
	Apart(personID, otherID string) bool
}

// Screen answers "who is this?" while the desk types: earlier stays and open
// family reports that may be of the arrival, and the other way round.
//
// It is an intake.Mirror: the directory tells it of every file that this
// account may read, so that whom the account may not see, no lead shows. Like
// the directory it lives in memory alone. Nothing is merged and nothing is
// decided here.
//
//	screen := tracing.NewScreen(directory, office)
//	directory.Tell(screen)
//	err := directory.Load(ctx)
//	err = screen.Load(ctx)
//	go screen.Follow(ctx, changes)
//	for _, c := range screen.Candidates(arrival, hashes, 10) { … }
type Screen struct {
	people People
	office *Office
	index  *match.Index

	mu       sync.RWMutex
	photos   map[string][]picture.Hash // by file
	reports  map[string]Report         // the open ones, without who reported
	frequent FrequentReturn
}

// Candidate is somebody whom an arrival or a report may be of: a human who
// came, or a report. One of Card and Report is set.
type Candidate struct {
	Card   *intake.Card // the human: newest stay, stays of all linked files
	Report *Report      // its outline
	Lead   match.Lead   // of the file that fits best
	Facts  []Fact
}

// Fact is a plain sentence about a candidate that is no evidence for or
// against, but what the desk wants to know at once.
type Fact struct {
	Code   string     // e.g. left
	Text   string     // in Chinese, the key of its translation
	Args   store.Args // fill the {{.Name}} places of Text
	Advice bool       // advice about what to think of, never a block
}

// NewScreen returns an empty screen.
func NewScreen(people People, office *Office) *Screen {
	return &Screen{people: people, office: office, index: match.NewIndex(match.DefaultWeights()),
		photos: map[string][]picture.Hash{}, reports: map[string]Report{}, frequent: DefaultFrequentReturn()}
}

// Put enters files, or what changed in them.
func (s *Screen) Put(cards []intake.Card) {
	subjects := make([]match.Subject, 0, len(cards))
	var hidden []string
	s.mu.RLock()
	for _, c := range cards {
		if c.Person.Hidden {
			hidden = append(hidden, c.Person.ID)
			continue
		}
		subject := subjectOfFile(c.Resident)
		subject.Hashes = s.photos[c.Person.ID]
		subjects = append(subjects, subject)
	}
	s.mu.RUnlock()
	s.index.Put(subjects...)
	s.Drop(hidden)
}

// PutPhotos says what the pictures of a file look like.
func (s *Screen) PutPhotos(personID string, hashes []picture.Hash) {
	s.mu.Lock()
	s.photos[personID] = slices.Clone(hashes)
	s.mu.Unlock()
	if card, ok := s.people.Card(personID); ok {
		s.Put([]intake.Card{card})
	}
}

// Drop takes files out, of people whom this account may no longer read.
func (s *Screen) Drop(personIDs []string) {
	s.mu.Lock()
	for _, id := range personIDs {
		delete(s.photos, id)
	}
	s.mu.Unlock()
	s.index.Drop(personIDs...)
}

// Clear forgets everybody and every report, when the session is locked.
func (s *Screen) Clear() {
	s.mu.Lock()
	clear(s.photos)
	clear(s.reports)
	s.mu.Unlock()
	s.index.Clear()
}

// Load reads the open reports and the station's setting.
func (s *Screen) Load(ctx context.Context) error {
	var open []Report
	var frequent FrequentReturn
	err := s.office.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		if open, err = findReports(tx, true); err != nil {
			return err
		}
		frequent, err = findFrequentReturn(tx)
		return err
	})
	if err != nil {
		return err
	}
	s.putReports(open)
	s.setFrequent(frequent)
	return nil
}

// Follow keeps the reports at the state of the database until ctx ends.
func (s *Screen) Follow(ctx context.Context, changes <-chan []store.Change) {
	for batch := range changes {
		s.refresh(ctx, batch)
	}
}

// refresh reads again what changed. An error is no loss: the session was
// locked meanwhile and Load follows, or the next change brings it.
func (s *Screen) refresh(ctx context.Context, batch []store.Change) {
	if !slices.ContainsFunc(batch, func(c store.Change) bool { return c.Table == "report" || c.Table == "setting" }) {
		return
	}
	var reports []Report
	var frequent FrequentReturn
	err := s.office.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
		for _, c := range batch {
			if c.Table != "report" {
				continue
			}
			r, err := findReport(tx, c.ID)
			if err != nil {
				return err
			}
			reports = append(reports, r)
		}
		frequent, err = findFrequentReturn(tx)
		return err
	})
	if err != nil {
		return
	}
	s.putReports(reports)
	s.setFrequent(frequent)
}

func (s *Screen) setFrequent(f FrequentReturn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frequent = f
}

// putReports enters open reports and takes closed ones out.
func (s *Screen) putReports(all []Report) {
	var subjects []match.Subject
	var closed []string
	s.mu.Lock()
	for _, r := range all {
		if r.State != ReportOpen {
			delete(s.reports, r.ID)
			closed = append(closed, r.ID)
			continue
		}
		s.reports[r.ID] = r.withoutReporter()
		subjects = append(subjects, subjectOfReport(r))
	}
	s.mu.Unlock()
	s.index.Put(subjects...)
	s.index.Drop(closed...)
}

// spare is how many leads are asked for beyond the limit, since several files
// may be of one human.
const spare = 20

// Candidates lists who an arrival may be, the likeliest first: each human
// once, without those whom the arrival was already said to be, or not to be.
// hashes are of the arrival's photos.
func (s *Screen) Candidates(a intake.Arrival, hashes []picture.Hash, limit int) []Candidate {
	asked := subjectOfArrival(a, s.office.Session.DB().Now())
	asked.Hashes = hashes
	gather := gathering{screen: s, limit: limit, now: s.office.Session.DB().Now(), self: a.SameAs, seen: map[string]bool{}}
	own := []string{a.SameAs}
	if a.Amends != nil {
		own = append(own, a.Amends.Person)
	}
	for _, file := range own {
		if human, ok := s.people.Human(file); ok {
			gather.seen[human.Person.ID] = true
		}
	}
	return gather.collect(s.index.Rank(asked, 2*limit+spare))
}

// ForReport lists whom a report may be of: everybody who is here or was, and
// other reports of the same person.
func (s *Screen) ForReport(r Report, limit int) []Candidate {
	gather := gathering{screen: s, limit: limit, now: s.office.Session.DB().Now(), seen: map[string]bool{}}
	if day, ok := dayOf(r.LastSeenAt); ok {
		gather.lostOn = day
	}
	return gather.collect(s.index.Rank(subjectOfReport(r), 2*limit+spare))
}

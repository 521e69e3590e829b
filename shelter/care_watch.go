package shelter

import (
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// Reasons for which somebody is looked after more closely than others.
const (
	CareFever   = "fever"   // 发热
	CareLevel   = "level"   // 看护等级
	CareMeasure = "measure" // 该量体温了
	CareLook    = "look"    // 未做入站检视
)

// VitalHours is after how many hours the temperature is taken again; 0 is
// never.
type VitalHours struct {
	Fever  int            `json:"fever"`
	Levels map[string]int `json:"levels"` // by watch_level
}

// VitalHoursSetting is the key of the setting that holds a station's VitalHours.
const VitalHoursSetting = "shelter.vital_hours"

// DefaultVitalHours: a fever is measured every 4 hours, as wards do; who is
// watched, as often as the level says. No rule names hours for a station.
func DefaultVitalHours() VitalHours {
	return VitalHours{Fever: 4, Levels: map[string]int{"medical": 4, "near": 8, "hourly": 12}}
}

func findVitalHours(tx *access.Tx) (VitalHours, error) {
	return settingOr(tx, VitalHoursSetting, DefaultVitalHours())
}

// Watching is somebody in the house as those see them who look after people.
type Watching struct {
	StayID   string
	PersonID string
	Name     string // as lists show it
	Bed      string
	Room     string
	Vital
	Looked  bool      // body and mind were looked over
	Measure time.Time // when the temperature is to be taken next; zero for not at all
	Why     []string  // the reasons, the gravest first; empty for who needs no more than all
	Hidden  bool      // protected, and this account may not read how they are
}

// WatchList lists everybody in the house by bed, with what they need.
func (h *House) WatchList(ctx context.Context) (all []Watching, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findWatchList(tx)
		return err
	})
	return all, err
}

func findWatchList(tx *access.Tx) ([]Watching, error) {
	hours, err := findVitalHours(tx)
	if err != nil {
		return nil, err
	}
	open, err := intake.FindOpenStays(tx)
	if err != nil {
		return nil, err
	}
	vitals, err := findVitals(tx)
	if err != nil {
		return nil, err
	}
	looked, err := findLookedOver(tx)
	if err != nil {
		return nil, err
	}
	places, err := findBedPlaces(tx)
	if err != nil {
		return nil, err
	}
	var all []Watching
	for _, r := range open {
		if r.Stay.State != intake.In {
			continue
		}
		at := places[r.Stay.ID]
		w := Watching{StayID: r.Stay.ID, PersonID: r.Person.ID, Name: shownName(r), Bed: at.bed, Room: at.room,
			Vital: vitals[r.Stay.ID], Looked: looked[r.Stay.ID], Hidden: r.Person.Hidden}
		w.judge(hours, r.Stay.ArrivedAt, tx.Now())
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b Watching) int { return places[a.StayID].compare(places[b.StayID]) })
	return all, nil
}

// judge says what somebody needs and why.
func (w *Watching) judge(hours VitalHours, since, now time.Time) {
	if w.Hidden {
		return
	}
	every := hours.Levels[w.Watch.Level]
	if w.Fever {
		w.Why = append(w.Why, CareFever)
		if every == 0 || hours.Fever > 0 && hours.Fever < every {
			every = hours.Fever
		}
	}
	if w.Watch.Level != "" && w.Watch.Level != "none" {
		w.Why = append(w.Why, CareLevel)
	}
	if every > 0 {
		if w.Temperature.At.After(since) {
			since = w.Temperature.At
		}
		w.Measure = since.Add(time.Duration(every) * time.Hour)
		if !w.Measure.After(now) {
			w.Why = append(w.Why, CareMeasure)
		}
	}
	if !w.Looked {
		w.Why = append(w.Why, CareLook)
	}
}

// RecentNote is a care note with whom it is about.
type RecentNote struct {
	CareNote
	Name string // as lists show it
	Bed  string // at present
}

// RecentNotes lists what was written about anybody since a moment, the newest
// first; of all kinds where none is named. That it was read is on record.
func (h *House) RecentNotes(ctx context.Context, since time.Time, kinds ...NoteKind) (all []RecentNote, err error) {
	entry := access.Entry{Action: "care.recent", Table: "care_note", Detail: map[string]any{"since": store.Millis(since)}}
	err = h.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) error {
		notes, err := findNotesSince(tx, since)
		if err != nil {
			return err
		}
		places, err := findBedPlaces(tx)
		if err != nil {
			return err
		}
		for _, n := range notes {
			if len(kinds) > 0 && !slices.Contains(kinds, n.Kind) {
				continue
			}
			all = append(all, RecentNote{CareNote: n, Bed: places[n.StayID].bed})
		}
		return nameAll(tx, all, func(n *RecentNote) (string, *string) { return n.StayID, &n.Name })
	})
	return all, err
}

package shelter

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// MealTime is a meal of the day and when it is served.
type MealTime struct {
	Code string `json:"code"`
	Name string `json:"name"`
	At   string `json:"at"` // 07:00
}

// MealsSetting is the key of the setting that holds a station's []MealTime.
const MealsSetting = "shelter.meals"

// DefaultMeals are three a day.
func DefaultMeals() []MealTime {
	return []MealTime{{"breakfast", "早餐", "07:00"}, {"lunch", "午餐", "11:30"}, {"dinner", "晚餐", "17:30"}}
}

// Meal is how many the kitchen cooks for. Who is in hospital, placed or out at
// the time does not count; protected people count like all others.
type Meal struct {
	Day    calendar.Date
	Meal   MealTime
	Total  int
	Plates []Plate        // each kind of plate with its number, ordinary ones first
	ByKind map[string]int // how many eat each kind of the diet table; one may eat several
	Notes  []PlateNote    // allergies and the like
	Hidden int            // protected people of whom this account may not read whether there is an allergy: ask who may
	Out    int            // on an outing at the time
}

// Plate is a number of like plates. Kinds is empty for ordinary food.
type Plate struct {
	Kinds []string
	N     int
}

// PlateNote is what the kitchen must know of one plate.
type PlateNote struct {
	StayID string
	Name   string
	Bed    string
	Kinds  []string
	Dislikes
}

// MealCount counts a meal of a day: what was eaten where its time has passed,
// and otherwise whoever is expected as things stand.
func (h *House) MealCount(ctx context.Context, day calendar.Date, meal string) (m Meal, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		m, err = countMeal(tx, day, meal)
		return err
	})
	return m, err
}

// Meals lists the meals of a day as the station has set them.
func (h *House) Meals(ctx context.Context) (all []MealTime, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findMeals(tx)
		return err
	})
	return all, err
}

func findMeals(tx *access.Tx) ([]MealTime, error) {
	return settingOr(tx, MealsSetting, DefaultMeals())
}

// SaveMeals sets the meals of a day.
func (h *House) SaveMeals(ctx context.Context, meals []MealTime) error {
	for _, m := range meals {
		if strings.TrimSpace(m.Code) == "" || strings.TrimSpace(m.Name) == "" {
			return store.Fail(store.Invalid, "请填写每一餐的名称。").On("name")
		}
		if _, _, err := clockTime(m.At); err != nil {
			return err
		}
	}
	return h.saveSetting(ctx, MealsSetting, meals, len(meals))
}

func countMeal(tx *access.Tx, day calendar.Date, code string) (m Meal, err error) {
	meals, err := findMeals(tx)
	if err != nil {
		return m, err
	}
	i := slices.IndexFunc(meals, func(t MealTime) bool { return t.Code == code })
	if i < 0 {
		return m, store.Fail(store.NotFound, "没有这一餐，请重新选择。").On("meal")
	}
	m = Meal{Day: day, Meal: meals[i], ByKind: map[string]int{}}
	at := atClock(day, meals[i].At)
	who, err := findPresence(tx, at, at)
	if err != nil {
		return m, err
	}
	diets, err := findDietsAround(tx, at)
	if err != nil {
		return m, err
	}
	places, err := findBedPlaces(tx)
	if err != nil {
		return m, err
	}
	current := dietsAt(diets, at)
	for _, r := range who.stays {
		m.add(r, who, current, places[r.Stay.ID], at)
	}
	slices.SortFunc(m.Plates, func(a, b Plate) int { return slices.Compare(a.Kinds, b.Kinds) })
	slices.SortStableFunc(m.Notes, func(a, b PlateNote) int { return places[a.StayID].compare(places[b.StayID]) })
	return m, nil
}

// dietsAt picks for each stay the diet that held at a moment, from diets that
// are given from the oldest on; of those for later meals the newest holds.
func dietsAt(diets []Diet, at time.Time) map[string]Diet {
	current := map[string]Diet{}
	for _, d := range diets {
		if !d.At.After(at) {
			current[d.StayID] = d
		}
	}
	return current
}

// add counts somebody in who is in the house at the time and not out.
func (m *Meal) add(r intake.Resident, who presence, diets map[string]Diet, place bedPlace, at time.Time) {
	if state, here := who.where(r.Stay, at); !here || state != intake.In {
		return
	}
	if who.isOut(r.Stay.ID, at) {
		m.Out++
		return
	}
	m.Total++
	d := diets[r.Stay.ID]
	for _, kind := range d.Kinds {
		m.ByKind[kind]++
	}
	i := slices.IndexFunc(m.Plates, func(p Plate) bool { return slices.Equal(p.Kinds, d.Kinds) })
	if i < 0 {
		i = len(m.Plates)
		m.Plates = append(m.Plates, Plate{Kinds: d.Kinds})
	}
	m.Plates[i].N++
	switch {
	case r.Person.Hidden:
		m.Hidden++
	case len(d.Kinds) > 0 || d.Dislikes != Dislikes{} || r.Stay.Allergy != "":
		d.Allergies = joined(r.Stay.Allergy, d.Allergies) // what was said at the door counts too
		m.Notes = append(m.Notes, PlateNote{StayID: r.Stay.ID, Name: shownName(r), Bed: place.bed, Kinds: d.Kinds, Dislikes: d.Dislikes})
	}
}

func joined(a, b string) string {
	if a == "" || b == "" || a == b {
		return cmp.Or(a, b)
	}
	return a + "；" + b
}

package intake

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Shift is what the next shift must know, of what the desk knows. 交接班
// Clocks and beds are added by who shows or prints it.
type Shift struct {
	From, To time.Time
	Came     []Resident // admitted in the shift
	Went     []Resident // left in the shift
	Spot     []Resident // aided without a bed
	Refused  []Resident
	Watch    []Watched
	Medicine []Resident // who takes something
	Held     []HeldProperty
	Missing  []Gapped // 待补
	Drafts   []Draft
	Calls    []DueInquiry
	Present  int // in the station's care, protected people among them
	Men      int
	Women    int
	Minors   int
	Hidden   int // people under protection, whether or not this account may read them
}

// Watched is somebody to keep an eye on, and why: a key of the translations.
type Watched struct {
	Resident
	Why []string
}

// HeldProperty is what is kept for somebody.
type HeldProperty struct {
	Resident
	Items   int
	CashFen int64
	Bag     string
}

// Gapped is somebody of whom something is still to be filled in.
type Gapped struct {
	Resident
	Gaps []Gap
}

// Handover is a shift that was handed over. 交接
type Handover struct {
	ID      string
	From    time.Time
	To      time.Time
	Actor   string // who handed over
	TakenBy string // who took over: an account
	HandoverNote
}

// HandoverNote is what is sealed of a Handover.
type HandoverNote struct {
	Note   string         `json:"note,omitempty"`
	Counts map[string]int `json:"counts,omitempty"` // came, went, present, … as they stood
}

// callsAhead is how far ahead a shift sees the calls to make.
const callsAhead = 12 * time.Hour

// Shift reads what happened since a moment and what waits.
func (d *Desk) Shift(ctx context.Context, since time.Time) (s Shift, err error) {
	entry := access.Entry{Action: "shift.read", Table: "stay"}
	err = d.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) error {
		s = Shift{From: since, To: tx.Now()}
		if err := s.happened(tx); err != nil {
			return err
		}
		if err := s.here(tx); err != nil {
			return err
		}
		if s.Calls, err = findDueInquiries(tx, tx.Now().Add(callsAhead)); err != nil {
			return err
		}
		s.Drafts, err = findOpenDrafts(tx)
		return err
	})
	return s, err
}

// happened sorts the stays that began or ended in the shift.
func (s *Shift) happened(tx *access.Tx) error {
	all, err := FindStaysSince(tx, s.From)
	if err != nil {
		return err
	}
	for _, r := range all {
		came := !r.Stay.ArrivedAt.Before(s.From) || !r.Stay.RegisteredAt.Before(s.From)
		switch {
		case r.Stay.State == Refused:
			s.Refused = append(s.Refused, r)
		case r.Stay.Kind == Spot:
			s.Spot = append(s.Spot, r)
		default:
			if came {
				s.Came = append(s.Came, r)
			}
			if !r.Stay.State.Open() && !r.Stay.LeftAt.Before(s.From) {
				s.Went = append(s.Went, r)
			}
		}
	}
	return nil
}

// here counts who is in the station's care, and lists what is open about them.
func (s *Shift) here(tx *access.Tx) error {
	all, err := FindOpenStays(tx)
	if err != nil {
		return err
	}
	for _, r := range all {
		s.Present++
		switch r.Person.Sex {
		case "1":
			s.Men++
		case "2":
			s.Women++
		}
		if r.Person.Protected {
			s.Hidden++
		}
		if r.Person.Hidden {
			continue
		}
		if r.Person.MayBeMinor(s.To) {
			s.Minors++
		}
		if why := watchReasons(r, s.To); len(why) > 0 {
			s.Watch = append(s.Watch, Watched{r, why})
		}
		if r.Stay.Medicine != "" {
			s.Medicine = append(s.Medicine, r)
		}
		if gaps := Missing(r, s.To); len(gaps) > 0 {
			s.Missing = append(s.Missing, Gapped{r, gaps})
		}
		held, err := heldOf(tx, r)
		if err != nil {
			return err
		}
		if held.Items > 0 {
			s.Held = append(s.Held, held)
		}
	}
	return nil
}

func heldOf(tx *access.Tx, r Resident) (HeldProperty, error) {
	held := HeldProperty{Resident: r}
	kept, err := FindBelongings(tx, r.Stay.ID)
	for _, b := range kept {
		if b.State != "kept" {
			continue
		}
		held.Items += b.Quantity
		held.CashFen += b.CashFen
		if held.Bag == "" {
			held.Bag = b.Bag
		}
	}
	return held, err
}

// watchReasons are why the night looks in on somebody.
func watchReasons(r Resident, now time.Time) []string {
	var why []string
	add := func(applies bool, word string) {
		if applies {
			why = append(why, word)
		}
	}
	look, mind, categories := r.Stay.Look, r.Stay.Mind, r.Stay.Categories
	add(slices.Contains(look, "drunk"), "醉酒")
	add(slices.Contains(look, "drugs"), "疑似吸毒")
	add(slices.Contains(look, "fever"), "发热")
	add(slices.Contains(look, "critical") || slices.Contains(categories, "critical"), "危重")
	add(slices.Contains(look, "infectious") || slices.Contains(categories, "infectious"), "疑似传染病")
	add(slices.Contains(look, "pregnant") || slices.Contains(categories, "pregnant"), "妊娠")
	add(slices.Contains(mind, "low"), "情绪低落")
	add(slices.Contains(mind, "agitated"), "激动不安")
	add(slices.Contains(mind, "mental") || slices.Contains(categories, "mental"), "疑似精神障碍")
	add(slices.Contains(mind, "dementia") || slices.Contains(mind, "confused"), "糊涂、可能走失")
	add(r.Person.MayBeMinor(now), "未成年人")
	add(r.Stay.State == Hospital, "在医院")
	return why
}

// HandOver keeps a shift that was handed over.
func (d *Desk) HandOver(ctx context.Context, h Handover) (Handover, error) {
	if strings.TrimSpace(h.TakenBy) == "" {
		return h, store.Fail(store.Invalid, "请选择接班人。").On("taken_by")
	}
	err := d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if h.TakenBy == tx.Actor().ID {
			return store.Fail(store.Invalid, "接班人不能是交班人自己，请选择下一班的同事。").On("taken_by")
		}
		if h.To.IsZero() {
			h.To = tx.Now()
		}
		h.Actor = tx.Actor().ID
		if err := insertHandover(tx, &h); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "handover", Table: "handover", Target: h.ID, Detail: map[string]any{"taken_by": h.TakenBy}})
	})
	return h, err
}

// LastHandover returns the newest handover; ok is false before the first.
func (d *Desk) LastHandover(ctx context.Context) (h Handover, ok bool, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		h, ok, err = findLastHandover(tx)
		return err
	})
	return h, ok, err
}

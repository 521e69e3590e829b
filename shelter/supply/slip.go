package supply

import (
	"context"
	"fmt"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Slip is what was moved at once and is signed for: 物资发放单, 入库单 …
type Slip struct {
	Number string // its kind's letters, the year, and a number without gaps in it
	Kind   string // of all its moves
	To
	At     time.Time
	Reason string
	Actor  string
	Second string
	Lines  []SlipLine
}

// SlipLine is a line with its item as it was.
type SlipLine struct {
	Item Item
	Qty  int // how many, whichever way they went
	Lots []LotPart
}

// LotPart is what of a line is of one lot. A transfer has two of them: out of
// one and into the other.
type LotPart struct {
	LotID string
	Qty   int // as in the ledger: negative for what went out
}

// LotIDs are the lots that the slip moved, each once.
func (s Slip) LotIDs() (ids []string) {
	for _, l := range s.Lines {
		for _, part := range l.Lots {
			if !slices.Contains(ids, part.LotID) {
				ids = append(ids, part.LotID)
			}
		}
	}
	return ids
}

// slipLetters begin the numbers of slips; a slip is filed by them.
var slipLetters = map[string]string{MoveReceive: "RK", MoveIssue: "FF", MoveReturn: "TH", MoveTransfer: "DB", MoveWriteOff: "BS", MoveAdjust: "PD"}

// slipSeries is the series of a kind's numbers.
func slipSeries(kind string) string { return "supply." + kind }

// newSlip draws the next number of a kind: FF2026-00003.
func newSlip(tx *access.Tx, kind string) (*Slip, error) {
	year := calendar.On(tx.Now()).Year
	n, err := tx.NextNumber(slipSeries(kind), year)
	return &Slip{Number: fmt.Sprintf("%s%d-%05d", slipLetters[kind], year, n), Kind: kind, At: tx.Now(), Actor: tx.Actor().ID}, err
}

// step is one line of a slip: how many of an item go into a lot, or out of it.
type step struct {
	item  Item
	lotID string
	qty   int
}

// write puts the lines of a slip into the ledger and tells who listens. person
// is whom they concern, where somebody.
func (s *Slip) write(tx *access.Tx, person, source string, steps []step) error {
	last, err := drawLines(tx, len(steps))
	if err != nil {
		return err
	}
	for i, step := range steps {
		m := Move{Seq: last - int64(len(steps)-1-i), ItemID: step.item.ID, LotID: step.lotID, Kind: s.Kind, Qty: step.qty, StayID: s.StayID, PersonID: person, RoomID: s.RoomID,
			Slip: s.Number, Source: source, Reason: s.Reason, Actor: s.Actor, Second: s.Second}
		if err := post(tx, &m); err != nil {
			return err
		}
		line := s.add(step.item, m)
		line.Item.Stock = m.Balance
	}
	tx.Changed("supply_move", s.Number)
	return s.audit(tx, person)
}

// add puts a move onto the line of its item.
func (s *Slip) add(item Item, m Move) *SlipLine {
	at := slices.IndexFunc(s.Lines, func(l SlipLine) bool { return l.Item.ID == item.ID })
	if at < 0 {
		at = len(s.Lines)
		s.Lines = append(s.Lines, SlipLine{Item: item})
	}
	line := &s.Lines[at]
	line.Lots = append(line.Lots, LotPart{m.LotID, m.Qty})
	if m.Kind != MoveTransfer || m.Qty > 0 {
		line.Qty += max(m.Qty, -m.Qty)
	}
	return line
}

// audit puts a slip on record.
func (s *Slip) audit(tx *access.Tx, person string) error {
	quantities := map[string]int{}
	for _, l := range s.Lines {
		quantities[l.Item.ID] = l.Qty
	}
	return tx.Audit(access.Entry{Action: "supply." + s.Kind, Table: "supply_move", Target: s.Number, Person: person,
		Detail: map[string]any{"slip": s.Number, "items": quantities}})
}

// Slip reads a slip by its number, for its paper.
func (r *Room) Slip(ctx context.Context, number string) (s Slip, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		s, err = findSlip(tx, number)
		return err
	})
	return s, err
}

// SlipHead is a slip in a list: what it is of, without its lines.
type SlipHead struct {
	Number string
	Kind   string
	To
	At     time.Time
	Reason string
	Actor  string
	Second string
	Items  int    // how many kinds of things
	First  string // name of one of them
	Qty    int    // how many in all, whichever way they went
}

// Slips lists the slips since a moment that are of one of some kinds, or of any
// where none is named, the newest first. It names nobody.
func (r *Room) Slips(ctx context.Context, since time.Time, kinds ...string) (all []SlipHead, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findSlips(tx, since)
		return err
	})
	if len(kinds) > 0 {
		all = slices.DeleteFunc(all, func(s SlipHead) bool { return !slices.Contains(kinds, s.Kind) })
	}
	return all, err
}

func findSlip(tx *access.Tx, number string) (s Slip, err error) {
	moves, err := findSlipMoves(tx, number)
	if err != nil {
		return s, err
	}
	if len(moves) == 0 || number == "" {
		return s, store.Fail(store.NotFound, "没有这个单号，请核对后重新输入。").On("slip")
	}
	first := moves[0]
	s = Slip{Number: number, Kind: first.Kind, To: To{first.StayID, first.RoomID}, At: first.At, Reason: first.Reason, Actor: first.Actor, Second: first.Second}
	for _, m := range moves {
		item, err := findItem(tx, m.ItemID)
		if err != nil {
			return s, err
		}
		s.add(item, m)
	}
	return s, nil
}

package supply

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// LedgerCheck is what Verify looked at and what it found.
type LedgerCheck struct {
	Lines    int64
	Findings []access.Finding
}

// Sound reports whether nothing is wrong.
func (c LedgerCheck) Sound() bool { return len(c.Findings) == 0 }

func (c *LedgerCheck) find(text string, args store.Args) {
	c.Findings = append(c.Findings, access.Finding{Text: text, Args: args})
}

// Verify adds the whole ledger up and compares it with the stock that is kept:
// of every lot, of every item, after every line; and looks for missing lines,
// slips and receipts. It reads each line once: five years of a large station,
// a million lines, take some seconds.
func (r *Room) Verify(ctx context.Context) (c LedgerCheck, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		c, err = verify(tx)
		return err
	})
	return c, err
}

func verify(tx *access.Tx) (c LedgerCheck, err error) {
	first, last, lines, err := findSeqs(tx)
	if err != nil {
		return c, err
	}
	c.Lines = lines
	if lines > 0 && (first != 1 || last != lines) {
		c.find("物资台账应有{{.Last}}行，实有{{.Lines}}行，有缺失。", store.Args{"Last": last, "Lines": lines})
	}
	s, err := newSums(tx)
	if err != nil {
		return c, err
	}
	if err := eachLine(tx, s.add); err != nil {
		return c, err
	}
	s.compare()
	c.Findings = slices.Concat(c.Findings, s.ofLots, s.ofItems, s.ofLines)
	if err := c.verifySlips(tx, s.slips); err != nil {
		return c, err
	}
	return c, c.verifyFares(tx)
}

// mostOfLines is how many lines with a wrong balance are told: one that is wrong
// makes all after it wrong.
const mostOfLines = 100

// sums add the ledger up, line after line.
type sums struct {
	items map[string]Item // as they are kept
	lots  []keptLot       // as they are kept, by id
	item  map[string]int  // by item
	lot   map[string]int  // by lot
	of    map[string]string
	known map[string]bool           // slips
	slips map[string]map[string]int // how many slips, by kind and the letters and year of their numbers

	ofLots, ofItems, ofLines []access.Finding
}

// keptLot is a lot with the stock that is kept.
type keptLot struct {
	id, item string
	stock    int
}

// line is what of a line of the ledger is added up.
type line struct {
	seq             int64
	item, lot, kind string
	slip            string
	qty, balance    int
}

func newSums(tx *access.Tx) (*sums, error) {
	s := &sums{items: map[string]Item{}, item: map[string]int{}, lot: map[string]int{}, of: map[string]string{}, known: map[string]bool{}, slips: map[string]map[string]int{}}
	items, err := findItems(tx)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		s.items[i.ID] = i
	}
	s.lots, err = findKeptLots(tx)
	for _, l := range s.lots {
		s.of[l.id] = l.item
	}
	return s, err
}

// add counts a line in. The stock of its item after it must be what the lines
// until then add up to, and its lot one of that item.
func (s *sums) add(l line) {
	s.item[l.item] += l.qty
	s.lot[l.lot] += l.qty
	if (l.balance != s.item[l.item] || s.of[l.lot] != l.item) && len(s.ofLines) < mostOfLines {
		s.ofLines = append(s.ofLines, s.finding("台账第{{.ID}}行（“{{.Item}}”）的结存是{{.Kept}}，逐行合计是{{.Sum}}。", l.item, strconv.FormatInt(l.seq, 10), l.balance, s.item[l.item]))
	}
	if s.known[l.slip] {
		return
	}
	s.known[l.slip] = true
	begin, _, _ := strings.Cut(l.slip, "-")
	if s.slips[l.kind] == nil {
		s.slips[l.kind] = map[string]int{}
	}
	s.slips[l.kind][begin]++
}

// compare finds the lots whose stock is not what their lines add up to, and the
// items whose stock is not what their lots add up to.
func (s *sums) compare() {
	ofLots := map[string]int{}
	for _, l := range s.lots {
		ofLots[l.item] += l.stock
		if l.stock != s.lot[l.id] {
			s.ofLots = append(s.ofLots, s.finding("“{{.Item}}”批次 {{.ID}} 的库存是{{.Kept}}，台账合计是{{.Sum}}。", l.item, l.id, l.stock, s.lot[l.id]))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.items)) {
		if kept := s.items[id].Stock; kept != ofLots[id] {
			s.ofItems = append(s.ofItems, s.finding("“{{.Item}}”（{{.ID}}）的库存是{{.Kept}}，各批次合计是{{.Sum}}。", id, id, kept, ofLots[id]))
		}
	}
}

func (s *sums) finding(text, itemID, id string, kept, sum int) access.Finding {
	return access.Finding{Text: text, Args: store.Args{"Item": s.items[itemID].Full(), "ID": id, "Kept": kept, "Sum": sum}}
}

// verifySlips compares how many slips there are with how many were drawn.
func (c *LedgerCheck) verifySlips(tx *access.Tx, slips map[string]map[string]int) error {
	for _, kind := range slices.Sorted(maps.Keys(slipLetters)) {
		drawn, err := findDrawn(tx, slipSeries(kind))
		if err != nil {
			return err
		}
		for year, last := range drawn {
			if n := slips[kind][fmt.Sprintf("%s%d", slipLetters[kind], year)]; n != last {
				c.find("{{.Year}}年“{{.Letters}}”字单据应有{{.Last}}张，台账里有{{.N}}张。", store.Args{"Year": year, "Letters": slipLetters[kind], "Last": last, "N": n})
			}
		}
	}
	return nil
}

// verifyFares compares how many receipts for fares there are with how many
// were drawn.
func (c *LedgerCheck) verifyFares(tx *access.Tx) error {
	drawn, err := findDrawn(tx, fareSeries)
	if err != nil {
		return err
	}
	for year, last := range drawn {
		n, err := countReceipts(tx, fmt.Sprintf("%s%d-", fareLetters, year))
		if err != nil {
			return err
		}
		if n != last {
			c.find("{{.Year}}年车费收据应有{{.Last}}张，实有{{.N}}张。", store.Args{"Year": year, "Last": last, "N": n})
		}
	}
	return nil
}

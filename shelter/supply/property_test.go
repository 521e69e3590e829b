package supply_test

import (
	"database/sql"
	"math/rand/v2"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// shelf is the store room as a child would keep it: what lies in each lot, and
// who holds what of it.
type shelf struct {
	t     *testing.T
	rand  *rand.Rand
	lots  map[string]*pile
	of    map[string][]*pile           // by item
	ids   []string                     // of lots, in the order in which they came
	holds map[supply.To]map[string]int // by lot
	items []supply.Item
	whom  []supply.To
	where []string // depots
	asked []supply.WriteOff
	takes map[string]supply.StockTake // open, by depot
	did   map[string]int
	lines int
}

// pile is a lot of the shelf.
type pile struct {
	id, item, origin, depot string
	expires                 string
	reserved                bool
	left                    int
}

func (p *pile) good(today calendar.Date) bool { return p.expires == "" || p.expires >= today.String() }

// put adds a pile.
func (s *shelf) put(p *pile) {
	s.lots[p.id] = p
	s.of[p.item] = append(s.of[p.item], p)
	s.ids = append(s.ids, p.id)
}

// stock is how many of an item lie there, in a depot or in all.
func (s *shelf) stock(item, depot string) (n int) {
	for _, p := range s.of[item] {
		if depot == "" || p.depot == depot {
			n += p.left
		}
	}
	return n
}

// moved follows a slip.
func (s *shelf) moved(slip supply.Slip) {
	for _, l := range slip.Lines {
		for _, part := range l.Lots {
			s.lines++
			p := s.lots[part.LotID]
			if p == nil {
				s.t.Fatalf("slip %s moves a lot that nobody took in", slip.Number)
			}
			if p.left += part.Qty; p.left < 0 {
				s.t.Fatalf("slip %s leaves %d in a lot", slip.Number, p.left)
			}
			if slip.StayID+slip.RoomID != "" {
				held := s.holds[slip.To]
				if held[part.LotID] -= part.Qty; held[part.LotID] < 0 {
					s.t.Fatalf("slip %s takes back more than was given", slip.Number)
				}
			}
		}
	}
}

// expect fails where the store room and the shelf disagree on whether
// something could be done.
func (s *shelf) expect(what string, could bool, err error) bool {
	s.t.Helper()
	if could != (err == nil) {
		s.t.Fatalf("%s: could %v, err %v", what, could, err)
	}
	if err != nil {
		if store.KindOf(err) == 0 {
			s.t.Fatalf("%s: %v", what, err)
		}
		what += " refused"
	}
	s.did[what]++
	return err == nil
}

func (s *shelf) item() supply.Item { return s.items[s.rand.IntN(len(s.items))] }

func (s *shelf) pile() *pile {
	if len(s.ids) == 0 {
		return nil
	}
	return s.lots[s.ids[len(s.ids)-1-s.rand.IntN(min(len(s.ids), 60))]]
}

func (s *shelf) receive(tx *access.Tx) error {
	d := supply.Delivery{ItemID: s.item().ID, DepotID: s.where[s.rand.IntN(len(s.where))], Qty: 1 + s.rand.IntN(40), Source: "budget"}
	today := calendar.On(tx.Now())
	if s.rand.IntN(2) == 0 {
		d.Expires = today.AddDays(s.rand.IntN(200))
	}
	if s.rand.IntN(4) == 0 {
		d.Source, d.Donor = supply.Donation, "演示公司"
		if s.rand.IntN(3) == 0 {
			d.Use = "仅供未成年人"
		}
	}
	lots, slip, err := supply.TakeInTx(tx, []supply.Delivery{d})
	if s.expect("receive", true, err) {
		lot := lots[0]
		p := &pile{id: lot.ID, item: lot.Item.ID, origin: lot.OriginID, depot: lot.Depot.ID, reserved: d.Use != ""}
		if !d.Expires.IsZero() {
			p.expires = d.Expires.String()
		}
		s.put(p)
		s.moved(slip)
	}
	return err
}

func (s *shelf) issue(tx *access.Tx) error {
	today := calendar.On(tx.Now())
	o := supply.Order{To: s.whom[s.rand.IntN(len(s.whom))]}
	could := true
	for _, i := range s.rand.Perm(len(s.items))[:1+s.rand.IntN(2)] {
		l := supply.Line{ItemID: s.items[i].ID, Qty: 1 + s.rand.IntN(6)}
		usable := 0
		for _, p := range s.of[l.ItemID] {
			if p.good(today) && !p.reserved {
				usable += p.left
			}
		}
		could = could && usable >= l.Qty
		o.Lines = append(o.Lines, l)
	}
	slip, err := supply.HandOutTx(tx, o)
	if !s.expect("issue", could, err) {
		return err
	}
	for i, l := range slip.Lines {
		s.fefo(l, o.Lines[i].Qty, today)
	}
	s.moved(slip)
	return nil
}

// fefo checks a line of a slip before the shelf follows it: as many as were
// asked for, of nothing expired or reserved, and nothing is left behind that
// expires earlier.
func (s *shelf) fefo(l supply.SlipLine, want int, today calendar.Date) {
	got, taken := 0, map[string]int{}
	latest := ""
	for _, part := range l.Lots {
		p := s.lots[part.LotID]
		if p.reserved || !p.good(today) {
			s.t.Fatalf("handed out of a lot that expires on %q, reserved %v", p.expires, p.reserved)
		}
		got -= part.Qty
		taken[p.id] -= part.Qty
		latest = max(latest, ends(p))
	}
	if got != want || l.Qty != want {
		s.t.Fatalf("handed out %d; want %d", got, want)
	}
	for _, p := range s.of[l.Item.ID] {
		if p.good(today) && !p.reserved && p.left > taken[p.id] && ends(p) < latest {
			s.t.Fatalf("took what expires on %s and left what expires on %s", latest, ends(p))
		}
	}
}

func ends(p *pile) string {
	if p.expires == "" {
		return "9999"
	}
	return p.expires
}

func (s *shelf) giveBack(tx *access.Tx) error {
	from, i := s.whom[s.rand.IntN(len(s.whom))], s.item()
	has := 0
	for lot, n := range s.holds[from] {
		if s.lots[lot].item == i.ID {
			has += n
		}
	}
	qty := 1 + s.rand.IntN(max(1, has))
	slip, err := supply.TakeBackTx(tx, from, []supply.Line{{ItemID: i.ID, Qty: qty}}, "当面退回")
	if s.expect("return", has >= qty, err) {
		s.moved(slip)
	}
	return err
}

func (s *shelf) transfer(tx *access.Tx) error {
	p := s.pile()
	if p == nil {
		return nil
	}
	to, qty := s.where[s.rand.IntN(len(s.where))], 1+s.rand.IntN(10)
	slip, err := supply.TransferTx(tx, p.id, to, qty, "")
	if s.expect("transfer", p.left >= qty && to != p.depot, err) {
		for _, part := range slip.Lines[0].Lots {
			if s.lots[part.LotID] == nil {
				s.put(&pile{id: part.LotID, item: p.item, origin: p.origin, depot: to, expires: p.expires, reserved: p.reserved})
			}
		}
		s.moved(slip)
	}
	return err
}

func (s *shelf) writeOff(tx *access.Tx) error {
	p := s.pile()
	if p == nil || p.left == 0 {
		return nil
	}
	w := supply.WriteOff{Cause: "damaged", Lines: []supply.Scrap{{LotID: p.id, Qty: 1 + s.rand.IntN(p.left)}}}
	err := supply.InsertWriteOffTx(tx, &w)
	if s.expect("write-off asked", true, err) {
		s.asked = append(s.asked, w)
	}
	return err
}

func (s *shelf) confirm(tx *access.Tx) error {
	if len(s.asked) == 0 {
		return nil
	}
	w := s.asked[0]
	s.asked = s.asked[1:]
	slip, err := supply.ConfirmWriteOffTx(tx, w.ID)
	could := w.AskedBy != tx.Actor().ID && s.lots[w.Lines[0].LotID].left >= w.Lines[0].Qty
	if s.expect("write-off", could, err) {
		s.moved(slip)
	}
	return err
}

func (s *shelf) adjust(tx *access.Tx) error {
	i := s.item()
	have := s.stock(i.ID, "")
	counted := max(0, have-1)
	if s.did["adjust"]%2 == 0 {
		counted = have + 1
	}
	err := supply.AdjustTx(tx, i.ID, counted, "演示：清点更正")
	if err != nil && store.KindOf(err) == store.Conflict {
		s.did["adjust refused"]++ // the day's few are used up, or it is being counted
		return err
	}
	if s.expect("adjust", true, err) && counted != have {
		s.lines++
		s.reread(tx, i.ID)
	}
	return err
}

// reread lets the shelf follow corrections, which say only how many: the lots
// of the item are read again and must add up to what was counted.
func (s *shelf) reread(tx *access.Tx, item string) {
	rows, err := tx.Query(`SELECT id, origin_id, depot_id, expires_on, stock FROM supply_lot WHERE item_id = $1`, item)
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (p pile, err error) {
		return p, rows.Scan(&p.id, &p.origin, &p.depot, &p.expires, &p.left)
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, p := range all {
		if s.lots[p.id] == nil {
			s.put(&pile{id: p.id, item: item, origin: p.origin, depot: p.depot, expires: p.expires})
		}
		s.lots[p.id].left = p.left
	}
}

func (s *shelf) stockTake(tx *access.Tx) error {
	depot := s.where[s.rand.IntN(len(s.where))]
	t, open := s.takes[depot]
	if open {
		return s.approve(tx, depot, t)
	}
	i := s.item()
	t, err := supply.BeginStockTakeTx(tx, depot, []string{i.ID})
	if !s.expect("stock-take begun", true, err) {
		return err
	}
	booked := s.stock(i.ID, depot)
	if err := supply.SetCountedTx(tx, t, i.ID, max(0, booked+s.rand.IntN(7)-4), booked); err != nil {
		return err
	}
	if err := supply.SetReasonTx(tx, t, i.ID, "演示：清点不符"); err != nil {
		return err
	}
	if t, err = supply.FindTakeTx(tx, t.ID); err == nil {
		s.takes[depot] = t
	}
	return err
}

func (s *shelf) approve(tx *access.Tx, depot string, t supply.StockTake) error {
	line := t.Lines[0]
	have := s.stock(line.Item.ID, depot)
	_, err := supply.ApproveTakeTx(tx, t.ID)
	could := t.BegunBy != tx.Actor().ID && have+line.Variance() >= 0
	if !s.expect("stock-take", could, err) {
		return err
	}
	delete(s.takes, depot)
	s.reread(tx, line.Item.ID)
	if got := s.stock(line.Item.ID, depot); got != have+line.Variance() {
		s.t.Fatalf("after the stock-take there are %d; want %d", got, have+line.Variance())
	}
	return nil
}

// one does something at random.
func (s *shelf) one(tx *access.Tx) error {
	switch n := s.rand.IntN(100); {
	case n < 10:
		return s.receive(tx)
	case n < 60:
		return s.issue(tx)
	case n < 80:
		return s.giveBack(tx)
	case n < 86:
		return s.transfer(tx)
	case n < 89:
		return s.writeOff(tx)
	case n < 94:
		return s.confirm(tx)
	case n < 97:
		return s.adjust(tx)
	}
	return s.stockTake(tx)
}

// compare reads every lot and every item and fails where they are not as on
// the shelf.
func (s *shelf) compare(tx *access.Tx) error {
	rows, err := tx.Query(`SELECT id, stock FROM supply_lot`)
	seen := 0
	_, err = store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) {
		var n int
		err = rows.Scan(&id, &n)
		if p := s.lots[id]; p == nil || p.left != n {
			s.t.Errorf("lot %s holds %d; on the shelf %+v", id, n, p)
		}
		seen++
		return id, err
	})
	if err != nil {
		return err
	}
	if seen != len(s.lots) {
		s.t.Errorf("%d lots; want %d", seen, len(s.lots))
	}
	rows, err = tx.Query(`SELECT id, stock FROM supply_item`)
	_, err = store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) {
		var n int
		err = rows.Scan(&id, &n)
		if want := s.stock(id, ""); n != want {
			s.t.Errorf("item %s: %d; want %d", id, n, want)
		}
		return id, err
	})
	return err
}

// All that a store room does is done at random over five years, also what
// cannot be done. Lots, items, the ledger and a shelf that knows nothing of the
// database agree to the end.
func TestWhateverIsDoneAtRandomAgreesWithAShelf(t *testing.T) {
	steps := 4_000
	if testing.Short() {
		steps = 1_000
	}
	h := station(t)
	s := newShelf(t, h)
	const batch = 250
	sessions := []*access.Session{h.Session, h.keeper.Session}
	for done := 0; done < steps; done += batch {
		h.at(begin.AddDate(0, 0, done*5*365/steps))
		err := sessions[done/batch%2].Write(t.Context(), "", func(tx *access.Tx) error {
			for range batch {
				if err := s.step(tx); err != nil {
					return err
				}
			}
			if done%(steps/20) == 0 {
				return s.compare(tx)
			}
			return nil
		})
		ok(t, err)
	}
	ok(t, h.Session.Read(t.Context(), "", s.compare))
	check, err := h.Verify(t.Context())
	ok(t, err)
	for _, f := range check.Findings {
		t.Error(f)
	}
	if check.Lines < int64(s.lines) || s.lines < steps/2 {
		t.Errorf("the ledger has %d lines; the shelf followed %d", check.Lines, s.lines)
	}
	for _, what := range []string{"receive", "issue", "issue refused", "return", "return refused", "transfer", "write-off", "write-off refused", "adjust", "stock-take"} {
		if s.did[what] < steps/1000 {
			t.Errorf("%s: %d times only; %v", what, s.did[what], s.did)
		}
	}
}

// step does one thing; what was refused leaves nothing behind.
func (s *shelf) step(tx *access.Tx) error {
	if _, err := tx.Exec(`SAVEPOINT step`); err != nil {
		return err
	}
	if err := s.one(tx); err != nil {
		if store.KindOf(err) == 0 {
			return err
		}
		if _, err := tx.Exec(`ROLLBACK TO step`); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`RELEASE step`)
	return err
}

func newShelf(t *testing.T, h *house) *shelf {
	t.Helper()
	s := &shelf{t: t, rand: rand.New(rand.NewPCG(2026, 11)), lots: map[string]*pile{}, of: map[string][]*pile{}, holds: map[supply.To]map[string]int{},
		takes: map[string]supply.StockTake{}, did: map[string]int{}}
	all, err := h.Items(t.Context())
	ok(t, err)
	s.items = all[:12]
	for range 40 {
		s.whom = append(s.whom, supply.To{StayID: arrive(t, h.Room)})
	}
	for _, id := range h.rooms(t)[:8] {
		s.whom = append(s.whom, supply.To{RoomID: id})
	}
	for _, to := range s.whom {
		s.holds[to] = map[string]int{}
	}
	for _, name := range []string{"东库", "西库"} {
		d := supply.Depot{Name: name, Active: true}
		ok(t, h.SaveDepot(t.Context(), &d))
		s.where = append(s.where, d.ID)
	}
	s.where = append(s.where, h.db.Station())
	return s
}

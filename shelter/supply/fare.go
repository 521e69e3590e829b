package supply

import (
	"context"
	"fmt"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Where a station keeps its rule for fares.
const (
	fareLimitSetting   = "supply.fare_limit_fen"
	fareArticleSetting = "supply.fare_article"
)

// FareRule is how much cash for a short trip somebody may be given in a stay,
// and by which article.
type FareRule struct {
	LimitFen int
	Article  string
}

// DefaultFareRule is the rule with which a station starts.
func DefaultFareRule() FareRule {
	return FareRule{LimitFen: 2000, Article: "《生活无着的流浪乞讨人员救助管理机构工作规程》（民发〔2014〕132号），条号待核对"}
}

// Fare is cash for a short trip, signed for on a receipt, or what came back of
// it. 短途车费
type Fare struct {
	ID        string
	Number    string // of the receipt: CF, the year, and a number without gaps in it
	At        time.Time
	StayID    string
	PersonID  string
	AmountFen int    // negative for what came back
	Way       string // fare_way table
	BackOf    string // id of the fare that came back; empty for a payment
	Rule      FareRule
	Actor     string // account
}

// FareRule reads the station's rule.
func (r *Room) FareRule(ctx context.Context) (rule FareRule, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		rule, err = findFareRule(tx)
		return err
	})
	return rule, err
}

func findFareRule(tx *access.Tx) (FareRule, error) {
	rule := DefaultFareRule()
	if _, err := tx.Setting(fareLimitSetting, &rule.LimitFen); err != nil {
		return rule, err
	}
	_, err := tx.Setting(fareArticleSetting, &rule.Article)
	return rule, err
}

// maxFareLimit is the most that a rule may allow, in fen: above it is a ticket.
const maxFareLimit = 100_000

// SetFareRule changes the rule for fares given from now on.
func (r *Room) SetFareRule(ctx context.Context, rule FareRule) error {
	trimmed(&rule.Article)
	switch {
	case rule.LimitFen < 0 || rule.LimitFen > maxFareLimit:
		return store.Fail(store.Invalid, "车费限额要在0到{{.Yuan}}元之间。").With(store.Args{"Yuan": yuan(maxFareLimit)}).On("limit")
	case rule.Article == "":
		return store.Fail(store.Invalid, "请写明限额的依据。").On("article")
	}
	if err := checkText(rule.Article, "article"); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if err := tx.SetSetting(fareLimitSetting, rule.LimitFen); err != nil {
			return err
		}
		if err := tx.SetSetting(fareArticleSetting, rule.Article); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rules.supply", Table: "setting", Target: fareLimitSetting, Detail: map[string]any{"fen": rule.LimitFen}})
	})
}

// The numbers of receipts are drawn from a series of their own.
const (
	fareSeries  = "supply.fare"
	fareLetters = "CF"
)

// yuan writes fen as an amount: 20, 12.50.
func yuan(fen int) string {
	if fen%100 == 0 {
		return fmt.Sprint(fen / 100)
	}
	return fmt.Sprintf("%d.%02d", fen/100, fen%100)
}

// ShortFare gives cash for a short trip. All that is given in a stay together
// stays within the limit.
func (r *Room) ShortFare(ctx context.Context, stayID string, fen int, way string) (f Fare, err error) {
	switch {
	case fen < 1:
		return f, store.Fail(store.Invalid, "请填写车费金额。").On("amount")
	case !isCode("fare_way", way):
		return f, store.Fail(store.Invalid, "请选择乘坐什么车。").On("way")
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		f, err = shortFare(tx, stayID, fen, way)
		return err
	})
	return f, err
}

func shortFare(tx *access.Tx, stayID string, fen int, way string) (f Fare, err error) {
	stay, err := intake.FindStay(tx, stayID)
	if err != nil {
		return f, err
	}
	if !stay.State.Open() && stay.Kind != intake.Spot {
		return f, store.Fail(store.Conflict, "此人已经离站，不能再发车费。")
	}
	rule, err := findFareRule(tx)
	if err != nil {
		return f, err
	}
	given, err := sumFares(tx, stayID)
	if err != nil {
		return f, err
	}
	if given+fen > rule.LimitFen {
		return f, store.Fail(store.Invalid, "短途车费每人每次救助最多{{.Limit}}元，已发{{.Given}}元。依据：{{.Article}}。超出的请办理乘车凭证。").
			With(store.Args{"Limit": yuan(rule.LimitFen), "Given": yuan(given), "Article": rule.Article}).On("amount")
	}
	return writeFare(tx, Fare{StayID: stayID, PersonID: stay.PersonID, AmountFen: fen, Way: way, Rule: rule})
}

// FareBack takes a fare back that was not used, all of it.
func (r *Room) FareBack(ctx context.Context, fareID string) (f Fare, err error) {
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		paid, err := findFare(tx, fareID)
		if err != nil {
			return err
		}
		if paid.BackOf != "" {
			return store.Fail(store.Invalid, "这张是退回的收据，请选择发出的那一张。").On("fare")
		}
		back := paid
		back.AmountFen, back.BackOf = -paid.AmountFen, paid.ID
		f, err = writeFare(tx, back)
		return err
	})
	return f, err
}

// writeFare draws a receipt and writes the line.
func writeFare(tx *access.Tx, f Fare) (Fare, error) {
	year := calendar.On(tx.Now()).Year
	n, err := tx.NextNumber(fareSeries, year)
	if err != nil {
		return f, err
	}
	f.ID, f.At, f.Actor, f.Number = store.NewID(), tx.Now(), tx.Actor().ID, fmt.Sprintf("%s%d-%05d", fareLetters, year, n)
	if err := insertFare(tx, f); err != nil {
		return f, err
	}
	return f, tx.Audit(access.Entry{Action: "supply.fare", Table: "supply_fare", Target: f.ID, Person: f.PersonID,
		Detail: map[string]any{"number": f.Number, "fen": f.AmountFen}})
}

// Fares lists what was given in a stay.
func (r *Room) Fares(ctx context.Context, stayID string) (all []Fare, err error) {
	err = r.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findFares(tx, stayID)
		return err
	})
	return all, err
}

// FaresIn lists the receipts of a month, the newest first.
func (r *Room) FaresIn(ctx context.Context, year int, month time.Month) (all []Fare, err error) {
	first, err := monthOf(year, month)
	if err != nil {
		return nil, err
	}
	err = r.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findFaresIn(tx, first.Start(), first.AddMonths(1).Start())
		return err
	})
	return all, err
}

// Fare reads one receipt, for its paper.
func (r *Room) Fare(ctx context.Context, id string) (f Fare, err error) {
	err = r.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		f, err = findFare(tx, id)
		return err
	})
	return f, err
}

// FareMonth is the cash of a month.
type FareMonth struct {
	Receipts int // given out
	Stays    int // that were given something
	OutFen   int
	BackFen  int
}

// NetFen is what was spent.
func (m FareMonth) NetFen() int { return m.OutFen - m.BackFen }

// FareMonth adds up the fares of a month. It names nobody.
func (r *Room) FareMonth(ctx context.Context, year int, month time.Month) (m FareMonth, err error) {
	first, err := monthOf(year, month)
	if err != nil {
		return m, err
	}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		m, err = sumFareMonth(tx, first.Start(), first.AddMonths(1).Start())
		return err
	})
	return m, err
}

package supply

import (
	"context"
	"fmt"

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
// of every lot, of every item, after every line; and looks for missing lines
// and missing slips. It reads all lines several times: five years of a large
// station take some ten seconds.
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
	for _, check := range []func(*access.Tx) ([]access.Finding, error){findLotErrors, findItemErrors, findBalanceErrors} {
		found, err := check(tx)
		if err != nil {
			return c, err
		}
		c.Findings = append(c.Findings, found...)
	}
	if err := c.verifySlips(tx); err != nil {
		return c, err
	}
	return c, c.verifyFares(tx)
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

// verifySlips compares how many slips there are with how many were drawn.
func (c *LedgerCheck) verifySlips(tx *access.Tx) error {
	for kind, letters := range slipLetters {
		drawn, err := findDrawn(tx, slipSeries(kind))
		if err != nil {
			return err
		}
		for year, last := range drawn {
			n, err := countSlips(tx, kind, fmt.Sprintf("%s%d-", letters, year))
			if err != nil {
				return err
			}
			if n != last {
				c.find("{{.Year}}年“{{.Letters}}”字单据应有{{.Last}}张，台账里有{{.N}}张。", store.Args{"Year": year, "Letters": letters, "Last": last, "N": n})
			}
		}
	}
	return nil
}

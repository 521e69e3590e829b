package main

import (
	"fmt"
	"slices"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

type verifyCommand struct{ asJSON }

// Run verifies the station and the store room's ledger. The chain's head that this machine has kept is
// compared first: nothing in a file shows that it was put back to an older copy.
func (c *verifyCommand) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	var findings []access.Finding
	if anchors, err := access.AnchorDir(); err == nil { // without a home there is no anchor
		if findings, err = access.CheckAnchor(d, session.DB(), anchors); err != nil {
			return err
		}
	}
	v, err := session.Verify(d, nil)
	if err != nil {
		return err
	}
	ledger, err := (&supply.Room{Session: session}).Verify(d)
	if err != nil {
		return err
	}
	v.Findings = slices.Concat(findings, v.Findings, ledger.Findings)
	if err := c.show(d, v, ledger); err != nil {
		return err
	}
	if !v.Sound() {
		return store.Fail(store.Conflict, "核对发现{{.N}}处问题，请站长核实。").With(store.Args{"N": len(v.Findings)})
	}
	return nil
}

func (c *verifyCommand) show(d *desk, v access.Verification, ledger supply.LedgerCheck) error {
	texts := make([]string, len(v.Findings))
	for i, f := range v.Findings {
		texts[i] = say(f.Text, f.Args)
	}
	if c.JSON {
		return d.writeJSON(struct {
			Sound        bool     `json:"sound"`
			AuditEntries int64    `json:"audit_entries"`
			AuditHead    string   `json:"audit_head"`
			Records      int64    `json:"records"`
			Unreadable   int64    `json:"records_without_key"`
			LedgerLines  int64    `json:"ledger_lines"`
			Findings     []string `json:"findings"`
		}{v.Sound(), v.AuditEntries, v.AuditHead, v.Records, v.Protected, ledger.Lines, texts})
	}
	err := d.tell("审计记录{{.N}}条，链头 {{.Head}}。", store.Args{"N": v.AuditEntries, "Head": v.AuditHead})
	if err == nil {
		err = d.tell("密封记录打开{{.N}}条，无钥匙{{.Closed}}条。", store.Args{"N": v.Records, "Closed": v.Protected})
	}
	if err == nil {
		line := "物资台账{{.N}}行，账实不符，见下。"
		if ledger.Sound() {
			line = "物资台账{{.N}}行，账实相符。"
		}
		err = d.tell(line, store.Args{"N": ledger.Lines})
	}
	for _, text := range texts {
		if err == nil {
			_, err = fmt.Fprintln(d.out, "-", text)
		}
	}
	if err == nil && v.Sound() {
		err = d.tell("核对完毕，没有发现问题。", nil)
	}
	return err
}

package printing

import (
	"regexp"
	"strings"

	"guitu/assets"
	"guitu/internal/store"
)

// toVerify is the remark in a code table that a citation is from a secondary
// source. It is for who keeps the table, not for who is refused.
var toVerify = regexp.MustCompile(`[，；]?(条号)?待核对`)

// clause is the rule that a refusal rests on: as the clerk wrote it, or as the
// table of reasons has it.
func clause(reason, written string) string {
	if strings.TrimSpace(written) != "" {
		return written
	}
	rows, err := assets.CodeTable("refusal_reason")
	if err != nil {
		return ""
	}
	for _, row := range rows {
		if row.Code == reason {
			return toVerify.ReplaceAllString(row.Note, "")
		}
	}
	return ""
}

// fillRefusal fills 不予救助通知书: why, under which rule, and where to complain.
func fillRefusal(d *draft) (Values, error) {
	r := d.stay.Refusal
	if r == nil {
		return nil, store.Fail(store.Conflict, "这次求助没有记录不予救助的情形，不能出具通知书。请重新办理不予救助。")
	}
	return Values{
		"name": d.name(), "asked_at": moment(d.stay.ArrivedAt),
		"grounds": []string{codeWord("refusal_reason", r.Reason)}, "rule": clause(r.Reason, r.Clause),
		"detail": d.given("detail", r.Note), "witnesses": r.Witness, "served_by": d.actor.Display,
		"appeal_to":    d.given("appeal_to", d.complaints.To),
		"appeal_phone": d.given("appeal_phone", d.complaints.Phone),
	}, nil
}

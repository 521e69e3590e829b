package printing

import (
	"strings"

	"guitu/internal/store"
)

// fillRefusal fills 不予救助通知书: why, under which rule, and where to complain.
func fillRefusal(d *draft) (Values, error) {
	r := d.stay.Refusal
	if r == nil {
		return nil, store.Fail(store.Conflict, "这次求助没有记录不予救助的情形，不能出具通知书。请重新办理不予救助。")
	}
	chosen, written := d.given("clause", r.Reason), r.Clause
	if chosen != r.Reason {
		written = "" // was written of another clause
	}
	c := causeOf(d.refuse, chosen, written)
	v := Values{
		"name": d.name(), "asked_at": moment(d.stay.ArrivedAt),
		"causes": strings.Join(c.list, "\n"), "cause": c.text, "rule": c.basis, "detail": d.given("detail", r.Note),
	}
	d.served(v, "refusal", d.given("witnesses", r.Witness))
	return v, nil
}

package printing

import (
	"strconv"
	"time"
)

// fillIssue fills 物资领取单 with everything that was handed out in the stay and
// has not come back.
func fillIssue(d *draft) (Values, error) {
	var items [][]string
	var last time.Time
	for i, s := range d.supplies {
		items = append(items, []string{strconv.Itoa(i + 1), s.Item.Name, s.Item.Size, strconv.Itoa(s.Qty) + s.Item.Unit, ""})
		if s.Last.After(last) {
			last = s.Last
		}
	}
	return Values{
		"name": d.name(), "stay_number": d.stay.Number, "bed": d.bed, "issued_at": moment(last),
		"items": items, "note": d.extra["note"],
	}, nil
}

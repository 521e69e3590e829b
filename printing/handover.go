package printing

import "guitu/internal/access"

// handoverKind is 护送接送交接表: who handed whom over to whom, with what.
func handoverKind() PaperKind {
	return PaperKind{Name: "handover", Title: "护送接送交接表", Letter: "交", Right: access.IssuePapers, fits: forEscort, photo: smallPhoto, fill: fillHandover, Extras: []Extra{
		{Key: "to", Label: "接收单位"},
		{Key: "to_address", Label: "接收单位地址"},
		{Key: "to_phone", Label: "接收单位电话"},
		{Key: "members", Label: "护送人"},
		{Key: "transport", Label: "交通工具和车次"},
		{Key: "files", Label: "档案材料清单", Multi: true},
		{Key: "risks", Label: "行为风险和注意事项", Multi: true},
		{Key: "way", Label: "途中情况", Multi: true},
		{Key: "receiver", Label: "接收人"},
	}}
}

// fillHandover fills 护送接送交接表. Before somebody was handed over, the receiver's
// half is left to the hand.
func fillHandover(d *draft) (Values, error) {
	v, e := d.someone(), d.escort
	l := d.leaving()
	v["to"] = d.given("to", e.Handed.Unit, e.To, l.Receiver)
	v["to_address"], v["to_phone"] = d.given("to_address", e.ToAddress), d.given("to_phone", e.ToPhone, e.Handed.Phone)
	v["members"] = d.given("members", d.escorters(), l.Collector)
	v["transport"] = d.given("transport", e.Transport, l.Ticket)
	v["left_at"], v["handed_at"] = moment(e.Left), moment(e.HandedAt)
	v["medicine"] = first(e.Medicine, d.stay.Medicine)
	v["risks"] = d.given("risks", e.Risks)
	v["files"], v["way"] = d.given("files", e.Items), d.given("way", joined("；", e.Handed.Note, e.Report))
	v["receiver"] = d.given("receiver", e.Handed.Name)
	v["identity"] = identityWords[d.person.Identity]
	v["handed"] = d.handedThings()
	v["signed"] = d.marks["handover"]
	return v, nil
}

package printing

import (
	"context"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
)

// forEscort is for who is escorted or collected by another station, or was.
func forEscort(s intake.Stay) bool {
	return forAdmitted(s) && (s.State.Open() || s.LeaveKind == "escort" || s.LeaveKind == "station")
}

// escortKind is 护送任务单: who takes whom where, and what they are to know.
func escortKind() PaperKind {
	return PaperKind{Name: "escort", Title: "护送任务单", Letter: "送", Right: access.IssuePapers, fits: forEscort, photo: smallPhoto, fill: fillEscort, Extras: []Extra{
		{Key: "members", Label: "护送人（两名以上，护送女性要有女性）"},
		{Key: "to", Label: "送往单位"},
		{Key: "to_address", Label: "送往单位地址"},
		{Key: "to_phone", Label: "送往单位电话"},
		{Key: "transport", Label: "交通工具和车次"},
		{Key: "route", Label: "路线和中转", Multi: true},
		{Key: "items", Label: "随行物品和档案材料", Multi: true},
		{Key: "medicine", Label: "路上的药品和用法", Multi: true},
		{Key: "food", Label: "途中食品"},
		{Key: "risks", Label: "行为风险和注意事项", Multi: true},
		{Key: "contact", Label: "站内联系人和电话"},
	}}
}

// readEscort reads the newest escort of the stay that was not given up.
func (p *Papers) readEscort(ctx context.Context, stayID string) (shelter.Escort, error) {
	all, err := p.House.Escorts(ctx, stayID)
	for _, e := range all {
		if e.State != shelter.EscortDropped {
			return e, err
		}
	}
	return shelter.Escort{}, err
}

// fillEscort fills 护送任务单.
func fillEscort(d *draft) (Values, error) {
	v, e := d.someone(), d.escort
	v["members"] = d.given("members", d.escorters())
	v["to"], v["to_address"], v["to_phone"] = d.given("to", e.To), d.given("to_address", e.ToAddress), d.given("to_phone", e.ToPhone)
	v["leaves"], v["arrives"], v["due_back"] = moment(e.Leaves), moment(e.Arrives), moment(e.DueBack)
	v["transport"], v["route"] = d.given("transport", e.Transport), d.given("route", e.Route)
	v["items"] = d.given("items", joined("；", e.Items, d.carried()))
	v["medicine"] = d.given("medicine", e.Medicine, d.stay.Medicine)
	v["food"], v["risks"], v["contact"] = d.given("food", e.Food), d.given("risks", e.Risks), d.given("contact", e.Contact)
	return v, nil
}

// escorters are those who go along: name, sex, post, telephone.
func (d *draft) escorters() string {
	all := ""
	for _, m := range d.escort.Members {
		all = joined("；", all, joined(" ", m.Name, CodeWord("sex", m.Sex), m.Post, m.Phone))
	}
	return all
}

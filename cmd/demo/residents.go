package demo

import (
	"fmt"
	"time"

	"guitu/intake"
	"guitu/tracing"
)

func note(text, ref, where string) tracing.StepNote {
	return tracing.StepNote{Note: text, RefNo: ref, Where: where}
}

// resident is somebody who is still here, since some time.
func (w *world) resident(since time.Duration, a intake.Arrival, by, reason string) *guest {
	g := &guest{arrives: w.end.Add(-since), Arrival: a, photo: true}
	w.came(g, by, reason)
	return g
}

// residents are those who are in the station now: forty-five, so that of sixty
// beds some are free.
func (w *world) residents() []*guest {
	all := w.strangers()
	all = append(all, w.longStays()...)
	all = append(all, w.families()...)
	all = append(all, w.careful()...)
	for i := 0; len(all) < inHouse; i++ {
		since := 7*hour + time.Duration(i)*5*hour + w.between(0, 3*hour)
		sex := []string{"1", "2", "1", "2", "2"}[i%5]
		a := w.adult(sex, 20, 58)
		if i%3 == 1 {
			a = w.elder(sex)
		}
		g := w.resident(since, a, w.pick("self", "police", "patrol", "public"), w.pick("job", "robbed", "kin", "other"))
		g.photo = i%2 == 0
		if g.Identity == intake.IdentityClaimed {
			g.proven = w.between(2*hour, 6*hour)
			w.ask(g)
		}
		if i%4 == 0 && g.Bag == "" {
			w.carries(g)
		}
		if i%4 == 0 {
			g.papers = append(g.papers, "belongings")
		}
		if i%6 == 0 {
			g.papers = append(g.papers, "register")
		}
		all = append(all, g)
	}
	return all
}

// inHouse is how many are in the station's care at the end.
const inHouse = 45

// strangers are those of whom nobody knows who they are, one for each way in
// which a legal period can stand.
func (w *world) strangers() []*guest {
	query := func(after time.Duration) step {
		return step{after, tracing.QuickQuery, note("与全国系统、公安人像比对，无结果（演示）", "", "")}
	}
	notice := func(after time.Duration) step {
		return step{after, tracing.NoticeOut, note("已在全国救助寻亲网发布（演示）", "", "全国救助寻亲网、演示晚报")}
	}
	dna := func(after time.Duration) step {
		return step{after, tracing.DNARequest, note("已向公安报请采集（演示）", "演示公DNA-03", "演示市公安局")}
	}
	make := func(since time.Duration, a intake.Arrival, by string, steps ...step) *guest {
		g := w.resident(since, a, by, "unclear")
		g.steps = steps
		for _, s := range steps {
			if s.kind == tracing.NoticeOut {
				g.papers = []string{"register", "notice"}
			}
		}
		return g
	}
	all := []*guest{
		make(3*hour, w.stranger("1", 30, 40), "police"),                                                             // all clocks run
		make(22*hour+20*time.Minute, w.stranger("2", 45, 60), "police", query(2*hour)),                              // notice due soon
		make(31*hour, w.stranger("1", 50, 65), "patrol", query(5*hour)),                                             // notice overdue
		make(4*day, w.bySound("2", 55, 70), "hospital", query(hour), notice(20*hour)),                               // notice in time
		make(5*day+3*hour, w.stranger("1", 40, 55), "police", query(2*hour), notice(29*hour)),                       // notice late
		make(8*day+5*hour, w.bySound("1", 35, 50), "patrol", query(3*hour), notice(10*hour)),                        // DNA due soon
		make(13*day, w.stranger("1", 60, 75), "police", query(2*hour), notice(19*hour)),                             // DNA and plan overdue
		make(21*day+2*hour, w.stranger("2", 35, 45), "hospital", query(4*hour), notice(18*hour), dna(6*day+2*hour)), // sampling runs
		make(41*day, w.bySound("1", 65, 80), "patrol", query(hour), notice(12*hour), dna(6*day),
			step{30 * day, tracing.Lead, note("反复说“主猫鸭”，疑为地名，正在核对（演示）", "", "")}), // sampling overdue
	}
	all[7].placed = 15 * day
	return all
}

// longStays are those near or past the ten days of an ordinary stay.
func (w *world) longStays() []*guest {
	near := w.resident(9*day+4*hour, w.adult("1", 30, 50), "self", "job")
	past := w.resident(12*day+2*hour, w.adult("2", 40, 55), "police", "kin")
	longer := w.resident(13*day+6*hour, w.adult("1", 45, 58), "hospital", "other")
	for _, g := range []*guest{near, past, longer} {
		g.Identity = intake.IdentityProven
	}
	longer.extend = 9 * day
	return []*guest{near, past, longer}
}

// families are parents with a child; the two belong in one room.
func (w *world) families() []*guest {
	var all []*guest
	for i, since := range []time.Duration{30 * hour, 3*day + 2*hour} {
		mother := w.resident(since, w.adult("2", 26, 40), "police", []string{"kin", "robbed"}[i])
		mother.Identity = intake.IdentityProven
		child := w.resident(since-2*time.Minute, w.child([]string{"1", "2"}[i], 3, 9), "police", "kin")
		child.Story = "随母亲一起来。"
		child.Identity = intake.IdentityProven
		mother.Kin = []intake.Kin{{Name: child.Name, Relation: []string{"2", "3"}[i], Address: mother.Household}}
		child.Kin = []intake.Kin{{Name: mother.Name, Relation: "5", Address: mother.Household}}
		mother.Party = fmt.Sprintf("demo-family-%d", i+1)
		mother.PartyRole, child.Party, child.PartyRole = "parent", mother.Party, "child"
		all = append(all, mother, child)
	}
	return all
}

// careful are those for whom the house has rules of its own, the four whose
// numbers are the test numbers of the standard among them.
func (w *world) careful() []*guest {
	hurt := w.resident(2*day+5*hour, w.adult("2", 28, 40), "police", "violence")
	hurt.Categories, hurt.protect, hurt.photo = []string{"violence"}, true, false
	hurt.Identity = intake.IdentityProven

	ill := w.resident(26*hour, w.adult("1", 40, 58), "hospital", "other")
	ill.Categories, ill.Look, ill.LookNote = []string{"infectious"}, []string{"fever", "ill"}, "咳嗽、低热，待查（演示）"

	uneasy := w.resident(40*hour, w.stranger("1", 30, 45), "police", "unclear")
	uneasy.Categories, uneasy.Mind = []string{"mental"}, []string{"mental", "agitated"}
	uneasy.steps = []step{{3 * hour, tracing.QuickQuery, note("无结果（演示）", "", "")}, {20 * hour, tracing.NoticeOut, note("已发布（演示）", "", "全国救助寻亲网")}}

	away := w.resident(3*day, w.elder("1"), "community", "lost")
	away.Look, away.hospital = []string{"critical"}, 4*hour

	pregnant := w.resident(28*hour, w.adult("2", 22, 34), "patrol", "kin")
	pregnant.Categories, pregnant.Look = []string{"pregnant"}, []string{"pregnant"}

	lame := w.resident(5*day, w.adult("1", 35, 55), "urban", "begging")
	lame.Categories, lame.Look = []string{"disabled"}, []string{"disabled"}

	boy := w.resident(20*hour, w.child("1", 13, 16), "police", "lost")
	girl := w.resident(2*day, w.child("2", 11, 15), "public", "lost")
	girl.proven = 5 * hour
	w.ask(girl)
	return append([]*guest{hurt, ill, uneasy, away, pregnant, lame, boy, girl}, w.numbered()...)
}

// numbered are people with numbers that the documentation of the standard uses
// as examples.
func (w *world) numbered() []*guest {
	var all []*guest
	for i, n := range []struct{ number, sex, birth, kind string }{
		{"11010519491231002X", "2", "1949-12-31", "citizen"},
		{"34052419800101001X", "1", "1980-01-01", "citizen"},
		{"810000199101125016", "1", "1991-01-12", "hmt_residence"},
		{"830000199101128018", "1", "1991-01-12", "hmt_residence"},
	} {
		a := w.adult(n.sex, 30, 50)
		a.IDNumber, a.IDKind, a.Birth, a.Identity, a.Checked = n.number, n.kind, n.birth, "", "标准中的示例号码（演示）"
		g := w.resident(time.Duration(i+1)*11*hour, a, "self", "robbed")
		g.papers = []string{"register"}
		all = append(all, g)
	}
	return all
}

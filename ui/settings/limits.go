package settings

import (
	"context"
	"math"
	"strconv"
	"strings"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// limits is 照料期限: the numbers by which the house reminds and warns.
type limits struct {
	shell  Shell
	form   *kit.Form
	fields map[string]*kit.Entry
	clean  *kit.Choice
	base   shelter.Limits // as it was read: what the form does not show stays
	read   bool
}

func newLimits(shell Shell) *kit.Room {
	l := &limits{shell: shell, form: kit.NewForm(), fields: map[string]*kit.Entry{}, clean: newSwitch()}
	digits := func(group *kit.Group, key, label string) {
		l.fields[key] = kit.NewDigitsEntry()
		group.Add(key, label, l.fields[key]).Require()
	}
	stay := l.form.Group("停留")
	digits(stay, "soon", "第几天起提醒（床位图变色）")
	digits(stay, "last", "一般不超过第几天（超过要办延期）")
	digits(stay, "settle", "身份不明满几个月办落户安置")
	digits(stay, "visit", "托养的人隔几天探访一次")
	care := l.form.Group("照料")
	l.fields["fever"] = kit.NewEntry()
	care.Add("fever", "体温从多少度起算发热", l.fields["fever"]).Require()
	digits(care, "hours", "发热后隔几小时再量（0 为不提醒）")
	digits(care, "missed", "连续几轮点名未到可以按擅自离站办理")
	care.Add("clean", "离站后的床先整理再安排", l.clean).Require()
	l.fields["ages"] = kit.NewEntry()
	l.form.Group("统计").Add("ages", "统计的年龄段（用、隔开，最后一段可写 80-）", l.fields["ages"]).Require()
	l.form.OnSubmit = l.submit
	restore := kit.NewButton("恢复默认", "", func() { l.put(shelter.DefaultLimits()) })
	room := kit.FormRoom("改了马上生效。天数按日历日计，来站当天是第1天。", l.form, restore)
	room.Enter, room.Desk = l.enter, l
	return room
}

func (l *limits) enter() {
	if l.read {
		return // what was typed stays
	}
	var now shelter.Limits
	l.shell.Work("正在读取…", func(ctx context.Context) (err error) {
		now, err = l.shell.House().Limits(ctx)
		return err
	}, func(err error) {
		if err != nil {
			l.shell.Fail(err)
			return
		}
		l.read, l.base = true, now
		l.put(now)
	})
}

func (l *limits) put(now shelter.Limits) {
	for key, n := range map[string]int{"soon": now.StayDays.Soon, "last": now.StayDays.Last, "settle": now.SettleMonths, "visit": now.VisitDays,
		"hours": now.VitalHours.Fever, "missed": now.MissedRounds} {
		l.fields[key].SetText(strconv.Itoa(n))
	}
	l.fields["fever"].SetText(strconv.FormatFloat(float64(now.FeverTenths)/10, 'f', 1, 64))
	l.fields["ages"].SetText(shelter.AgeBandWords(now.AgeBands))
	l.clean.Choose(key(now.CleanAfter))
}

func (l *limits) submit() {
	next, err := l.typed()
	if err != nil {
		l.form.Fail(err)
		return
	}
	save(l.shell, l.form, func(ctx context.Context) error { return l.shell.House().SetLimits(ctx, next) }, func() {
		l.base = next
		told(l.shell, "已保存，马上生效。")
	})
}

// typed is what the form says.
func (l *limits) typed() (shelter.Limits, error) {
	next := l.base
	next.StayDays = shelter.StayDays{Soon: number(l.fields["soon"]), Last: number(l.fields["last"])}
	next.SettleMonths, next.VisitDays = number(l.fields["settle"]), number(l.fields["visit"])
	next.VitalHours.Fever, next.MissedRounds = number(l.fields["hours"]), number(l.fields["missed"])
	next.CleanAfter = l.clean.Chosen() == on
	degrees, err := strconv.ParseFloat(strings.TrimSpace(l.fields["fever"].Text), 64)
	if err != nil {
		return next, store.Fail(store.Invalid, "发热的体温请填 36.0 到 40.0 之间，如 37.3。").On("fever").Because(err)
	}
	next.FeverTenths = int(math.Round(degrees * 10))
	next.AgeBands, err = shelter.ParseAgeBands(l.fields["ages"].Text)
	return next, err
}

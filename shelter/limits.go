package shelter

import (
	"context"
	"strconv"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Limits are the numbers by which the house is run: when it reminds, warns and
// asks. A station sets them; the defaults say where they come from.
type Limits struct {
	StayDays     StayDays
	FeverTenths  int // from this temperature on it is a fever, tenths of a degree
	VitalHours   VitalHours
	MissedRounds int // roll-calls missed in a row until somebody may be taken to have left
	VisitDays    int // after which who is placed is to be visited again
	SettleMonths int // after which 落户安置 opens for who is still unidentified
	AgeBands     []AgeBand
	CleanAfter   bool // a bed that was left is cleaned before it is given again
}

// DefaultLimits are the numbers with which a station starts.
func DefaultLimits() Limits {
	return Limits{StayDays: DefaultStayDays(), FeverTenths: DefaultFever, VitalHours: DefaultVitalHours(), MissedRounds: DefaultMissedRounds,
		VisitDays: DefaultVisitDays, SettleMonths: DefaultSettleMonths, AgeBands: DefaultAgeBands()}
}

// Limits are those of this station.
func (h *House) Limits(ctx context.Context) (l Limits, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		l, err = findLimits(tx)
		return err
	})
	return l, err
}

func findLimits(tx *access.Tx) (l Limits, err error) {
	for _, read := range []func() error{
		func() error { l.StayDays, err = findStayDays(tx); return err },
		func() error { l.FeverTenths, err = findFever(tx); return err },
		func() error { l.VitalHours, err = findVitalHours(tx); return err },
		func() error { l.MissedRounds, err = findMissesNeeded(tx); return err },
		func() error { l.VisitDays, err = findVisitDays(tx); return err },
		func() error { l.SettleMonths, err = findSettleMonths(tx); return err },
		func() error { l.AgeBands, err = settingOr(tx, AgeBandsSetting, DefaultAgeBands()); return err },
		func() error { l.CleanAfter, err = settingOr(tx, CleanSetting, false); return err },
	} {
		if err := read(); err != nil {
			return l, err
		}
	}
	return l, nil
}

// SetLimits sets them all at once.
func (h *House) SetLimits(ctx context.Context, l Limits) error {
	if err := l.check(); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		for key, value := range map[string]any{StayDaysSetting: l.StayDays, FeverSetting: l.FeverTenths, VitalHoursSetting: l.VitalHours,
			MissedRoundsSetting: l.MissedRounds, VisitDaysSetting: l.VisitDays, SettleMonthsSetting: l.SettleMonths,
			AgeBandsSetting: l.AgeBands, CleanSetting: l.CleanAfter} {
			if err := tx.SetSetting(key, value); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "rules.house", Table: "setting", Target: "shelter.limits", Detail: map[string]any{
			"soon": l.StayDays.Soon, "last": l.StayDays.Last, "fever": l.FeverTenths, "missed": l.MissedRounds, "visit": l.VisitDays, "settle": l.SettleMonths}})
	})
}

func (l Limits) check() error {
	wrong := func(field, text string) error { return store.Fail(store.Invalid, text).On(field) }
	switch {
	case l.StayDays.Soon < 1 || l.StayDays.Last < l.StayDays.Soon:
		return wrong("last", "提醒的天数至少是1，期限不能早于提醒。")
	case l.FeverTenths < 360 || l.FeverTenths > 400:
		return wrong("fever", "发热的体温请填 36.0 到 40.0 之间，如 37.3。")
	case l.MissedRounds < 1 || l.MissedRounds > 9:
		return wrong("missed", "连续未到的轮数请填 1 到 9。")
	case l.VisitDays < 1 || l.VisitDays > 366:
		return wrong("visit", "探访间隔请填 1 到 366 天。")
	case l.SettleMonths < 1 || l.SettleMonths > 24:
		return wrong("settle", "落户安置请填 1 到 24 个月。")
	case l.VitalHours.Fever < 0 || l.VitalHours.Fever > 48:
		return wrong("hours", "量体温的间隔请填 0 到 48 小时，0 为不提醒。")
	}
	for i, b := range l.AgeBands {
		if b.From < 0 || b.To < b.From || i > 0 && b.From != l.AgeBands[i-1].To+1 {
			return wrong("ages", "年龄段要从小到大、首尾相接，如 0-5、6-15、16-17、18-59、60-。")
		}
	}
	if len(l.AgeBands) == 0 {
		return wrong("ages", "请至少写一个年龄段。")
	}
	return nil
}

// oldest is the end of a band that has none.
const oldest = 150

// ParseAgeBands reads bands as people write them: 0-5、6-15、60-. The last may
// be open.
func ParseAgeBands(text string) (bands []AgeBand, err error) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,；; \n", r) })
	for _, part := range parts {
		from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", "~", "-", "岁", "").Replace(part), "-")
		b := AgeBand{To: oldest}
		b.From, err = strconv.Atoi(from)
		if err == nil && to != "" {
			b.To, err = strconv.Atoi(to)
		}
		if err != nil || !ok {
			return nil, store.Fail(store.Invalid, "年龄段“{{.Part}}”看不懂：请写成 6-15，最后一段可以写 60-。").With(store.Args{"Part": part}).On("ages")
		}
		b.Code = from + "-" + to
		bands = append(bands, b)
	}
	return bands, nil
}

// AgeBandWords writes bands as ParseAgeBands reads them.
func AgeBandWords(bands []AgeBand) string {
	words := make([]string, len(bands))
	for i, b := range bands {
		words[i] = strconv.Itoa(b.From) + "-" + strconv.Itoa(b.To)
		if b.To >= oldest {
			words[i] = strconv.Itoa(b.From) + "-"
		}
	}
	return strings.Join(words, "、")
}

package person

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// pair is one matter as two files say it.
type pair struct {
	label, here, there string
	differs            bool // both say something, and not the same
}

// pairs sets side by side what two files say; matters of which neither knows
// anything are left out. Numbers are compared whole and shown masked.
func pairs(here, there intake.Person, now time.Time) []pair {
	height := func(cm int) string {
		if cm == 0 {
			return ""
		}
		return lang.L("{{.N}} 厘米", map[string]any{"N": cm})
	}
	of := func(p intake.Person) []string {
		kin := make([]string, len(p.Kin))
		for i, k := range p.Kin {
			kin[i] = strings.TrimSpace(k.Name + " " + trace.Code("relationship", k.Relation))
		}
		return []string{p.Name, strings.Join(p.Aliases, lang.L("、")), trace.Code("sex", p.Sex), trace.AgeWords(p.Profile, now), trace.Code("nation", p.Nation),
			p.IDNumber, p.Household, p.Home, p.Phone, trace.Code("accent", p.Accent), p.SaidPlace, height(p.HeightCM), p.Marks, strings.Join(kin, lang.L("、"))}
	}
	labels := []string{"姓名", "曾用名、外号", "性别", "年龄", "民族", "证件号码", "户籍地", "住所地", "联系电话", "口音", "自述来自", "身高", "体貌特征", "亲属"}
	a, b := of(here), of(there)
	var all []pair
	for at, label := range labels {
		one := pair{lang.L(label), a[at], b[at], a[at] != "" && b[at] != "" && a[at] != b[at]}
		if label == "证件号码" || label == "联系电话" {
			one.here, one.there = Mask(one.here), Mask(one.there)
		}
		if one.here != "" || one.there != "" {
			all = append(all, one)
		}
	}
	return all
}

// differing are the labels of what two files say differently.
func differing(all []pair) []string {
	var labels []string
	for _, one := range all {
		if one.differs {
			labels = append(labels, one.label)
		}
	}
	return labels
}

// stayWords says a stay in a line: number, when, how it ended.
func stayWords(s intake.Stay, now time.Time) string {
	words := kit.Joined(s.Number, lang.L("来站 {{.When}}", map[string]any{"When": kit.SayTime(s.ArrivedAt, now)}))
	if s.LeftAt.IsZero() {
		return kit.Joined(words, stateWord(s.State))
	}
	return kit.Joined(words, lang.L("离站 {{.When}}", map[string]any{"When": kit.SayTime(s.LeftAt, now)}), trace.Code("leave_kind", s.LeaveKind))
}

func stateWord(s intake.State) string {
	switch s {
	case intake.In:
		return lang.L("在站")
	case intake.Hospital:
		return lang.L("住院")
	case intake.Placed:
		return lang.L("站外托养")
	case intake.Left:
		return lang.L("已离站")
	case intake.Refused:
		return lang.L("不予救助")
	}
	return ""
}

// stayCount says how many stays: 3次.
func stayCount(n int) string {
	return lang.L("{{.N}}次", map[string]any{"N": strconv.Itoa(n)})
}

// pairRow is a matter in three cells: the label, with ▲ where the two differ,
// and what each says.
func pairRow(one pair) []fyne.CanvasObject {
	label, ink := one.label, kit.Faint
	if one.differs {
		label, ink = "▲ "+label, kit.Soon
	}
	return []fyne.CanvasObject{cell(label, ink, false), kit.NewParagraph(one.here), kit.NewParagraph(one.there)}
}

func cell(content string, ink fyne.ThemeColorName, bold bool) fyne.CanvasObject {
	t := kit.NewText(content)
	t.Color, t.Whole, t.Bold = ink, false, bold
	return t
}

// pairGrid lays cells in three columns: a narrow one for the labels and two
// alike.
func pairGrid(cells ...fyne.CanvasObject) *fyne.Container {
	return kit.SideBySide(pairLabelShare, kit.Size(kit.Popup), cells...)
}

const pairLabelShare = 0.16

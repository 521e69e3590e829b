package printing

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"guitu/assets"
	"guitu/internal/store"
	"guitu/shelter"
)

// Tongue says the words of the figures in a language. Say gives a Chinese text
// in that language; English takes the names of codes from their English column.
type Tongue struct {
	Say     func(text string, args store.Args) string
	English bool
}

// InChinese is the language of papers.
var InChinese = Tongue{Say: store.Fill}

// FigureLine is one figure of a period: what it counts, how many, how many in
// the period before, and of which parts.
type FigureLine struct {
	Label  string
	Number string // empty for a line that has parts only
	Before string // empty where nothing is compared
	Parts  string // 公安护送 3、自行来站 1
}

// FigureLines are the figures of a period for people to read, beside those of
// the period before where there are such.
func FigureLines(f shelter.Figures, before *shelter.Figures, meals []shelter.MealTime, in Tongue) []FigureLine {
	w := figureWriter{f: f, before: before, in: in, meals: map[string]string{}}
	for _, m := range meals {
		w.meals[m.Code] = m.Name
	}
	return w.write()
}

type figureWriter struct {
	f      shelter.Figures
	before *shelter.Figures
	meals  map[string]string
	in     Tongue
	lines  []FigureLine
}

func (w *figureWriter) write() []FigureLine {
	f := w.f
	w.add("期初在站", func(f shelter.Figures) int { return f.Before }, "")
	w.add("入站", func(f shelter.Figures) int { return f.In }, w.parts(f.InBy, "came_by"))
	w.add("离站", func(f shelter.Figures) int { return f.Out }, w.parts(f.OutBy, "leave_kind"))
	where := map[string]int{"在站": f.Present.InStation, "住院": f.Present.Hospital, "站外托养": f.Present.Placed}
	w.add("期末在站", func(f shelter.Figures) int { return f.Present.Total }, w.parts(where, ""))
	w.add("其中保护对象", func(f shelter.Figures) int { return f.Present.Protected }, "")
	w.split("按性别", w.parts(f.Present.BySex, "sex"))
	w.split("按年龄", w.parts(f.Present.ByAge, "age"))
	w.split("按人员类别", w.parts(f.Present.ByCategory, "category"))
	w.add("不住站救助", func(f shelter.Figures) int { return f.Spot }, "")
	w.add("不予救助", func(f shelter.Figures) int { return f.Refused }, "")
	w.add("床夜", func(f shelter.Figures) int { return f.Nights }, "")
	w.add("保留床位（夜）", func(f shelter.Figures) int { return f.Held }, "")
	w.add("供餐（份）", func(f shelter.Figures) int { return f.MealsAll }, w.parts(f.Meals, "meal"))
	for _, l := range f.Issued {
		w.issued(l)
	}
	w.add("床位破例", func(f shelter.Figures) int { return len(f.Override) }, w.overrides())
	return w.lines
}

func (w *figureWriter) add(label string, count func(shelter.Figures) int, parts string) {
	l := FigureLine{Label: w.in.Say(label, nil), Number: strconv.Itoa(count(w.f)), Parts: parts}
	if w.before != nil {
		l.Before = strconv.Itoa(count(*w.before))
	}
	w.lines = append(w.lines, l)
}

// split is a line that only says how another figure breaks down.
func (w *figureWriter) split(label, parts string) {
	if parts != "" {
		w.lines = append(w.lines, FigureLine{Label: w.in.Say(label, nil), Parts: parts})
	}
}

// issued is how many of an item were handed out, beside the period before.
func (w *figureWriter) issued(l shelter.IssuedLine) {
	unit := w.in.Say("单位{{.Unit}}", store.Args{"Unit": w.in.Say(l.Unit, nil)})
	line := FigureLine{Label: strings.TrimSpace(w.in.Say("发放", nil) + " " + l.Item + " " + l.Size), Number: strconv.Itoa(l.Issued), Parts: unit}
	if l.Returned > 0 {
		line.Parts = joined(w.in.Say("、", nil), unit, w.in.Say("退回{{.N}}", store.Args{"N": l.Returned}))
	}
	if w.before != nil {
		line.Before = "0"
		for _, b := range w.before.Issued {
			if b.Item == l.Item && b.Size == l.Size {
				line.Before = strconv.Itoa(b.Issued)
			}
		}
	}
	w.lines = append(w.lines, line)
}

// overrides name the beds that were given against a rule: they are to be
// looked at.
func (w *figureWriter) overrides() string {
	beds := make([]string, len(w.f.Override))
	for i, o := range w.f.Override {
		beds[i] = o.Bed
	}
	return joined(w.in.Say("、", nil), beds...)
}

// parts writes what a figure is made of, the greatest first.
func (w *figureWriter) parts(parts map[string]int, table string) string {
	words := w.words(table)
	keys := slices.SortedFunc(maps.Keys(parts), func(a, b string) int {
		return cmp.Or(parts[b]-parts[a], strings.Compare(a, b))
	})
	if table == "age" {
		slices.SortFunc(keys, func(a, b string) int { return ageOrder(a) - ageOrder(b) })
	}
	var all []string
	for _, key := range keys {
		if parts[key] == 0 {
			continue
		}
		all = append(all, w.word(key, table, words)+" "+strconv.Itoa(parts[key]))
	}
	return joined(w.in.Say("、", nil), all...)
}

// word is what a part is called; what has no word is said as it is kept.
func (w *figureWriter) word(key, table string, words map[string]string) string {
	if word, known := words[key]; known {
		return word
	}
	if from, to, isBand := strings.Cut(key, "-"); isBand && table == "age" {
		if to == "" {
			return w.in.Say("{{.From}}岁以上", store.Args{"From": from})
		}
		return w.in.Say("{{.From}}–{{.To}}岁", store.Args{"From": from, "To": to})
	}
	return w.in.Say(key, nil)
}

// ageOrder puts bands in the order of their years, and what is no band behind.
func ageOrder(key string) int {
	from, _, _ := strings.Cut(key, "-")
	if n, err := strconv.Atoi(from); err == nil {
		return n
	}
	return 1000 + len(key)
}

// words are what the codes of a table are called, with those of the figures
// that no table has.
func (w *figureWriter) words(table string) map[string]string {
	words := map[string]string{shelter.UnknownCode: w.in.Say("不详", nil), shelter.ProtectedCode: w.in.Say("保护对象", nil)}
	if table == "meal" {
		for code, name := range w.meals {
			words[code] = w.in.Say(name, nil)
		}
		return words
	}
	rows, _ := assets.CodeTable(table) // embedded; some parts have no table
	for _, row := range rows {
		words[row.Code] = row.Text
		if w.in.English {
			words[row.Code] = row.En
		}
	}
	return words
}

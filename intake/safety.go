package intake

import (
	"slices"
	"strings"

	"guitu/internal/store"
)

// Checker is a member of staff who may check at the door.
type Checker struct {
	Name string // the name that stands on papers
	Sex  string // GB/T 2261.1; empty where it is not known
}

// What the check at the door rests on.
const (
	bySafetyCheck = "《生活无着的流浪乞讨人员救助管理机构工作规程》（民发〔2014〕132号），条号待核对；《救助管理机构安全》（GB/T 29354—2012）"
	byWomen       = "《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）第八条"
	byDangerous   = "《城市生活无着的流浪乞讨人员救助管理办法实施细则》第六条"
)

// CheckSafety looks at how the check at the door was done: by two, a woman by
// women, and what may not be brought in handed over against a receipt. All of
// it is advice: nothing keeps anybody from being admitted.
func CheckSafety(a Arrival, staff []Checker) []Doubt {
	doubts := checkers(a, staff)
	for i, f := range a.Safety.Forbidden {
		if text := forbiddenText(f); text != "" {
			doubts = append(doubts, Doubt{Field: "forbidden", Text: text, Args: store.Args{"N": i + 1}, Article: byDangerous, Note: true})
		}
	}
	if len(a.Safety.Forbidden) == 0 && slices.ContainsFunc(a.Belongings, func(item Item) bool { return item.Kind == "barred" }) {
		doubts = append(doubts, Doubt{Field: "forbidden", Article: byDangerous, Note: true,
			Text: "携带物品里有违禁或危险物品。请写进违禁物品一栏，移交公安机关并拿回收条，不要寄存。"})
	}
	return doubts
}

// checkers are the doubts about who checked.
func checkers(a Arrival, staff []Checker) []Doubt {
	by, with := strings.TrimSpace(a.Safety.By), strings.TrimSpace(a.Safety.With)
	note := func(field, text, article string) Doubt {
		return Doubt{Field: field, Text: text, Article: article, Note: true}
	}
	if !a.Safety.Done {
		if a.Sex == "2" && len(staff) > 0 && !slices.ContainsFunc(staff, func(c Checker) bool { return c.Sex == "2" }) {
			return []Doubt{note("safety", "名单里没有女工作人员。女性要由女工作人员安检，请联系值班女同事。", byWomen)}
		}
		return nil
	}
	var doubts []Doubt
	switch {
	case by == "":
		doubts = append(doubts, note("safety_by", "请写上安检人，两个人都要写。", bySafetyCheck))
	case with == "":
		doubts = append(doubts, note("safety_with", "安检要由两个人一起做，请写上第二安检人。", bySafetyCheck))
	case sameName(by, with):
		doubts = append(doubts, note("safety_with", "两位安检人写成了同一个人，请改成实际在场的另一位。", bySafetyCheck))
	}
	if a.Sex != "2" {
		return doubts
	}
	for _, c := range []struct{ field, name string }{{"safety_by", by}, {"safety_with", with}} {
		switch sex, known := sexOf(c.name, staff); {
		case c.name == "" || sex == "2":
		case known && sex == "1":
			doubts = append(doubts, note(c.field, "女性要由女工作人员安检。请换一位女同事重做，或写明当时的情况。", byWomen))
		default:
			doubts = append(doubts, note(c.field, "不知道这位安检人的性别。女性要由女工作人员安检，请核对。", byWomen))
		}
	}
	return doubts
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), ""))
}

func sexOf(name string, staff []Checker) (sex string, known bool) {
	for _, c := range staff {
		if sameName(c.Name, name) && c.Sex != "" {
			return c.Sex, true
		}
	}
	return "", false
}

// forbiddenText says what is missing about something that was taken away.
func forbiddenText(f Forbidden) string {
	switch {
	case strings.TrimSpace(f.Name) == "":
		return "违禁物品第{{.N}}行没有名称，请补上。"
	case strings.TrimSpace(f.Quantity) == "":
		return "违禁物品第{{.N}}行没有数量，请补上。"
	case strings.TrimSpace(f.Unit) == "" || strings.TrimSpace(f.Officer) == "":
		return "违禁物品第{{.N}}行还没有写移交给哪个公安单位、由谁签收，请补上。"
	case strings.TrimSpace(f.Receipt) == "":
		return "违禁物品第{{.N}}行还没有收条编号。移交公安机关要拿回收条，请补上。"
	}
	return ""
}

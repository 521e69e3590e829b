package intake

import (
	"strconv"
	"strings"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
)

// nationalSource is a field with where its text comes from.
type nationalSource struct {
	NationalField
	text func(r Resident, kept []Belonging) string
}

// said is a source that needs no belongings.
func said(key, label string, text func(p Person, s Stay) string) nationalSource {
	return nationalSource{NationalField{key, label}, func(r Resident, _ []Belonging) string { return text(r.Person, r.Stay) }}
}

// coded is a source that is a code of a table.
func coded(key, label, table string, code func(p Person, s Stay) string) nationalSource {
	return said(key, label, func(p Person, s Stay) string { return codeText(table, code(p, s)) })
}

// listed is a source that is a list of codes of a table.
func listed(key, label, table string, codes func(p Person, s Stay) []string) nationalSource {
	return said(key, label, func(p Person, s Stay) string { return codeList(table, codes(p, s)) })
}

// nationalOrder is 求助登记表 from its first line to its last, and what
// 离站登记表 adds. Signatures and photos are not pasted.
var nationalOrder = []nationalSource{
	said("national_number", "全国系统救助编号", func(_ Person, s Stay) string { return s.Taken.NationalNumber }),
	said("number", "编号", func(_ Person, s Stay) string { return s.Number }),
	said("arrived_at", "求助时间", func(_ Person, s Stay) string { return minute(s.ArrivedAt) }),
	coded("came_by", "来站方式", "came_by", func(_ Person, s Stay) string { return s.CameBy }),
	said("kind", "救助方式", func(_ Person, s Stay) string { return aidKind(s) }),
	said("brought_unit", "护送单位", func(_ Person, s Stay) string { return s.BroughtUnit }),
	said("brought_by", "护送人", func(_ Person, s Stay) string { return s.BroughtBy }),
	said("brought_phone", "护送人电话", func(_ Person, s Stay) string { return s.BroughtPhone }),
	said("found_at", "发现时间", func(_ Person, s Stay) string { return s.FoundAt }),
	said("found_place", "发现地点", func(_ Person, s Stay) string { return s.FoundPlace }),
	said("name", "姓名", func(p Person, _ Stay) string { return nationalName(p) }),
	said("name_en", "外文姓名", func(p Person, _ Stay) string { return p.NameEn }),
	said("aliases", "曾用名、别名", func(p Person, _ Stay) string { return strings.Join(p.Aliases, "、") }),
	coded("sex", "性别", "sex", func(p Person, _ Stay) string { return p.Sex }),
	coded("nation", "民族", "nation", func(p Person, _ Stay) string { return p.Nation }),
	said("country", "国籍", func(p Person, _ Stay) string { return p.Country }),
	said("birth", "出生日期", func(p Person, _ Stay) string { return p.Birth }),
	said("age", "年龄", func(p Person, s Stay) string { return ageText(p.Profile, s.ArrivedAt) }),
	coded("id_kind", "身份证件类型", "id_kind", func(p Person, _ Stay) string { return p.IDKind }),
	said("id_number", "身份证件号码", func(p Person, _ Stay) string { return p.IDNumber }),
	said("permit", "通行证号", func(p Person, _ Stay) string { return p.Permit }),
	said("household", "户籍地", func(p Person, _ Stay) string { return p.Household }),
	said("home", "住所地", func(p Person, _ Stay) string { return p.Home }),
	coded("education", "文化程度", "education", func(p Person, _ Stay) string { return p.Education }),
	coded("marital", "婚姻状况", "marital", func(p Person, _ Stay) string { return p.Marital }),
	coded("political", "政治面貌", "political", func(p Person, _ Stay) string { return p.Political }),
	said("phone", "联系电话", func(p Person, _ Stay) string { return p.Phone }),
	coded("benefit", "是否低保或特困", "benefit", func(p Person, _ Stay) string { return p.Benefit }),
	coded("reason", "求助原因", "reason", func(_ Person, s Stay) string { return s.Reason }),
	listed("needs", "求助需求", "need", func(_ Person, s Stay) []string { return s.Needs }),
	listed("categories", "人员类别", "category", func(_ Person, s Stay) []string { return s.Categories }),
	said("story", "流浪原因、时间、经过", func(_ Person, s Stay) string { return s.Story }),
	said("kin", "近亲属", func(p Person, _ Stay) string { return kinText(p.Kin) }),
	said("guardian", "监护人", func(p Person, _ Stay) string { return guardianText(p.Guardian) }),
	listed("look", "身体状况", "health_look", func(_ Person, s Stay) []string { return s.Look }),
	said("look_note", "身体状况说明", func(_ Person, s Stay) string { return s.LookNote }),
	listed("disabilities", "残疾类别", "disability", func(p Person, _ Stay) []string { return p.Disabilities }),
	said("grade", "残疾等级", func(p Person, _ Stay) string { return p.Grade }),
	listed("mind", "精神状况", "mind_look", func(_ Person, s Stay) []string { return s.Mind }),
	said("mind_note", "精神状况说明", func(_ Person, s Stay) string { return s.MindNote }),
	said("medicine", "用药", func(_ Person, s Stay) string { return s.Medicine }),
	said("allergy", "过敏", func(_ Person, s Stay) string { return s.Allergy }),
	coded("language", "语言", "language", func(p Person, _ Stay) string { return p.Language }),
	coded("accent", "口音", "accent", func(p Person, _ Stay) string { return p.Accent }),
	said("said_place", "自述家乡或地名", func(p Person, _ Stay) string { return p.SaidPlace }),
	said("height_cm", "身高（厘米）", func(p Person, _ Stay) string { return positive(p.HeightCM) }),
	said("marks", "体貌特征", func(p Person, _ Stay) string { return p.Marks }),
	said("clothing", "衣着", func(_ Person, s Stay) string { return s.Clothing }),
	{NationalField{"belongings", "携带物品"}, func(_ Resident, kept []Belonging) string { return thingsText(kept) }},
	said("safety", "安检结果", func(_ Person, s Stay) string { return safetyText(s.Safety) }),
	said("safety_by", "安检人", func(_ Person, s Stay) string { return joinSaid("、", s.Safety.By, s.Safety.With) }),
	said("aided_before", "是否曾受助", func(_ Person, s Stay) string { return s.AidedBefore }),
	said("checked", "核查情况", func(_ Person, s Stay) string { return s.Checked }),
	coded("told", "告知事项", "told_how", func(_ Person, s Stay) string { return s.Told.How }),
	said("filled_by", "代填人", func(_ Person, s Stay) string { return s.FilledBy }),
	coded("opinion", "甄别意见", "triage", func(_ Person, s Stay) string { return opinion(s) }),
	said("refusal", "不予救助情形", func(_ Person, s Stay) string { return refusalText(s.Refusal) }),
	said("left_at", "离站时间", func(_ Person, s Stay) string { return minute(s.LeftAt) }),
	coded("leave_kind", "离站方式", "leave_kind", func(_ Person, s Stay) string { return s.LeaveKind }),
	said("whereto", "去向", func(_ Person, s Stay) string { return leavingOf(s).Whereto }),
	said("leave_reason", "离站原因", func(_ Person, s Stay) string { return leavingOf(s).Reason }),
	said("ticket", "乘车凭证", func(_ Person, s Stay) string { return leavingOf(s).Ticket }),
	said("collector", "接领人", func(_ Person, s Stay) string { return leavingOf(s).Collector }),
	said("relation", "接领人与受助人关系", func(_ Person, s Stay) string { return codeText("relationship", leavingOf(s).Relation) }),
	said("collector_id", "接领人证件号码", func(_ Person, s Stay) string { return leavingOf(s).CollectorID }),
	said("collector_phone", "接领人电话", func(_ Person, s Stay) string { return leavingOf(s).CollectorPhone }),
	said("receiver", "接收单位", func(_ Person, s Stay) string { return leavingOf(s).Receiver }),
}

func leavingOf(s Stay) Leaving {
	if s.Leaving == nil {
		return Leaving{}
	}
	return *s.Leaving
}

// minute writes a moment as 2026-11-24 22:10.
func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Zone).Format("2006-01-02 15:04")
}

// positive writes a number that is known.
func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// nationalName is the name as it is entered: who has none is 无名氏 there.
func nationalName(p Person) string {
	switch {
	case p.Name == "":
		return "无名氏"
	case p.NameBySound:
		return p.Name + "（音）"
	}
	return p.Name
}

func aidKind(s Stay) string {
	switch {
	case s.State == Refused:
		return "不予救助"
	case s.Kind == Spot:
		return "不住站救助"
	}
	return "在站救助"
}

// ageText is the age at arrival: 35 by a birth date, 30-40 where it was
// estimated.
func ageText(p Profile, on time.Time) string {
	from, to, ok := p.AgeRange(on)
	switch {
	case !ok:
		return ""
	case from == to:
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}

func codeList(table string, codes []string) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = codeText(table, code)
	}
	return strings.Join(words, "、")
}

// joinSaid puts together what is not empty.
func joinSaid(mark string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, mark)
}

func kinText(kin []Kin) string {
	var all []string
	for _, k := range kin {
		all = append(all, joinSaid("，", k.Name, codeText("relationship", k.Relation), k.Address, k.Phone))
	}
	return joinSaid("；", all...)
}

func guardianText(g *Guardian) string {
	if g == nil {
		return ""
	}
	return joinSaid("，", g.Name, codeText("relationship", g.Relation), g.Address, g.Phone, codeText("guardian_search", g.Search))
}

func thingsText(kept []Belonging) string {
	var all []string
	for _, b := range kept {
		text := b.Name + "×" + strconv.Itoa(b.Quantity)
		if b.CashFen != 0 {
			text += store.Fill("（{{.Yuan}}元）", store.Args{"Yuan": yuan(b.CashFen)})
		}
		all = append(all, text)
	}
	return strings.Join(all, "、")
}

// yuan writes an amount of 分 with two places.
func yuan(fen int64) string {
	whole, rest := fen/100, fen%100
	return strconv.FormatInt(whole, 10) + "." + pad(max(rest, -rest), 2)
}

func safetyText(c SafetyCheck) string {
	var things []string
	for _, f := range c.Forbidden {
		things = append(things, f.Name+f.Quantity+parenthesis(f.Unit))
	}
	switch {
	case len(things) > 0:
		return "发现违禁物品：" + strings.Join(things, "、")
	case c.Done:
		return "未发现违禁物品"
	}
	return ""
}

func parenthesis(unit string) string {
	if unit == "" {
		return ""
	}
	return "（移交" + unit + "）"
}

// opinion is what was decided at the door; an admission says so by itself.
func opinion(s Stay) string {
	switch {
	case s.Opinion != "":
		return s.Opinion
	case s.State == Refused:
		return "refuse"
	}
	return "aid"
}

func refusalText(r *Refusal) string {
	if r == nil {
		return ""
	}
	if r.Clause != "" {
		return r.Clause
	}
	return codeText("refusal_reason", r.Reason)
}

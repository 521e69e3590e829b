package intake

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"guitu/intake/idcard"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// ImportRow is a line of a list as an arrival, with what is wrong with it.
type ImportRow struct {
	Line     int // in the file, counted from 1
	Arrival  Arrival
	Problems []Doubt // Field is the column; a Note keeps nothing from being imported
}

// Ready reports whether nothing keeps the row from being imported.
func (r ImportRow) Ready() bool {
	return !slices.ContainsFunc(r.Problems, func(d Doubt) bool { return !d.Note })
}

func (r *ImportRow) wrong(column, text string, args store.Args) {
	r.Problems = append(r.Problems, Doubt{Field: column, Text: text, Args: args})
}

func (r *ImportRow) note(column, text string, args store.Args) {
	r.Problems = append(r.Problems, Doubt{Field: column, Text: text, Args: args, Note: true})
}

// Arrivals turns the list into arrivals that came by cameBy. mapping says in
// which column what stands, as Guess does. ok is false where any line has a
// problem that is more than a note: then nothing is imported.
func (l List) Arrivals(mapping map[string]int, cameBy string, now time.Time) (rows []ImportRow, ok bool) {
	ok = true
	lineOf := map[string]int{} // citizen number → the line that has it
	for i, cells := range l.Rows {
		cell := func(column string) string {
			at, mapped := mapping[column]
			if !mapped || at < 0 || at >= len(cells) {
				return ""
			}
			return cells[at]
		}
		r := ImportRow{Line: l.Lines[i], Arrival: Arrival{CameBy: cameBy}}
		r.fill(cell, now)
		if number := r.Arrival.IDNumber; number != "" {
			if before, twice := lineOf[number]; twice {
				r.wrong("id_number", "证件号码与第{{.Line}}行相同，请删去重复的一行。", store.Args{"Line": before})
			} else {
				lineOf[number] = r.Line
			}
		}
		ok = ok && r.Ready()
		rows = append(rows, r)
	}
	return rows, ok && len(rows) > 0
}

func (r *ImportRow) fill(cell func(string) string, now time.Time) {
	a := &r.Arrival
	if !slices.ContainsFunc(ImportColumns, func(column string) bool { return cell(column) != "" }) {
		r.wrong("name", "这一行没有能用的内容，请补上，或删去这一行。", nil)
	}
	if !isCode("came_by", a.CameBy) {
		r.wrong("came_by", "请选择这份名单上的人的来站方式。", nil)
	}
	r.fillName(cell("name"))
	r.fillNumber(cell("id_number"), now)
	r.fillSex(cell("sex"))
	r.fillAges(cell("age_from"), cell("age_to"), now)
	r.fillPhone(cell("phone"))
	r.fillTime(cell("arrived_at"), now)
	a.FoundPlace, a.Marks = cell("found_place"), cell("marks")
	r.fillReason(cell("reason"), cell("note"))
	if wrong, ok := errors.AsType[*store.Error](a.Check(now)); ok && r.Ready() {
		r.wrong(wrong.Field, wrong.Text, wrong.Args)
	}
}

// soundMark ends a name that was written as it sounded.
var soundMark = regexp.MustCompile(`[（(]音[）)]$`)

func (r *ImportRow) fillName(written string) {
	a := &r.Arrival
	a.Name = strings.TrimSpace(soundMark.ReplaceAllString(written, ""))
	a.NameBySound = a.Name != written
	switch {
	case slices.Contains([]string{"无名氏", "无名", "不详", "未知", "unknown"}, strings.ToLower(a.Name)):
		a.Name, a.NameBySound = "", false
	case utf8.RuneCountInString(a.Name) > 60:
		r.wrong("name", "姓名太长，请检查是不是串了列。", nil)
	}
}

// scientific is a long number that a spreadsheet program made short.
var scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`)

func (r *ImportRow) fillNumber(written string, now time.Time) {
	if written == "" {
		return
	}
	if scientific.MatchString(written) {
		r.wrong("id_number", "身份证号被表格软件改成了科学计数法，已经读不出来。请把这一列设为文本，重新填写。", nil)
		return
	}
	number, err := idcard.CheckOn(written, now)
	if wrong, ok := errors.AsType[*store.Error](err); ok {
		r.wrong("id_number", wrong.Text, wrong.Args)
		return
	}
	for _, p := range number.Problems {
		r.note("id_number", p.Text, p.Args)
	}
	// Nobody has seen the certificate: the number was told, and proves nothing.
	r.Arrival.IDNumber, r.Arrival.IDKind = number.Number18, "told"
	r.Arrival.Birth, r.Arrival.Sex = number.Birth.String(), number.Sex
}

// sexWords are how lists write it.
var sexWords = map[string]string{
	"男": "1", "男性": "1", "1": "1", "m": "1", "male": "1", "女": "2", "女性": "2", "2": "2", "f": "2", "female": "2",
	"0": "0", "未知": "0", "不详": "0", "unknown": "0", "9": "9", "未说明": "9",
}

func (r *ImportRow) fillSex(written string) {
	byNumber := r.Arrival.Sex
	sex, known := sexWords[strings.ToLower(written)]
	switch {
	case written != "" && !known:
		r.wrong("sex", "性别看不懂，请写男或女；看不出的写未知。", nil)
	case written == "" && byNumber == "":
		r.Arrival.Sex = "0"
		r.note("sex", "没有写性别，先记为“未知”，见到本人后再改。", nil)
	case written != "":
		r.Arrival.Sex = sex
		if byNumber != "" && byNumber != sex {
			r.note("sex", "写的性别与身份证号不符，请见到本人后核对。", nil)
		}
	}
}

// ageWords are 35, 35岁, 约35岁, 40多岁, 30-40, 30～40岁, 30到40岁.
var ageWords = regexp.MustCompile(`^(?:约|大约|目测)?\s*([0-9]{1,3})\s*(多|余|来)?\s*岁?(?:\s*(?:-|—|–|~|～|－|到|至)\s*([0-9]{1,3})\s*岁?)?(?:左右)?$`)

// readAge reads an age or a range of ages.
func readAge(written string) (from, to int, ok bool) {
	m := ageWords.FindStringSubmatch(written)
	if m == nil {
		return 0, 0, false
	}
	from, _ = strconv.Atoi(m[1])
	to = from
	if m[2] != "" && from%10 == 0 {
		to = from + 9
	}
	if m[3] != "" {
		to, _ = strconv.Atoi(m[3])
	}
	return from, to, from <= to && to <= 130
}

func (r *ImportRow) fillAges(from, to string, now time.Time) {
	const bad = "年龄看不懂，请写数字，如 35 或 30-40。"
	low, high := 0, 0
	if from != "" {
		var ok bool
		if low, high, ok = readAge(from); !ok {
			r.wrong("age_from", bad, nil)
			return
		}
	}
	if to != "" {
		first, last, ok := readAge(to)
		if !ok || first < low {
			r.wrong("age_to", bad, nil)
			return
		}
		if high = last; from == "" {
			low = first
		}
	}
	if from == "" && to == "" {
		return
	}
	if r.Arrival.Birth == "" {
		r.Arrival.AgeFrom, r.Arrival.AgeTo = low, high
		return
	}
	if youngest, oldest, ok := r.Arrival.AgeRange(now); ok && (high < youngest-2 || low > oldest+2) {
		r.note("age_from", "写的年龄与身份证号差得多，按身份证号记；请见到本人后核对。", nil)
	}
}

func (r *ImportRow) fillPhone(written string) {
	switch {
	case scientific.MatchString(written):
		r.wrong("phone", "电话被表格软件改成了科学计数法，已经读不出来。请把这一列设为文本，重新填写。", nil)
	case written != "" && !strings.ContainsAny(written, "0123456789"):
		r.wrong("phone", "电话里没有数字，请检查是不是串了列。", nil)
	default:
		r.Arrival.Phone = written
	}
}

// Layouts in which lists write a moment; what is missing is today's.
var (
	dayLayouts   = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"}
	clockLayouts = []string{"15:04", "15:04:05", "15：04", "15点04分", "15时04分"}
)

// readMoment reads when somebody came; timed is false where only the day is
// said, which then begins at 00:00.
func readMoment(written string, now time.Time) (at time.Time, timed, ok bool) {
	for _, clock := range clockLayouts {
		if t, err := time.Parse(clock, written); err == nil {
			return calendar.On(now).At(t.Hour(), t.Minute()), true, true
		}
	}
	for _, day := range dayLayouts {
		if t, err := time.ParseInLocation(day, written, calendar.Zone); err == nil {
			return t, false, true
		}
		for _, clock := range clockLayouts {
			for _, gap := range []string{" ", "T", ""} {
				if t, err := time.ParseInLocation(day+gap+clock, written, calendar.Zone); err == nil {
					return t, true, true
				}
			}
		}
	}
	return time.Time{}, false, false
}

func (r *ImportRow) fillTime(written string, now time.Time) {
	if written == "" {
		r.Arrival.ArrivedAt = now
		return
	}
	at, timed, ok := readMoment(written, now)
	switch {
	case !ok:
		r.wrong("arrived_at", "来站时间看不懂，请写成 2026-11-24 22:10；只写 22:10 就是今天。", nil)
		return
	case at.Before(now.AddDate(-10, 0, 0)):
		r.wrong("arrived_at", "来站时间在十年以前，请检查年份。", nil)
		return
	case !timed:
		r.note("arrived_at", "来站时间只有日期，按当天 00:00 计算时限；知道钟点的请补上。", nil)
	}
	r.Arrival.ArrivedAt = at
}

func (r *ImportRow) fillReason(reason, note string) {
	a := &r.Arrival
	if code, known := codeOf("reason", reason); known {
		a.Reason = code
	} else if reason != "" {
		a.Story = store.Fill("求助原因：{{.Reason}}。", store.Args{"Reason": strings.TrimRight(reason, "。")})
		r.note("reason", "求助原因不在代码表里，原话记入经过。", nil)
	}
	a.Story += note
}

package kit

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
)

// Age is what is known of somebody's age: a birth date, or a range of years.
type Age struct {
	Birth   *time.Time // midnight UTC of that day; nil when only a range is known
	AgeFrom int        // full years, both ends included; follows from Birth where that is known
	AgeTo   int
	Guessed bool // estimated by looking: 目测
}

var (
	wholeDate = regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$`)
	eight     = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearMonth = regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})月?$`)
	justYear  = regexp.MustCompile(`^(\d{4})年?生?$`)
	ageRange  = regexp.MustCompile(`^(\d{1,3})岁?[-~至到—–](\d{1,3})岁?$`)
	someMore  = regexp.MustCompile(`^(\d{1,2}0)(?:多|几|来)岁?$`)
	oneAge    = regexp.MustCompile(`^(\d{1,3})(?:周岁|岁)?$`)
	guessed   = strings.NewReplacer("约", "", "大约", "", "大概", "", "目测", "", "左右", "", "上下", "")
)

// oldest is the highest age that is taken for one.
const oldest = 120

// ReadAge reads a birth date or an age as people write it.
func ReadAge(text string, now time.Time) (Age, error) {
	var tidy strings.Builder
	for _, r := range text {
		if r = plain(r); r != ' ' {
			tidy.WriteRune(r)
		}
	}
	bare := guessed.Replace(tidy.String())
	age := Age{Guessed: bare != tidy.String()}
	if m := first(bare, wholeDate, eight); m != nil {
		return age.born(m, now)
	}
	if m := yearMonth.FindStringSubmatch(bare); m != nil {
		if month := number(m[2]); month < 1 || month > 12 {
			return Age{}, complain("月份应在1到12之间：请核对出生年月。", nil)
		}
		return age.between(now, number(m[1]), number(m[2]), number(m[2]))
	}
	if m := justYear.FindStringSubmatch(bare); m != nil {
		return age.between(now, number(m[1]), 1, 12)
	}
	if m := ageRange.FindStringSubmatch(bare); m != nil {
		age.AgeFrom, age.AgeTo, age.Guessed = number(m[1]), number(m[2]), true
		if age.AgeFrom > age.AgeTo {
			return Age{}, complain("年龄范围前大后小：请写成“{{.From}}-{{.To}}”。", store.Args{"From": m[2], "To": m[1]})
		}
		return age.possible()
	}
	if m := someMore.FindStringSubmatch(bare); m != nil {
		age.AgeFrom, age.AgeTo, age.Guessed = number(m[1]), number(m[1])+9, true
		return age.possible()
	}
	if m := oneAge.FindStringSubmatch(bare); m != nil {
		age.AgeFrom, age.AgeTo = number(m[1]), number(m[1])
		if age.Guessed {
			age.AgeFrom, age.AgeTo = max(0, age.AgeFrom-guessSpan), age.AgeTo+guessSpan
		}
		return age.possible()
	}
	return Age{}, complain("看不懂这个年龄：可写 19800101、1980年、45、30-40 或 30多。", nil)
}

// guessSpan is how far an age that was said with 约 may be off, in years.
const guessSpan = 3

func (a Age) born(m []string, now time.Time) (Age, error) {
	year, month, day := number(m[1]), number(m[2]), number(m[3])
	birth := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if birth.Month() != time.Month(month) || birth.Day() != day {
		return Age{}, complain("没有这一天：请核对出生日期。", nil)
	}
	y, mo, d := now.Date()
	today := time.Date(y, mo, d, 0, 0, 0, 0, time.UTC)
	if birth.After(today) {
		return Age{}, complain("出生日期在今天以后：请核对年份。", nil)
	}
	a.Birth = &birth
	a.AgeFrom = fullYears(birth, today)
	a.AgeTo = a.AgeFrom
	return a.possible()
}

// between is the age of somebody born in some months of a year.
func (a Age) between(now time.Time, year, from, to int) (Age, error) {
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	early := time.Date(year, time.Month(from), 1, 0, 0, 0, 0, time.UTC)
	late := time.Date(year, time.Month(to)+1, 0, 0, 0, 0, 0, time.UTC)
	if early.After(today) {
		return Age{}, complain("出生日期在今天以后：请核对年份。", nil)
	}
	a.AgeFrom, a.AgeTo = max(0, fullYears(late, today)), fullYears(early, today)
	return a.possible()
}

func (a Age) possible() (Age, error) {
	if a.AgeTo > oldest {
		return Age{}, complain("年龄超过{{.N}}岁：请核对。", store.Args{"N": oldest})
	}
	return a, nil
}

func fullYears(birth, today time.Time) int {
	years := today.Year() - birth.Year()
	if today.Month() < birth.Month() || today.Month() == birth.Month() && today.Day() < birth.Day() {
		years--
	}
	return years
}

// String is the age in words: 1980年1月1日生，46岁 or 目测 30–40 岁.
func (a Age) String() string {
	args := map[string]any{"From": a.AgeFrom, "To": a.AgeTo}
	if a.Birth != nil {
		args["Y"], args["M"], args["D"] = a.Birth.Year(), int(a.Birth.Month()), a.Birth.Day()
		return lang.L("{{.Y}}年{{.M}}月{{.D}}日生，{{.From}} 岁", args)
	}
	switch {
	case a.Guessed && a.AgeFrom == a.AgeTo:
		return lang.L("目测 {{.From}} 岁", args)
	case a.Guessed:
		return lang.L("目测 {{.From}}–{{.To}} 岁", args)
	case a.AgeFrom == a.AgeTo:
		return lang.L("{{.From}} 岁", args)
	}
	return lang.L("{{.From}}–{{.To}} 岁", args)
}

func first(text string, shapes ...*regexp.Regexp) []string {
	for _, shape := range shapes {
		if m := shape.FindStringSubmatch(text); m != nil {
			return m
		}
	}
	return nil
}

// number reads digits that a pattern has already found.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

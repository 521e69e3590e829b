package idcard

import (
	"unicode/utf8"

	"guitu/internal/store"
)

// Problem is one thing about a number, as a sentence for the clerk: Text is
// Chinese and the key of its translation, Args fill its {{.Name}} places. It
// never holds the number.
type Problem struct {
	Code string     // length, letter, date, future, check, region, upgraded, old
	Text string     //
	Args store.Args //
	At   int        // the place it is about, counted from 1; 0 where that cannot be told
	Note bool       // worth knowing, but the number is accepted
}

func (p Problem) String() string { return store.Fill(p.Text, p.Args) }

// shape checks length and characters.
func shape(s string) []Problem {
	var problems []Problem
	if p, bad := lengthProblem(utf8.RuneCountInString(s)); bad {
		problems = append(problems, p)
	}
	at := 0
	for _, c := range s {
		at++
		if c >= '0' && c <= '9' || c == 'X' && at == 18 {
			continue
		}
		problems = append(problems, letterProblem(c, at))
		break // one at a time: the first is what the clerk mends first
	}
	return problems
}

func lengthProblem(typed int) (Problem, bool) {
	args := store.Args{"Typed": typed, "Missing": 18 - typed, "Extra": typed - 18}
	switch {
	case typed == 18, typed == 15:
		return Problem{}, false
	case typed == 0:
		return Problem{Code: "length", Text: "还没有输入身份证号。没有证件可以留空。"}, true
	case typed > 18:
		return Problem{Code: "length", Args: args,
			Text: "身份证号是18位，现在输入了{{.Typed}}位，多了{{.Extra}}位。请对照证件删去多余的。"}, true
	case typed < 15:
		return Problem{Code: "length", Args: args,
			Text: "身份证号是18位（旧号15位），现在输入了{{.Typed}}位，离18位还少{{.Missing}}位。请对照证件补全。"}, true
	}
	return Problem{Code: "length", Args: args,
		Text: "身份证号是18位，现在输入了{{.Typed}}位，还少{{.Missing}}位。请对照证件补全。"}, true
}

// lookAlike are letters that are taken for digits.
var lookAlike = map[rune]int{'O': 0, 'o': 0, 'D': 0, 'l': 1, 'I': 1, 'i': 1, 'Z': 2, 'z': 2, 'S': 5, 's': 5, 'B': 8}

func letterProblem(c rune, at int) Problem {
	p := Problem{Code: "letter", At: at, Args: store.Args{"At": at}}
	digit, alike := lookAlike[c]
	switch {
	case c == 'X':
		p.Text = "第{{.At}}位是X，只有18位号码的最后一位可以是X。请核对是否漏了数字。"
	case alike:
		p.Text = "第{{.At}}位是字母，可能应为数字{{.Digit}}。请对照证件改正。"
		p.Args["Digit"] = digit
	default:
		p.Text = "第{{.At}}位不是数字。请对照证件改正。"
	}
	return p
}

func birthProblems(d, today Date) []Problem {
	switch {
	case d.Year < 1850:
		return []Problem{{Code: "date", At: 7,
			Text: "第7到10位是出生年份，不可能这么早。请对照证件核对这四位。"}}
	case d.Month < 1 || d.Month > 12:
		return []Problem{{Code: "date", At: 11,
			Text: "第11、12位是出生月份，应在01到12之间。请对照证件核对这两位（旧号是第9、10位）。"}}
	case !d.exists():
		return []Problem{{Code: "date", At: 13,
			Text: "第13、14位是出生日，那个月没有这一天。请对照证件核对第7到14位（旧号是第7到12位）。"}}
	case d.after(today):
		return []Problem{{Code: "future", At: 7,
			Text: "号码中的出生日期在今天之后。请对照证件核对第7到14位；如果号码无误，请检查电脑的日期。"}}
	}
	return nil
}

// checkProblem explains a check digit that does not fit. The wrong place is
// certain only where the rest cannot stand and one correction alone mends it.
func checkProblem(want byte, n Number) Problem {
	p := Problem{Code: "check", At: 18, Args: store.Args{"Want": string(want)}}
	switch {
	case len(n.Problems) == 0:
		p.Text = "校验位对不上：按前17位计算，第18位应为{{.Want}}。请对照证件，从第1位起逐位核对。"
	case len(n.Suggestions) == 1:
		p.At = n.Suggestions[0].At
		p.Args = store.Args{"At": p.At}
		p.Text = "校验位对不上，很可能是第{{.At}}位输错了。请对照证件核对这一位。"
	default:
		p.At = 0
		p.Args = nil
		p.Text = "校验位也对不上，前面至少有一位输错了。请对照证件，从第1位起逐位核对。"
	}
	return p
}

// notes are what is worth knowing about a number that can be right.
func notes(n Number, upgraded bool) []Problem {
	var notes []Problem
	if n.Kind != Foreigner && n.RegionThen.Code == "" {
		notes = append(notes, Problem{Code: "region", Note: true, At: 1,
			Text: "前6位不在1981年以来的区划代码表里，不影响登记。请向本人再问一次户籍地。"})
	}
	if n.Birth.exists() && n.Birth.Year < 1900 {
		notes = append(notes, Problem{Code: "old", Note: true, At: 7,
			Text: "出生年份早于1900年，不影响登记。请对照证件核对第7到10位。"})
	}
	if upgraded {
		notes = append(notes, Problem{Code: "upgraded", Note: true,
			Text: "这是15位旧号，已按国家标准换算成18位。"})
	}
	return notes
}

package shelter

import (
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"guitu/internal/store"
)

// degreeMarks are what people write beside the number, as they are once narrow.
var degreeMarks = strings.NewReplacer("｡", ".", "摄氏度", "", "度", "", "℃", "", "°C", "", "°c", "", " ", "")

// ParseDegrees reads a body temperature into tenths of a degree Celsius, as
// people write it: 36.6, 36.6度, 366. Two digits may mean 38.0 to one and 36.8
// to another, and are refused, as is what no thermometer shows.
func ParseDegrees(text string) (tenths int, err error) {
	whole, tenth, dotted := strings.Cut(degreeMarks.Replace(width.Narrow.String(text)), ".")
	if dotted && (len(whole) != len("36") || len(tenth) != len("6")) || !dotted && len(whole) != len("366") {
		return 0, errDegrees()
	}
	n, err := strconv.ParseUint(whole+tenth, 10, 16)
	if err != nil || n < coldest || n > hottest {
		return 0, errDegrees()
	}
	return int(n), nil
}

func errDegrees() error {
	return store.Fail(store.Invalid, "体温请填三个数字，如 36.6 或 366。").On("tenths")
}

// DegreesWords writes tenths of a degree without the unit: 36.6. Nothing was
// measured where there are none.
func DegreesWords(tenths int) string {
	if tenths == 0 {
		return ""
	}
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}

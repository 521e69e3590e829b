package person

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/ui/kit"
)

// usualTimes are the times that the words of a prescription mean in the house.
var usualTimes = map[string]string{"早": "08:00", "早上": "08:00", "中": "12:00", "中午": "12:00", "晚": "18:00", "晚上": "18:00", "睡前": "21:00"}

// newTimesField takes times of the day: 8点 12点 18点, 早中晚, 0830.
func newTimesField() *kit.EchoField {
	return kit.NewReading(lang.L("早 中 晚、8点 18点；空着是需要时服用"), readTimes, func(times []string) string { return strings.Join(times, lang.L("、")) })
}

// readTimes reads times of the day as people write them.
func readTimes(text string) (times []string, err error) {
	text = strings.NewReplacer("早中晚", "早 中 晚", "早晚", "早 晚").Replace(halfWidth(text))
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" 　、,，;；和", r) }) {
		if usual := usualTimes[word]; usual != "" {
			times = append(times, usual)
			continue
		}
		m := clockLater.FindStringSubmatch(word)
		if m == nil {
			return nil, store.Fail(store.Invalid, "看不懂这个时间：可写 早 中 晚，或 8点 12:30 1800。")
		}
		hour, minute := handsOf(m)
		if hour > 23 || minute > 59 {
			return nil, store.Fail(store.Invalid, "没有这个钟点：小时到23，分钟到59。")
		}
		times = append(times, fmt.Sprintf("%02d:%02d", hour, minute))
	}
	slices.Sort(times)
	return slices.Compact(times), nil
}

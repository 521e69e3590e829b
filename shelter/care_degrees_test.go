package shelter

import "testing"

func TestATemperatureIsReadAsItIsWritten(t *testing.T) {
	for text, want := range map[string]int{
		"36.6": 366, "366": 366, "385": 385, "３６．６": 366, " 37。5度 ": 375, "38.5℃": 385, "36.6 °C": 366, "40.2摄氏度": 402, "30.0": 300, "44.0": 440,
		"": 0, "38": 0, "66": 0, "38.": 0, "37.55": 0, "3.66": 0, "360.0": 0, "299": 0, "441": 0, "+36": 0, "-36.6": 0, "abc": 0, "37.x": 0,
	} {
		got, err := ParseDegrees(text)
		if got != want || (want == 0) != (err != nil) {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestATemperatureIsWrittenWithItsTenth(t *testing.T) {
	for tenths, want := range map[int]string{366: "36.6", 400: "40.0", 0: ""} {
		if got := DegreesWords(tenths); got != want {
			t.Errorf("%d is %q; want %q", tenths, got, want)
		}
	}
}

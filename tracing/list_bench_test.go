package tracing_test

import (
	"testing"
	"time"

	"guitu/tracing"
)

// BenchmarkList reads a list of 1,000 searches, half of which have had their
// notice.
func BenchmarkList(b *testing.B) {
	o := office(b)
	for i := range 1000 {
		a := unknownMan()
		a.ArrivedAt = time.Now().AddDate(0, 0, -i%90)
		stay := arrive(b, o, a)
		if i%2 == 0 {
			record(b, o, stay.ID, tracing.NoticeOut)
		}
	}
	for b.Loop() {
		all, err := o.List(b.Context())
		if err != nil || len(all) != 1000 {
			b.Fatal(len(all), err)
		}
	}
}

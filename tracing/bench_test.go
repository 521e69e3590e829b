package tracing_test

import (
	"testing"
	"time"

	"guitu/tracing"
)

// BenchmarkDeadlines reads every clock of a full house: 300 residents, of
// whom each has two steps on record.
func BenchmarkDeadlines(b *testing.B) {
	o := office(b)
	for i := range 300 {
		a := unknownMan()
		a.ArrivedAt = time.Now().AddDate(0, 0, -i%20)
		stay := arrive(b, o, a)
		record(b, o, stay.ID, tracing.QuickQuery)
		record(b, o, stay.ID, tracing.NoticeOut)
	}
	for b.Loop() {
		lines, err := o.Deadlines(b.Context())
		if err != nil || len(lines) < 300 {
			b.Fatal(len(lines), err)
		}
	}
}

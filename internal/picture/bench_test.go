package picture

import (
	"context"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"testing"
)

// BenchmarkDecode24MP reports time and the highest memory (of the Go runtime,
// above what was in use before) for one 24-megapixel photo, and for two that
// arrive at once.
func BenchmarkDecode24MP(b *testing.B) {
	file := asJPEG(b, landscape(6000, 4000))
	b.Logf("file: %.1f MB", float64(len(file))/1e6)
	for _, c := range []struct {
		name   string
		atOnce int
	}{{"one", 1}, {"two at once", 2}} {
		b.Run(c.name, func(b *testing.B) {
			debug.FreeOSMemory()
			peak := watchMemory()
			for b.Loop() {
				var all sync.WaitGroup
				for range c.atOnce {
					all.Go(func() {
						m, err := DecodeBytes(context.Background(), file)
						if err != nil || m.Rect.Dx() != MaxSide {
							b.Error(err)
						}
					})
				}
				all.Wait()
			}
			b.ReportMetric(peak()/1e6, "peak-MB")
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	m := shrink(landscape(1600, 1200))
	for b.Loop() {
		Encode(m)
	}
}

// watchMemory samples the memory that the runtime holds from the system, in
// a goroutine of its own, until the returned function is called for the peak
// above the start in bytes.
func watchMemory() func() float64 {
	held := func() uint64 {
		s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64() - s[1].Value.Uint64()
	}
	start := held()
	var peak atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			peak.Store(max(peak.Load(), held()))
			select {
			case <-stop:
				return
			default:
				runtime.Gosched()
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-stopped
		return float64(peak.Load()) - float64(start)
	}
}

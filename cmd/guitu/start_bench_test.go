package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"guitu/cmd/demo"
	"guitu/internal/store"
)

// BenchmarkColdStart is the time from the start of the program to a page that
// takes keys, and the memory it holds once somebody has signed in to the
// invented station.
func BenchmarkColdStart(b *testing.B) {
	d := newVirtualDesk(b, "1366x768")
	data := filepath.Join(d.home, "station")
	db, err := store.Open(b.Context(), data)
	if err != nil {
		b.Fatal(err)
	}
	if err := demo.Fill(b.Context(), db, func(int, int) {}); err != nil {
		b.Fatal(err)
	}
	db.Close()
	if _, err := binary(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d.start("--demo", "--data", data)
		d.wait("page", "signin")
		b.StopTimer()
		d.press("Tab", "space") // the first role
		d.wait("page", "today")
		b.ReportMetric(d.residentMB(), "MB-signed-in")
		d.kill()
		b.StartTimer()
	}
}

// residentMB is the memory that the application holds, as the system counts.
func (d *virtualDesk) residentMB() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", d.app.Process.Pid))
	if err != nil {
		d.t.Fatal(err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return 0
	}
	kb, _ := strconv.ParseFloat(string(m[1]), 64)
	return kb / 1024
}

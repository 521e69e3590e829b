//go:build !windows

package printing

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guitu/internal/store"
)

// standIn puts an lp and an lpstat in front of the PATH that behave like those
// of CUPS: lp wants options it knows and a readable file, which it copies.
func standIn(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	script := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	script("lp", `cd "`+dir+`"
printf '%s\n' "$@" > args
while [ $# -gt 0 ]; do
  case "$1" in
    -n|-o|-t) shift 2;;
    -d) [ "$2" = office ] || { echo "lp: The printer or class does not exist." >&2; exit 1; }; shift 2;;
    --) shift; break;;
    -*) echo "lp: Error - unknown option." >&2; exit 1;;
    *) break;;
  esac
done
[ $# -eq 1 ] || exit 1
ls -l "$1" | cut -c1-10 > mode
cat "$1" > printed || exit 1
echo "request id is office-7 (1 file(s))"
`)
	script("lpstat", `[ "$1" = -e ] && printf 'office\nfront desk\n'`)
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	return dir
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPrintHandsThePageToLp(t *testing.T) {
	dir := standIn(t)
	t.Setenv("TMPDIR", t.TempDir())
	err := SystemPrinter().Print(context.Background(), []byte("%PDF-page"), Job{Copies: 3, Title: "-寻亲公告\n3号", Printer: "office"})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "printed")); got != "%PDF-page" {
		t.Errorf("printed %q", got)
	}
	args := read(t, filepath.Join(dir, "args"))
	for _, want := range []string{"-n\n3\n", "-t\n寻亲公告 3号\n", "-d\noffice\n", "media=A4"} {
		if !strings.Contains(args, want) {
			t.Errorf("%q is not among lp's arguments:\n%s", want, args)
		}
	}
	if mode := strings.TrimSpace(read(t, filepath.Join(dir, "mode"))); mode != "-rw-------" {
		t.Errorf("others could read the file: %s", mode)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("%d files were left behind", len(left))
	}
}

func TestRefusedJobSaysWhatToDo(t *testing.T) {
	standIn(t)
	t.Setenv("TMPDIR", t.TempDir())
	err := SystemPrinter().Print(context.Background(), []byte("x"), Job{Printer: "nowhere"})
	if store.KindOf(err) != store.Conflict || !strings.Contains(err.Error(), "PDF") {
		t.Error(err)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Error("a refused page was left behind")
	}
	if err := SystemPrinter().Print(context.Background(), []byte("x"), Job{Copies: 1000}); store.KindOf(err) != store.Invalid {
		t.Errorf("a thousand copies: %v", err)
	}
}

func TestPrintersAreListed(t *testing.T) {
	standIn(t)
	names, err := SystemPrinter().Names(context.Background())
	if err != nil || strings.Join(names, ",") != "office,front desk" {
		t.Errorf("%q, %v", names, err)
	}
}

func TestMachineWithoutPrintingSaysSaveAsPDF(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, err := range []error{
		SystemPrinter().Print(context.Background(), []byte("x"), Job{}),
		func() error { _, err := SystemPrinter().Names(context.Background()); return err }(),
	} {
		if store.KindOf(err) != store.NotFound || !strings.Contains(err.Error(), "存为 PDF") {
			t.Error(err)
		}
	}
}

package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"guitu/internal/store"
)

// The tests need several processes over one file, so the test binary starts
// itself again: GUITU_STORE_PROCESS names the part that the new process plays,
// GUITU_STORE_DIR the station's folder. Each part waits for a line (or the end)
// of its input before it begins, so that all of them begin at once.
const (
	partVar = "GUITU_STORE_PROCESS"
	dirVar  = "GUITU_STORE_DIR"
)

var parts = map[string]func(ctx context.Context, dir string) error{
	"open":    playOpen,
	"race":    playRace,
	"number":  playNumber,
	"changes": playChanges,
	"write":   playWriteForever,
}

func TestMain(m *testing.M) {
	part := os.Getenv(partVar)
	if part == "" {
		os.Exit(m.Run())
	}
	if err := parts[part](context.Background(), os.Getenv(dirVar)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// process is one more process over the same station.
type process struct {
	cmd   *exec.Cmd
	begin io.WriteCloser
	out   *bufio.Scanner
}

func start(t *testing.T, part, dir string) *process {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), partVar+"="+part, dirVar+"="+dir)
	cmd.Stderr = os.Stderr
	begin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return &process{cmd, begin, bufio.NewScanner(out)}
}

// line waits for the next line the process says; ok is false when it has ended.
func (p *process) line() (text string, ok bool) {
	ok = p.out.Scan()
	return p.out.Text(), ok
}

// finish lets the process begin and returns all that it says until its end.
func (p *process) finish(t *testing.T) []string {
	t.Helper()
	p.begin.Close()
	var lines []string
	for text, ok := p.line(); ok; text, ok = p.line() {
		lines = append(lines, text)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("process: %v", err)
	}
	return lines
}

// together starts n processes of a part, waits until each is ready, lets them
// begin at once, and returns what each says.
func together(t *testing.T, n int, part, dir string) [][]string {
	t.Helper()
	all := make([]*process, n)
	for i := range all {
		all[i] = start(t, part, dir)
	}
	for _, p := range all {
		if text, _ := p.line(); text != "ready" {
			t.Fatalf("process said %q; want ready", text)
		}
	}
	said := make([][]string, n)
	var wg sync.WaitGroup
	for i, p := range all {
		wg.Go(func() { said[i] = p.finish(t) })
	}
	wg.Wait()
	return said
}

// ready says that the process has done its preparations and waits for the word.
func ready() {
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin)
}

const goroutines = 8

// inParallel runs fn in eight goroutines and joins their errors.
func inParallel(fn func(i int) error) error {
	var wg sync.WaitGroup
	failures := make([]error, goroutines)
	for i := range goroutines {
		wg.Go(func() { failures[i] = fn(i) })
	}
	wg.Wait()
	return errors.Join(failures...)
}

// playOpen opens new stations, one after the other, in eight windows at once.
func playOpen(ctx context.Context, dir string) error {
	ready()
	for i := range 10 {
		if err := inParallel(func(int) error {
			db, err := store.Open(ctx, filepath.Join(dir, fmt.Sprint(i)))
			if err != nil {
				return err
			}
			return db.Close()
		}); err != nil {
			return err
		}
	}
	return nil
}

const racedPlaces = 60

// playRace tries to take every place; it says each one that it took.
func playRace(ctx context.Context, dir string) error {
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	ready()
	return inParallel(func(int) error {
		for place := range racedPlaces {
			err := takePlace(ctx, db, place)
			if store.KindOf(err) == store.Conflict && store.IsUnique(err) {
				continue // another was first
			}
			if err != nil {
				return err
			}
			fmt.Println(place)
		}
		return nil
	})
}

const drawnEach = 20

// playNumber draws numbers and throws every third one away by an error.
func playNumber(ctx context.Context, dir string) error {
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	ready()
	errChanged := errors.New("changed my mind")
	return inParallel(func(int) error {
		for i := range drawnEach {
			var n int64
			err := db.Write(ctx, func(tx *store.Tx) (err error) {
				if n, err = tx.NextNumber("stay", 2026); err != nil {
					return err
				}
				if i%3 == 2 {
					return errChanged
				}
				return nil
			})
			if errors.Is(err, errChanged) {
				continue
			}
			if err != nil {
				return err
			}
			fmt.Println(n)
		}
		return nil
	})
}

const changedEach = 25

// playChanges commits transactions of two changes each.
func playChanges(ctx context.Context, dir string) error {
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	ready()
	return inParallel(func(int) error {
		for range changedEach {
			if err := db.Write(ctx, func(tx *store.Tx) error {
				id := store.NewID()
				tx.Changed("bed", id+"/1")
				tx.Changed("bed", id+"/2")
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// playWriteForever says the name of each setting once it is kept, until killed.
func playWriteForever(ctx context.Context, dir string) error {
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	return inParallel(func(i int) error {
		for {
			name := store.NewID()
			if err := db.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(name, strings.Repeat("x", 300)) }); err != nil {
				return err
			}
			fmt.Println(name)
		}
	})
}

package shelter_test

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

// How long the desks race for beds; the long run is
//
//	go test ./shelter -run TestNeverTwoInABed -race-for 30s
var raceFor = flag.Duration("race-for", 5*time.Second, "how long TestNeverTwoInABed lets the desks race")

const (
	desks     = 4  // processes
	clerks    = 64 // goroutines of each
	racedBeds = 50
	womenIn   = 16 // one stay in so many is a woman's, whom the rules refuse
)

// A desk is this test binary, started again: raceDir is the station's folder,
// raceDesk which of the desks it plays.
const (
	raceDir  = "GUITU_SHELTER_RACE"
	raceDesk = "GUITU_SHELTER_DESK"
	raceTime = "GUITU_SHELTER_FOR"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(raceDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := playDesk(context.Background(), dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// raced is what a desk says of its race.
type raced struct {
	Tried   int
	Given   int            // beds: each is a row that must be there
	Heard   map[string]int // what the losers read
	Strange []string       // what no loser may read
}

// playDesk signs in and lets its clerks race.
func playDesk(ctx context.Context, dir string) error {
	number, err := strconv.Atoi(os.Getenv(raceDesk))
	if err != nil {
		return err
	}
	length, err := time.ParseDuration(os.Getenv(raceTime))
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer db.Close()
	session, err := access.SignIn(ctx, db, "head", password)
	if err != nil {
		return err
	}
	h := &shelter.House{Session: session}
	board, err := h.Board(ctx)
	if err != nil {
		return err
	}
	var beds []string
	for _, room := range board.Zones[len(board.Zones)-1].Rooms {
		for _, b := range room.Beds {
			beds = append(beds, b.Bed.ID)
		}
	}
	fmt.Println("ready")
	io.Copy(io.Discard, os.Stdin)
	until := time.Now().Add(length)
	all := make([]raced, clerks)
	var wg sync.WaitGroup
	for i := range clerks {
		wg.Go(func() { all[i] = playClerk(ctx, h, board.WithoutBed[number*clerks+i].StayID, beds, until) })
	}
	wg.Wait()
	sum := raced{Heard: map[string]int{}}
	for _, t := range all {
		sum.add(t)
	}
	return json.NewEncoder(os.Stdout).Encode(sum)
}

func (t *raced) add(o raced) {
	t.Tried += o.Tried
	t.Given += o.Given
	t.Strange = append(t.Strange, o.Strange...)
	for text, n := range o.Heard {
		t.Heard[text] += n
	}
}

// playClerk gives one person beds, moves them, frees and undoes, until time is
// up, but at least once.
func playClerk(ctx context.Context, h *shelter.House, stay string, beds []string, until time.Time) raced {
	t := raced{Heard: map[string]int{}}
	last, mine := "", ""
	for t.Tried == 0 || time.Now().Before(until) {
		bed := beds[rand.IntN(len(beds))]
		if bed == mine {
			continue
		}
		var take shelter.Take
		var err error
		what := rand.IntN(4)
		switch {
		case mine == "":
			take, err = h.Assign(ctx, stay, bed, nil)
		case what == 0:
			if err = h.Free(ctx, stay); err == nil {
				mine, last = "", ""
			}
		case what == 1 && last != "":
			if err = h.Undo(ctx, last); err == nil {
				mine, last = bedNow(ctx, h, stay), ""
			}
		default:
			take, err = h.Move(ctx, stay, bed, nil)
		}
		t.Tried++
		if err != nil {
			t.hear(err)
		} else if take.ID != "" {
			t.Given, last, mine = t.Given+1, take.ID, bed
		}
	}
	return t
}

// bedNow is the bed that a stay has, or the empty string.
func bedNow(ctx context.Context, h *shelter.House, stay string) string {
	takes, err := h.Takes(ctx, stay)
	if err != nil || len(takes) == 0 || !takes[len(takes)-1].To.IsZero() {
		return ""
	}
	return takes[len(takes)-1].BedID
}

// hear keeps what a loser reads: a sentence that says what to do, for a reason
// that can be mended.
func (t *raced) hear(err error) {
	plain, is := errors.AsType[*store.Error](err)
	_, blocked := errors.AsType[*shelter.Blocked](err)
	if !is || plain.Kind != store.Conflict && !blocked || !strings.Contains(plain.Text, "请") {
		t.Strange = append(t.Strange, err.Error())
		return
	}
	t.Heard[plain.Text]++
}

// desk is a process that waits for the word to begin.
type desk struct {
	cmd   *exec.Cmd
	begin io.WriteCloser
	out   *bufio.Reader
}

func startDesk(t *testing.T, dir string, number int) desk {
	t.Helper()
	self, err := os.Executable()
	ok(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), raceDir+"="+dir, raceDesk+"="+strconv.Itoa(number), raceTime+"="+raceFor.String())
	cmd.Stderr = os.Stderr
	begin, err := cmd.StdinPipe()
	ok(t, err)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return desk{cmd, begin, bufio.NewReader(out)}
}

// race starts the desks, waits until all are ready, lets them begin at once,
// and adds up what they say.
func race(t *testing.T, dir string) raced {
	t.Helper()
	all := make([]desk, desks)
	for i := range all {
		all[i] = startDesk(t, dir, i)
	}
	for _, d := range all {
		if line, err := d.out.ReadString('\n'); line != "ready\n" {
			t.Fatalf("a desk says %q (%v); want ready", line, err)
		}
	}
	for _, d := range all {
		ok(t, d.begin.Close())
	}
	sum := raced{Heard: map[string]int{}}
	for _, d := range all {
		var said raced
		ok(t, json.NewDecoder(d.out).Decode(&said))
		ok(t, d.cmd.Wait())
		sum.add(said)
	}
	return sum
}

// Four processes of 64 clerks each want 50 beds for 256 people. Nobody shares
// a bed at any moment, nobody is lost, what was answered with yes is there, and
// who loses reads what to do.
func TestNeverTwoInABed(t *testing.T) {
	h := house(t)
	zone := shelter.ZonePlan{Name: "演示赛区"}
	for i := range racedBeds / 10 {
		zone.Rooms = append(zone.Rooms, shelter.RoomPlan{Name: fmt.Sprintf("赛%d", i), Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: 10})
	}
	ok(t, h.LayOut(t.Context(), shelter.Template{Building: "演示赛楼", Zones: []shelter.ZonePlan{zone}}))
	var stays []string
	for i := range desks * clerks {
		who := man(40)
		if i%womenIn == 0 {
			who = woman(40)
		}
		stays = append(stays, arrive(t, h, who).ID)
	}

	sum := race(t, h.Session.DB().Dir())
	t.Logf("tried %d times in %v, %d beds given", sum.Tried, *raceFor, sum.Given)
	for text, n := range sum.Heard {
		t.Logf("%6d × %s", n, text)
	}
	if len(sum.Strange) > 0 {
		t.Errorf("%d losers read what they may not: %q", len(sum.Strange), sum.Strange[:min(3, len(sum.Strange))])
	}
	if len(sum.Heard) == 0 || sum.Given < racedBeds/2 {
		t.Errorf("%d beds given, and the losers heard %v: that was no race", sum.Given, sum.Heard)
	}
	checkSchema(t, h, sum.Given)
	checkTakes(t, h, stays)
	board, err := h.Board(t.Context())
	ok(t, err)
	if got := board.Total.Occupied + len(board.WithoutBed); got != len(stays) || board.Total.Occupied > racedBeds {
		t.Errorf("%d in beds, %d without; want %d in all", board.Total.Occupied, len(board.WithoutBed), len(stays))
	}
	v, err := h.Session.Verify(t.Context(), func(int64) {})
	ok(t, err)
	if !v.Sound() {
		t.Errorf("findings: %v", v.Findings)
	}
}

// checkSchema asks the rows themselves for two who had a bed, or two beds that
// somebody had, at one moment, and for a bed that was promised and is not there.
func checkSchema(t *testing.T, h *shelter.House, given int) {
	t.Helper()
	const overlapping = ` AND a.id < b.id WHERE a.from_at <> a.to_at AND b.from_at <> b.to_at
		AND (b.to_at = 0 OR a.from_at < b.to_at) AND (a.to_at = 0 OR b.from_at < a.to_at)`
	for query, want := range map[string]int{
		`SELECT COUNT(*) FROM bed_take a JOIN bed_take b ON a.bed_id = b.bed_id` + overlapping:   0,
		`SELECT COUNT(*) FROM bed_take a JOIN bed_take b ON a.stay_id = b.stay_id` + overlapping: 0,
		`SELECT COUNT(*) - COUNT(DISTINCT bed_id) FROM bed_take WHERE to_at = 0`:                 0,
		`SELECT COUNT(*) - COUNT(DISTINCT stay_id) FROM bed_take WHERE to_at = 0`:                0,
		`SELECT COUNT(*) FROM bed_take WHERE to_at <> 0 AND to_at < from_at`:                     0,
		`SELECT COUNT(*) FROM bed_take`:                                                          given,
		`SELECT COUNT(*) FROM stay WHERE state = 'in'`:                                           desks * clerks,
		`SELECT COUNT(*) FROM bed_take t JOIN person p ON p.id = t.person_id WHERE p.sex = '2'`:  0,
	} {
		var n int
		ok(t, h.Session.Read(t.Context(), "", func(tx *access.Tx) error { return tx.QueryRow(query).Scan(&n) }))
		if n != want {
			t.Errorf("%d; want %d: %s", n, want, query)
		}
	}
}

// checkTakes reads what the house says of everybody and looks for two in a bed.
func checkTakes(t *testing.T, h *shelter.House, stays []string) {
	t.Helper()
	byBed := map[string][]shelter.Take{}
	for _, stay := range stays {
		takes, err := h.Takes(t.Context(), stay)
		ok(t, err)
		for _, take := range takes {
			byBed[take.BedID] = append(byBed[take.BedID], take)
		}
	}
	for bed, takes := range byBed {
		slices.SortFunc(takes, func(a, b shelter.Take) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
		for i, take := range takes[1:] {
			if before := takes[i]; before.To.IsZero() || before.To.After(take.From) {
				t.Errorf("bed %s: one until %v, another from %v", bed, before.To, take.From)
			}
		}
	}
}

// What one desk does shows on the other's board: the feed of the second handle
// on the folder tells of it.
func TestTwoDesksSeeEachOthersBeds(t *testing.T) {
	h := house(t)
	db, err := store.Open(t.Context(), h.Session.DB().Dir())
	ok(t, err)
	defer db.Close()
	session, err := access.SignIn(t.Context(), db, "head", password)
	ok(t, err)
	other := &shelter.House{Session: session}
	stay := arrive(t, h, man(40))
	feeds := map[*shelter.House]<-chan []store.Change{}
	for _, desk := range []*shelter.House{h, other} {
		feeds[desk], err = desk.Session.DB().Watch(t.Context())
		ok(t, err)
	}
	for name, desks := range map[string][2]*shelter.House{"男203-1": {h, other}, "男203-2": {other, h}} {
		here, there := desks[0], desks[1]
		give := here.Assign
		if bedNow(t.Context(), h, stay.ID) != "" {
			give = here.Move
		}
		want := bed(t, h, name).ID
		began := time.Now()
		_, err := give(t.Context(), stay.ID, want, nil)
		ok(t, err)
		told(t, feeds[there], want)
		t.Logf("told after %v", time.Since(began))
		sleeps(t, there, name, stay.ID)
	}
}

// told waits until a feed tells of a bed.
func told(t *testing.T, feed <-chan []store.Change, bed string) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case batch := <-feed:
			if slices.ContainsFunc(batch, func(c store.Change) bool { return c.Table == "bed" && c.ID == bed }) {
				return
			}
		case <-late:
			t.Fatal("the other desk was not told")
		}
	}
}

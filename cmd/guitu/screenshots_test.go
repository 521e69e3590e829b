package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"guitu/cmd/demo"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

var screenshotsDir = flag.String("screenshots", "", "folder into which the pictures of the pages are written")

// The screen on which pictures are taken.
const (
	screenWidth  = 1366
	screenHeight = 768
)

// caret is how many pixels a blinking caret may change in a picture that has
// come to rest.
const caret = 64

// look is how the window looks while it is walked through, and which pages are
// worth a picture in it; none named means all.
type look struct {
	suffix      string
	language    string
	dark, large bool
	pages       []string
}

var looks = []look{
	{suffix: "zh", language: kit.Chinese},
	{suffix: "en", language: kit.English},
	{suffix: "zh-dark", language: kit.Chinese, dark: true, pages: []string{"today", "arrival", "triage", "beds", "timeline", "rollcall", "papers", "person", "shift"}},
	{suffix: "zh-large", language: kit.Chinese, large: true, pages: []string{"today", "desk", "arrival", "triage", "compare", "quick", "spot", "shift", "beds", "timeline", "rollcall", "kitchen", "roster", "supplies", "figures", "trace", "case", "papers", "settings", "person", "help"}},
}

// tour opens the pages one after another, as the head of the station.
var tour = []struct {
	name string
	open func(d *virtualDesk)
}{
	{"signin", func(d *virtualDesk) { d.wait("page", "signin"); d.awake() }},
	{"today", func(d *virtualDesk) { d.press("Tab", "Tab", "Tab", "Tab", "space"); d.wait("page", kit.RouteToday) }},
	{"desk", func(d *virtualDesk) { d.press("alt+2"); d.wait("page", kit.RouteDesk) }},
	{"triage", (*virtualDesk).beginArrival},
	{"arrival", (*virtualDesk).goOnArriving},
	{"compare", func(d *virtualDesk) {
		d.press("shift+Return", "shift+Return", "shift+Return", "shift+Return")
		d.wait("field", "姓名")
		d.press("Down")
		d.wait("field", "是不是来过")
		d.press("Return")
		d.wait("dialog", "是同一个人吗？")
	}},
	{"quick", func(d *virtualDesk) {
		d.press("Escape", "F11")
		d.wait("page", kit.RouteQuick)
		d.wait("field", "性别")
	}},
	{"spot", func(d *virtualDesk) { d.press("F12"); d.wait("page", kit.RouteSpot); d.wait("field", "性别") }},
	{"shift", func(d *virtualDesk) { d.press("ctrl+j"); d.wait("page", kit.RouteShift) }},
	{"beds", func(d *virtualDesk) { d.press("alt+3"); d.wait("page", kit.RouteBeds) }},
	{"timeline", func(d *virtualDesk) { d.wait("ready", "beds"); d.press("ctrl+t") }},
	{"rollcall", func(d *virtualDesk) {
		d.press("ctrl+t", "alt+4") // the board again, for whoever comes back
		d.wait("page", kit.RouteCare)
		d.wait("section", "点名")
	}},
	{"round", func(d *virtualDesk) { d.section("用药") }},
	{"watch", func(d *virtualDesk) { d.section("观察") }},
	{"kitchen", func(d *virtualDesk) { d.section("用餐") }},
	{"longer", func(d *virtualDesk) { d.press("Down"); d.section("延期与探访") }},
	{"roster", func(d *virtualDesk) { d.section("值班") }},
	{"supplies", func(d *virtualDesk) { d.press("alt+5"); d.wait("page", kit.RouteSupplies) }},
	{"trace", func(d *virtualDesk) { d.press("alt+6"); d.wait("page", kit.RouteTrace) }},
	{"case", func(d *virtualDesk) { d.press("Down", "Return"); d.wait("page", kit.RouteCase) }},
	{"papers", func(d *virtualDesk) {
		d.press("alt+7")
		d.wait("page", kit.RoutePapers)
		d.fill("li")
		d.press("Return")
		d.wait("preview", "shown")
	}},
	{"figures", func(d *virtualDesk) {
		d.press("alt+8")
		d.wait("page", kit.RouteFigures)
		d.wait("counted", "日报")
	}},
	{"month", func(d *virtualDesk) { d.press("Down"); d.section("月报"); d.wait("counted", "月报") }},
	{"costs", func(d *virtualDesk) { d.press("Down"); d.section("费用") }},
	{"settings", func(d *virtualDesk) { d.press("alt+9"); d.wait("page", kit.RouteSettings) }},
	{"palette", func(d *virtualDesk) { d.press("ctrl+k"); d.wait("page", "palette"); d.fill("li") }},
	{"person", func(d *virtualDesk) { d.press("Return"); d.wait("page", kit.RoutePerson) }},
	{"help", func(d *virtualDesk) { d.press("F1"); d.wait("page", "help") }},
}

// TestScreenshots walks through all pages as a user does and takes a picture of
// each: every page shows, fills the screen and is not the page before.
//
//	make screenshots
//
// writes the pictures into assets/screenshots.
func TestScreenshots(t *testing.T) {
	dir, walked, founded := *screenshotsDir, looks, looks[:2]
	if dir == "" { // a test among others: one language, and TestDay sees the first start
		dir, walked, founded = t.TempDir(), looks[1:2], nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	filled, former := fillDemo(t)
	for _, l := range walked {
		t.Run(l.suffix, func(t *testing.T) {
			d := newVirtualDesk(t, fmt.Sprintf("%dx%d", screenWidth, screenHeight))
			d.former = former
			d.wear(l)
			// Where it is when no folder is named: from there a real one is offered.
			station := filepath.Join(d.home, ".local/share/guitu/demo")
			if err := os.CopyFS(station, os.DirFS(filled)); err != nil {
				t.Fatal(err)
			}
			album := &album{d: d, dir: dir, suffix: l.suffix, wanted: l.pages}
			d.start("--demo")
			for _, page := range tour {
				page.open(d)
				album.take(page.name)
			}
		})
	}
	for _, l := range founded {
		t.Run("founding-"+l.suffix, func(t *testing.T) {
			d := newVirtualDesk(t, fmt.Sprintf("%dx%d", screenWidth, screenHeight))
			d.wear(l)
			d.start("--data", filepath.Join(d.home, "station"))
			d.found(&album{d: d, dir: dir, suffix: l.suffix})
		})
	}
}

// fillDemo founds the invented station that all looks are shown with, and names
// a man who has been there: other people are invented each day.
func fillDemo(t *testing.T) (dir, former string) {
	t.Helper()
	dir = t.TempDir()
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := demo.Fill(t.Context(), db, nil); err != nil {
		t.Fatal(err)
	}
	s, err := access.SignIn(t.Context(), db, "head", demo.Password)
	if err != nil {
		t.Fatal(err)
	}
	people := intake.NewDirectory(&intake.Desk{Session: s})
	if err := people.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range people.Recent(people.Len()) {
		if c.Stay.State == intake.Left && c.Person.Sex == "1" && c.Person.Name != "" && !c.Person.NameBySound {
			return dir, c.Person.Name
		}
	}
	t.Fatal("no man has left the invented station")
	return "", ""
}

// wear chooses theme, size and language as the settings page leaves them.
func (d *virtualDesk) wear(l look) {
	d.t.Helper()
	preferences, err := json.Marshal(map[string]any{"look.language": l.language, "look.dark": l.dark, "look.large": l.large})
	if err != nil {
		d.t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(d.home, ".config/fyne/guitu.station"), 0o700); err != nil {
		d.t.Fatal(err)
	}
	d.write(".config/fyne/guitu.station/preferences.json", string(preferences), 0o600)
}

// awake waits until the window takes keys; the mouse lies where nothing is.
func (d *virtualDesk) awake() {
	d.t.Helper()
	d.eventually("the window to take keys", func() bool {
		out, err := d.command("xdotool", "getactivewindow", "getwindowname").Output()
		return err == nil && len(bytes.TrimSpace(out)) > 0
	})
	d.do("mousemove", strconv.Itoa(screenWidth-1), strconv.Itoa(screenHeight-1))
}

// section goes one section further down a page of sections.
func (d *virtualDesk) section(title string) {
	d.t.Helper()
	d.press("Down")
	d.wait("section", title)
}

// beginArrival writes what a clerk sees in the first minute.
func (d *virtualDesk) beginArrival() {
	d.press("F2")
	d.wait("page", kit.RouteArrival)
	d.wait("field", "来站方式")
	d.text("2")
	d.wait("saved", "draft") // the choice has been made before Return comes
	d.next("护送单位")
	d.clip("演示派出所")
	d.next("护送人")
	d.next("护送人电话")
	d.next("发现地点")
	d.clip("演示火车站北广场")
	d.next("发现时间")
	d.next("身体状况检视")
	d.text("2")
	d.wait("saved", "draft")
	d.text("5")
	d.wait("saved", "draft")
}

// goOnArriving writes who it may be: somebody of that name has been here.
func (d *virtualDesk) goOnArriving() {
	d.goTo("姓名")
	d.clip(d.former)
	d.next("性别")
	d.wait("saved", "draft")
	d.text("1")
	d.wait("saved", "draft")
	d.next("民族")
	d.next("出生日期或年龄")
	d.clip("目测50-60")
	d.next("证件类型")
	d.wait("saved", "draft")
}

// found goes through the first start up to its last step.
func (d *virtualDesk) found(a *album) {
	d.wait("page", "founding.station")
	d.awake()
	d.wait("field", "救助站名称")
	d.clip("演示市救助管理站")
	d.next("代码（救助编号以它开头）")
	d.fill("YS")
	d.next("地址")
	d.clip("演示市归途路1号")
	d.next("值班电话")
	a.take("first-station")
	d.press("ctrl+Return")
	d.wait("page", "founding.admin")
	d.wait("field", "您的姓名（印作经办人）")
	d.clip("周安平（演示）")
	d.next("登录名")
	d.fill("head")
	d.next("密码（至少8个字，可以是一句话）")
	d.fill("a sentence of invention")
	d.next("再输入一次密码")
	d.fill("a sentence of invention")
	a.take("first-account")
	d.press("ctrl+Return")
	d.wait("page", "founding.sheet")
	a.take("first-recovery")
	d.fill(d.askedGroup())
	d.press("ctrl+Return")
	d.wait("page", "founding.beds")
	a.take("first-beds")
}

// askedGroup prints the recovery sheet and reads from it the group that the
// window asks for, in whichever language.
func (d *virtualDesk) askedGroup() string {
	d.t.Helper()
	d.press("F9")
	d.eventually("the printed recovery sheet", func() bool {
		jobs, _ := filepath.Glob(filepath.Join(d.printed, "job-*.pdf"))
		return len(jobs) > 0
	})
	code := d.recoveryCode()
	last := ""
	for _, said := range d.heard.all() {
		if said.Kind == "field" {
			last = said.Text
		}
	}
	n, err := strconv.Atoi(regexp.MustCompile(`\d`).FindString(last))
	if err != nil || n < 1 || n > len(code) {
		d.t.Fatalf("no group of the code is asked for, but %q", last)
	}
	return code[n-1]
}

// album takes the pictures of one look.
type album struct {
	d           *virtualDesk
	dir, suffix string
	wanted      []string // nil for all
	last        []byte   // the pixels of the page before
}

// take waits until the picture of a page stands still and keeps it.
func (a *album) take(name string) {
	a.d.t.Helper()
	pixels := a.still()
	a.last = pixels
	if len(a.wanted) > 0 && !slices.Contains(a.wanted, name) {
		return
	}
	path := filepath.Join(a.dir, name+"-"+a.suffix+".png")
	convert := a.d.command("convert", "-size", fmt.Sprintf("%dx%d", screenWidth, screenHeight), "-depth", "8", "rgb:-",
		"+dither", "-colors", "256", "-strip", "-define", "png:compression-level=9", path)
	convert.Stdin = bytes.NewReader(pixels)
	if out, err := convert.CombinedOutput(); err != nil {
		a.d.t.Fatalf("convert: %v\n%s", err, out)
	}
}

// still waits for a picture that is not that of the page before and in which
// no more than a caret has moved for three looks.
func (a *album) still() []byte {
	a.d.t.Helper()
	var before []byte
	same := 0
	a.d.eventually("a new page that stands still", func() bool {
		now, err := a.grab()
		if err != nil {
			return false
		}
		if before != nil && differing(now, before) <= caret {
			same++
		} else {
			same = 0
		}
		before = now
		return same >= 3 && !blank(now) && (a.last == nil || differing(now, a.last) > caret)
	})
	return before
}

// grab returns the pixels of the screen, three bytes each.
func (a *album) grab() ([]byte, error) {
	ctx, cancel := context.WithTimeout(a.d.t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, "import", "-window", "root", "-depth", "8", "rgb:-")
	c.Env = a.d.env
	pixels, err := c.Output()
	if err == nil && len(pixels) != 3*screenWidth*screenHeight {
		err = fmt.Errorf("a picture of %d bytes", len(pixels))
	}
	return pixels, err
}

// differing counts the pixels that are not the same.
func differing(a, b []byte) (n int) {
	for i := 0; i < len(a); i += 3 {
		if !bytes.Equal(a[i:i+3], b[i:i+3]) {
			n++
		}
	}
	return n
}

// blank reports whether hardly anything is drawn: a page has words on a ground.
func blank(pixels []byte) bool {
	ground := 0
	for i := 0; i < len(pixels); i += 3 {
		if bytes.Equal(pixels[i:i+3], pixels[:3]) {
			ground++
		}
	}
	return ground > len(pixels)/3*99/100
}

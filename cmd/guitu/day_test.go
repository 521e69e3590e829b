package main

import (
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
	"guitu/tracing"
)

const dayPassword = "demopassword"

// TestDay lives through a day at the station with the keyboard, from the first
// start to a departure, and checks the database and the printed papers against
// what was typed.
func TestDay(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	data := filepath.Join(d.home, "station")
	d.start("--data", data)
	d.foundStation()

	want := d.registerSomebody()
	d.assignBestBed()
	d.issueOneOfEach(data)
	d.printPaper("register")
	d.printPaper("notice")
	d.printPaper("transfer")
	d.recordNotice()
	d.depart()
	d.press("ctrl+l")
	d.wait("page", "signin")
	d.kill()

	d.checkDatabase(data, want)
	d.checkPapers(want)
}

// foundStation goes through the four steps of the first start.
func (d *virtualDesk) foundStation() {
	d.t.Helper()
	d.wait("page", "founding.station")
	d.wait("field", "救助站名称")
	d.pinyin(true)
	d.writePinyin("ceshi", "测试")
	d.pinyin(false)
	d.next("代码（救助编号以它开头）")
	d.fill("TS1")
	d.next("地址")
	d.fill("Teststr. 1")
	d.next("值班电话")
	d.fill("000-0000")
	d.press("ctrl+Return")
	d.wait("page", "founding.admin")
	d.wait("field", "您的姓名（印作经办人）")
	d.fill("Tester")
	d.next("登录名")
	d.fill("tester")
	d.next("密码（至少8个字，可以是一句话）")
	d.fill(dayPassword)
	d.next("再输入一次密码")
	d.fill(dayPassword)
	d.press("ctrl+Return")
	d.wait("page", "founding.sheet")
	group := d.groupAsked()
	d.press("F9")
	d.wait("toast", "已送到打印机。")
	code := d.recoveryCode()
	d.fill(code[group-1])
	d.press("ctrl+Return")
	d.wait("page", "founding.beds")
	d.press("ctrl+Return")
	d.wait("page", "today")
}

// groupAsked waits for the field that asks for a group of the recovery code
// and returns which one it is.
func (d *virtualDesk) groupAsked() int {
	d.t.Helper()
	number := regexp.MustCompile(`请照恢复单输入第(\d)组`)
	group := 0
	d.eventually("the group that is asked for", func() bool {
		for _, a := range d.heard.all() {
			if m := number.FindStringSubmatch(a.Text); m != nil {
				group = int(m[1][0] - '0')
			}
		}
		return group > 0
	})
	return group
}

// recoveryCode reads the code from the sheet that was printed last.
func (d *virtualDesk) recoveryCode() []string {
	d.t.Helper()
	text := d.printedText(d.lastPrinted())
	groups := regexp.MustCompile(`\b[A-Z2-9]{4}\b`).FindAllString(text, -1)
	if len(groups) < 8 {
		d.t.Fatalf("the recovery sheet shows %d groups", len(groups))
	}
	return groups[:8]
}

// lastPrinted is the newest file that the stand-in for CUPS has taken.
func (d *virtualDesk) lastPrinted() string {
	d.t.Helper()
	jobs, _ := filepath.Glob(filepath.Join(d.printed, "job-*.pdf"))
	if len(jobs) == 0 {
		d.t.Fatal("nothing was printed")
	}
	newest := jobs[0]
	for _, job := range jobs {
		if len(job) > len(newest) || len(job) == len(newest) && job > newest {
			newest = job
		}
	}
	return newest
}

// printedText is what a reader's search finds in a PDF, ActualText included.
func (d *virtualDesk) printedText(path string) string {
	d.t.Helper()
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		d.t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// entered is what the test typed, to be found again everywhere.
type entered struct {
	name, unit, officer, place, number, kin, story, marks, clothing, item, bag string
}

// registerSomebody fills the registration form from the first field to the
// last and registers.
func (d *virtualDesk) registerSomebody() entered {
	d.t.Helper()
	e := entered{name: "王㛃䶮𬭚昇", unit: "公安局", officer: "王小明", place: "火车站", number: "11010519491231002X", kin: "张三",
		story: "北京", marks: "伤疤", clothing: "衣服", item: "手机", bag: "B17"}
	photo := filepath.Join(d.home, "p.jpg")
	writePhoto(d.t, photo)

	d.press("F2")
	d.wait("page", "arrival")
	d.wait("field", "来站方式")
	d.press("F4")
	d.wait("photo", "none") // no camera here
	d.press("F4")
	d.wait("field", "路径或名称")
	d.fill(photo)
	d.press("Return")
	d.wait("saved", "photo")
	d.press("2")
	d.next("护送单位")
	d.pinyin(true)
	d.writePinyin("gonganju", e.unit)
	d.next("护送人")
	d.writePinyin("wangxiaoming", e.officer)
	d.pinyin(false)
	d.next("护送人电话")
	d.fill("13800000000")
	d.next("发现地点")
	d.pinyin(true)
	d.writePinyin("huochezhan", e.place)
	d.pinyin(false)
	d.next("发现时间")
	d.goTo("姓名")
	d.clip(e.name)
	d.next("性别")
	d.press("2")
	d.next("民族")
	d.next("出生日期或年龄")
	d.next("证件类型")
	d.next("证件号码")
	d.fill(e.number)
	d.next("户籍地")
	d.next("住所地")
	for _, label := range []string{"文化程度", "婚姻状况", "政治面貌", "联系电话", "曾用名、绰号", "低保或特困", "求助原因"} {
		d.next(label)
	}
	d.press("1")
	d.next("求助需求")
	d.press("1", "4")
	d.next("人员类别")
	d.next("流浪原因、时间、经过")
	d.pinyin(true)
	d.writePinyin("beijing", e.story)
	d.goTo("亲属姓名")
	d.writePinyin("zhangsan", e.kin)
	d.goTo("体貌特征")
	d.writePinyin("shangba", e.marks)
	d.next("衣着")
	d.writePinyin("yifu", e.clothing)
	d.goTo("物品名称")
	d.writePinyin("shouji", e.item)
	d.pinyin(false)
	d.goTo("封条号")
	d.fill(e.bag)
	d.press("ctrl+Return")
	d.wait("registered", "stay")
	return e
}

// assignBestBed goes on from the registration and takes the bed that the house
// suggests.
func (d *virtualDesk) assignBestBed() {
	d.t.Helper()
	d.wait("field", "接下来")
	d.press("1")
	d.wait("assigned", "bed")
}

// back returns to what can be done after the registration.
func (d *virtualDesk) back() {
	d.t.Helper()
	d.press("alt+Left")
	d.wait("page", "arrival")
	d.wait("field", "接下来")
}

// issueOneOfEach has another process fill the store room and hands out what
// the list shows first.
func (d *virtualDesk) issueOneOfEach(data string) {
	d.t.Helper()
	receiveGoods(d.t, data)
	d.press("3")
	d.wait("page", "supplies")
	d.eventually("something in the basket", func() bool {
		if d.heard.next("added", "item") {
			return true
		}
		d.press("Return")
		return false
	})
	d.press("ctrl+Return")
	d.wait("issued", "slip")
	d.back()
}

// receiveGoods is the work of another window on the same station.
func receiveGoods(t testing.TB, data string) {
	t.Helper()
	db, s := signedIn(t, data)
	defer db.Close()
	room := &supply.Room{Session: s}
	item := supply.Item{Kind: "quilt", Name: "测试棉被", Unit: "条", Active: true}
	if err := room.SaveItem(t.Context(), &item); err != nil {
		t.Fatal(err)
	}
	if err := room.Receive(t.Context(), item.ID, 100, "budget"); err != nil {
		t.Fatal(err)
	}
}

// printPaper goes from the registration to the papers, down to the kind, and
// issues and prints it.
func (d *virtualDesk) printPaper(kind string) {
	d.t.Helper()
	d.press("F9")
	d.wait("page", "papers")
	for {
		at := ""
		d.eventually("a kind of paper", func() bool { at = d.heard.nextOf("paper"); return at != "" })
		d.wait("preview", "shown")
		if at == kind {
			break
		}
		d.press("Down")
	}
	d.press("F9")
	d.wait("printed", kind)
	d.back()
}

// recordNotice puts the published notice on record in the search.
func (d *virtualDesk) recordNotice() {
	d.t.Helper()
	d.press("alt+6")
	d.wait("page", "trace")
	d.wait("ready", "trace")
	d.press("Return")
	d.wait("page", "case")
	d.wait("field", "做了哪一步")
	d.press("1")
	d.next("内容")
	d.fill("posted")
	d.press("ctrl+Return")
	d.wait("recorded", "notice")
}

// depart finds the person by the tail of the number and sees her off.
func (d *virtualDesk) depart() {
	d.t.Helper()
	d.press("ctrl+k")
	d.wait("page", "palette")
	d.fill("002X")
	d.press("Return")
	d.wait("page", "person")
	d.wait("ready", "person")
	d.press("ctrl+Return")
	d.wait("page", "beds")
	d.wait("field", "离站方式")
	d.press("5")
	d.goTo("接收单位")
	d.fill("Testheim")
	d.goTo("接领人、来接的人")
	d.fill("Tester")
	d.goTo("联系电话")
	d.fill("13800000002")
	d.goTo("已交还")
	d.press("1")
	d.goTo("核对（按数字键勾选）")
	d.press("1", "2", "3", "4", "5", "6", "7")
	d.goTo("备注")
	d.press("ctrl+Return")
	d.wait("departed", "stay")
	for _, paper := range []string{"transfer", "departure"} { // what is signed, one after another
		d.press("F9")
		d.wait("printed", paper)
	}
}

// checkPapers compares what was printed with what was typed, character by
// character.
func (d *virtualDesk) checkPapers(e entered) {
	d.t.Helper()
	printed := map[string]string{}
	jobs, _ := filepath.Glob(filepath.Join(d.printed, "job-*.pdf"))
	for _, job := range jobs {
		text := squeezed(d.printedText(job))
		for _, title := range []string{"求助登记表", "寻亲公告", "移交接收单", "在站服务及离站登记表"} {
			if strings.Contains(text, title) && printed[title] == "" {
				printed[title] = text
			}
		}
	}
	for title, wanted := range map[string][]string{
		"求助登记表":      {e.name, e.unit, e.officer, "13800000000", e.place, e.number, "1949年12月31日", e.story, e.kin, e.marks, e.clothing, e.item, e.bag},
		"寻亲公告":       {e.name, e.marks, e.clothing, e.place},
		"移交接收单":      {e.name},
		"在站服务及离站登记表": {e.name, "Testheim", "测试棉被"},
	} {
		if printed[title] == "" {
			d.t.Errorf("no %s was printed", title)
			continue
		}
		for _, w := range wanted {
			if !strings.Contains(printed[title], squeezed(w)) {
				d.t.Errorf("the %s lacks %q:\n%s", title, w, printed[title])
			}
		}
	}
	if strings.Contains(printed["寻亲公告"], e.number) {
		d.t.Error("the notice tells the ID number")
	}
}

// squeezed leaves out spaces and the ends of lines, where paper breaks.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// signedIn opens the station beside the window.
func signedIn(t testing.TB, data string) (*store.DB, *access.Session) {
	t.Helper()
	db, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	s, err := access.SignIn(t.Context(), db, "tester", dayPassword)
	if err != nil {
		t.Fatal(err)
	}
	return db, s
}

// writePhoto draws somebody without a face.
func writePhoto(t testing.TB, path string) {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 480, 640))
	for y := range 640 {
		for x := range 480 {
			c := color.RGBA{200, 210, 220, 255}
			if dx, dy := x-240, y-240; dx*dx+dy*dy < 110*110 {
				c = color.RGBA{226, 190, 160, 255}
			} else if y > 370 && dx*dx < (y-300)*(y-300) {
				c = color.RGBA{70, 90, 110, 255}
			}
			m.Set(x, y, c)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := jpeg.Encode(f, m, nil); err != nil {
		t.Fatal(err)
	}
}

// checkDatabase opens the station as guituctl would and compares.
func (d *virtualDesk) checkDatabase(data string, e entered) {
	t := d.t
	db, s := signedIn(t, data)
	defer db.Close()
	desk := &intake.Desk{Session: s}
	directory := intake.NewDirectory(desk)
	if err := directory.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	found := directory.Find(e.name, 2)
	if len(found) != 1 {
		t.Fatalf("%d people of that name; want 1", len(found))
	}
	f, err := desk.OpenFile(t.Context(), found[0].Person.ID)
	if err != nil {
		t.Fatal(err)
	}
	stay := f.Stays[0]
	for what, pair := range map[string][2]string{
		"name": {f.Person.Name, e.name}, "unit": {stay.BroughtUnit, e.unit}, "officer": {stay.BroughtBy, e.officer},
		"place": {stay.FoundPlace, e.place}, "number": {f.Person.IDNumber, e.number}, "birth": {f.Person.Birth, "1949-12-31"},
		"story": {stay.Story, e.story},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q; want %q", what, pair[0], pair[1])
		}
	}
	v, err := s.Verify(t.Context(), nil)
	if err != nil || !v.Sound() {
		t.Errorf("verification: %v, %v", v.Findings, err)
	}
	if stay.State != intake.Left || stay.LeaveKind != "transfer" || stay.Leaving.Receiver != "Testheim" {
		t.Errorf("the stay ended as %s, %s", stay.State, stay.LeaveKind)
	}
	for _, b := range f.Belongings[stay.ID] {
		if b.State != "returned" || b.Name != e.item || b.Bag != e.bag {
			t.Errorf("belonging: %+v", b)
		}
	}
	if len(f.Photos) != 1 || len(f.Belongings[stay.ID]) != 1 {
		t.Errorf("%d photos and %d belongings; want one of each", len(f.Photos), len(f.Belongings[stay.ID]))
	}
	steps, err := (&tracing.Office{Session: s}).Steps(t.Context(), f.Person.ID)
	if err != nil || len(steps) != 1 || steps[0].Kind != tracing.NoticeOut {
		t.Errorf("steps: %v, %v", steps, err)
	}
}

package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
)

// A small house and who comes to it in one night: 13 beds for 20 people.
const (
	womenCome, menCome, boysCome = 7, 12, 1
	womenBeds, menBeds, boysBeds = 4, 8, 1
	arrivals                     = womenCome + menCome + boysCome
	womenExtra                   = womenCome - womenBeds
	menExtra                     = menCome - menBeds + 1 // one stays empty
	quilts                       = 30
)

// smallHouse has too few beds for a cold night.
func smallHouse() shelter.Template {
	return shelter.Template{Building: "生活楼", Zones: []shelter.ZonePlan{
		{Name: "女区", Rooms: []shelter.RoomPlan{{Name: "女101", Sex: shelter.Women, Purpose: shelter.Ordinary, Beds: womenBeds}}},
		{Name: "男区", Rooms: []shelter.RoomPlan{
			{Name: "男201", Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: menBeds / 2},
			{Name: "男202", Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: menBeds / 2}}},
		{Name: "未成年人", Rooms: []shelter.RoomPlan{{Name: "少301", Sex: shelter.Men, Purpose: shelter.MinorRoom, Beds: boysBeds}}},
	}}
}

// TestWinter lives through a cold night with the keyboard: a list of twenty
// arrivals, more of them than beds, temporary beds, quilts for all, two beds
// that the rules refuse, a stay in hospital, and a departure.
func TestWinter(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	data := filepath.Join(d.home, "station")
	foundHouse(t, data, smallHouse())
	db, s := signedIn(t, data)
	defer db.Close()
	w := &winter{virtualDesk: d, s: s, house: &shelter.House{Session: s}, room: &supply.Room{Session: s}}
	w.prepare()

	d.openAsTester(data)
	began := time.Now()
	d.typed = 0
	w.importList()
	w.fillTheRooms()
	w.putUpTemporaryBeds()
	w.placeTheRest()
	w.issueQuilts()
	w.refuseAWomanAmongMen()
	w.refuseTwoWhoMustNotMeet()
	patient := w.toHospitalAndBack()
	w.seeOff(patient)
	t.Logf("%d people: %d keys, %.0f s", arrivals, d.typed, time.Since(began).Seconds())
	d.kill()

	w.check(patient)
	d.look(data, func(*intake.Desk) {})
}

// winter is the desk with a view of the house, as somebody has who walks
// through it.
type winter struct {
	*virtualDesk
	s     *access.Session
	house *shelter.House
	room  *supply.Room
	quilt supply.Item
}

func (w *winter) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// prepare marks the cold wave and fills the store room, in two lots.
func (w *winter) prepare() {
	w.t.Helper()
	ctx := w.t.Context()
	w.must(w.room.Start(ctx))
	items, err := w.room.Items(ctx)
	w.must(err)
	at := slices.IndexFunc(items, func(i supply.Item) bool { return i.Kind == "quilt" })
	w.quilt = items[at]
	w.must(w.room.Receive(ctx, w.quilt.ID, quilts/3, "budget"))
	w.must(w.room.Receive(ctx, w.quilt.ID, quilts-quilts/3, "budget"))
	today := calendar.On(time.Now())
	w.must(w.room.SetColdWaves(ctx, []supply.ColdWave{{Name: "演示寒潮", From: today, To: today}}))
}

// importList registers everybody on the list of the patrol.
func (w *winter) importList() {
	w.t.Helper()
	list := filepath.Join(w.home, "list.csv")
	w.must(os.WriteFile(list, []byte(listOfArrivals()), 0o600))
	w.press("ctrl+k")
	w.wait("page", "palette")
	w.fill("drmd")
	w.press("Return")
	w.wait("page", "import")
	w.wait("field", "名单文件")
	w.fill(list)
	w.press("Return")
	w.wait("list", "read")
	w.wait("list", "checked")
	w.press("4")
	w.wait("list", "checked")
	w.press("ctrl+Return")
	w.wait("imported", "list")
	if n := len(w.board().WithoutBed); n != arrivals {
		w.t.Fatalf("%d people wait for a bed; want %d", n, arrivals)
	}
}

// listOfArrivals are an invented boy, and women and men, mixed.
func listOfArrivals() string {
	women, men := []rune("梅兰竹菊荷莲桃"), []rune("松柏杨槐桐枫榆桦柳杉樟楠")
	var list strings.Builder
	list.WriteString("姓名,性别,年龄,发现地点\n演示芽,男,8,演示站\n")
	for i := range menCome {
		fmt.Fprintf(&list, "演示%c,男,%d,演示桥\n", men[i], 30+i)
		if i < womenCome {
			fmt.Fprintf(&list, "演示%c,女,%d,演示站\n", women[i], 25+i)
		}
	}
	return list.String()
}

// fillTheRooms gives everybody a bed for whom there is one.
func (w *winter) fillTheRooms() {
	w.t.Helper()
	w.press("2") // 安排床位
	w.wait("page", "beds")
	w.wait("ready", "beds")
	w.place("1")
	waiting := w.board().WithoutBed
	if len(waiting) != womenExtra+menExtra-1 {
		w.t.Fatalf("%d people wait when the rooms are full; want %d", len(waiting), womenExtra+menExtra-1)
	}
}

// place goes through those who wait for a bed: Space takes somebody up, take
// is 1 or Return and gives the best bed, Esc leaves who has none.
func (w *winter) place(take string) {
	w.t.Helper()
	for left, passed := len(w.board().WithoutBed), 0; passed < left; {
		w.press(slices.Concat([]string{"Home"}, slices.Repeat([]string{"Right"}, passed), []string{"space"})...)
		beds := w.suggested()
		w.wait("ready", "bed")
		if beds == 0 {
			w.press("Escape")
			passed++
			continue
		}
		w.press(take)
		w.wait("assigned", "bed")
		w.wait("ready", "placed")
		left--
	}
}

// suggested waits for how many beds are proposed.
func (w *winter) suggested() (n int) {
	w.t.Helper()
	text := ""
	w.eventually("beds to be proposed", func() bool { text = w.heard.nextOf("suggested"); return text != "" })
	n, err := strconv.Atoi(text)
	w.must(err)
	return n
}

// putUpTemporaryBeds compares the cold wave with the beds and puts up what is
// missing.
func (w *winter) putUpTemporaryBeds() {
	w.t.Helper()
	w.press("ctrl+k")
	w.wait("page", "palette")
	w.fill("hcjc") // 寒潮加床
	w.press("Return")
	w.wait("page", "beds")
	w.wait("field", "哪间房")
	short := arrivals - womenBeds - menBeds - boysBeds
	w.wait("compared", strconv.Itoa(short))
	w.addBeds("101", womenExtra)
	w.wait("compared", strconv.Itoa(short-womenExtra))
	w.addBeds("201", menExtra)
	w.wait("compared", "0")
	w.press("Escape")
	w.wait("ready", "beds")
}

// addBeds puts up beds in a room that is found by its number.
func (w *winter) addBeds(room string, n int) {
	w.t.Helper()
	w.press("ctrl+a")
	w.fill(room)
	w.next("几张")
	w.press("ctrl+a")
	w.fill(strconv.Itoa(n))
	w.press("ctrl+Return")
	w.wait("toast", "已在{{.Room}}加{{.N}}张临时床。")
	w.wait("field", "哪间房")
}

// placeTheRest gives the temporary beds.
func (w *winter) placeTheRest() {
	w.t.Helper()
	w.place("Return")
	if n := len(w.board().WithoutBed); n != 0 {
		w.t.Fatalf("%d people are without a bed; want none", n)
	}
}

// issueQuilts hands out a quilt to everybody who came today, in one go.
func (w *winter) issueQuilts() {
	w.t.Helper()
	w.press("alt+5")
	w.wait("page", "supplies")
	w.wait("section", "发放")
	w.wait("ready", "supplies")
	w.press("Tab", "Return") // 今天来站的20人，每人一份
	w.wait("chosen", strconv.Itoa(arrivals))
	w.press("Return") // the first of the list: what there is
	w.wait("added", "item")
	w.press("ctrl+Return")
	w.wait("issued", "slip")
}

// board is how the house stands now.
func (w *winter) board() shelter.Board {
	w.t.Helper()
	board, err := w.house.Board(w.t.Context())
	w.must(err)
	return board
}

// beds are all beds, in the order of the board.
func (w *winter) beds() (all []shelter.BoardBed) {
	w.t.Helper()
	for _, z := range w.board().Zones {
		for _, r := range z.Rooms {
			all = append(all, r.Beds...)
		}
	}
	return all
}

// bed is the first bed that fits.
func (w *winter) bed(what string, fits func(shelter.BoardBed) bool) shelter.BoardBed {
	w.t.Helper()
	all := w.beds()
	at := slices.IndexFunc(all, fits)
	if at < 0 {
		w.t.Fatalf("there is no %s", what)
	}
	return all[at]
}

// freeAmongMen is the bed that is left in 男201.
func (w *winter) freeAmongMen() shelter.BoardBed {
	w.t.Helper()
	return w.bed("free bed in 男201", func(b shelter.BoardBed) bool { return b.Bed.Room.Name == "男201" && b.Sleeper == nil })
}

// sleepers say who sleeps where, by bed.
func (w *winter) sleepers() map[string]string {
	w.t.Helper()
	all := map[string]string{}
	for _, b := range w.beds() {
		if b.Sleeper != nil {
			all[b.Bed.Name] = b.Sleeper.StayID
		}
	}
	return all
}

// goToTile finds a bed or who sleeps there by what is written in the field.
func (w *winter) goToTile(text string) {
	w.t.Helper()
	w.press("F3")
	w.wait("field", "找姓名、拼音或床号")
	w.overwrite(text)
	w.press("Return")
	w.wait("found", "tile")
}

// overwrite pastes a text in place of what the field holds, again where the
// character of an earlier key came late and got into it.
func (w *winter) overwrite(text string) {
	w.t.Helper()
	want := strconv.Itoa(utf8.RuneCountInString(text))
	w.paste(text)
	w.eventually("the field to hold "+want+" characters", func() bool {
		switch w.heard.nextOf("length") {
		case want:
			return true
		case "":
		default:
			w.press("ctrl+a", "ctrl+v")
		}
		return false
	})
}

// pushTo tries to put who sleeps at one place into another bed, is refused by
// a rule, leaves it, and looks whether anybody moved.
func (w *winter) pushTo(bed, who, rule string) {
	w.t.Helper()
	before := w.sleepers()
	w.goToTile(who)
	w.press("space")
	w.wait("ready", "bed")
	w.goToTile(bed)
	w.press("space")
	w.wait("refused", rule)
	w.wait("dialog", "仍然安排")
	w.wait("field", "原因")
	w.press("Escape", "Escape") // the question; who was taken up
	w.wait("put back", "person")
	if after := w.sleepers(); !maps.Equal(after, before) {
		w.t.Errorf("somebody moved although %q refuses it", rule)
	}
}

// rule is what a rule of the house says.
func (w *winter) rule(code string) string {
	w.t.Helper()
	rules, err := w.house.Rules(w.t.Context())
	w.must(err)
	for _, r := range rules.List {
		if r.Code == code && r.Level == shelter.Block {
			return r.Text
		}
	}
	w.t.Fatalf("no rule %s blocks", code)
	return ""
}

// refuseAWomanAmongMen finds a woman by her name.
func (w *winter) refuseAWomanAmongMen() {
	w.t.Helper()
	w.press("F3")
	w.wait("page", "beds")
	w.wait("ready", "beds")
	w.pushTo(w.freeAmongMen().Bed.Name, "演示梅", w.rule("sex_room"))
}

// refuseTwoWhoMustNotMeet keeps a man of 男202 apart from one of 男201 and
// tries to put him there.
func (w *winter) refuseTwoWhoMustNotMeet() {
	w.t.Helper()
	w.goToTile("201-1")
	w.goToButton("不能相遇")
	w.press("Return")
	w.wait("field", "不能和谁见面")
	w.fill("202-1")
	w.next("原因")
	w.fill("fought")
	w.press("ctrl+Return")
	w.wait("saved", "apart")
	w.wait("field", "不能和谁见面")
	w.press("Escape")
	w.wait("ready", "beds")
	w.pushTo(w.freeAmongMen().Bed.Name, "202-1", w.rule("must_not_meet"))
}

// goToButton presses Tab until the button of those words has the focus.
func (w *winter) goToButton(words string) {
	w.t.Helper()
	looked := 0
	w.eventually("Tab to lead to the button "+words, func() bool {
		if w.heard.next("button", words) {
			return true
		}
		if looked%looksPerTab == 0 {
			w.press("Tab")
		}
		looked++
		return false
	})
}

// toHospitalAndBack sends somebody to hospital in their file, where the bed is
// kept, and takes them back.
func (w *winter) toHospitalAndBack() shelter.Sleeper {
	w.t.Helper()
	bed := w.bed("bed 男202-2", func(b shelter.BoardBed) bool { return b.Bed.Name == "男202-2" })
	w.goToTile("202-2")
	w.goToButton("打开档案")
	w.press("Return")
	w.wait("page", "person")
	w.wait("ready", "person")
	w.press("Right", "Right", "Return")      // 照料
	w.press("Down", "Down", "Down", "Right") // 住院和托养
	w.wait("field", "去哪里")
	w.press("1")
	w.next("机构（从机构通讯录选）")
	w.next("为什么，哪个科室")
	w.fill("fever")
	w.press("ctrl+Return")
	w.wait("away", "hospital")
	at := w.bed("bed of who is in hospital", func(b shelter.BoardBed) bool { return b.Bed.ID == bed.Bed.ID })
	if at.Sleeper == nil || at.Sleeper.StayID != bed.Sleeper.StayID || at.Look != shelter.LookAway {
		w.t.Errorf("the bed is %s while its sleeper is in hospital; want it kept", at.Look)
	}
	w.press("Right")
	w.wait("field", "去哪里")
	w.goToButton("回站登记")
	w.press("Return")
	w.wait("away", "back")
	return *bed.Sleeper
}

// seeOff gives somebody a ticket and sees them off by themselves.
func (w *winter) seeOff(who shelter.Sleeper) {
	w.t.Helper()
	w.press("F3")
	w.wait("page", "beds")
	w.wait("ready", "beds")
	w.goToTile("202-2")
	w.goToButton("办理离站")
	w.press("Return")
	w.wait("field", "离站方式")
	w.press("1")
	w.goTo("去向")
	w.fill("Testheim")
	w.goTo("到站")
	w.fill("Testheim")
	w.goTo("车次")
	w.fill("K1001")
	w.goTo("核对（按数字键勾选）")
	w.press("1", "2", "3", "4", "5")
	w.goTo("备注")
	w.press("ctrl+Return")
	w.wait("departed", "stay")
	for _, paper := range []string{"ticket", "leave_statement", "departure"} {
		w.press("F9")
		w.wait("printed", paper)
	}
}

// check compares the database with what was done.
func (w *winter) check(left shelter.Sleeper) {
	t, ctx := w.t, w.t.Context()
	desk := &intake.Desk{Session: w.s}
	here, err := desk.Residents(ctx)
	w.must(err)
	if len(here) != arrivals-1 {
		t.Errorf("%d are here; want %d", len(here), arrivals-1)
	}
	beds := map[string]string{} // by stay
	temporary := 0
	for _, b := range w.beds() {
		if b.Sleeper == nil {
			continue
		}
		if other, two := beds[b.Sleeper.StayID]; two {
			t.Errorf("one person has the beds %s and %s", other, b.Bed.Name)
		}
		beds[b.Sleeper.StayID] = b.Bed.Name
		if b.Bed.Temporary {
			temporary++
		}
	}
	if len(beds) != arrivals-1 || temporary != womenExtra+menExtra-1 {
		t.Errorf("%d beds are slept in, %d of them temporary; want %d and %d", len(beds), temporary, arrivals-1, womenExtra+menExtra-1)
	}
	file, err := desk.OpenFile(ctx, left.PersonID)
	w.must(err)
	stay := file.Stays[0]
	if stay.State != intake.Left || stay.LeaveKind != "self" || stay.Leaving.Trip == nil || stay.Leaving.Trip.To != "Testheim" {
		t.Errorf("the stay ended as %s, %s, with a ticket %t", stay.State, stay.LeaveKind, stay.Leaving.Trip != nil)
	}
	absences, err := w.house.Absences(ctx, left.StayID)
	w.must(err)
	if len(absences) != 1 || absences[0].Kind != intake.Hospital || !absences[0].BedHeld || absences[0].To.IsZero() {
		t.Errorf("absences: %+v; want one in hospital, with the bed kept, that is over", absences)
	}
	w.checkQuilts(append(slices.Collect(maps.Keys(beds)), left.StayID))
}

// checkQuilts looks whether each has one and the ledger says so.
func (w *winter) checkQuilts(stays []string) {
	t, ctx := w.t, w.t.Context()
	for _, stay := range stays {
		had, err := w.room.IssuedTo(ctx, stay)
		w.must(err)
		if len(had) != 1 || had[0].Item.ID != w.quilt.ID || had[0].Qty != 1 {
			t.Errorf("somebody was handed out %+v; want a quilt", had)
		}
	}
	items, err := w.room.Items(ctx)
	w.must(err)
	for _, i := range items {
		if i.ID == w.quilt.ID && i.Stock != quilts-arrivals {
			t.Errorf("%d quilts are left; want %d", i.Stock, quilts-arrivals)
		}
	}
	ledger, err := w.room.Verify(ctx)
	w.must(err)
	if !ledger.Sound() {
		t.Errorf("the ledger does not balance: %v", ledger.Findings)
	}
}

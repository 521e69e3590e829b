package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"guitu/intake"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/access"
	"guitu/shelter"
)

// wasHereBefore registers who is on the reader's card, as a year ago, and sees
// them off.
func wasHereBefore(t *testing.T, data string) (personID string) {
	t.Helper()
	db, s := signedIn(t, data)
	defer db.Close()
	desk := &intake.Desk{Session: s}
	draft, err := desk.NewDraft(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	card := cardtest.Resident()
	draft.Arrival.CameBy, draft.Arrival.Sex = "self", card.Sex
	draft.Arrival.Name, draft.Arrival.IDKind, draft.Arrival.IDNumber = card.Name, "citizen", card.Number
	draft.Arrival.Phone, draft.Arrival.Marks = "13800000001", "左手有疤"
	stay, err := desk.Register(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stay.ID, "self", tx.Now(), intake.Leaving{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return stay.PersonID
}

// rememberFor writes what the window remembers for the tester's account.
func (d *virtualDesk) rememberFor(data string, choices map[string]string) {
	d.t.Helper()
	db, s := signedIn(d.t, data)
	defer db.Close()
	all := map[string]any{}
	for key, value := range choices {
		all[s.Account().ID+"/"+key] = value
	}
	text, err := json.Marshal(all)
	if err != nil {
		d.t.Fatal(err)
	}
	dir := filepath.Join(d.home, ".config", "fyne", "guitu.station")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "preferences.json"), text, 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// waitBoth waits for two announcements of which either may come first.
func (d *virtualDesk) waitBoth(one, other announcement) {
	d.t.Helper()
	d.eventually(one.Kind+" and "+other.Kind, func() bool {
		all := d.heard.all()
		return slices.Contains(all, one) && slices.Contains(all, other)
	})
}

// TestACardIsLaidAndTheEarlierFileFound lays a card on a reader at the end of
// a serial line: the form fills itself, the earlier stay is found and linked,
// and a bed is given, all by keys.
func TestACardIsLaidAndTheEarlierFileFound(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	data := filepath.Join(d.home, "station")
	foundForTest(t, data)
	before := wasHereBefore(t, data)
	reader := cardtest.NewPTY(t)
	d.rememberFor(data, map[string]string{"desk.reader": reader.PortName()})

	d.openAsTester(data)
	d.press("F2")
	d.wait("page", "arrival")
	d.wait("card", "waiting")
	reader.Lay(cardtest.Resident())
	d.waitBoth(announcement{Kind: "card", Text: "filled"}, announcement{Kind: "matches", Text: "1"})
	d.goTo("姓名")
	d.press("Down")
	d.wait("field", "是不是来过")
	d.press("Return")
	d.wait("dialog", "是同一个人吗？")
	d.press("Return")
	d.wait("linked", "draft")
	d.press("shift+Return")
	d.goTo("来站方式")
	d.press("2")
	d.press("ctrl+Return")
	d.wait("registered", "stay")
	d.wait("field", "接下来")
	d.press("1")
	d.wait("assigned", "bed")
	d.kill()

	d.look(data, func(desk *intake.Desk) {
		f, err := desk.OpenFile(t.Context(), before)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Others) != 1 || len(f.Stays) != 1 || f.Person.Version != 1 {
			t.Fatalf("%d other files, %d stays, version %d; want the new stay in a linked file and the earlier one untouched",
				len(f.Others), len(f.Stays), f.Person.Version)
		}
		now := f.Others[0].Person
		if now.IDNumber != cardtest.Resident().Number || now.Phone != "13800000001" || now.Marks != "左手有疤" {
			t.Errorf("the new file does not say what card and earlier file said: number %t, phone %t, marks %t",
				now.IDNumber == cardtest.Resident().Number, now.Phone == "13800000001", now.Marks == "左手有疤")
		}
		board, err := (&shelter.House{Session: desk.Session}).Board(t.Context())
		if err != nil || board.Total.Occupied != 1 {
			t.Errorf("%d beds occupied, %v; want one", board.Total.Occupied, err)
		}
	})
}

// quickKeys is the most that a quick registration may cost, in keystrokes.
const quickKeys = 200

// TestQuickIntakeByKeys registers somebody whom the police brought and gives a
// bed, and counts the keys.
func TestQuickIntakeByKeys(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	data := filepath.Join(d.home, "station")
	foundForTest(t, data)
	d.openAsTester(data)
	d.typed = 0
	d.press("F11")
	d.wait("page", "quick")
	d.wait("field", "性别")
	d.press("1")
	d.next("出生日期或年龄")
	d.fill("40-50")
	d.next("姓名")
	d.pinyin(true)
	d.writePinyin("zhangsan", "张三")
	d.pinyin(false)
	d.next("来站方式")
	d.press("2")
	d.next("身体状况检视")
	d.press("2")
	d.next("护送单位")
	d.pinyin(true)
	d.writePinyin("gonganju", "公安局")
	d.next("发现地点")
	d.writePinyin("huochezhan", "火车站")
	d.pinyin(false)
	d.press("ctrl+Return")
	d.wait("registered", "stay")
	d.wait("assigned", "bed")
	const secondsAKey = 0.08
	t.Logf("quick intake: %d keys, %.0f s at 80 ms a key", d.typed, float64(d.typed)*secondsAKey)
	if d.typed > quickKeys {
		t.Errorf("%d keys; want at most %d", d.typed, quickKeys)
	}
	d.kill()
	d.look(data, func(desk *intake.Desk) {
		in, err := desk.Residents(t.Context())
		if err != nil || len(in) != 1 || in[0].Person.Name != "张三" || in[0].Stay.BroughtUnit != "公安局" || in[0].Stay.FoundPlace != "火车站" || in[0].Stay.Look[0] != "wound" {
			t.Fatalf("%d residents, %v", len(in), err)
		}
	})
}

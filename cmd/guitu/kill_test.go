package main

import (
	"path/filepath"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/tracing"
)

// TestKilledProgramLosesNothingThatWasConfirmed ends the program without
// warning each time the window has confirmed something, and looks for it in
// the database.
func TestKilledProgramLosesNothingThatWasConfirmed(t *testing.T) {
	d := newVirtualDesk(t, "1366x768")
	data := filepath.Join(d.home, "station")
	foundForTest(t, data)

	d.openAsTester(data)
	d.press("F2")
	d.wait("field", "来站方式")
	d.press("2")
	d.next("护送单位")
	d.fill("Police")
	d.press("Return")
	d.wait("field", "护送人")
	d.wait("saved", "draft")
	d.kill()
	var draft intake.Draft
	d.look(data, func(desk *intake.Desk) {
		drafts, err := desk.Drafts(t.Context())
		if err != nil || len(drafts) != 1 || drafts[0].Arrival.CameBy != "police" {
			t.Fatalf("after a confirmed draft: %d drafts, %v", len(drafts), err)
		}
		draft = drafts[0]
	})

	d.openAsTester(data)
	d.press("alt+2")
	d.wait("page", "desk")
	d.wait("ready", "desk")
	d.press("shift+Tab", "Return") // from the button to the draft
	d.wait("page", "arrival")
	d.wait("field", "姓名") // the first that is still empty
	d.next("性别")
	d.press("1")
	d.next("民族")
	d.press("ctrl+Return")
	d.wait("registered", "stay")
	d.kill()
	d.look(data, func(desk *intake.Desk) {
		in, err := desk.Residents(t.Context())
		if err != nil || len(in) != 1 || in[0].Stay.Slip != draft.Slip || in[0].Stay.BroughtUnit != "Police" || in[0].Person.Sex != "1" {
			t.Fatalf("after a confirmed registration: %d residents, %v", len(in), err)
		}
	})

	d.openAsTester(data)
	d.press("F3")
	d.wait("page", "beds")
	d.wait("ready", "beds")
	d.press("space") // takes up who waits for a bed
	d.wait("ready", "bed")
	d.press("Return")
	d.wait("assigned", "bed")
	d.kill()
	d.look(data, func(desk *intake.Desk) {
		board, err := (&shelter.House{Session: desk.Session}).Board(t.Context())
		if err != nil || board.Total.Occupied != 1 || len(board.WithoutBed) != 0 {
			t.Fatalf("after a confirmed bed: %+v, %v", board.Total, err)
		}
	})
}

// foundForTest founds a station with beds, without the window.
func foundForTest(t testing.TB, data string) {
	t.Helper()
	foundHouse(t, data, shelter.DefaultTemplate())
}

// foundHouse founds a station in a house of a plan.
func foundHouse(t testing.TB, data string, plan shelter.Template) {
	t.Helper()
	db, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, _, err := access.Found(t.Context(), db, access.Founding{Station: store.Station{Name: "测试站", Code: "TS"},
		Admin: access.NewAccount{Name: "tester", Display: "Tester", Roles: []access.Role{access.StationHead}, Password: dayPassword}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(t.Context(), "", func(tx *access.Tx) error { return tracing.SeedRules(tx) }); err != nil {
		t.Fatal(err)
	}
	if err := (&shelter.House{Session: s}).LayOut(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
}

// openAsTester starts the program and signs in by keys.
func (d *virtualDesk) openAsTester(data string) {
	d.t.Helper()
	d.start("--data", data)
	d.wait("page", "signin")
	d.wait("field", "登录名")
	d.fill("tester")
	d.next("密码")
	d.fill(dayPassword)
	d.press("ctrl+Return")
	d.wait("page", "today")
}

// look opens the station as another process would.
func (d *virtualDesk) look(data string, fn func(*intake.Desk)) {
	d.t.Helper()
	db, s := signedIn(d.t, data)
	defer db.Close()
	v, err := s.Verify(d.t.Context(), nil)
	if err != nil || !v.Sound() {
		d.t.Errorf("verification after the kill: %v, %v", v.Findings, err)
	}
	fn(&intake.Desk{Session: s})
}

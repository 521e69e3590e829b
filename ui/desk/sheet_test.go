package desk

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

var tonight = time.Date(2026, 11, 24, 22, 30, 0, 0, time.UTC)

func nightClock() time.Time { return tonight }

// sheetOfStation is a form that knows what a station lends.
func sheetOfStation() *sheet {
	s := newSheet(nightClock)
	s.setRules(intake.DefaultTriageRules())
	s.setStaff([]intake.Checker{{Name: "演示王女士", Sex: "2"}, {Name: "演示李先生", Sex: "1"}})
	s.setMe("a1", "演示站长")
	s.setRights("一、救助是自愿的。", "1. Help here is voluntary.")
	s.inWords = func(int64) string { return "壹拾贰元零伍分" }
	memory := map[string]string{}
	s.setMemory(func(key, value string) { memory[key] = value }, func(key string) string { return memory[key] })
	return s
}

// inWindow shows a form in the width that it has between the side columns.
func inWindow(t testing.TB, s *sheet) fyne.Window {
	w := test.NewTempWindow(t, container.NewStack(kit.NewGround(kit.Surface), s.scroll))
	w.Resize(fyne.NewSize(columnWidth(), 660))
	return w
}

// columnWidth is what threeColumns leave the form in the smallest window.
func columnWidth() float32 {
	return 1198 - 4*kit.Size(kit.Inside) - kit.Size(kit.Frame)*(leftShare+rightShare)
}

func keep(t testing.TB, w fyne.Window, name string) {
	dir := os.Getenv("GUITU_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// speak sets the language and the size of type for one test.
func speak(t testing.TB, language string, large bool) {
	set := func(language string, large bool) {
		if err := kit.SetLanguage(language); err != nil {
			t.Fatal(err)
		}
		kittest.Wear(false, large)
	}
	set(language, large)
	t.Cleanup(func() { set(kit.Chinese, false) })
}

// child is somebody of whom nearly everything is asked.
func child(now time.Time) intake.Arrival {
	a := full(now)
	a.AgeFrom, a.AgeTo, a.AgeSeen = 14, 16, "2026-11-24"
	a.Categories = []string{"minor", "disabled", "foreign", "violence"}
	a.Look, a.Mind = []string{"fever", "disabled"}, []string{"low"}
	return a
}

func TestTheFormKeepsToItsColumn(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		for _, large := range []bool{false, true} {
			name := "sheet-" + language + map[bool]string{true: "-large"}[large]
			t.Run(name, func(t *testing.T) {
				speak(t, language, large)
				s := sheetOfStation()
				s.photoChoices = func() []intake.Photo {
					return []intake.Photo{{ID: "p1", Kind: "belonging"}, {ID: "p2", Kind: "belonging"}}
				}
				w := inWindow(t, s)
				s.put(child(tonight))
				for i, title := range groupTitles {
					if need := s.groups[title].MinSize().Width; need > columnWidth()-2*kit.Size(kit.Inside) {
						t.Errorf("%s asks for %v of %v", title, need, columnWidth())
					}
					top := s.groups[title].Position().Y
					s.scroll.Offset.Y = max(0, min(top, s.scroll.Content.MinSize().Height-s.scroll.Size().Height))
					s.scroll.Refresh()
					keep(t, w, name+"-"+string(rune('0'+i)))
				}
				aside := test.NewTempWindow(t, s.aside)
				aside.Resize(fyne.NewSize(kit.Size(kit.Frame)*leftShare, 500))
				if need := s.aside.Content.MinSize().Width; need > kit.Size(kit.Frame)*leftShare {
					t.Errorf("who brought them asks for %v of %v", need, kit.Size(kit.Frame)*leftShare)
				}
				keep(t, aside, name+"-aside")
			})
		}
	}
}

// visible are the keys of the fields that show.
func visible(s *sheet) (keys []string) {
	for _, f := range s.appear {
		if f.shown {
			keys = append(keys, f.item.Key)
		}
	}
	return keys
}

func TestFieldsAppearByWhatWasChosen(t *testing.T) {
	for _, c := range []struct {
		why    string
		a      intake.Arrival
		shown  []string
		hidden []string
	}{
		{"nothing is known", intake.Arrival{}, nil, []string{"guardian_name", "country", "language", "disabilities", "look_note", "party_role"}},
		{"a child", intake.Arrival{Profile: intake.Profile{AgeFrom: 16, AgeTo: 20}}, []string{"guardian_name", "guardian_search", "school"}, []string{"country"}},
		{"a minor by category", intake.Arrival{Circumstances: intake.Circumstances{Categories: []string{"minor"}}}, []string{"guardian_name"}, nil},
		{"from abroad", intake.Arrival{Profile: intake.Profile{IDKind: "passport"}}, []string{"country", "name_en", "permit", "language", "interpreter"}, []string{"guardian_name"}},
		{"a deaf man", intake.Arrival{Profile: intake.Profile{Disabilities: []string{"2"}}}, []string{"disabilities", "language", "interpreter"}, []string{"country"}},
		{"no answer", intake.Arrival{Circumstances: intake.Circumstances{Silent: true}}, []string{"language", "interpreter"}, []string{"country"}},
		{"a wound", intake.Arrival{Health: intake.Health{Look: []string{"wound"}}}, []string{"look_note"}, []string{"mind_note"}},
		{"all is well", intake.Arrival{Health: intake.Health{Look: []string{"well"}, Mind: []string{"clear"}}}, nil, []string{"look_note", "mind_note"}},
		{"they came together", intake.Arrival{Party: "p"}, []string{"party_role"}, nil},
		{"of the earlier answers nothing is out of sight", intake.Arrival{Profile: intake.Profile{Permit: "C0"}}, []string{"permit"}, []string{"country"}},
	} {
		s := sheetOfStation()
		s.put(c.a)
		shown := visible(s)
		for _, key := range c.shown {
			if !slices.Contains(shown, key) {
				t.Errorf("%s: %s is not asked", c.why, key)
			}
		}
		for _, key := range c.hidden {
			if slices.Contains(shown, key) {
				t.Errorf("%s: %s is asked", c.why, key)
			}
		}
	}
}

func TestAdviceFollowsTheAnswersAndLeadsToThePaper(t *testing.T) {
	s := sheetOfStation()
	w := inWindow(t, s)
	var papers []string
	s.onPaper = func(kind string) { papers = append(papers, kind) }
	s.put(intake.Arrival{})
	if len(s.urgent.lines) > 0 {
		t.Fatalf("advice without a reason: %v", s.urgent.lines)
	}
	s.form.OnChange = func(string) { s.take(intake.Arrival{}) }
	s.form.Focus("look")
	w.Canvas().Focused().TypedRune('5') // fever
	if len(s.urgent.lines) != 1 || !s.urgent.lines[0].now || s.urgent.lines[0].paper != intake.PaperHospital {
		t.Fatalf("a fever says %+v", s.urgent.lines)
	}
	s.form.Focus("advice")
	w.Canvas().Focused().TypedRune('1')
	if !slices.Equal(papers, []string{"hospital"}) {
		t.Errorf("the paper leads to %v", papers)
	}
	if s.urgent.basis {
		t.Error("the articles show before they are asked for")
	}
	w.Canvas().Focused().TypedRune('2')
	if !s.urgent.basis {
		t.Error("the articles do not show")
	}
	s.form.Focus("look")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if len(s.urgent.lines) > 0 {
		t.Error("the advice stays when its reason is gone")
	}
}

func TestAWomanIsCheckedByWomenIsSaid(t *testing.T) {
	s := sheetOfStation()
	s.put(intake.Arrival{Sex: "2", Circumstances: intake.Circumstances{Safety: intake.SafetyCheck{Done: true, By: "演示王女士", With: "演示李先生"}}})
	if len(s.doubts.lines) != 1 || !strings.Contains(s.doubts.lines[0].text, "女工作人员") {
		t.Errorf("it says %v", s.doubts.lines)
	}
}

func TestWhoDoesNotAnswerIsMarkedByOneKeyAndBack(t *testing.T) {
	s := sheetOfStation()
	w := inWindow(t, s)
	s.put(intake.Arrival{Profile: intake.Profile{Accent: "yue", Phone: "000-1"}})
	var undo func()
	s.toast = func(t kit.Toast) { undo = t.Undo }
	s.form.Focus("silent")
	w.Canvas().Focused().TypedRune('1')
	a := s.take(intake.Arrival{})
	if !a.Silent || !slices.Contains(a.Unknown, "name") || !slices.Contains(a.Unknown, "kin") || slices.Contains(a.Unknown, "phone") || a.Phone != "000-1" {
		t.Fatalf("silent %v, 不详 %v", a.Silent, a.Unknown)
	}
	s.form.Item("name").Field.Restore("演示甲") // they began to speak
	undo()
	if a = s.take(intake.Arrival{}); a.Silent || len(a.Unknown) > 0 || a.Name != "演示甲" {
		t.Errorf("taken back: silent %v, 不详 %v, %q", a.Silent, a.Unknown, a.Name)
	}
}

func TestWhatWasSignedForStays(t *testing.T) {
	s := sheetOfStation()
	a := full(tonight)
	a.Amends = &intake.Amends{Kept: 1}
	s.put(a)
	if got := s.items.filled(); len(got) != 1 || got[0].text("name") != "钥匙" {
		t.Fatalf("%d lines can be changed", len(got))
	}
	s.items.lines[0].put("name", "钥匙串")
	if got := s.take(a).Belongings; len(got) != 2 || got[0] != a.Belongings[0] || got[1].Name != "钥匙串" {
		t.Errorf("the belongings are %+v", got)
	}
}

func TestOnlyPlacesUnitsStaffAndSealsAreRemembered(t *testing.T) {
	s := sheetOfStation()
	memory := map[string]string{}
	s.setMemory(func(key, value string) { memory[key] = value }, func(key string) string { return memory[key] })
	a := full(tonight)
	s.keepUsed(a)
	all := ""
	for _, value := range memory {
		all += value + "\n"
	}
	for _, secret := range []string{a.Name, a.IDNumber, a.Phone, a.BroughtBy, a.BroughtPhone, a.Home, a.Household, a.Kin[0].Name, a.Guardian.Name} {
		if strings.Contains(all, secret) {
			t.Errorf("%q is kept on this computer", secret)
		}
	}
	again := newSheet(nightClock)
	again.setMemory(s.remember, s.remembered)
	w := inWindow(t, again)
	again.form.Focus("brought_unit")
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} {
		again.form.Item("brought_unit").Field.(*typeahead).entry.TypedKey(&fyne.KeyEvent{Name: key})
	}
	again.bag.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	again.bag.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.Canvas().Capture()
	if got := again.take(intake.Arrival{}); got.BroughtUnit != a.BroughtUnit || got.Bag != "F-002" {
		t.Errorf("offered were %q and %q", got.BroughtUnit, got.Bag)
	}
}

func TestSealsAreCountedOn(t *testing.T) {
	for last, want := range map[string]string{"F-001": "F-002", "099": "100", "9": "10", "F": "", "": "", "A1B": ""} {
		if got := nextSeal(last); got != want {
			t.Errorf("after %q comes %q; want %q", last, got, want)
		}
	}
}

func TestWhoToldAndWhoTookIsWrittenDownOnce(t *testing.T) {
	now := tonight
	s := newSheet(func() time.Time { return now })
	s.setMe("a1", "演示站长")
	w := inWindow(t, s)
	s.put(intake.Arrival{})
	s.form.Focus("told")
	w.Canvas().Focused().TypedRune('2')
	s.form.Focus("fingerprint")
	w.Canvas().Focused().TypedRune('1')
	s.form.Focus("portrait")
	w.Canvas().Focused().TypedRune('2')
	now = now.Add(time.Hour)
	a := s.take(intake.Arrival{})
	if want := (intake.Told{How: "heard", At: tonight, By: "演示站长"}); a.Told != want {
		t.Errorf("told %+v", a.Told)
	}
	if want := (intake.Act{By: "a1", At: tonight}); a.Taken.Fingerprint != want {
		t.Errorf("fingerprint %+v", a.Taken.Fingerprint)
	}
	if a.Taken.Portrait.Settled() {
		t.Error("without a reason it is still open")
	}
	s.form.Focus("portrait_why")
	test.Type(w.Canvas().Focused(), "设备故障")
	if a = s.take(a); a.Taken.Portrait != (intake.Act{By: "a1", Why: "设备故障"}) {
		t.Errorf("portrait %+v", a.Taken.Portrait)
	}
}

func TestPeopleOfChinaAreNoForeigners(t *testing.T) {
	all := countries(kit.Chinese)
	if len(all) < 190 {
		t.Errorf("%d countries", len(all))
	}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.Text] || slices.Contains(ofChina, c.Key) {
			t.Errorf("%s %s stands in the list", c.Key, c.Text)
		}
		seen[c.Text] = true
	}
	if !slices.ContainsFunc(all, func(o kit.Option) bool { return o.Key == "VNM" && o.Text == "越南" }) {
		t.Error("越南 is missing")
	}
}

// BenchmarkOpenTheForm builds the form of a registration and fills it: of who
// just came, and with every field.
func BenchmarkOpenTheForm(b *testing.B) {
	for name, a := range map[string]intake.Arrival{"new": {ArrivedAt: tonight}, "full": full(tonight)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				newSheet(nightClock).put(a)
			}
		})
	}
}

// BenchmarkAnswer reads the form and lets what depends on it follow, as each
// key does.
func BenchmarkAnswer(b *testing.B) {
	s := sheetOfStation()
	s.put(full(tonight))
	for b.Loop() {
		s.take(intake.Arrival{})
	}
}

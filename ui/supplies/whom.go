package supplies

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// recipient is somebody in the station's care, or a room for whoever lives
// there.
type recipient struct {
	to       supply.To
	resident intake.Resident // of a person
	room     shelter.Room    // of a room
}

func (r recipient) isRoom() bool { return r.to.RoomID != "" }

// name keeps the name of a protected person back.
func (r recipient) name() string {
	if r.isRoom() {
		return lang.L("房间 {{.Name}}", map[string]any{"Name": r.room.Name})
	}
	return nameOf(r.resident)
}

// whom is the field that finds who is given something, and who was chosen: one
// person or room, or several, each of whom gets a slip.
type whom struct {
	*finder
	issue   *issue
	content *fyne.Container
	chosen  []recipient
	adding  bool // one more is looked for
}

func newWhom(i *issue) *whom {
	w := &whom{finder: newFinder(i.shell), issue: i, content: kit.Above()}
	w.fitting, w.took, w.relay = w.whoFits, w.take, i.relay
	w.nobody = "在站的人和房间里没有找到。请换一个姓名、拼音或编号。"
	w.find.SetHint(lang.L("领取人：姓名、拼音、编号或房间"))
	w.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyEscape && w.adding {
			w.adding = false
			w.show()
			i.start()
			return true
		}
		return w.down(key)
	}
	i.scanner.Watch(w.find)
	return w
}

// whoFits lists those in the station's care, and the rooms, that a text means.
func (w *whom) whoFits(text string, found []intake.Match) []recipient {
	fits := meant(w.issue.people, text, found)
	for _, room := range w.issue.rooms {
		if strings.Contains(room.Name, text) {
			fits = append(fits, recipient{to: supply.To{RoomID: room.ID}, room: room})
		}
	}
	return fits
}

// take chooses somebody, beside the others while one more is looked for.
func (w *whom) take(r recipient) {
	if !w.adding {
		w.chosen = nil
	}
	if !w.has(r) {
		w.chosen = append(w.chosen, r)
	}
	w.adding, w.fits = false, nil
	w.find.SetText("")
	w.changed()
	w.issue.start()
}

func (w *whom) has(r recipient) bool {
	for _, c := range w.chosen {
		if c.to == r.to {
			return true
		}
	}
	return false
}

// takeStay chooses whom by their stay.
func (w *whom) takeStay(stay string) {
	for _, r := range w.issue.people {
		if r.Stay.ID == stay {
			w.adding = false
			w.take(personal(r))
			return
		}
	}
	w.issue.ask("此人已不在救助中，不能再发放。请另找一位。")
}

// takeNumber chooses whom by the number on their label, and reports whether
// there is such a person.
func (w *whom) takeNumber(number string) bool {
	for _, r := range w.issue.people {
		if strings.EqualFold(r.Stay.Number, number) || strings.EqualFold(r.Stay.Slip, number) {
			w.take(personal(r))
			return true
		}
	}
	return false
}

// takeToday chooses everybody who came today and is in the house.
func (w *whom) takeToday() {
	var all []recipient
	for _, r := range w.cameToday() {
		all = append(all, personal(r))
	}
	if len(all) == 0 {
		w.issue.ask("今天还没有人来站。")
		return
	}
	w.chosen, w.adding = all, false
	w.changed()
	w.issue.start()
	kit.Tell("chosen", strconv.Itoa(len(all)))
}

// nightEnds and nightBegins are the hours between which who came in the evening
// still counts as of today: the shift that hands out is the same.
const (
	nightEnds   = 8
	nightBegins = 20
)

// todayBegins is since when somebody counts as of today: midnight, and in the small
// hours the evening before it.
func todayBegins(now time.Time) (since time.Time, night bool) {
	day := calendar.On(now)
	if now.Before(day.At(nightEnds, 0)) {
		return day.AddDays(-1).At(nightBegins, 0), true
	}
	return day.Start(), false
}

// todayWords say how many came today, or in the night.
func todayWords(n int, now time.Time) string {
	if _, night := todayBegins(now); night {
		return lang.L("昨晚8点以后来站的{{.N}}人，每人一份", map[string]any{"N": n})
	}
	return lang.L("今天来站的{{.N}}人，每人一份", map[string]any{"N": n})
}

func (w *whom) cameToday() (all []intake.Resident) {
	since, _ := todayBegins(w.issue.shell.Now())
	for _, r := range w.issue.people {
		if !r.Stay.ArrivedAt.Before(since) && r.Stay.State == intake.In {
			all = append(all, r)
		}
	}
	return all
}

func personal(r intake.Resident) recipient {
	return recipient{to: supply.To{StayID: r.Stay.ID}, resident: r}
}

// one is the only one that was chosen.
func (w *whom) one() (r recipient, ok bool) {
	if len(w.chosen) != 1 {
		return r, false
	}
	return w.chosen[0], true
}

// clear chooses nobody.
func (w *whom) clear() {
	w.chosen, w.adding = nil, false
	w.changed()
	w.issue.start()
}

// drop takes one of several out again.
func (w *whom) drop(r recipient) {
	var kept []recipient
	for _, c := range w.chosen {
		if c.to != r.to {
			kept = append(kept, c)
		}
	}
	w.chosen = kept
	w.changed()
}

// changed shows who is chosen now, and what follows from it.
func (w *whom) changed() {
	w.show()
	w.issue.foresee()
	w.issue.readHad()
}

// refresh brings who was chosen to the state of the station: somebody may have
// left meanwhile.
func (w *whom) refresh() {
	var kept []recipient
	for _, c := range w.chosen {
		if c.isRoom() {
			kept = append(kept, c)
		}
		for _, r := range w.issue.people {
			if r.Stay.ID == c.to.StayID {
				kept = append(kept, personal(r))
			}
		}
	}
	w.chosen = kept
	w.show()
}

func (w *whom) show() {
	w.content.RemoveAll()
	switch one, single := w.one(); {
	case !w.issue.can(access.IssueSupplies):
		w.content.Add(kit.NewParagraph(lang.L("您的角色不能发放物资，只能查看库存。")))
	case len(w.chosen) == 0 || w.adding:
		w.content.Add(w.find)
		w.content.Add(w.hits)
		if n := len(w.cameToday()); n > 0 && !w.adding {
			all := kit.NewButton("", "", w.takeToday)
			all.SetText(todayWords(n, w.issue.shell.Now()))
			w.content.Add(kit.Beside(all))
		}
	case single:
		w.content.Add(w.card(one))
		w.content.Add(w.steps("换一位"))
	default:
		w.showMany()
	}
	w.issue.relay()
}

// card shows one person or room.
func (w *whom) card(r recipient) fyne.CanvasObject {
	if r.isRoom() {
		name := strong(r.name())
		name.Type = kit.Subtitle
		return kit.Close(name, kit.NewLabel(lang.L("记在房间名下，由住在这里的人用")))
	}
	who := r.resident
	card := kit.NewPersonCard(kit.PersonFacts{Name: nameOf(who), Line: lineOf(who, w.issue.shell), States: statesOf(who)}, nil)
	if !who.Person.Protected {
		card.OnOpen = func() { w.issue.shell.Go(kit.Route{Name: kit.RoutePerson, ID: who.Person.ID}) }
	}
	return card
}

// showMany lists several, each to be taken out again.
func (w *whom) showMany() {
	w.content.Add(strong(lang.L("{{.N}}人，每人一张单、一份物资", map[string]any{"N": len(w.chosen)})))
	for _, r := range w.chosen {
		name := kit.NewText(r.name() + "　" + r.resident.Stay.Number)
		name.Whole = false
		out := kit.NewButton("去掉", "", func() { w.drop(r) })
		out.Role = kit.Quiet
		w.content.Add(container.NewBorder(nil, nil, nil, out, name))
	}
	w.content.Add(w.steps("全部换掉"))
}

func (w *whom) steps(other string) fyne.CanvasObject {
	more := kit.NewButton("再加一位", "", func() {
		w.adding = true
		w.show()
		w.issue.focus(w.find)
	})
	return kit.Beside(kit.NewButton(other, "", w.clear), more)
}

// nameOf keeps the name of a protected person back.
func nameOf(r intake.Resident) string {
	if r.Person.Protected {
		return lang.L(shelter.ProtectedName)
	}
	return r.Name()
}

func lineOf(r intake.Resident, shell Shell) string {
	sex := words("sex")[r.Person.Sex]
	day := lang.L("第{{.N}}天", map[string]any{"N": shelter.Days(r.Stay.ArrivedAt, shell.Now())})
	return strings.Join([]string{sex, r.Stay.Number, day}, " · ")
}

func statesOf(r intake.Resident) []kit.State {
	switch r.Stay.State {
	case intake.Hospital:
		return []kit.State{{Shape: kit.Ring0, Word: lang.L("住院"), Color: kit.Info}}
	case intake.Placed:
		return []kit.State{{Shape: kit.Ring0, Word: lang.L("站外托养"), Color: kit.Info}}
	}
	return nil
}

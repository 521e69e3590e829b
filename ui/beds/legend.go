package beds

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// legend explains the signs while nothing else needs the side, says how many
// beds show each, and leaves those on the board that one asks for.
type legend struct {
	page    *page
	toggles map[string]*kit.Toggle // by filter
	states  *fyne.Container
	signs   *fyne.Container
}

// legendKeys are the keys of the board, in words.
var legendKeys = []string{"方向键：在床位间移动", "空格：拿起、放下一个人", "Enter：打开床位，看能做什么", "＋：给这间房加床", "Tab：到右边，Shift+Tab 到查找", "鼠标：拖到另一张床", "F3：查找"}

func newLegend(p *page) *legend {
	l := &legend{page: p, toggles: map[string]*kit.Toggle{}, states: container.New(pairs{}), signs: container.New(pairs{})}
	for _, s := range states {
		l.add(l.states, s.key, stateNamed(s.key), "")
	}
	l.add(l.signs, filterNeeds, kit.State{Shape: kit.Triangle, Word: lang.L("要照顾的人"), Color: kit.Soon}, "")
	for _, s := range signs {
		l.add(l.signs, signKey(s.icon), kit.State{Word: lang.L(s.words)}, signsOf([]shelter.Icon{s.icon}))
	}
	return l
}

func (l *legend) add(to *fyne.Container, key string, state kit.State, lead string) {
	t := kit.NewToggle(state, lead, func(on bool) { l.page.top.turn(key, on) })
	l.toggles[key] = t
	to.Add(t)
}

// show says how many beds there are of each.
func (l *legend) show(f facts, on chosen) {
	counts := map[string]int{}
	for _, b := range f.beds {
		counts[stateKey(b)]++
		if b.Sleeper != nil && len(b.Sleeper.Icons) > 0 {
			counts[filterNeeds]++
			for _, icon := range b.Sleeper.Icons {
				counts[signKey(icon)]++
			}
		}
	}
	for key, t := range l.toggles {
		t.Set(on[key], strconv.Itoa(counts[key]))
	}
}

// open shows the legend at the side.
func (l *legend) open() {
	p := l.page
	l.show(p.facts, p.top.on)
	hint := kit.NewLabel(lang.L("点一项，只看这一项"))
	hint.Whole = false
	body := []fyne.CanvasObject{hint, l.states, kit.NewRule(true), l.signs, kit.NewRule(true)}
	for _, words := range legendKeys {
		line := kit.NewLabel(lang.L(words))
		line.Whole = false
		body = append(body, line)
	}
	var primary *kit.Button
	if n := len(p.facts.board.WithoutBed); n > 0 && p.mayAssign() {
		first := p.facts.board.WithoutBed[0].StayID
		primary = kit.NewPrimary("给没有床位的人安排", "save", func() { p.takeUp(first) })
	}
	p.side.setWith(lang.L("图例"), primary, l.acts(), body...)
}

// acts are what can be done with the house as a whole.
func (l *legend) acts() []fyne.CanvasObject {
	p, buttons := l.page, container.New(pairs{})
	if p.mayAssign() {
		buttons.Add(kit.NewButton("寒潮加床", "", p.openSurge))
	}
	if p.can(access.ReadPeople) {
		buttons.Add(kit.NewButton("查床单", "print", p.printList))
	}
	if p.can(access.LayOutBeds) {
		buttons.Add(kit.NewButton("调整布局", "", p.openPlan))
	}
	return []fyne.CanvasObject{buttons}
}

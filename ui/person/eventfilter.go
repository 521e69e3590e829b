package person

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// eventKind groups what happened, for the chips over the timeline.
type eventKind string

const (
	kindStay      eventKind = "stay"
	kindBed       eventKind = "bed"
	kindCare      eventKind = "care"
	kindMedicine  eventKind = "medicine"
	kindAway      eventKind = "away"
	kindExtension eventKind = "extension"
	kindThings    eventKind = "things"
	kindCosts     eventKind = "costs"
	kindPapers    eventKind = "papers"
	kindTracing   eventKind = "tracing"
)

// eventKinds are the chips in their order.
var eventKinds = []struct {
	kind eventKind
	word string
}{
	{kindStay, "来离站"}, {kindBed, "床位"}, {kindCare, "照料"}, {kindMedicine, "用药"}, {kindAway, "住院托养"}, {kindExtension, "延期安置"},
	{kindThings, "物品"}, {kindCosts, "费用"}, {kindPapers, "文书"}, {kindTracing, "寻亲"},
}

// filterMemory is the key under which the chips are remembered.
const filterMemory = "person.timeline.kinds"

// newFilter makes the chips; what was chosen last is chosen.
func newFilter(p *page) *kit.Choice {
	var options []kit.Option
	for _, k := range eventKinds {
		options = append(options, kit.Option{Key: string(k.kind), Text: lang.L(k.word)})
	}
	filter := kit.NewMultiChoice(options)
	filter.Choose(strings.Split(p.shell.Remembered(filterMemory), ",")...)
	return filter
}

// timeline is everything that happened, the newest first, or what the chips
// leave of it. Enter opens what a line is about.
func (p *page) timeline() fyne.CanvasObject {
	all := p.happened()
	if len(all) == 0 {
		return kit.NewEmpty("clock", "还没有记录。来站、床位、物品、文书、寻亲都会出现在这里。", nil)
	}
	t := p.lines(all, "事项", "内容")
	keep := func() {
		chosen := p.filter.ChosenAll()
		p.shell.Remember(filterMemory, strings.Join(chosen, ","))
		if len(chosen) == 0 {
			t.SetKeep(nil)
			return
		}
		t.SetKeep(func(l line) bool { return slices.Contains(chosen, string(l.kind)) })
	}
	p.filter.OnChanged = keep
	keep()
	kit.Alone(p.filter, func() { p.focus(t.Target()) })
	return container.NewBorder(kit.Margin(kit.Nudge, p.filter), nil, nil, nil, t)
}

package settings

import (
	"strings"
	"testing"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestAStationSaysHowManyGoAlongAndWhatIsForbidden(t *testing.T) {
	w := opened(t)
	p := w.enter("护送规则")
	e := deskOf[*escortRules](p)
	if !strings.Contains(e.many.Content, "一般1人") {
		t.Fatalf("it begins with %q", e.many.Content)
	}
	e.editMany()
	e.Form.Item("least").Field.(*kit.Entry).SetText("3")
	p.Do("save")
	if e.Form == nil || e.Form.Item("least").Field.Base().Problem() == "" {
		t.Fatal("fewer for who needs care than for anybody was taken")
	}
	e.Form.Item("least_cared").Field.(*kit.Entry).SetText("3")
	p.Do("save")
	w.said("护送规则已保存。")
	e.edit(mark(t, e.table, func(r shelter.Rule) bool { return strings.Contains(r.Text, "电话") }))
	e.Form.Item("level").Field.(*kit.Choice).Choose(string(shelter.Block))
	p.Do("save")
	kept, err := w.House().EscortRules(t.Context())
	kittest.OK(t, err)
	if kept.Least != 3 || kept.LeastCared != 3 || len(kept.Rules) != len(shelter.DefaultEscortRules().Rules) {
		t.Errorf("kept %+v", kept)
	}
	for i, r := range kept.Rules {
		usual := shelter.DefaultEscortRules().Rules[i]
		if strings.Contains(r.Text, "电话") {
			usual.Level = shelter.Block
		}
		if r != usual {
			t.Errorf("rule %+v; want %+v", r, usual)
		}
	}
	w.Picture("settings-escort-rules")
}

package printing

import (
	"strings"
	"testing"

	"guitu/internal/store"
)

func TestAllTemplatesAreValid(t *testing.T) {
	all, err := Templates()
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, form := range all {
		have[form.Name] = true
	}
	for _, name := range names {
		if !have[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestFaultyTemplateIsToldByItsPlace(t *testing.T) {
	form := func(blocks string) string { return `{"name":"x","title":"甲","blocks":[` + blocks + `]}` }
	for _, c := range []struct{ why, json, key string }{
		{"not JSON", `{"name":`, "JSON"},
		{"more than one", form(`{"gap":1}`) + `{}`, "}"},
		{"unknown key", `{"name":"x","titel":"甲"}`, "titel"},
		{"wrong type", `{"name":"x","title":5}`, "title"},
		{"no title", `{"name":"x","blocks":[{"gap":1}]}`, "title"},
		{"no blocks", `{"name":"x","title":"甲"}`, "blocks"},
		{"two things in one block", form(`{"gap":1,"text":"甲"}`), "blocks[0]"},
		{"short row", form(`{"grid":[{"height":8,"cells":[{"field":"a","span":20}]}]}`), "blocks[0].grid[0].cells"},
		{"row under a photo", form(`{"grid":[{"height":8,"cells":[{"field":"a","span":20},{"kind":"photo","field":"p","span":4,"rows":2}]},{"height":8,"cells":[{"field":"b","span":24}]}]}`), "blocks[0].grid[1].cells"},
		{"no height", form(`{"grid":[{"cells":[{"field":"a","span":24}]}]}`), "blocks[0].grid[0].height"},
		{"unknown kind", form(`{"grid":[{"height":8,"cells":[{"field":"a","span":24,"kind":"film"}]}]}`), "blocks[0].grid[0].cells[0].kind"},
		{"no options", form(`{"grid":[{"height":8,"cells":[{"field":"a","span":24,"kind":"check"}]}]}`), "blocks[0].grid[0].cells[0].options"},
		{"reaches too far", form(`{"grid":[{"height":8,"cells":[{"field":"a","span":24,"rows":2}]}]}`), "blocks[0].grid[0].cells[0].rows"},
		{"open place", form(`{"text":"致{{name"}`), "blocks[0].text"},
		{"place without end", form(`{"text":"致{{name:x}}"}`), "blocks[0].text"},
	} {
		_, err := Parse([]byte(c.json))
		if store.KindOf(err) != store.Invalid || !strings.Contains(err.Error(), "“"+c.key+"”") || !strings.Contains(err.Error(), "自定义表格") {
			t.Errorf("%s: %v, want it to name %q", c.why, err, c.key)
		}
	}
}

func TestStationsOwnFormIsFilled(t *testing.T) {
	form, err := Parse([]byte(`{"name":"own","title":"收条","blocks":[
		{"heading":{"title":"收条","number":"编号"}},
		{"text":"今收到{{name:8}}交来{{=what}}。","indent":2},
		{"sign":["经手人","日期"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Render(form, Values{"name": "演示人", "what": "棉衣一件"}, options)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"演示市救助管理站", "收条", "演示2026-00017", "演示人", "交来棉衣一件。", "经手人：", "年月日"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %s", want, text)
		}
	}
}

func TestUnknownFormIsNotFound(t *testing.T) {
	if _, err := Find("../go"); store.KindOf(err) != store.NotFound {
		t.Error(err)
	}
}

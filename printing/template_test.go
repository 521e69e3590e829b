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
		{"unknown sheet", `{"name":"x","title":"甲","sheet":"A7","blocks":[{"gap":1}]}`, "sheet"},
		{"optional row under a photo", form(`{"grid":[{"height":8,"optional":true,"cells":[{"field":"a","span":24,"rows":2}]},{"height":8,"cells":[]}]}`), "blocks[0].grid[0].cells[0].rows"},
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

// TestRowForTheFewTakesNoRoomForTheMany: what nobody has is not on the paper.
func TestRowForTheFewTakesNoRoomForTheMany(t *testing.T) {
	form, err := Find("register")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		v    Values
		want bool
	}{{Values{}, false}, {Values{"country": "越南"}, true}, {Values{"name": "演示人"}, false}} {
		r, err := Render(form, c.v, options)
		if err != nil {
			t.Fatal(err)
		}
		if text := words(t, r); strings.Contains(text, "国籍") != c.want || strings.Contains(text, "监护人") {
			t.Errorf("%v: %s", c.v, text)
		}
	}
}

func TestMarkOfAnotherTypeIsAnError(t *testing.T) {
	form, err := Find("register")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Render(form, Values{"signed": "演示"}, options); err == nil {
		t.Error("a signature in words was printed")
	}
	_, err = Render(form, Values{"signed": Mark{Ink: []byte("no picture")}}, options)
	if e, ok := err.(*store.Error); !ok || e.Field != "signature" {
		t.Errorf("a damaged signature: %v", err)
	}
}

func TestUnknownFormIsNotFound(t *testing.T) {
	if _, err := Find("../go"); store.KindOf(err) != store.NotFound {
		t.Error(err)
	}
}

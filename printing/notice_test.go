package printing

import (
	"strings"
	"testing"

	"guitu/internal/store"
)

var demoNotice = Notice{
	Number: "演示公告-3", Name: "王㛃", NameBySound: true, Sex: "男", AgeFrom: 30, AgeTo: 40, HeightCM: 168,
	Accent: "近似山东东部口音", SaidPlace: "主猫鸭、大桃、大红文", Marks: "左眉上方有一道约两厘米的旧伤疤，走路时右腿微跛",
	Clothing: "蓝色旧棉衣，黑色长裤，军绿色胶鞋", FoundAt: "2026年11月24日", FoundPlace: "演示市火车站北广场",
	Health: "体弱，无外伤", Mind: "能简单交流", Unit: "演示市救助管理站", Phone: "010-00000000", Address: "演示市和平路1号",
}

func TestNoticeSaysWhatIsKnownAndHowSurely(t *testing.T) {
	r, err := demoNotice.Render(testPhoto(480, 640), options)
	if err != nil {
		t.Fatal(err)
	}
	if r.Pages != 1 {
		t.Errorf("%d pages", r.Pages)
	}
	text := words(t, r)
	for _, want := range []string{
		"寻亲公告", "演示公告-3", "王㛃（音）", "约30—40岁（目测）", "约168厘米", "主猫鸭、大桃、大红文", "演示市火车站北广场", "010-00000000",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the notice", want)
		}
	}
}

func TestNoticeOfSomebodyNobodyKnows(t *testing.T) {
	r, err := Notice{Number: "7", NameBySound: true}.Render(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	if !strings.Contains(text, "无名氏") || strings.Contains(text, "（音）") || strings.Count(text, Unknown) < 8 {
		t.Errorf("the notice reads %s", text)
	}
	if !strings.Contains(text, demo.Phone) {
		t.Error("without a number of its own a notice gives the station's")
	}
}

func TestAgeIsAnEstimate(t *testing.T) {
	for want, n := range map[string]Notice{
		"约30—40岁（目测）": {AgeFrom: 30, AgeTo: 40}, "约35岁（目测）": {AgeFrom: 35, AgeTo: 35},
		"约60岁以上（目测）": {AgeFrom: 60}, "约10岁以下（目测）": {AgeTo: 10}, Unknown: {},
	} {
		if got := n.shownAge(); got != want {
			t.Errorf("%d to %d is %s, want %s", n.AgeFrom, n.AgeTo, got, want)
		}
	}
}

func TestIDNumberIsNeverPublished(t *testing.T) {
	n := Notice{Number: "7", Marks: "身上有纸条写着34052419800101001X，11010519491231002X", Phone: "010-00000000"}
	r, err := n.Render(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	if text := words(t, r); strings.Contains(text, "1980010") || strings.Contains(text, "1949123") || !strings.Contains(text, "号码不公开") {
		t.Errorf("the notice reads %s", text)
	}
}

func TestNoticeFromJSON(t *testing.T) {
	n, err := ParseNotice(strings.NewReader(`{"number":"7","name":"演示","name_by_sound":true,"age_from":30,"age_to":40,"photo":"a.jpg"}`))
	if err != nil || n.Name != "演示" || !n.NameBySound || n.AgeTo != 40 || n.Photo != "a.jpg" {
		t.Fatalf("%+v, %v", n, err)
	}
	for key, text := range map[string]string{
		"nmae":      `{"number":"7","nmae":"演示"}`,
		"age_from":  `{"number":"7","age_from":"三十"}`,
		"height_cm": `{"number":"7","height_cm":900}`,
		"age_to":    `{"number":"7","age_from":40,"age_to":30}`,
		"number":    `{"name":"演示"}`,
	} {
		_, err := ParseNotice(strings.NewReader(text))
		if store.KindOf(err) != store.Invalid || !strings.Contains(err.Error(), key) || strings.Contains(err.Error(), "演示") {
			t.Errorf("%s: %v, want it to name %s and nobody", text, err, key)
		}
	}
	for _, text := range []string{"", "[]", "null", `{"number":"7"} x`} {
		if _, err := ParseNotice(strings.NewReader(text)); store.KindOf(err) != store.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

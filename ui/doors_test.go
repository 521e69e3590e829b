package ui

import "testing"

func TestADoorIsFoundByItsWordsAndTheirInitials(t *testing.T) {
	quick := door{title: "快速登记", key: "quick"}
	imports := door{title: "导入名单", more: "批量 表格 excel"}
	section := door{title: "设备", more: "设置", behind: "设置"}
	for _, c := range []struct {
		door  door
		query string
		want  bool
	}{
		{quick, "快速", true}, {quick, "登记", true}, {quick, "ksdj", true}, {quick, "KS", true}, {quick, " ks ", true},
		{quick, "", true}, {quick, "k", false}, {quick, "dj", false}, {quick, "床位", false},
		{imports, "drmd", true}, {imports, "批量", true}, {imports, "excel", true}, {imports, "bg", true},
		{section, "设备", true}, {section, "sb", true}, {section, "", false},
	} {
		if got := c.door.fits(c.query); got != c.want {
			t.Errorf("%s by %q: %v", c.door.title, c.query, got)
		}
	}
}

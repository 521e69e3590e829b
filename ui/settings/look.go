package settings

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

const (
	on  = "on"
	off = "off"
)

// newLook is 外观. It takes effect at once and on this computer only.
func newLook(shell Shell) *kit.Room {
	dark, large, language := shell.Appearance()
	tongue := kit.NewChoice([]kit.Option{{Key: kit.Chinese, Text: "中文"}, {Key: kit.English, Text: "English"}})
	light := kit.NewChoice([]kit.Option{{Key: off, Text: lang.L("浅色")}, {Key: on, Text: lang.L("深色")}})
	size := kit.NewChoice([]kit.Option{{Key: off, Text: lang.L("标准字号")}, {Key: on, Text: lang.L("大字")}})
	tongue.Choose(language)
	light.Choose(key(dark))
	size.Choose(key(large))
	apply := func() {
		if tongue.Chosen() == "" || light.Chosen() == "" || size.Chosen() == "" {
			return // taken back with BackSpace: nothing to apply
		}
		shell.SetAppearance(light.Chosen() == on, size.Chosen() == on, tongue.Chosen())
	}
	form := kit.NewForm()
	group := form.Group("")
	group.Add("language", "语言", tongue)
	group.Add("dark", "明暗", light)
	group.Add("large", "字号", size)
	form.OnChange = func(string) { apply() }
	form.OnLast = func() {}
	content := container.NewBorder(kit.SentenceOver("选了就生效，只影响这台电脑。"), nil, nil, nil, kit.NarrowForm(form))
	return &kit.Room{Content: content, Focus: func() { form.Focus("") }}
}

func key(b bool) string {
	if b {
		return on
	}
	return off
}

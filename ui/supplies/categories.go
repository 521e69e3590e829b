package supplies

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// openCategories lists the groups of kinds that the station counts together.
func (s *stock) openCategories() {
	table := kit.NewDataTable([]kit.Column[supply.Category]{
		{ID: "name", Title: lang.L("类别组"), Width: 1, Text: func(c supply.Category) string { return lang.L(c.Name) }},
		{ID: "kinds", Title: lang.L("包括的类别"), Width: 3, Text: func(c supply.Category) string {
			var all []string
			for _, kind := range c.Kinds {
				all = append(all, s.kinds[kind])
			}
			return strings.Join(all, "、")
		}},
	})
	read := func() {
		s.read("正在读取…", func(ctx context.Context) (err error) {
			s.categories, err = s.shell.Supplies().Categories(ctx)
			return err
		}, func() {
			table.SetRows(s.categories)
			s.offerFilters()
		})
	}
	edit := func(at int) {
		c := supply.Category{}
		if at >= 0 {
			c = s.categories[at]
		}
		s.editCategory(at, c)
	}
	table.OnOpen = func(c supply.Category) { edit(s.categoryAt(c.Name)) }
	remove := func() {
		if c, ok := table.Marked(); ok {
			s.saveCategories(nil, slices.Delete(slices.Clone(s.categories), s.categoryAt(c.Name), s.categoryAt(c.Name)+1), read)
		}
	}
	s.list(lang.L("类别组：一起筛选、一起统计的类别"), table, table.Target(), read, nil,
		kit.NewButton("新类别组", "", func() { edit(-1) }), kit.NewButton("删去", "", remove))
}

func (s *stock) categoryAt(name string) int {
	return slices.IndexFunc(s.categories, func(c supply.Category) bool { return c.Name == name })
}

func (s *stock) editCategory(at int, c supply.Category) {
	form, name, kinds := kit.NewForm(), kit.NewEntry(), kit.NewMultiChoice(codes("supply_kind"))
	name.SetText(c.Name)
	kinds.Choose(c.Kinds...)
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	group.Add("kinds", "包括的类别", kinds).Require()
	form.OnSubmit = func() {
		all := slices.Clone(s.categories)
		changed := supply.Category{Name: name.Text, Kinds: kinds.ChosenAll()}
		if at < 0 {
			all = append(all, changed)
		} else {
			all[at] = changed
		}
		s.saveCategories(form, all, s.back)
	}
	title := lang.L("新类别组")
	if at >= 0 {
		title = lang.L("类别组：{{.Name}}", map[string]any{"Name": c.Name})
	}
	s.fill(title, "寒冬送温暖等专项报表按这里统计。", "", form)
}

func (s *stock) saveCategories(form *kit.Form, all []supply.Category, then func()) {
	s.save(form, func(ctx context.Context) error { return s.shell.Supplies().SetCategories(ctx, all) }, func() {
		s.done("类别组已保存。", nil)
		then()
	})
}

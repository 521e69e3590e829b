package house

import (
	"bytes"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// institutions is 机构通讯录: the stations, hospitals and homes with which the
// station deals.
type institutions struct {
	desk
	find   *kit.Entry
	kinds  *kit.Choice
	table  *kit.DataTable[shelter.Institution]
	empty  fyne.CanvasObject
	adding *institutionForm // what was begun and not saved
	taking *directoryImport
}

func newInstitutions(shell Shell) *kit.Room {
	d := &institutions{find: kit.NewEntry()}
	d.shell = shell
	d.table = kit.NewDataTable([]kit.Column[shelter.Institution]{
		{ID: "name", Title: lang.L("名称"), Width: 4, Text: func(i shelter.Institution) string { return i.Name }, Color: inUse},
		{ID: "kind", Title: lang.L("种类"), Width: 2, Text: func(i shelter.Institution) string { return kit.CodeWord("institution_kind", i.Kind) }},
		{ID: "region", Title: lang.L("地区"), Width: 2, Text: func(i shelter.Institution) string { return i.Region }},
		{ID: "phone", Title: lang.L("电话"), Width: 2, Text: func(i shelter.Institution) string { return i.Phone }},
		{ID: "contact", Title: lang.L("联系"), Width: 2, Text: func(i shelter.Institution) string { return i.Contact }},
		{ID: "address", Title: lang.L("地址"), Width: 4, Text: func(i shelter.Institution) string { return i.Address }},
		{ID: "state", Title: lang.L("状态"), Width: 2, Text: func(i shelter.Institution) string {
			if i.Active {
				return "● " + lang.L("在用")
			}
			return "✕ " + lang.L("停用")
		}, Color: inUse},
	})
	d.table.OnOpen = func(i shelter.Institution) { d.edit(i) }
	d.kinds = kit.NewMultiChoice(kit.CodeOptions("institution_kind"))
	d.kinds.OnChanged = d.filter
	d.find.SetHint(lang.L("名称、地区、电话或拼音首字母；↓ 到列表"))
	d.find.OnChanged = func(string) { d.filter() }
	d.find.OnSubmitted = func(string) { d.FocusOn(d.table.Target()) }
	d.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyDown {
			return false
		}
		d.FocusOn(d.table.Target())
		d.table.Target().TypedKey(key)
		return true
	}
	d.Use(shell, d.find, d.layOut(), d.load, "institution")
	return d.Room(d, d.submit, d.Do)
}

func (d *institutions) layOut() fyne.CanvasObject {
	left := []fyne.CanvasObject{kit.NewButton("导出CSV", "", d.export)}
	var right []fyne.CanvasObject
	var teach *kit.Button
	if d.can(access.LayOutBeds) {
		left = append(left, kit.NewButton("导入CSV…", "", d.openImport))
		right = append(right, kit.NewPrimary("添加机构", "", d.add))
		teach = kit.NewPrimary("添加机构", "", d.add)
	}
	d.empty = kit.NewEmpty("home", "还没有机构。送人回乡、就医、托养都要用到：可以一个个添加，也可以从表格导入。", teach)
	d.place = container.NewStack(d.table, d.empty)
	top := kit.Margin(kit.Nudge, kit.Above(d.find, d.kinds))
	return container.NewBorder(top, kit.Actions(left, right...), nil, nil, d.place)
}

func inUse(i shelter.Institution) fyne.ThemeColorName {
	if i.Active {
		return kit.Ink
	}
	return kit.Faint
}

func (d *institutions) load() {
	var all []shelter.Institution
	d.Read("正在读取机构…", func(ctx context.Context) (err error) {
		all, err = d.shell.House().Institutions(ctx, "")
		return err
	}, func() {
		d.table.SetRows(all)
		d.swapIn(d.table, d.empty, len(all) == 0)
	})
}

// filter shows the kinds that are chosen and what fits the words: by name,
// region, telephone, or the initials of their sounds.
func (d *institutions) filter() {
	words := strings.ToLower(text(d.find))
	chosen := map[string]bool{}
	for _, kind := range d.kinds.ChosenAll() {
		chosen[kind] = true
	}
	d.table.SetKeep(func(i shelter.Institution) bool {
		if len(chosen) > 0 && !chosen[i.Kind] {
			return false
		}
		if words == "" {
			return true
		}
		said := strings.Join([]string{i.Name, i.Region, i.Phone, i.Contact, i.Address, intake.Initials(i.Name), intake.Initials(i.Region)}, "\n")
		return strings.Contains(strings.ToLower(said), words)
	})
}

// submit is Ctrl+Enter: the form that shows, or the list that waits to be taken
// in.
func (d *institutions) submit() {
	if d.Form == nil && !d.Listed() && d.taking != nil {
		d.taking.take()
		return
	}
	d.Submit()
}

// institutionForm is one institution.
type institutionForm struct {
	form                                        *kit.Form
	kind                                        *kit.Choice
	name, region, phone, contact, address, note *kit.Entry
	use                                         *kit.Choice
}

func (d *institutions) newForm(i shelter.Institution, done func()) *institutionForm {
	f := &institutionForm{form: kit.NewForm(), kind: kit.NewChoice(kit.CodeOptions("institution_kind")), name: kit.NewEntry(), region: kit.NewEntry(),
		phone: kit.NewEntry(), contact: kit.NewEntry(), address: kit.NewEntry(), note: kit.NewEntry()}
	f.use = kit.NewChoice([]kit.Option{{Key: "yes", Text: lang.L("在用")}, {Key: "no", Text: lang.L("停用")}})
	group := f.form.Group("")
	group.Add("name", "名称", f.name).Require()
	group.Add("kind", "种类", f.kind).Require()
	group.Add("region", "地区，如 山东省诸城市", f.region)
	group.Beside("phone", "电话", f.phone)
	group.Add("contact", "联系哪个科室或岗位", f.contact)
	group.Beside("address", "地址", f.address)
	group.Add("note", "备注", f.note)
	group.Beside("active", "是否在用", f.use)
	f.kind.Choose(i.Kind)
	f.use.Choose("yes")
	if i.ID != "" && !i.Active {
		f.use.Choose("no")
	}
	for e, words := range map[*kit.Entry]string{f.name: i.Name, f.region: i.Region, f.phone: i.Phone, f.contact: i.Contact, f.address: i.Address, f.note: i.Note} {
		e.SetText(words)
	}
	f.form.OnSubmit = func() {
		next := shelter.Institution{ID: i.ID, Version: i.Version, Kind: f.kind.Chosen(), Name: text(f.name), Region: text(f.region), Address: text(f.address),
			Phone: text(f.phone), Contact: text(f.contact), Note: text(f.note), Active: f.use.Chosen() != "no"}
		d.Save(f.form, func(ctx context.Context) error { return d.shell.House().SaveInstitution(ctx, &next) }, func() {
			done()
			kit.Tell("institution", "saved")
			d.Back()
			d.load()
			d.Say("机构已保存。")
		})
	}
	return f
}

// add asks for a new one. What was begun comes back.
func (d *institutions) add() {
	if d.adding == nil {
		d.adding = d.newForm(shelter.Institution{}, func() { d.adding = nil })
	}
	d.Open(lang.L("添加机构"), "", d.adding.form)
}

func (d *institutions) edit(i shelter.Institution) {
	if !d.can(access.LayOutBeds) {
		return
	}
	d.Open(lang.L("修改机构"), "不再来往的选停用：以前的费用和护送还认得它。", d.newForm(i, d.Saved).form)
	d.Resume(i.ID)
}

// export takes the whole directory out as a file that a spreadsheet reads.
func (d *institutions) export() {
	var data bytes.Buffer
	d.shell.Work("正在整理表格…", func(ctx context.Context) error {
		all, err := d.shell.House().Institutions(ctx, "")
		if err != nil {
			return err
		}
		return shelter.WriteInstitutions(&data, all)
	}, func(err error) {
		if err != nil {
			d.shell.Fail(err)
			return
		}
		printout.Save(d.shell, data.Bytes(), lang.L("机构通讯录")+" "+calendar.On(d.shell.Now()).String()+".csv", "institutions")
	})
}

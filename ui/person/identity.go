package person

import (
	"context"
	"maps"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// identity is the form of who a person is. What was typed stays in it until
// it is saved, whatever others do meanwhile.
type identity struct {
	page    *page
	content fyne.CanvasObject
	form    *kit.Form
	save    *kit.Button
	base    intake.Person // as it was read

	proven, sex                        *kit.Choice
	bySound                            *kit.Choice
	name, aliases, household, home     *kit.Entry
	saidPlace, marks, height           *kit.Entry
	number, phone                      *kit.Entry
	age                                *kit.AgeField
	nation, idKind, education, marital *kit.Lookup
	political, benefit, accent         *kit.Lookup
	kin                                [2]kinFields
	numberShow, phoneShow              *kit.Button
	saving                             bool
	filled                             map[string]string // drafts as they were filled in, to see what was typed
}

type kinFields struct {
	name, phone, address *kit.Entry
	relation             *kit.Lookup
}

func table(name string) []kit.Option {
	rows, _ := assets.CodeTable(name) // embedded: it cannot fail
	return kit.Options(rows)
}

const yes = "yes"

func newIdentity(p *page) *identity {
	i := &identity{page: p, form: kit.NewForm()}
	var sure []kit.Option
	for _, k := range []intake.Identity{intake.IdentityUnknown, intake.IdentityClaimed, intake.IdentityProven} {
		sure = append(sure, kit.Option{Key: string(k), Text: lang.L(trace.IdentityWords[k])})
	}
	i.proven, i.sex = kit.NewChoice(sure), kit.NewChoice(table("sex"))
	i.bySound = kit.NewMultiChoice([]kit.Option{{Key: yes, Text: lang.L("按读音写")}})
	i.name, i.aliases, i.household, i.home = kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	i.saidPlace, i.marks, i.height = kit.NewEntry(), kit.NewParagraphEntry(2), kit.NewDigitsEntry()
	i.number, i.phone, i.age = kit.NewEntry(), kit.NewEntry(), kit.NewAgeField(p.shell.Now)
	i.aliases.SetHint(lang.L("几个之间用顿号"))
	i.nation, i.idKind, i.education, i.marital = kit.NewLookup(table("nation")), kit.NewLookup(table("id_kind")), kit.NewLookup(table("education")), kit.NewLookup(table("marital"))
	i.political, i.benefit, i.accent = kit.NewLookup(table("political")), kit.NewLookup(table("benefit")), kit.NewLookup(table("accent"))

	g := i.form.Group("是谁")
	g.Add("identity", "身份", i.proven)
	g.Add("name", "姓名", i.name)
	g.Beside("name_by_sound", "写法", i.bySound)
	g.Beside("aliases", "曾用名、外号", i.aliases)
	g.Add("sex", "性别", i.sex)
	g.Beside("age", "出生日期或年龄", i.age)
	g.Beside("nation", "民族", i.nation)
	g.Add("id_kind", "证件类型", i.idKind)
	g.Beside("id_number", "证件号码", i.number)
	g.Beside("phone", "联系电话", i.phone)
	i.numberShow = kit.NewButton("显示证件号码", "", func() { p.unmask("id_number") })
	i.phoneShow = kit.NewButton("显示电话", "", func() { p.unmask("phone") })
	g.AddPlain(kit.Beside(i.numberShow, i.phoneShow))
	g = i.form.Group("从哪里来")
	g.Add("household", "户籍地", i.household)
	g.Beside("home", "住所地", i.home)
	g.Add("said_place", "自述来自", i.saidPlace)
	g.Beside("accent", "口音", i.accent)
	g = i.form.Group("样貌和背景")
	g.Add("marks", "体貌特征", i.marks)
	g.Add("height_cm", "身高（厘米）", i.height)
	g.Beside("education", "文化程度", i.education)
	g.Beside("marital", "婚姻", i.marital)
	g.Add("political", "政治面貌", i.political)
	g.Beside("benefit", "低保、特困", i.benefit)
	g = i.form.Group("亲属")
	for n := range i.kin {
		k := kinFields{kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewLookup(table("relationship"))}
		i.kin[n] = k
		at := strconv.Itoa(n)
		g.Add("kin_name"+at, "亲属姓名", k.name)
		g.Beside("kin_relation"+at, "关系", k.relation)
		g.Beside("kin_phone"+at, "电话", k.phone)
		g.Beside("kin_address"+at, "住址", k.address)
	}
	i.form.OnSubmit = i.submit
	i.save = kit.NewPrimary("保存改动", "save", i.form.Submit)
	i.content = i.form.Scroll()
	if !p.can(access.Register) {
		i.content = container.NewBorder(kit.NewParagraph(lang.L("您的角色只能查看，不能改这些内容。")), nil, nil, nil, i.form.Scroll())
	}
	return i
}

// take fills the form with a person. Where something was typed that is not
// saved yet, the form stays, and saving compares with what was read first.
func (i *identity) take(p intake.Person) {
	if i.filled != nil && i.touched() {
		return
	}
	i.fill(p)
}

func (i *identity) fill(p intake.Person) {
	i.base = p
	i.proven.Choose(string(p.Identity))
	i.sex.Choose(p.Sex)
	i.bySound.Choose()
	if p.NameBySound {
		i.bySound.Choose(yes)
	}
	for entry, text := range map[*kit.Entry]string{i.name: p.Name, i.aliases: strings.Join(p.Aliases, "、"), i.household: p.Household,
		i.home: p.Home, i.saidPlace: p.SaidPlace, i.marks: p.Marks, i.height: digits(p.HeightCM)} {
		entry.Restore(text)
	}
	i.age.Restore(ageText(p.Profile))
	for lookup, code := range map[*kit.Lookup]string{i.nation: p.Nation, i.idKind: p.IDKind, i.education: p.Education, i.marital: p.Marital,
		i.political: p.Political, i.benefit: p.Benefit, i.accent: p.Accent} {
		lookup.Choose(code)
	}
	for n, k := range i.kin {
		var known intake.Kin
		if n < len(p.Kin) {
			known = p.Kin[n]
		}
		k.name.Restore(known.Name)
		k.phone.Restore(known.Phone)
		k.address.Restore(known.Address)
		k.relation.Choose(known.Relation)
	}
	i.putNumbers()
	i.form.Refresh()
	i.filled = i.form.Drafts()
}

// touched reports whether something was typed that is not saved.
func (i *identity) touched() bool {
	return !maps.Equal(i.form.Drafts(), i.filled)
}

// showNumbers follows what is shown in full; a number that was typed stays.
func (i *identity) showNumbers() {
	drafts := i.form.Drafts()
	if drafts["id_number"] == i.filled["id_number"] && drafts["phone"] == i.filled["phone"] {
		i.putNumbers()
		now := i.form.Drafts()
		i.filled["id_number"], i.filled["phone"] = now["id_number"], now["phone"]
		for _, key := range []string{"id_number", "phone"} {
			if i.filled[key] == "" {
				delete(i.filled, key)
			}
		}
		i.form.Refresh()
	}
}

// putNumbers fills the numbers in: masked and closed until they are shown.
func (i *identity) putNumbers() {
	put := func(e *kit.Entry, show *kit.Button, field, value string) {
		e.Restore(i.page.number(field, value))
		show.Hidden = value == "" || i.page.shown[field] != nil
		if show.Hidden {
			e.Enable()
		} else {
			e.Disable()
		}
	}
	put(i.number, i.numberShow, "id_number", i.base.IDNumber)
	put(i.phone, i.phoneShow, "phone", i.base.Phone)
}

func digits(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func ageText(p intake.Profile) string {
	switch {
	case p.Birth != "":
		return p.Birth
	case p.AgeFrom == p.AgeTo:
		return digits(p.AgeFrom)
	}
	return digits(p.AgeFrom) + "-" + digits(p.AgeTo)
}

// entered is what a field holds; 不详 is an empty value.
func entered(e *kit.Entry) string {
	if e.Unknown() {
		return ""
	}
	return strings.TrimSpace(e.Text)
}

// person is the person that was read with what the form says.
func (i *identity) person() intake.Person {
	p := i.base
	p.Identity, p.NameBySound = intake.Identity(i.proven.Chosen()), i.bySound.Chosen() == yes
	if p.Identity == "" {
		p.Identity = intake.IdentityUnknown
	}
	if sex := i.sex.Chosen(); sex != "" {
		p.Sex = sex
	}
	p.Name, p.Household, p.Home = entered(i.name), entered(i.household), entered(i.home)
	p.SaidPlace, p.Marks = entered(i.saidPlace), entered(i.marks)
	p.Aliases = strings.FieldsFunc(entered(i.aliases), func(r rune) bool { return strings.ContainsRune("、，, ;；", r) })
	p.HeightCM, _ = strconv.Atoi(entered(i.height))
	if i.form.Drafts()["id_number"] != i.filled["id_number"] {
		p.IDNumber = entered(i.number)
	}
	if i.form.Drafts()["phone"] != i.filled["phone"] {
		p.Phone = entered(i.phone)
	}
	p.Nation, p.IDKind, p.Education, p.Marital = i.nation.Chosen(), i.idKind.Chosen(), i.education.Chosen(), i.marital.Chosen()
	p.Political, p.Benefit, p.Accent = i.political.Chosen(), i.benefit.Chosen(), i.accent.Chosen()
	i.takeAge(&p.Profile)
	i.takeKin(&p.Profile)
	return p
}

// takeAge reads the age. A text that says what was known changes nothing, so
// that the day on which an age was estimated stays.
func (i *identity) takeAge(p *intake.Profile) {
	text := entered(i.age.Entry())
	if text == ageText(*p) {
		return
	}
	p.Birth, p.AgeFrom, p.AgeTo, p.AgeSeen = "", 0, 0, ""
	age, ok := i.age.Age()
	switch _, _, partly := intake.BirthRange(text); {
	case !ok:
	case age.Birth != nil:
		p.Birth = age.Birth.Format(time.DateOnly)
	case partly: // 1980 or 1980-05
		p.Birth = text
	default:
		p.AgeFrom, p.AgeTo, p.AgeSeen = age.AgeFrom, age.AgeTo, calendar.On(i.page.shell.Now()).String()
	}
}

// takeKin reads the kin; those beyond the lines of the form stay.
func (i *identity) takeKin(p *intake.Profile) {
	var kin []intake.Kin
	for _, k := range i.kin {
		one := intake.Kin{Name: entered(k.name), Relation: k.relation.Chosen(), Phone: entered(k.phone), Address: entered(k.address)}
		if one != (intake.Kin{}) {
			kin = append(kin, one)
		}
	}
	if len(p.Kin) > len(i.kin) {
		kin = append(kin, p.Kin[len(i.kin):]...)
	}
	p.Kin = kin
}

// submit saves. Where somebody else saved meanwhile, the text stays, the
// newer state is read, and saving once more puts what was typed over it.
func (i *identity) submit() {
	p := i.page
	if i.saving || !p.can(access.Register) {
		return
	}
	before, after := i.base, i.person()
	var saved intake.Person
	i.saving = true
	p.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		saved, err = p.shell.Desk().UpdatePerson(ctx, after)
		return err
	}, func(err error) {
		i.saving = false
		if err != nil {
			i.failed(err)
			return
		}
		i.fill(saved)
		p.load(nil)
		p.told("已保存。", func() { i.restore(before, saved.Version) })
		kit.Tell("saved", "person")
	})
}

// restore puts back what stood before a saving.
func (i *identity) restore(before intake.Person, version int64) {
	p := i.page
	before.Version = version
	p.shell.Work("正在撤销…", func(ctx context.Context) error {
		_, err := p.shell.Desk().UpdatePerson(ctx, before)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		i.filled = nil
		p.load(nil)
		p.shell.Toast(kit.Toast{Text: "已恢复为改动以前的内容。", Kind: kit.Info})
	})
}

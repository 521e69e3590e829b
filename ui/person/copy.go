package person

import (
	"context"
	"maps"
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// copyPage is where a stay is entered a second time, in the national system:
// its fields in the order of that system, copied one after another, each
// ticked when it was.
type copyPage struct {
	shell   Shell
	stayID  string
	content *fyne.Container
	list    *copyList
	title   *kit.Text
	count   *kit.Text
	head    *fyne.Container
	value   *fyne.Container // the field with the cursor in full
	taken   *kit.Text       // who entered the stay, and when
	form    *kit.Form
	number  *kit.Entry
	reset   *kit.Button
	finish  *kit.Button

	r      intake.Resident
	kept   []intake.Belonging
	fields []intake.NationalField
	staff  map[string]string
	ticks  ticks
	lent   lent

	loaded  bool
	made    int  // ticks so far, to know that some were made while a reading was on its way
	saving  bool // ticks are on their way
	unsaved bool // and more were made meanwhile
	undo    func()
	stop    func()
}

// NewCopy returns the page 录入全国系统 of a stay, which may have ended. The
// fields, their order and their texts are those of intake.NationalFields.
func NewCopy(shell Shell, stayID string) kit.View {
	p := &copyPage{shell: shell, stayID: stayID, list: newCopyList(), ticks: ticks{}, title: kit.NewTitle(""), count: kit.NewText(""),
		value: kit.Close(), taken: kit.NewText(""), form: kit.NewForm(), number: kit.NewEntry()}
	p.title.Whole, p.taken.Whole = false, false
	p.list.onCopy, p.list.onTick, p.list.onMark = p.copyField, p.tickField, p.showValue
	p.reset = kit.NewButton("全部未录", "", p.resetTicks)
	p.finish = kit.NewPrimary("录完了", "save", p.finished)
	p.form.Group("").Add("national_number", "全国系统救助编号", p.number)
	p.form.OnSubmit = func() { p.saveNumber(true) }

	words := kit.NewParagraph(lang.L("Enter 或 C 复制、打勾并走到下一项，再到全国系统里粘贴。空格键只打勾。剪贴板一分钟后清空。"))
	left := kit.NewCard("", nil, container.NewBorder(kit.Above(words, kit.NewRule(true)), nil, nil, nil, p.list))
	right := kit.NewCard("", nil, container.NewVScroll(kit.Margin(kit.Nudge, kit.Groups(p.value, kit.NewRule(true), p.taken, p.form))))
	foot := kit.Actions([]fyne.CanvasObject{p.reset}, kit.NewButton("返回", "back", shell.Back), p.finish)
	p.head = container.NewBorder(nil, nil, nil, p.count, p.title)
	p.content = container.NewStack(kit.Page(container.New(sandwich{}, p.head, container.New(parts{twoThirds}, left, right), foot)))
	return p
}

func (p *copyPage) Content() fyne.CanvasObject { return p.content }

// Enter opens the fields. That they may be taken is on record before they
// show, because the numbers among them leave in full.
func (p *copyPage) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(p.changed)
	}
	p.load(true, func() {
		p.list.at = len(p.list.fields) - 1
		p.list.next()
		p.focus(p.list)
		kit.Tell("ready", "copy")
	})
}

// Leave takes the clipboard back and keeps a number that was typed.
func (p *copyPage) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.lent.takeBack()
	if p.loaded {
		p.saveNumber(false)
	}
}

func (p *copyPage) Do(id string) bool {
	switch {
	case !p.loaded:
		return false
	case id == "save":
		p.finished()
	case id == "undo" && p.undo != nil:
		undo := p.undo
		p.undo = nil
		undo()
	default:
		return false
	}
	return true
}

func (p *copyPage) can(right access.Right) bool { return p.shell.Session().Can(right) }
func (p *copyPage) focus(f fyne.Focusable)      { p.shell.Window().Canvas().Focus(f) }

// load reads the stay; first puts it on record.
func (p *copyPage) load(first bool, then func()) {
	var next copyPage
	made := p.made
	p.shell.Work("正在准备复制…", func(ctx context.Context) error { return next.read(ctx, p.shell.Session(), p.stayID, first) }, func(err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		if !p.saving && made == p.made {
			p.ticks = readTicks(next.r.Stay.Copied)
		}
		typed := p.loaded && entered(p.number) != p.r.Stay.Taken.NationalNumber
		p.r, p.kept, p.fields, p.staff, p.loaded = next.r, next.kept, next.fields, next.staff, true
		if !typed {
			p.number.Restore(p.r.Stay.Taken.NationalNumber)
		}
		p.show()
		if then != nil {
			then()
		}
	})
}

func (p *copyPage) read(ctx context.Context, session *access.Session, stayID string, first bool) error {
	gather := func(tx *access.Tx) (err error) {
		if p.r, err = intake.FindResident(tx, stayID); err != nil {
			return err
		}
		if p.r.Person.Hidden || p.r.Stay.Hidden {
			return access.ErrProtected()
		}
		if p.kept, err = intake.FindBelongings(tx, stayID); err != nil {
			return err
		}
		if p.fields, err = intake.NationalFields(tx); err != nil {
			return err
		}
		p.staff, err = tx.StaffNames()
		return err
	}
	if err := session.Read(ctx, access.ReadPeople, gather); err != nil || !first {
		return err
	}
	entry := access.Entry{Action: "file.copy", Table: "stay", Target: stayID, Person: p.r.Person.ID}
	return session.Disclose(ctx, access.ReadPeople, entry, func(*access.Tx) error { return nil })
}

// changed shows what a colleague changed in the stay meanwhile.
func (p *copyPage) changed(tables map[string]bool) {
	if p.loaded && !p.saving && (tables["stay"] || tables["person"] || tables["belonging"]) {
		p.load(false, nil)
	}
}

func (p *copyPage) refuse(err error) {
	p.loaded = false
	back := kit.NewButton("返回", "back", p.shell.Back)
	p.content.Objects = []fyne.CanvasObject{kit.NewEmpty("lock", kit.Say(err), back)}
	p.content.Refresh()
	p.focus(back)
}

func (p *copyPage) show() {
	p.title.Set(kit.Joined(lang.L("录入全国系统"), intake.DisplayName(p.r.Person, p.r.Stay), p.r.Stay.Number))
	writes := p.can(access.Register)
	p.reset.Hidden, p.finish.Hidden, p.form.Hidden = !writes, !writes, !writes
	p.fill()
	act := p.r.Stay.Taken.National
	switch {
	case !act.At.IsZero():
		p.taken.Paint(lang.L("已录入全国系统：{{.Who}} {{.When}}", map[string]any{"Who": p.staff[act.By], "When": kit.SayTime(act.At, p.shell.Now())}), kit.Done)
	case act.Why != "":
		p.taken.Paint(lang.L("未录入：{{.Why}}", map[string]any{"Why": act.Why}), kit.Faint)
	default:
		p.taken.Paint(lang.L("▲ 还没有录入"), kit.Soon)
	}
	p.content.Refresh()
}

// fill shows the fields with their ticks.
func (p *copyPage) fill() {
	var lines []copyField
	said, done, changed := 0, 0, 0
	for _, f := range p.fields {
		line := copyField{key: f.Key, label: f.Label, value: intake.NationalValue(f.Key, p.r, p.kept)}
		line.shown = maskIn(f.Key, strings.ReplaceAll(line.value, "\n", "；"))
		switch {
		case p.ticks.changed(f.Key, line.value):
			line.state = changedSince
			changed++
		case line.value == "":
			line.state = nothingToSay
		case p.ticks.done(f.Key):
			line.state = isEntered
			done++
		}
		if line.value != "" || line.state == changedSince {
			said++
		}
		lines = append(lines, line)
	}
	words, ink := lang.L("已录 {{.Done}}，共 {{.All}} 项", map[string]any{"Done": done, "All": said}), kit.Faint
	if changed > 0 {
		words, ink = kit.Joined(words, lang.L("▲ 录后改过 {{.N}} 项", map[string]any{"N": changed})), kit.Soon
	}
	p.count.Paint(words, ink)
	p.head.Refresh()
	p.list.set(lines)
	p.showValue()
}

// showValue shows the field with the cursor in full.
func (p *copyPage) showValue() {
	p.value.RemoveAll()
	if f, ok := p.list.field(); ok {
		label := kit.NewText(lang.L(f.label))
		label.Bold, label.Whole = true, false
		p.value.Add(label)
		text := maskIn(f.key, f.value)
		if text == "" {
			text = lang.L("没有内容")
		}
		p.value.Add(kit.NewParagraph(text))
	}
	p.value.Refresh()
}

// ownNumbers are numbers of the station and of the national system: they name
// no person and are shown whole.
var ownNumbers = map[string]bool{"number": true, "national_number": true}

var longNumber = regexp.MustCompile(`[0-9]{7,}[Xx]?`)

// maskIn hides the middle of every long number in a text.
func maskIn(key, text string) string {
	if ownNumbers[key] {
		return text
	}
	return longNumber.ReplaceAllStringFunc(text, Mask)
}

// copyField takes the field with the cursor to the clipboard, ticks it, and
// goes on to the next.
func (p *copyPage) copyField() {
	f, ok := p.list.field()
	if !ok {
		return
	}
	if f.value != "" {
		p.lent.put(f.value)
		kit.Tell("copied", f.key)
	}
	if f.value != "" || f.state == changedSince {
		p.ticks.set(f.key, f.value)
		p.save()
		p.fill()
	}
	p.list.next()
}

// tickField ticks a field that was typed by hand over there, or takes its
// tick back.
func (p *copyPage) tickField() {
	f, ok := p.list.field()
	if !ok {
		return
	}
	if p.ticks.done(f.key) && f.state != changedSince {
		delete(p.ticks, f.key)
	} else {
		p.ticks.set(f.key, f.value)
	}
	p.save()
	p.fill()
}

// save keeps the ticks. While some are on their way, those that follow are
// kept together afterwards.
func (p *copyPage) save() {
	p.made++
	p.keep()
}

func (p *copyPage) keep() {
	if !p.can(access.Register) {
		return
	}
	if p.saving {
		p.unsaved = true
		return
	}
	p.saving, p.unsaved = true, false
	keys := p.ticks.keys()
	p.shell.Work("正在保存…", func(ctx context.Context) error { return p.shell.Desk().MarkCopied(ctx, p.stayID, keys) }, func(err error) {
		p.saving = false
		switch {
		case err != nil:
			p.shell.Fail(err)
		case p.unsaved:
			p.keep()
		default:
			kit.Tell("saved", "ticks")
		}
	})
}

// resetTicks begins anew: nothing counts as entered.
func (p *copyPage) resetTicks() {
	before := maps.Clone(p.ticks)
	if len(before) == 0 {
		return
	}
	put := func(t ticks) {
		p.ticks = t
		p.save()
		p.fill()
	}
	put(ticks{})
	p.list.move(0)
	p.focus(p.list)
	p.told("已全部改为未录。", func() { put(before) })
}

// finished says that the stay is in the national system, and asks for the
// number that it got there.
func (p *copyPage) finished() {
	if !p.can(access.Register) {
		return
	}
	number, before := entered(p.number), p.r.Stay.Taken.NationalNumber
	p.shell.Work("正在保存…", func(ctx context.Context) error {
		if err := p.shell.Desk().Take(ctx, p.stayID, intake.TakeNational, ""); err != nil || number == before {
			return err
		}
		return p.shell.Desk().SetNationalNumber(ctx, p.stayID, number)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.lent.takeBack()
		p.r.Stay.Taken.NationalNumber = number
		p.load(false, nil)
		steps := 1
		if number != before {
			steps = 2
		}
		undo := func() { p.undoTaken(steps) }
		if number != "" {
			p.told("已记为录入全国系统。", undo)
			return
		}
		p.form.Focus("national_number")
		p.told("已记为录入全国系统。请填写系统给的救助编号。", undo)
		kit.Tell("saved", "national")
	})
}

// undoTaken takes back the newest changes of what was taken.
func (p *copyPage) undoTaken(steps int) {
	personID := p.r.Person.ID
	p.shell.Work("正在撤销…", func(ctx context.Context) error {
		return undoNewest(ctx, p.shell.Desk(), personID, "taken", steps)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.number.Restore(p.r.Stay.Taken.NationalNumber) // nothing typed: the reading may fill it
		p.load(false, nil)
		p.shell.Toast(kit.Toast{Text: "已恢复为改动以前的内容。", Kind: kit.Info})
	})
}

// saveNumber keeps the number of the national system where it was changed;
// tell says so.
func (p *copyPage) saveNumber(tell bool) {
	number := entered(p.number)
	if number == p.r.Stay.Taken.NationalNumber || !p.can(access.Register) {
		return
	}
	p.shell.Work("正在保存…", func(ctx context.Context) error { return p.shell.Desk().SetNationalNumber(ctx, p.stayID, number) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.r.Stay.Taken.NationalNumber = number
		if tell {
			p.load(false, nil)
			p.told("全国系统救助编号已保存。", func() { p.undoTaken(1) })
		}
	})
}

// told says what was done and offers to take it back.
func (p *copyPage) told(text string, undo func()) {
	p.undo = undo
	p.shell.Toast(kit.Toast{Text: text, Kind: kit.Done, Undo: undo})
}

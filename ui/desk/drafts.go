package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// drafts lists what was begun and not registered. Enter goes on with one;
// Delete puts it aside. That is carried out only when it can no longer be
// undone, so a draft comes back whole, photos and all.
type drafts struct {
	page    *receive
	head    *kit.Text
	content fyne.CanvasObject
	walk    *walk
	list    *fyne.Container
	all     []intake.Draft
	staff   map[string]string // display names by account
	leaving string            // the draft that is being put aside
	timer   *time.Timer
}

// undoTime is how long a draft that was put aside can be called back.
const undoTime = 10 * time.Second

func newDrafts(page *receive) *drafts {
	d := &drafts{page: page, head: kit.NewText(""), list: kit.Above()}
	d.head.Bold = true
	d.walk = newWalk("草稿", d.list)
	d.walk.OnRemove = func(at int) { d.drop(d.all[at]) }
	d.content = container.NewVScroll(kit.Margin(kit.Nudge, d.walk))
	d.draw(nil)
	return d
}

func (d *drafts) load() {
	var all []intake.Draft
	staff := map[string]string{}
	session := d.page.shell.Session()
	d.page.shell.Work("正在读取草稿…", func(ctx context.Context) (err error) {
		if all, err = d.page.desk.Drafts(ctx); err != nil {
			return err
		}
		accounts, err := session.Accounts(ctx)
		for _, account := range accounts {
			staff[account.ID] = account.Display
		}
		return err
	}, func(err error) {
		if err != nil {
			d.page.shell.Fail(err)
			return
		}
		d.staff = staff
		d.draw(all)
		kit.Tell("ready", "desk")
	})
}

func (d *drafts) draw(all []intake.Draft) {
	d.all = nil
	d.list.RemoveAll()
	var stops []stop
	for _, draft := range all {
		if draft.ID == d.leaving {
			continue
		}
		d.all = append(d.all, draft)
		card := kit.NewPersonCard(d.facts(draft), func() {
			d.page.shell.Go(routeOf(draft))
		})
		drop := kit.NewButton("放弃", "", func() { d.drop(draft) })
		drop.Role = kit.Quiet
		d.list.Add(container.New(cornered{}, card, drop))
		stops = append(stops, card)
	}
	d.head.Set(lang.L("草稿（{{.N}}）", map[string]any{"N": len(d.all)}))
	if len(d.all) == 0 {
		d.list.Add(kit.NewParagraph(lang.L("没有登记到一半的草稿。登记时每填一栏都会自动存下，断电也能接着填。")))
	}
	d.walk.set(stops)
	d.list.Refresh()
}

// facts are the slip's code, what is known, when it was begun and by whom.
func (d *drafts) facts(draft intake.Draft) kit.PersonFacts {
	a, words := draft.Arrival, d.page.words
	known := make([]string, 0, 3)
	for _, part := range []string{a.Name, words.say("sex", a.Sex), ageWords(a.Profile, d.page.shell.Now()), a.FoundPlace} {
		if part != "" {
			known = append(known, part)
		}
	}
	if len(known) == 0 {
		known = append(known, lang.L("还没有填写"))
	}
	begun := lang.L("{{.When}} {{.Who}}", map[string]any{"When": kit.SayTime(draft.CreatedAt, d.page.shell.Now()), "Who": d.staff[draft.Owner]})
	states := []kit.State{{Word: begun, Color: kit.Faint}}
	if kind := draftKind(a); kind != "" {
		states = append([]kit.State{{Shape: kit.Triangle, Word: kind, Color: kit.Info}}, states...)
	}
	return kit.PersonFacts{Name: draft.Slip, Line: strings.Join(known, " · "), States: states}
}

// draftKind says what a draft will become where that is not a registration.
func draftKind(a intake.Arrival) string {
	switch {
	case a.Amends != nil:
		return lang.L("补登记")
	case a.Spot != nil:
		return lang.L("不住站救助")
	}
	return ""
}

// routeOf is the page on which a draft goes on.
func routeOf(draft intake.Draft) kit.Route {
	if draft.Arrival.Amends == nil && draft.Arrival.Spot != nil {
		return kit.Route{Name: kit.RouteSpot, ID: draft.ID}
	}
	return kit.Route{Name: kit.RouteArrival, ID: draft.ID}
}

// drop puts a draft aside, with a way back.
func (d *drafts) drop(draft intake.Draft) {
	d.carryOut()
	d.leaving = draft.ID
	d.draw(d.all)
	d.timer = time.AfterFunc(undoTime, func() { fyne.Do(d.carryOut) })
	d.page.shell.Toast(kit.Toast{Text: "草稿 {{.Slip}} 已放弃。", Args: map[string]any{"Slip": draft.Slip}, Kind: kit.Done, Undo: func() { d.undo() }})
}

// undo calls the draft back.
func (d *drafts) undo() bool {
	if d.leaving == "" {
		return false
	}
	d.leaving = ""
	d.timer.Stop()
	d.load()
	return true
}

// carryOut drops the draft for good.
func (d *drafts) carryOut() {
	if d.leaving == "" {
		return
	}
	id := d.leaving
	d.timer.Stop()
	desk := d.page.desk
	d.page.shell.Work("正在放弃草稿…", func(ctx context.Context) error { return desk.DropDraft(ctx, id) }, func(err error) {
		if d.leaving == id {
			d.leaving = ""
		}
		if err != nil {
			d.page.shell.Fail(err)
		}
	})
}

// leave carries out what was asked for: the way back goes with the page.
func (d *drafts) leave() { d.carryOut() }

package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"guitu/intake"
	"guitu/printing"
	"guitu/ui/kit"
)

// arrival is the page of one registration, from an empty draft to what comes
// after it. With a draft that amends it completes a registration: 补登记.
type arrival struct {
	*written
	sheet   *sheet
	photos  *photos
	matches *matches
	reader  *cardReader
	party   *party
	owed    borrowed // by the file that was said to be of the same person

	refusing *refusing // 不予救助, once it was opened

	title   *kit.Text
	head    *fyne.Container
	columns *fyne.Container
	act     *kit.Button
	print   *kit.Button
	danger  *kit.Button
	body    *fyne.Container // the form, or what came of it
	outcome *outcome
	stop    func()
}

// NewArrival returns the page of a draft.
func NewArrival(shell Shell, draftID string) kit.View {
	a := &arrival{written: newWritten(shell, draftID)}
	a.sheet = newSheet(shell.Now)
	a.form = a.sheet.form
	a.read = func() intake.Arrival { return a.sheet.take(a.base) }
	a.put, a.begun = a.sheet.put, a.start
	a.photos = newPhotos(shell, draftID)
	a.matches = newMatches(a)
	a.reader = newCardReader(a.written, a.sheet, a.photos, a.matches.look)
	a.party = newParty(a)
	a.sheet.leadDown(a.matches.enter)
	a.form.OnDraft = func(string, string) { a.save() }
	a.form.OnChange = func(string) { a.changed() }
	a.form.OnSubmit = func() { a.submit("") }
	a.form.OnLast = func() { a.form.Submit() }
	a.lend()
	a.build()
	a.restoreFolds()
	return a
}

// lend gives the form what the station knows and what the page can do.
func (a *arrival) lend() {
	a.sheet.setMemory(a.shell.Remember, a.shell.Remembered)
	a.sheet.toast = a.shell.Toast
	a.sheet.onPaper = func(kind string) {
		submit := a.form.OnSubmit
		a.form.OnSubmit = func() { a.submit(kind) }
		a.form.Submit()
		a.form.OnSubmit = submit
	}
	a.sheet.inWords = printing.YuanInWords
	a.sheet.photoChoices = func() []intake.Photo { return a.photos.all }
	var give func()
	a.shell.Work("正在读取本站规则…", func(ctx context.Context) (err error) {
		give, err = a.sheet.learn(ctx, a.desk)
		return err
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err) // the form takes everything down all the same
			return
		}
		give()
	})
}

func (a *arrival) build() {
	a.danger = kit.NewButton("不予救助", "", a.refuse)
	a.danger.Role = kit.Danger
	a.print = kit.NewButton("登记并打印", "print", func() { a.Do("print") })
	a.act = kit.NewPrimary("登记", "save", func() { a.Do("save") })
	actions := kit.Beside(a.mine, a.theirs, kit.NewButton("同行的人", "", a.party.begin),
		kit.NewButton("安检物品", "", func() { a.form.Focus("belongings") }), a.danger, a.print, a.act)
	foot := container.NewBorder(nil, nil, nil, actions, a.state)
	side := kit.Groups(a.reader.content, a.photos.content, a.sheet.aside.Content.(*fyne.Container).Objects[0])
	a.sheet.aside.Content = kit.Margin(kit.Inside, side)
	a.reader.grown = func() {
		side.Refresh()
		a.sheet.aside.Refresh()
	}
	a.columns = container.New(threeColumns{}, sheetOf(a.sheet.aside), sheetOf(a.sheet.scroll), sheetOf(a.matches.content))
	a.title = kit.NewText("")
	a.title.Bold, a.title.Type, a.title.Whole = true, kit.Subtitle, false
	a.head = container.NewBorder(nil, nil, a.title, nil, a.party.chips)
	a.head.Hide()
	under := container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, foot))
	a.body = container.NewStack(container.New(layout.NewBorderLayout(a.head, under, nil, nil), a.head, a.columns, under))
}

func (a *arrival) Content() fyne.CanvasObject { return kit.Margin(kit.Inside, a.body) }

// Enter shows the draft, or what came of it.
func (a *arrival) Enter() {
	a.showing = true
	a.stop = a.shell.OnChange(a.heard)
	if a.outcome != nil {
		a.outcome.enter()
		return
	}
	a.photos.watch()
	a.reader.start()
	if a.loaded {
		a.save() // what could not be stored before may be now
		a.form.Focus(a.firstOpen())
		return
	}
	a.load()
}

// heard looks again where something else has changed.
func (a *arrival) heard(tables map[string]bool) {
	if a.ended {
		return
	}
	if tables["photo"] {
		a.matches.loadHashes()
	}
	if tables["directory"] || tables["person"] || tables["report"] || tables["person_link"] {
		a.matches.look()
	}
	if tables["stay"] || tables["draft"] {
		a.party.load()
	}
}

// start follows the draft that was put into the form.
func (a *arrival) start() {
	a.photos.load()
	a.matches.begin()
	a.party.load()
	a.sayWhat()
	a.form.Focus(a.firstOpen())
}

// sayWhat names what the page is for: a new registration needs no title.
func (a *arrival) sayWhat() {
	amends := a.base.Amends != nil
	a.danger.Hidden, a.print.Hidden = amends, amends
	if amends {
		name := a.base.Name
		if name == "" {
			name = lang.L("无名氏")
		}
		a.title.Set(lang.L("补登记 · {{.Name}}", map[string]any{"Name": name}))
		a.act.SetText(lang.L("保存补登记"))
	}
	a.showHead()
}

// showHead shows the line above the columns while it says something.
func (a *arrival) showHead() {
	a.head.Hidden = a.base.Amends == nil && len(a.party.chips.Objects) == 0
	a.body.Objects[0].Refresh()
}

// firstOpen is the field where the clerk goes on: the way of coming, or the
// name where that is known.
func (a *arrival) firstOpen() string {
	if a.base.CameBy == "" {
		return "came_by"
	}
	return "name"
}

// Leave stores what was typed before it returns.
func (a *arrival) Leave() {
	if a.stop != nil {
		a.stop()
		a.stop = nil
	}
	a.rememberFolds()
	a.reader.end()
	a.photos.leave()
	a.leave()
}

// Do obeys the shortcuts of the window.
func (a *arrival) Do(id string) bool {
	if a.outcome != nil {
		return a.outcome.do(id)
	}
	switch id {
	case "save":
		a.form.Submit()
	case "print":
		a.submitForPrint()
	case "photo":
		a.photos.shoot()
	case "card":
		return a.reader.takeAll()
	case "undo":
		return a.photos.undo()
	default:
		return Obey(a.shell, id)
	}
	return true
}

// Dropped takes files that were dropped on the window.
func (a *arrival) Dropped(_ fyne.Position, files []fyne.URI) {
	if a.outcome == nil {
		a.photos.addURIs(files)
	}
}

// changed is called at each change of a field.
func (a *arrival) changed() {
	a.matches.look()
	a.typed()
}

func (a *arrival) restoreFolds() {
	for title, group := range a.sheet.groups {
		group.Fold(a.shell.Remembered(foldKey(title)) == "folded")
	}
}

func (a *arrival) rememberFolds() {
	for title, group := range a.sheet.groups {
		fold := ""
		if group.Folded() {
			fold = "folded"
		}
		if a.shell.Remembered(foldKey(title)) != fold {
			a.shell.Remember(foldKey(title), fold)
		}
	}
}

func foldKey(title string) string { return "desk.fold." + title }

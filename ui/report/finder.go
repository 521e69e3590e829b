package report

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/ui/kit"
)

// hitsShown is how many people the finder lists.
const hitsShown = 12

// finder looks up whose paper it is to be: type, ↓, Enter.
type finder struct {
	shell  Shell
	entry  *kit.Entry
	hits   *lines
	found  []intake.Match
	card   *kit.PersonCard
	number *kit.Text // of the stay, below the card: beside the age it would be cut
	other  *kit.Button
	take   func(stayID string)

	resident intake.Resident
	rest     *time.Timer
	logged   string
	face     *fyne.Container // what shows while nobody is searched
	column   *fyne.Container
}

func newFinder(shell Shell, take func(stayID string)) *finder {
	f := &finder{shell: shell, entry: kit.NewEntry(), take: take}
	f.entry.SetHint(lang.L("姓名、拼音、编号"))
	f.entry.OnChanged = f.typed
	f.entry.OnKey = f.key
	f.entry.OnSubmitted = func(string) { f.enter() }
	f.hits = newLines(true, 0, func(at int) { f.choose(at) })
	f.card = kit.NewPersonCard(kit.PersonFacts{}, func() {
		shell.Go(kit.Route{Name: kit.RoutePerson, ID: f.resident.Person.ID})
	})
	f.card.Hide()
	f.number = kit.NewLabel("")
	f.number.Whole = false
	f.number.Hide()
	f.other = kit.NewButton("换一次救助", "", f.pickStay)
	f.other.Role = kit.Quiet
	f.other.Hide()
	return f
}

// layOut puts the finder above the kinds of paper.
func (f *finder) layOut(kinds *lines) fyne.CanvasObject {
	f.face = container.NewBorder(kit.Above(f.card, f.number, f.other), nil, nil, nil, kinds)
	f.hits.Hide()
	f.column = container.New(&stacked{shares: []float32{0, 1}},
		kit.Close(kit.NewLabel(lang.L("谁的文书")), f.entry), container.NewStack(f.face, f.hits))
	return f.column
}

func (f *finder) typed(query string) {
	f.found = f.shell.Directory().Find(query, hitsShown)
	all := make([]line, len(f.found))
	for i, m := range f.found {
		all[i] = line{title: m.Name(), note: personLine(m.Person, m.Stay, f.shell.Now())}
	}
	if query != "" && len(all) == 0 {
		all = []line{{title: lang.L("没有找到"), note: lang.L("换一个字，或只输姓名首字母。")}}
	}
	f.hits.set(all)
	f.hits.put(-1)
	if len(f.found) > 0 {
		f.hits.put(0)
	}
	f.searching(query != "")
	f.rested(query)
}

func (f *finder) searching(on bool) {
	reveal(f.hits, on)
	reveal(f.face, !on)
	f.column.Refresh()
}

// rested puts a search on record when typing has rested.
func (f *finder) rested(query string) {
	if f.rest != nil {
		f.rest.Stop()
		f.rest = nil
	}
	if query == "" {
		return
	}
	f.rest = time.AfterFunc(intake.SearchRests, func() {
		fyne.Do(func() {
			if f.entry.Text == query && f.logged != query {
				f.log(query, "")
			}
		})
	})
}

func (f *finder) log(query, opened string) {
	f.logged = query
	f.shell.Work(lang.L("正在记录查询…"), func(ctx context.Context) error {
		return f.shell.Directory().LogSearch(ctx, query, opened)
	}, func(err error) {
		if err != nil {
			f.shell.Fail(err)
		}
	})
}

func (f *finder) leave() {
	if f.rest != nil {
		f.rest.Stop()
	}
}

// key moves the cursor of the list while typing goes on.
func (f *finder) key(key *fyne.KeyEvent) bool {
	if len(f.found) == 0 {
		return false
	}
	switch key.Name {
	case fyne.KeyDown:
		f.hits.put(min(f.hits.cursor+1, len(f.found)-1))
	case fyne.KeyUp:
		f.hits.put(max(f.hits.cursor-1, 0))
	default:
		return false
	}
	return true
}

func (f *finder) enter() {
	if len(f.found) > 0 {
		f.choose(max(f.hits.cursor, 0))
	}
}

func (f *finder) choose(at int) {
	if at >= len(f.found) {
		return
	}
	m, query := f.found[at], f.entry.Text
	f.entry.SetText("")
	f.log(query, m.Person.ID)
	f.take(m.Stay.ID)
}

// read reads a stay with its person.
func (f *finder) read(stayID string, done func(intake.Resident)) {
	var r intake.Resident
	f.shell.Work(lang.L("正在读取救助记录…"), func(ctx context.Context) error {
		return f.shell.Session().Read(ctx, access.ReadPeople, func(tx *access.Tx) (err error) {
			if r.Stay, err = intake.FindStay(tx, stayID); err != nil {
				return err
			}
			r.Person, err = intake.FindPerson(tx, r.Stay.PersonID)
			return err
		})
	}, func(err error) {
		if err != nil {
			f.shell.Fail(err)
			return
		}
		done(r)
	})
}

// show puts the person on the card.
func (f *finder) show(r intake.Resident) {
	f.resident = r
	facts := kit.PersonFacts{Name: r.Name(), Line: personLine(r.Person, intake.Stay{}, f.shell.Now()),
		States: []kit.State{stayState(r.Stay.State)}, Protected: r.Person.Hidden}
	f.card.Set(facts)
	f.card.Show()
	f.number.Set(lang.L("救助编号") + " " + r.Stay.Number)
	f.number.Hidden = r.Stay.Number == "" || r.Person.Hidden
	f.showFace(r.Stay.ID, facts)
	card, known := f.shell.Directory().Card(r.Person.ID)
	f.other.Hidden = !known || card.Stays < 2
	f.searching(false)
	f.column.Refresh()
}

// showFace puts the newest front picture on the card of who was found.
func (f *finder) showFace(stayID string, facts kit.PersonFacts) {
	if facts.Protected {
		return
	}
	person := f.resident.Person.ID
	f.shell.Work(lang.L("正在读取照片…"), func(ctx context.Context) error {
		all, err := f.shell.Desk().PersonPhotos(ctx, person)
		if err != nil {
			return err
		}
		for _, photo := range all {
			if photo.Kind == "front" {
				facts.Photo, err = picture.DecodeBytes(ctx, photo.Thumb)
				return err
			}
		}
		return nil
	}, func(err error) {
		if err == nil && facts.Photo != nil && f.resident.Stay.ID == stayID { // a card without a picture says enough
			f.card.Set(facts)
		}
	})
}

// pickStay chooses among the stays of somebody who came more than once.
func (f *finder) pickStay() {
	var file intake.File
	f.shell.Work(lang.L("正在读取历次救助…"), func(ctx context.Context) (err error) {
		file, err = f.shell.Desk().OpenFile(ctx, f.resident.Person.ID)
		return err
	}, func(err error) {
		if err != nil {
			f.shell.Fail(err)
			return
		}
		var options []kit.Option
		for _, s := range file.Stays {
			words := kit.SayTime(s.ArrivedAt, f.shell.Now()) + " · " + stayState(s.State).Word
			options = append(options, kit.Option{Key: s.ID, Text: s.Number + " " + words, Find: s.Number})
		}
		kit.Pick(f.shell.Window().Canvas(), "换一次救助", "打开", options, f.take)
	})
}

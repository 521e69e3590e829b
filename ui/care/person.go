package care

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// hits is how many the directory is asked for: those who left are among them.
const hits = 50

// newWhom is a field that finds somebody in the station's care by name, pinyin
// or number; its answer is the stay. All of them show on ↓.
func newWhom(shell Shell) *kit.Search {
	who := kit.NewSearch(lang.L("姓名、拼音、编号"), func(text string) (options []kit.Option) {
		for _, m := range shell.Directory().Find(text, hits) {
			if m.Stay.State.Open() {
				options = append(options, optionOf(m.Resident))
			}
		}
		return options
	})
	var found []intake.Resident
	shell.Work(lang.L("正在读取在站的人…"), func(ctx context.Context) (err error) {
		found, err = shell.Desk().Residents(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		options := make([]kit.Option, len(found))
		for i, r := range found {
			options[i] = optionOf(r)
		}
		who.Know(options)
	})
	return who
}

// optionOf is how somebody is offered. Who is under protection is known by the
// number alone.
func optionOf(r intake.Resident) kit.Option {
	if r.Person.Protected || r.Person.Hidden {
		return kit.Option{Key: r.Stay.ID, Text: kit.Joined(lang.L(shelter.ProtectedName), r.Stay.Number)}
	}
	return kit.Option{Key: r.Stay.ID, Text: kit.Joined(r.Name(), r.Stay.Number), Find: intake.Initials(r.Name())}
}

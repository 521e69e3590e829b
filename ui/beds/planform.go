package beds

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// edit shows a line of the layout as a form.
func (l *plan) edit(r planRow) {
	switch {
	case r.bed.ID != "":
		l.editBed(r.bed)
	case r.room.ID != "":
		l.editRoom(r.room)
	default:
		l.editZone(r.zone)
	}
}

// put shows a form with its further steps.
func (l *plan) put(title string, form *kit.Form, more ...fyne.CanvasObject) {
	l.title.Set(title)
	l.submit, l.fields = form.Submit, form
	l.form.Objects = []fyne.CanvasObject{container.NewBorder(nil, kit.Above(more...), nil, nil, form.Scroll())}
	l.form.Refresh()
}

func (l *plan) focusForm() {
	if l.fields != nil {
		l.fields.Focus("name")
	}
}

func (l *plan) newZone() {
	l.editZone(shelter.Zone{Position: len(l.layout.Zones) + 1})
	l.focusForm()
}

func (l *plan) editZone(z shelter.Zone) {
	form, name := kit.NewForm(), kit.NewEntry()
	name.SetText(z.Name)
	building := kit.NewEntry()
	building.SetText(l.buildingName(z.BuildingID))
	group := form.Group("")
	group.Add("name", "分区名称", name).Require()
	group.Add("building", "所在的楼或楼层", building)
	form.OnSubmit = func() {
		z, buildings := z, l.layout.Buildings
		z.Name = name.Text
		l.change("分区已保存。", func(ctx context.Context) error {
			return l.saveZone(ctx, z, strings.TrimSpace(building.Text), buildings)
		}, form, true)
	}
	if z.ID == "" {
		l.put(lang.L("新的分区"), form)
		return
	}
	l.put(z.Name, form,
		kit.NewButton("加房间", "", func() {
			l.editRoom(shelter.Room{ZoneID: z.ID, Sex: shelter.Women, Purpose: shelter.Ordinary, Position: l.roomsOf(z.ID) + 1})
			l.focusForm()
		}),
		kit.NewButton("撤掉这个分区", "", func() {
			l.change("分区已撤掉。", func(ctx context.Context) error { return l.page.shell.House().RemoveZone(ctx, z.ID) }, form, true)
		}))
}

// buildingName is the name of a building, of the first one for a new zone.
func (l *plan) buildingName(id string) string {
	for _, b := range l.layout.Buildings {
		if b.ID == id || id == "" {
			return b.Name
		}
	}
	return ""
}

// firstBuilding is the name of the building of a house that says nothing else.
const firstBuilding = "生活楼"

// saveZone saves a zone in the building of a name; one that is not there yet
// is added.
func (l *plan) saveZone(ctx context.Context, z shelter.Zone, building string, buildings []shelter.Building) error {
	house := l.page.shell.House()
	if building == "" {
		building = firstBuilding
	}
	at := slices.IndexFunc(buildings, func(b shelter.Building) bool { return b.Name == building })
	if at < 0 {
		b := shelter.Building{Name: building, Position: len(buildings) + 1}
		if err := house.SaveBuilding(ctx, &b); err != nil {
			return err
		}
		buildings, at = append(buildings, b), len(buildings)
	}
	z.BuildingID = buildings[at].ID
	return house.SaveZone(ctx, &z)
}

func (l *plan) editRoom(r shelter.Room) {
	form, name := kit.NewForm(), kit.NewEntry()
	sex := kit.NewChoice(options([]string{shelter.Women, shelter.Men, shelter.AnySex}, sexWord))
	purpose := kit.NewChoice(options([]shelter.Purpose{shelter.Ordinary, shelter.MinorRoom, shelter.Family, shelter.Isolation, shelter.Watch},
		func(p shelter.Purpose) string { return lang.L(purposeWords[p]) }))
	name.SetText(r.Name)
	sex.Choose(r.Sex)
	purpose.Choose(string(r.Purpose))
	group := form.Group("")
	group.Add("name", "房间名称", name).Require()
	group.Add("sex", "住谁", sex)
	group.Add("purpose", "用途", purpose)
	beds := kit.NewDigitsEntry()
	if r.ID == "" {
		beds.SetText("4")
		group.Add("beds", "几张床", beds)
	}
	form.OnSubmit = func() {
		r := r
		r.Name, r.Sex, r.Purpose = name.Text, sex.Chosen(), shelter.Purpose(purpose.Chosen())
		l.change("房间已保存。", func(ctx context.Context) error { return l.saveRoom(ctx, r, beds.Text) }, form, true)
	}
	if r.ID == "" {
		l.put(lang.L("新的房间"), form)
		return
	}
	l.put(r.Name, form,
		kit.NewButton("加一张床", "", func() { l.addBed(r) }),
		kit.NewButton("撤掉这间房", "", func() {
			l.change("房间已撤掉。", func(ctx context.Context) error { return l.page.shell.House().RemoveRoom(ctx, r.ID) }, form, true)
		}))
}

// maxBeds is how many beds a new room may be given at once.
const maxBeds = 60

// saveRoom saves a room; a new one gets its beds, numbered after its name.
func (l *plan) saveRoom(ctx context.Context, r shelter.Room, beds string) error {
	house, n, isNew := l.page.shell.House(), 0, r.ID == ""
	if isNew {
		if _, err := fmt.Sscanf("0"+beds, "%d", &n); err != nil || n > maxBeds {
			return store.Fail(store.Invalid, "一次最多加{{.N}}张床，请改小。").With(store.Args{"N": maxBeds}).On("beds")
		}
	}
	if err := house.SaveRoom(ctx, &r); err != nil {
		return err
	}
	for at := 1; at <= n; at++ {
		bed := shelter.Bed{Name: fmt.Sprintf("%s-%d", r.Name, at), LowerBunk: true, Position: at, Room: r}
		if err := house.SaveBed(ctx, &bed); err != nil {
			return err
		}
	}
	return nil
}

// addBed adds a bed to a room under the first number that is free.
func (l *plan) addBed(r shelter.Room) {
	taken, last := map[string]bool{}, 0
	for _, b := range l.layout.Beds {
		taken[b.Name] = true
		if b.Room.ID == r.ID {
			last = max(last, b.Position)
		}
	}
	n := 1
	for taken[fmt.Sprintf("%s-%d", r.Name, n)] {
		n++
	}
	bed := shelter.Bed{Name: fmt.Sprintf("%s-%d", r.Name, n), LowerBunk: true, Position: last + 1, Room: r}
	l.change("已加一张床。", func(ctx context.Context) error { return l.page.shell.House().SaveBed(ctx, &bed) }, nil, false)
}

func (l *plan) editBed(b shelter.Bed) {
	form, name := kit.NewForm(), kit.NewEntry()
	bunk := kit.NewChoice([]kit.Option{{Key: "lower", Text: lang.L("下铺或单层床")}, {Key: "upper", Text: lang.L("上铺")}})
	name.SetText(b.Name)
	bunk.Choose(map[bool]string{true: "lower", false: "upper"}[b.LowerBunk])
	group := form.Group("")
	group.Add("name", "床号", name).Require()
	group.Add("bunk", "上下铺", bunk)
	form.OnSubmit = func() {
		b := b
		b.Name, b.LowerBunk = name.Text, bunk.Chosen() != "upper"
		l.change("床位已保存。", func(ctx context.Context) error { return l.page.shell.House().SaveBed(ctx, &b) }, form, true)
	}
	l.put(b.Name, form, kit.NewButton("撤掉这张床", "", func() {
		l.change("床位已撤掉。", func(ctx context.Context) error { return l.page.shell.House().RemoveBed(ctx, b.ID) }, form, true)
	}))
}

func (l *plan) roomsOf(zone string) (n int) {
	for _, r := range l.layout.Rooms {
		if r.ZoneID == zone {
			n++
		}
	}
	return n
}

// options are the answers for some codes.
func options[C ~string](codes []C, words func(C) string) []kit.Option {
	var all []kit.Option
	for _, c := range codes {
		all = append(all, kit.Option{Key: string(c), Text: words(c)})
	}
	return all
}

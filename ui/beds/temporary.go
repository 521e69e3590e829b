package beds

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// addTemporary puts up beds in a room. The undo puts away what was put up.
func (p *page) addTemporary(room shelter.Room, n int, failed func(error) bool, then func()) {
	var beds []shelter.Bed
	p.step(func(ctx context.Context) (err error) {
		beds, err = p.shell.House().AddTemporaryBeds(ctx, room.ID, n)
		return err
	}, kit.Toast{Text: "已在{{.Room}}加{{.N}}张临时床。", Args: map[string]any{"Room": room.Name, "N": n}},
		func(ctx context.Context) error { return p.shell.House().StowTemporaryBeds(ctx, bedIDs(beds)...) }, failed, then)
}

// stowTemporary puts away the empty temporary beds of some rooms. The undo
// puts up as many again.
func (p *page) stowTemporary(beds []shelter.Bed, then func()) {
	p.step(func(ctx context.Context) error { return p.shell.House().StowTemporaryBeds(ctx, bedIDs(beds)...) },
		kit.Toast{Text: "已收起{{.N}}张空的临时床。", Args: map[string]any{"N": len(beds)}},
		func(ctx context.Context) error {
			for room, n := range countRooms(beds) {
				if _, err := p.shell.House().AddTemporaryBeds(ctx, room, n); err != nil {
					return err
				}
			}
			return nil
		}, nil, then)
}

func bedIDs(beds []shelter.Bed) []string {
	ids := make([]string, len(beds))
	for i, b := range beds {
		ids[i] = b.ID
	}
	return ids
}

func countRooms(beds []shelter.Bed) map[string]int {
	n := map[string]int{}
	for _, b := range beds {
		n[b.Room.ID]++
	}
	return n
}

// emptyTemporary are the temporary beds of a room, or with "" of the house,
// that nobody has and that are not held.
func (f facts) emptyTemporary(room string) (all []shelter.Bed) {
	for _, z := range f.board.Zones {
		for _, r := range z.Rooms {
			for _, b := range r.Beds {
				if b.Bed.Temporary && b.Sleeper == nil && b.Look != shelter.LookHeld && (room == "" || room == r.Room.ID) {
					all = append(all, b.Bed)
				}
			}
		}
	}
	return all
}

// room finds a room of the board.
func (f facts) room(id string) (shelter.BoardRoom, bool) {
	for _, z := range f.board.Zones {
		for _, r := range z.Rooms {
			if r.Room.ID == id {
				return r, true
			}
		}
	}
	return shelter.BoardRoom{}, false
}

// markRoom makes the side be about a room.
func (p *page) markRoom(id string) {
	p.mark("")
	p.room = id
	p.showSide()
}

// showRoom shows a room: who it is for, what its beds are, and how more are
// put up.
func (p *page) showRoom(r shelter.BoardRoom) {
	body := []fyne.CanvasObject{kit.NewLabel(roomWords(r.Room))}
	counts := map[string]int{}
	for _, b := range r.Beds {
		counts[stateKey(b)]++
	}
	signs := container.New(pairs{})
	for _, s := range states {
		if counts[s.key] > 0 {
			state := stateNamed(s.key)
			signs.Add(kit.NewChip(state.Shape, state.Word+" "+strconv.Itoa(counts[s.key]), state.Color))
		}
	}
	body = append(body, signs, kit.NewRule(true))
	var primary *kit.Button
	var foot []fyne.CanvasObject
	if p.mayAssign() {
		form, n := kit.NewForm(), kit.NewDigitsEntry()
		n.SetText("1")
		form.Group("").Add("n", "给这间加几张临时床", n).Require()
		form.OnSubmit = func() {
			count, ok := someBeds(n)
			if ok {
				p.addTemporary(r.Room, count, form.Fail, nil)
			}
		}
		body = append(body, form)
		primary = kit.NewPrimary("加床", "save", form.Submit)
		if empty := p.facts.emptyTemporary(r.Room.ID); len(empty) > 0 {
			foot = append(foot, stowButton(len(empty), func() { p.stowTemporary(empty, nil) }))
		}
		defer form.Focus("n")
	}
	p.side.setWith(r.Room.Name, primary, foot, body...)
}

// stowButton puts away so many empty temporary beds.
func stowButton(n int, do func()) *kit.Button {
	b := kit.NewButton("", "", do)
	b.SetText(lang.L("收起{{.N}}张空的临时床", map[string]any{"N": n}))
	return b
}

// someBeds reads how many beds; what is no number is told at the field.
func someBeds(field *kit.Entry) (n int, ok bool) {
	n, err := strconv.Atoi(strings.TrimSpace(field.Text))
	if err != nil || n < 1 {
		field.SetProblem(kit.Say(store.Fail(store.Invalid, "请填写张数，如 3。")))
		return 0, false
	}
	return n, true
}

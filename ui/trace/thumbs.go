package trace

import (
	"context"
	"image"

	"guitu/intake"
	"guitu/internal/picture"
)

// maxThumbs bounds the portraits that a list keeps.
const maxThumbs = 300

// thumbs are the portraits of the people of a list, read when a row is first
// in sight.
type thumbs struct {
	shell   Shell
	known   map[string]image.Image // nil for who has no photo
	wanted  []string
	running bool
	landed  func()
}

func newThumbs(shell Shell, landed func()) *thumbs {
	return &thumbs{shell: shell, known: map[string]image.Image{}, landed: landed}
}

// get returns a person's portrait, or nil and asks for it.
func (t *thumbs) get(personID string) image.Image {
	picture, ok := t.known[personID]
	if !ok {
		if len(t.known) >= maxThumbs {
			t.forget()
		}
		t.known[personID] = nil
		t.wanted = append(t.wanted, personID)
	}
	return picture
}

// fetch reads what was asked for.
func (t *thumbs) fetch() {
	if t.running || len(t.wanted) == 0 {
		return
	}
	wanted, found := t.wanted, map[string]image.Image{}
	t.wanted, t.running = nil, true
	t.shell.Work("正在读取照片…", func(ctx context.Context) error {
		for _, id := range wanted {
			photos, err := t.shell.Desk().PersonPhotos(ctx, id)
			if err != nil {
				continue // a portrait is a help, not a condition
			}
			found[id] = Portrait(photos)
		}
		return ctx.Err()
	}, func(error) {
		t.running = false
		for id, picture := range found {
			t.known[id] = picture
		}
		t.landed()
		t.fetch()
	})
}

// forget reads the portraits anew when they are next in sight.
func (t *thumbs) forget() { t.known = map[string]image.Image{} }

// Portrait is the small picture that shows a face best: from the front, or
// else the newest; nil where there is none.
func Portrait(photos []intake.Photo) image.Image {
	for _, kind := range []string{"front", ""} {
		for _, p := range photos {
			if p.Kind != kind && kind != "" {
				continue
			}
			if small, err := picture.DecodeBytes(context.Background(), p.Thumb); err == nil {
				return small
			}
		}
	}
	return nil
}

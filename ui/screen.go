package ui

import (
	"context"
	"slices"

	"guitu/intake"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/tracing"
)

// followScreen keeps what ranks earlier stays and reports at the state of the
// database. The files come to it from the directory; it begins to read the rest
// when that is loaded, so that the search works first.
func (s *Shell) followScreen(ctx context.Context, loaded <-chan struct{}) error {
	forScreen, err := s.db.Watch(ctx)
	if err != nil {
		return err
	}
	forPhotos, err := s.db.Watch(ctx)
	if err != nil {
		return err
	}
	screen, desk := s.services.screen, s.services.desk
	go func() {
		<-loaded
		if screen.Load(ctx) == nil {
			loadHashes(ctx, screen, desk)
		}
		go screen.Follow(ctx, forScreen)
		for batch := range forPhotos {
			if slices.ContainsFunc(batch, func(c store.Change) bool { return c.Table == "photo" }) {
				loadHashes(ctx, screen, desk)
			}
		}
	}()
	return nil
}

// loadHashes reads what the portraits look like. Without them the same picture
// is not known again; everything else goes on.
func loadHashes(ctx context.Context, screen *tracing.Screen, desk *intake.Desk) {
	hashes, err := desk.Hashes(ctx)
	if err != nil {
		return
	}
	of := map[string][]picture.Hash{}
	for _, h := range hashes {
		of[h.PersonID] = append(of[h.PersonID], h.Hash)
	}
	for person, all := range of {
		screen.PutPhotos(person, all)
	}
}

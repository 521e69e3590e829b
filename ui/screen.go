package ui

import (
	"context"

	"guitu/intake"
	"guitu/internal/picture"
	"guitu/tracing"
)

// followScreen keeps what ranks earlier stays and reports at the state of the
// database: the reports, and what portraits look like. The files come to it
// from the directory.
func (s *Shell) followScreen(ctx context.Context) error {
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
		_ = screen.Load(ctx) // without the reports it finds less; the next change of one brings it
		screen.Follow(ctx, forScreen)
	}()
	go func() {
		for batch := range forPhotos {
			for _, c := range batch {
				if c.Table != "photo" {
					continue
				}
				if person, hashes, err := desk.HashesBeside(ctx, c.ID); err == nil && person != "" {
					screen.PutPhotos(person, hashes)
				}
			}
		}
	}()
	return nil
}

// loadHashes reads what the portraits look like, before the files come: each is
// entered once, with its own. Without them the same picture is not known
// again; everything else goes on.
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

package desk

import (
	"context"
	"image"

	"guitu/ui/shoot"
)

// shoot covers the page with what the camera sees: F4.
func (p *photos) shoot() {
	p.uncover()
	p.keepEdit()
	p.over = shoot.OpenCamera(p.covered())
}

// covered is what the camera and the phone are told of these pictures.
func (p *photos) covered() shoot.Page {
	return shoot.Page{
		Shell: p.shell, Kinds: kindsAtDesk(), Next: p.missing, Keep: p.accept,
		File: p.pick, Phone: p.byPhone, Ways: p.ways, Inbox: &p.inbox,
	}
}

// accept queues a picture that was taken and accepted.
func (p *photos) accept(kind string, m *image.NRGBA, kept func(error)) {
	p.put(waiting{kind: kind, kept: kept, read: func(context.Context) (*image.NRGBA, error) { return m, nil }})
}

// uncover gives back the camera or the network where one is in use.
func (p *photos) uncover() {
	if p.over != nil {
		p.over.Close()
		p.over = nil
	}
}

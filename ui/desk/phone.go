package desk

import "guitu/ui/shoot"

// byPhone covers the page with an open door for one phone.
func (p *photos) byPhone() {
	p.uncover()
	p.over = shoot.OpenPhone(p.covered())
}

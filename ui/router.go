package ui

import (
	"guitu/ui/kit"
)

// keptViews is how many pages the way back keeps as they were left.
const keptViews = 8

// router makes the pages and knows the way back and forward.
type router struct {
	shell *Shell
	make  func(kit.Route) kit.View
	shown func(kit.Route, kit.View)

	past  []visit
	now   visit
	ahead []visit
}

// visit is a page that was opened; view is nil once it has been let go.
type visit struct {
	route kit.Route
	view  kit.View
}

func (r *router) view() kit.View { return r.now.view }

// open shows a page. The page that is open already is entered anew.
func (r *router) open(route kit.Route) {
	if r.now.view != nil && r.now.route == route {
		r.now.view.Leave()
		r.now.view.Enter()
		return
	}
	view := r.make(route)
	if view == nil {
		return
	}
	if r.now.view != nil {
		r.now.view.Leave()
		r.past = append(r.past, r.now)
		if len(r.past) > keptViews {
			r.past[len(r.past)-1-keptViews].view = nil
		}
	}
	r.ahead = nil
	r.enter(visit{route, view})
}

func (r *router) back()    { r.step(&r.past, &r.ahead) }
func (r *router) forward() { r.step(&r.ahead, &r.past) }

func (r *router) step(from, to *[]visit) {
	if len(*from) == 0 {
		return
	}
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	if r.now.view != nil {
		r.now.view.Leave()
		*to = append(*to, r.now)
	}
	if last.view == nil {
		if last.view = r.make(last.route); last.view == nil {
			return
		}
	}
	r.enter(last)
}

func (r *router) enter(v visit) {
	r.now = v
	r.shown(v.route, v.view)
	v.view.Enter()
}

// close leaves the open page.
func (r *router) close() {
	if r.now.view != nil {
		r.now.view.Leave()
	}
	r.past, r.ahead, r.now = nil, nil, visit{}
}

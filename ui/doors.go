package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// door is a page or an act that the palette finds by its name.
type door struct {
	title  string // key of its translation
	key    string // id of its shortcut; "" where it has none
	more   string // other words by which people look for it
	behind string // the page of which it is a section; "" for one that is offered unasked
	open   func()
}

// doors are all that the account may open: the pages of the sidebar, those
// behind them, and the sections of the settings.
func (s *Shell) doors() (all []door) {
	for _, p := range s.frame.offered {
		all = append(all, door{title: p.title, open: func() { s.Go(kit.Route{Name: p.route}) }})
	}
	add := func(right access.Right, d door) {
		if s.session.Can(right) {
			all = append(all, d)
		}
	}
	to := func(route string) func() { return func() { s.Go(kit.Route{Name: route}) } }
	for _, id := range []string{"arrival", "quick", "spot"} {
		k, _ := kit.ShortcutFor(id)
		add(access.Register, door{title: k.Text, key: id, open: func() { s.beginDraft(id) }})
	}
	add(access.Register, door{title: "导入名单", more: "批量 表格 excel", open: to(kit.RouteImport)})
	add(access.Register, door{title: "交接班", key: "shift", more: "日报 值班", open: s.visitShift})
	add(access.Register, door{title: "家属走失登记", more: "寻人 报告 家属来电", open: to(kit.RouteReports)})
	add(access.AssignBeds, door{title: "寒潮加床", more: "临时床 加床", behind: "床位", open: func() { s.Go(kit.Route{Name: kit.RouteBeds, ID: "surge"}) }})
	return append(all, s.sectionDoors()...)
}

// note says what opens it, and the key that does so without the palette.
func (d door) note() string {
	k, ok := kit.ShortcutFor(d.key)
	if !ok {
		return lang.L("打开这一页")
	}
	return lang.L("打开这一页") + " · " + k.String()
}

// fits reports whether the door is meant: by nothing at all where it is one
// of the sidebar or has a key, by any part of its words, by their pinyin
// initials from the first letter on.
func (d door) fits(query string) bool {
	query = strings.ToLower(strings.TrimSpace(query))
	if query == "" {
		return d.behind == ""
	}
	for _, words := range append([]string{d.title, lang.L(d.title)}, strings.Fields(d.more)...) {
		begins := func(initials string) bool { return len(query) > 1 && strings.HasPrefix(initials, query) }
		if strings.Contains(strings.ToLower(words), query) || slices.ContainsFunc(strings.Fields(intake.Initials(words)), begins) {
			return true
		}
	}
	return false
}

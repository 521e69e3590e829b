package supplies

import (
	"guitu/internal/access"
	"guitu/ui/kit"
)

// sectionIssue is where things are handed out.
const sectionIssue = "发放"

// section is one kind of work in the store room.
type section struct {
	title  string
	rights []access.Right // one of them opens it; none: everybody
	make   func(shell Shell) *kit.Room
}

// sections are those that the account may open, in their order. stay is whom
// to hand out to, or empty.
func sections(shell Shell, stay string) (open []kit.Section) {
	for _, s := range []section{
		{title: sectionIssue, make: func(shell Shell) *kit.Room { return newFloor(shell, stay).room() }},
	} {
		if s.opensTo(shell.Session()) {
			open = append(open, kit.Section{Title: s.title, Make: func() *kit.Room { return s.make(shell) }})
		}
	}
	return open
}

func (s section) opensTo(session *access.Session) bool {
	for _, right := range s.rights {
		if session.Can(right) {
			return true
		}
	}
	return len(s.rights) == 0
}

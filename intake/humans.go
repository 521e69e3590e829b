package intake

// links is which files are of one human, and which were found to be of two.
type links struct {
	of    map[string]string   // file → the smallest id among the files of its human
	all   map[string][]string // by that id
	apart map[[2]string]bool
}

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// newLinks joins the files that links say are of one human, also through others.
func newLinks(open []Link) links {
	l := links{of: map[string]string{}, all: map[string][]string{}, apart: map[[2]string]bool{}}
	for _, link := range open {
		if link.Kind == LinkApart {
			l.apart[pairOf(link.PersonID, link.OtherID)] = true
			continue
		}
		l.join(link.PersonID, link.OtherID)
	}
	return l
}

func (l *links) join(a, b string) {
	first, second := l.human(a), l.human(b)
	if first == second {
		return
	}
	first, second = min(first, second), max(first, second)
	joined := append(l.files(first), l.files(second)...)
	delete(l.all, second)
	l.all[first] = joined
	for _, file := range joined {
		l.of[file] = first
	}
}

// human names the human of a file.
func (l *links) human(file string) string {
	if first, ok := l.of[file]; ok {
		return first
	}
	return file
}

// files lists the files of a file's human, itself among them.
func (l *links) files(file string) []string {
	if all, ok := l.all[l.human(file)]; ok {
		return all
	}
	return []string{file}
}

package intake

import "guitu/internal/access"

// Humans is which files are of one human, and which were found to be of two.
// The zero value knows of no links.
type Humans struct {
	of    map[string]string   // file → the smallest id among the files of its human
	all   map[string][]string // by that id
	apart map[[2]string]bool
}

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// FindHumans reads every link that stands.
func FindHumans(tx *access.Tx) (Humans, error) {
	open, err := findOpenLinks(tx)
	return newHumans(open), err
}

// newHumans joins the files that links say are of one human, also through
// others.
func newHumans(open []Link) Humans {
	h := Humans{of: map[string]string{}, all: map[string][]string{}, apart: map[[2]string]bool{}}
	for _, link := range open {
		if link.Kind == LinkApart {
			h.apart[pairOf(link.PersonID, link.OtherID)] = true
			continue
		}
		h.join(link.PersonID, link.OtherID)
	}
	return h
}

func (h *Humans) join(a, b string) {
	first, second := h.Of(a), h.Of(b)
	if first == second {
		return
	}
	first, second = min(first, second), max(first, second)
	joined := append(h.Files(first), h.Files(second)...)
	delete(h.all, second)
	h.all[first] = joined
	for _, file := range joined {
		h.of[file] = first
	}
}

// Of names the human of a file: the same id for all files of one.
func (h Humans) Of(file string) string {
	if first, ok := h.of[file]; ok {
		return first
	}
	return file
}

// Files lists the files of a file's human, itself among them.
func (h Humans) Files(file string) []string {
	if all, ok := h.all[h.Of(file)]; ok {
		return all
	}
	return []string{file}
}

package settings

import (
	"testing"

	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// window is one with a station behind it whose head is its administrator too.
type window struct{ *kittest.Shell }

func opened(t testing.TB) *window {
	t.Helper()
	return &window{kittest.Station{Administrator: true, Rules: true}.Open(t)}
}

// as is a colleague with a role at the same window.
func (w *window) as(role access.Role) *window { return &window{w.As(role)} }

// enter shows the page, at a section where one is named.
func (w *window) enter(title string) *kit.Sectioned {
	w.T.Helper()
	if title != "" {
		w.Memory["settings.section"] = title
	}
	p := kit.NewSectioned(w, "设置", "settings.section", Sections(w), "")
	w.Show(p)
	if title != "" && p.Title() != title {
		w.T.Fatalf("opened %s; want %s", p.Title(), title)
	}
	return p
}

// said asserts the last toast.
func (w *window) said(text string) {
	w.T.Helper()
	if w.Said() != text {
		w.T.Errorf("said %q, failed %v; want %q", w.Said(), w.Failures, text)
	}
}

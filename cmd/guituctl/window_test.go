package main

import (
	"os/exec"
	"strings"
	"testing"
)

// A server without a screen has no libraries for windows.
func TestNoWindowToolkitIsLinked(t *testing.T) {
	deps, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(deps), "guitu/internal/access") {
		t.Fatal("the list of dependencies is not one")
	}
	for dep := range strings.Lines(string(deps)) {
		if strings.HasPrefix(dep, "fyne.io/") || strings.HasPrefix(dep, "github.com/go-gl/") || strings.HasPrefix(dep, "guitu/ui") {
			t.Errorf("links %s", strings.TrimSpace(dep))
		}
	}
}

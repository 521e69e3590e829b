//go:build ignore

// Gather writes NOTICES.txt: of each Go module that go.mod requires, and of Go
// itself, the name of its licence and every licence text in it, read from the
// module cache. Run it by `go generate ./assets` after changing dependencies.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

type module struct{ Path, Version, Dir string }

func main() {
	modules := required()
	modules = append(modules, module{"Go standard library", runtime.Version(), runtime.GOROOT()})
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.Path, b.Path) })

	var list, texts bytes.Buffer
	for _, m := range modules {
		if m.Dir == "" {
			continue // not in the cache: no package of it is built
		}
		files := licenceFiles(m)
		if len(files) == 0 {
			log.Fatalf("%s has no licence file", m.Path)
		}
		fmt.Fprintf(&list, "%s %s: %s\n", m.Path, m.Version, strings.Join(kinds(files), ", "))
		for _, f := range files {
			rule := strings.Repeat("=", 72)
			fmt.Fprintf(&texts, "\n%s\n%s %s: %s\n%s\n\n%s\n", rule, m.Path, m.Version, f.name, rule, f.text)
		}
	}
	out := slices.Concat([]byte("Go modules in this program\n\n"), list.Bytes(), texts.Bytes())
	if err := os.WriteFile("licences/NOTICES.txt", out, 0o644); err != nil {
		log.Fatal(err)
	}
}

func required() []module {
	var mod struct{ Require []struct{ Path string } }
	output(&mod, "go", "mod", "edit", "-json")
	modules := make([]module, len(mod.Require))
	for i, r := range mod.Require {
		output(&modules[i], "go", "list", "-mod=mod", "-m", "-json", r.Path)
	}
	return modules
}

func output(into any, name string, args ...string) {
	raw, err := exec.Command(name, args...).Output()
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		log.Fatalf("%s %v: %v", name, args, err)
	}
}

type file struct{ name, text string }

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|copyright|unlicense)([-._].*)?$`)
var sourceName = regexp.MustCompile(`\.(go|py|js|html|svg|png|h|c)$`)

// licenceFiles are the licence texts in a module, its root's first, each once.
func licenceFiles(m module) []file {
	var files []file
	seen := map[string]bool{}
	err := filepath.WalkDir(m.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skip(m, path, d.Name())
		}
		if !licenceName.MatchString(d.Name()) || sourceName.MatchString(d.Name()) {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := strings.TrimSpace(strings.ReplaceAll(string(raw), "\r\n", "\n"))
		if !seen[text] {
			seen[text] = true
			name, _ := filepath.Rel(m.Dir, path)
			files = append(files, file{filepath.ToSlash(name), text})
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	slices.SortStableFunc(files, func(a, b file) int {
		return strings.Count(a.name, "/") - strings.Count(b.name, "/")
	})
	return files
}

// skip leaves out what is not built into a program: tests, examples, tools,
// and below Go's own root everything.
func skip(m module, path, name string) error {
	if path == m.Dir {
		return nil
	}
	if m.Dir == runtime.GOROOT() || slices.Contains([]string{"testdata", "vendor", "_examples", "examples", "cmd", "node_modules"}, name) {
		return fs.SkipDir
	}
	return nil
}

// marks are words that only one licence has.
var marks = []struct{ kind, words string }{
	{"Apache-2.0", "Apache License"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"OFL-1.1", "SIL OPEN FONT LICENSE"},
	{"LGPL", "GNU LESSER GENERAL PUBLIC"},
	{"GPL", "GNU GENERAL PUBLIC"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"BSD-3-Clause", "endorse or promote"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"ISC", "Permission to use, copy, modify, and/or distribute"},
	{"public domain", "public domain"},
	{"Unlicense", "This is free and unencumbered"},
	{"CC0-1.0", "CC0 1.0"},
}

var blanks = regexp.MustCompile(`\s+`)

func kinds(files []file) []string {
	var found []string
	for _, f := range files {
		text := blanks.ReplaceAllString(f.text, " ")
		for _, m := range marks {
			if strings.Contains(text, m.words) {
				if !slices.Contains(found, m.kind) {
					found = append(found, m.kind)
				}
				break
			}
		}
	}
	if len(found) == 0 {
		return []string{"see its text below"}
	}
	return found
}

package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// statement recognises SQL in a Go string.
var statement = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|PRAGMA)\s`)

// What only one of the engines understands, or what lets text become SQL.
var foreign = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`\?`), "places are written $1, $2 …"},
	{regexp.MustCompile(`(?i)\bAUTOINCREMENT\b`), "ids are made in Go"},
	{regexp.MustCompile(`(?i)\b(datetime|strftime|julianday|unixepoch|now)\s*\(`), "times come from Go as milliseconds"},
	{regexp.MustCompile(`(?i)\bINSERT\s+OR\b`), "write INSERT … ON CONFLICT"},
	{regexp.MustCompile(`(?i)\b(IFNULL|GLOB|rowid|last_insert_rowid)\b`), "only SQLite has it"},
	{regexp.MustCompile(`%[sdvq]`), "text never becomes part of a statement"},
}

func TestStatementsAreUnderstoodByBothEngines(t *testing.T) {
	var files, statements int
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".sql"):
			files++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for i, line := range strings.Split(string(text), "\n") {
				if !strings.HasPrefix(strings.TrimSpace(line), "--") {
					checkPortable(t, path+":"+strconv.Itoa(i+1), line)
				}
			}
		case strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go"):
		default:
			statements += checkGoFile(t, root, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 8 || statements < 30 {
		t.Errorf("looked at %d migrations and %d statements only", files, statements)
	}
}

// checkGoFile reads every SQL string of a Go file, which must be a *_store.go
// or belong to this package.
func checkGoFile(t *testing.T, root, path string) (statements int) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Logf("not read: %v", err)
		return 0
	}
	mayHoldSQL := strings.HasSuffix(path, "_store.go") || filepath.Dir(path) == filepath.Join(root, "internal", "store")
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil || !statement.MatchString(text) {
			return true
		}
		statements++
		at := set.Position(literal.Pos()).String()
		if !mayHoldSQL {
			t.Errorf("%s: SQL stands in *_store.go files only", at)
		}
		checkPortable(t, at, text)
		return true
	})
	return statements
}

func checkPortable(t *testing.T, at, text string) {
	t.Helper()
	for _, f := range foreign {
		if found := f.pattern.FindString(text); found != "" {
			t.Errorf("%s: %q: %s", at, found, f.why)
		}
	}
}

func TestTheLintSeesWhatIsWrong(t *testing.T) {
	for _, bad := range []string{`WHERE id = ?`, `id INTEGER PRIMARY KEY AUTOINCREMENT`, `VALUES (datetime('now'))`, `INSERT OR REPLACE INTO t`, `WHERE name = '%s'`} {
		seen := false
		for _, f := range foreign {
			seen = seen || f.pattern.MatchString(bad)
		}
		if !seen {
			t.Errorf("%q passes", bad)
		}
	}
}

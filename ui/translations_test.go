package ui_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guitu/printing"
)

// The Chinese of this program that is data, not words for whoever sits at the
// window: it is the same in every language and needs no translation.
//
// Of these files and folders only the sentences of failures (store.Fail) are
// words.
var dataFiles = []string{
	"cmd/demo/",                      // invented people and what happened to them
	"internal/calendar/holidays",     // names in the holiday tables of a library
	"intake/idcard/region.go",        // marks in the region tables
	"shelter/template.go",            // names of zones and rooms, the station's own from then on
	"shelter/supply/start.go",        // the first list of the store room, likewise
	"intake/readings.go",             // how surnames are read
	"intake/importrow.go",            // words and times that are understood in a list
	"printing/mark.go",               // printed
	"printing/report/",               // sheets are Chinese, as the national system is
	"intake/national_order.go",       // what is pasted into the national system
	"intake/rightstext.go",           // told in the person's language; a station edits it
	"intake/triage_default.go",       // rules that a station edits
	"intake/idcard/nation.go",        // a name of a table without its ending
	"intake/idcard/village.go",       // endings of villages
	"intake/importlist.go",           // headings and words that are understood in a list
	"intake/idcard/text.go",          // words that are understood in a reader's file
	"intake/idcard/complete_name.go", // endings of places
	"intake/idcard/cardtest/",        // invented cards
	"internal/picture/phone/page.go", // speaks the language of the telephone, from texts of its own
	"tracing/match/name.go",          // how nicknames are made
	"tracing/match/words.go",         // words that say nothing
	"ui/kit/kittest/",                // an invented station for tests
	"printing/fill_ending.go",        //
	"printing/fill_forbidden.go",     //
	"printing/fill_handover.go",      //
	"printing/fill_inquiries.go",     //
	"printing/fill_leave.go",         //
	"printing/fill_rights.go",        //
	"printing/fill_signed.go",        //
	"printing/fill_spot.go",          //
	"ui/person/dosetimes.go",         // times of the day that are understood
	"printing/slip_paper.go",         //
	"printing/label.go",              //
	"printing/book_",                 //
	"printing/fare_",                 //
	"printing/roster_paper.go",       //
	"printing/cost_book.go",          //
	"printing/care_",                 //
	"printing/bedlist.go",            //
	"printing/figures.go",            //
	"printing/ticket",                //
	"printing/escort",                //
	"printing/handover",              //
	"printing/rmb.go",                //
	"printing/shift.go",              //
	"printing/fill_belongings.go",    // papers are Chinese by law: what is printed on them
	"printing/fill_departure.go",     //
	"printing/fill_refusal.go",       //
	"printing/fill_register.go",      //
	"printing/fill_transfer.go",      //
	"printing/fill_words.go",         //
	"printing/form.go",               //
	"printing/grid.go",               //
	"printing/typeset/",              //
	"printing/template.go",           // what is wrong inside a template, told to its Chinese author
	"printing/values.go",             //
	"ui/kit/breaking.go",             // the marks at which a line may not break
	"ui/kit/language.go",             // Fyne's own words, which are English from the start
}

// Fields of values that a station keeps and edits as its own, by file.
var dataFields = map[string][]string{
	"intake/clock/defaults.go": {"Article", "Note"},
	"shelter/rules_default.go": {"Article"},
	"printing/fill_kinds.go":   {"Letter"}, // in the numbers of papers
}

// What these functions are given takes texts apart or measures and is never shown.
var takesApart = []string{"MustCompile", "NewReplacer", "ReplaceAll", "Cut", "ContainsRune", "MeasureText"}

// Single texts that are data; each for a reason.
var data = map[string]string{
	"无名氏":                   "the name of who has none, on the notice",
	"无名氏（":                  "the same with place and day, kept with the stay",
	"）":                     "behind that",
	"厘米":                    "on the notice",
	"（音）":                   "behind a name that was written by its sound",
	"${1}（号码不公开）${3}":       "on the notice",
	"日 ":                    "on the notice",
	"（预览，未编号）":              "on a paper that is not issued yet",
	"{{.Code}}救〔{{.Year}}〕": "the number of a paper",
	"{{.Code}}救〔{{.Year}}〕字第{{.N}}号": "the number of a paper",
	"字第{{.N}}号":   "the number of a paper",
	"\n站方同意自行离站：": "in the record of a departure",
	"站内照料要求":      "cited as the source of a rule",
	"癫痫":          "looked for in what was noted",
	"羊癫疯":         "looked for in what was noted",
	"约":           "understood in an age",
	"大约":          "understood in an age",
	"大概":          "understood in an age",
	"目测":          "understood in an age",
	"左右":          "understood in an age",
	"上下":          "understood in an age",
	"前天":          "understood in a time",
	"大前天":         "understood in a time",
	"棉被":          "a thing of the first list",
	"垫被":          "a thing of the first list",
	"枕头":          "a thing of the first list",
	"洗漱包":         "a thing of the first list",
	"；":           "between the plates of the kitchen's list",
	"，":           "between places that are compared",
	"中文":          "every language is called by its own name",
}

// Texts that the code puts together, so that no literal shows them whole.
var composed = []string{
	"{{.Month}}月{{.Day}}日 24:00", "{{.Year}}年{{.Month}}月{{.Day}}日 24:00", // calendar.SayEnd
}

// Texts for fmt are data or stand on papers: words for people have {{.Name}}
// places, so that a translation may put them in another order.
var formatted = regexp.MustCompile(`%[-+ 0-9.]*[dsvqx]`)

// Laws are cited by the name that they have.
var citation = regexp.MustCompile(`^(民发〔|民政部|《.*》|国务院令)`)

var chinese = regexp.MustCompile(`[\p{Han}、。，；：！？（）《》〔〕]`)

var place = regexp.MustCompile(`\{\{\.\w+\}\}`)

// texts are what the code may look up, each with where it stands first.
type texts struct {
	all   map[string]string // every text of the code
	words map[string]string // those that need a translation
}

func readTexts(t *testing.T) texts {
	t.Helper()
	found := texts{map[string]string{}, map[string]string{}}
	files := token.NewFileSet()
	for _, root := range []string{"ui", "cmd", "intake", "shelter", "tracing", "printing", "internal"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			tree, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err == nil {
				r := reader{found: found, files: files, path: strings.TrimPrefix(filepath.ToSlash(path), "../")}
				r.data = slices.ContainsFunc(dataFiles, func(p string) bool { return strings.HasPrefix(r.path, p) })
				ast.Walk(&r, tree)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range append(slipTitles(t), composed...) {
		found.all[text], found.words[text] = "put together", "put together"
	}
	return found
}

// slipTitles are the names of slips, which stand in their forms.
func slipTitles(t *testing.T) (all []string) {
	t.Helper()
	forms, err := printing.Templates()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms {
		if strings.HasPrefix(f.Name, "slip_") {
			all = append(all, f.Title)
		}
	}
	return all
}

// reader walks through a file; a copy of it with other flags walks through
// the parts of it.
type reader struct {
	found texts
	files *token.FileSet
	path  string
	data  bool
}

func (r *reader) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return nil
	case *ast.Field:
		if n.Tag != nil {
			r.help(n.Tag)
		}
	case *ast.CallExpr:
		switch name := called(n.Fun); {
		case name == "Fail":
			return r.as(false)
		case slices.Contains(takesApart, name):
			return r.as(true)
		}
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok && slices.Contains(dataFields[r.path], name.Name) {
			return r.as(true)
		}
	case *ast.BinaryExpr, *ast.BasicLit:
		if text, ok := constant(n.(ast.Expr)); ok {
			r.note(text, n.Pos(), r.data)
			return nil
		}
	}
	return r
}

func (r *reader) as(data bool) *reader {
	inside := *r
	inside.data = data
	return &inside
}

func (r *reader) note(text string, at token.Pos, isData bool) {
	where := r.files.Position(at).String()
	if _, known := r.found.all[text]; !known {
		r.found.all[text] = where
	}
	switch {
	case isData, !chinese.MatchString(text), formatted.MatchString(text), citation.MatchString(text), data[text] != "":
		return
	}
	if _, known := r.found.words[text]; !known {
		r.found.words[text] = where
	}
}

// help notes what guituctl says of a flag, which stands in a struct tag.
func (r *reader) help(tag *ast.BasicLit) {
	value, err := strconv.Unquote(tag.Value)
	if words := reflect.StructTag(value).Get("help"); err == nil && strings.HasPrefix(r.path, "cmd/guituctl/") && words != "" {
		r.note(words, tag.Pos(), false)
	}
	tag.Value = `""` // nothing else in a tag is a text
}

func called(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// constant is the text of a literal, or of literals joined by +.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.ParenExpr:
		return constant(e.X)
	case *ast.BinaryExpr:
		left, ok := constant(e.X)
		right, too := constant(e.Y)
		return left + right, ok && too && e.Op == token.ADD
	}
	return "", false
}

func readEnglish(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../assets/translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	english := map[string]string{}
	if err := json.Unmarshal(raw, &english); err != nil {
		t.Fatal(err)
	}
	return english
}

// Words for people stand in the code in Chinese, and in en.json in English.
// What is missing is printed as it would stand there.
func TestEnglishIsComplete(t *testing.T) {
	english, found := readEnglish(t), readTexts(t)
	var missing []string
	for text := range found.words {
		if english[text] == "" {
			missing = append(missing, text)
		}
	}
	if len(missing) == 0 {
		return
	}
	slices.SortFunc(missing, func(a, b string) int { return strings.Compare(found.words[a], found.words[b]) })
	for _, text := range missing {
		key, _ := json.Marshal(text)
		t.Logf("%s: \"\",  %s", key, found.words[text])
	}
	t.Errorf("en.json lacks %d texts", len(missing))
}

func TestEnglishHasNoTextThatNobodyUses(t *testing.T) {
	found := readTexts(t)
	for key := range readEnglish(t) {
		if _, used := found.all[key]; !used {
			t.Errorf("no code has %q", key)
		}
	}
}

func TestTranslationsFillTheSamePlaces(t *testing.T) {
	for key, text := range readEnglish(t) {
		want, got := place.FindAllString(key, -1), place.FindAllString(text, -1)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
			t.Errorf("%q fills %v, its translation %q %v", key, want, text, got)
		}
	}
}

func TestTranslationsAreEnglish(t *testing.T) {
	for key, text := range readEnglish(t) {
		if text == "" || chinese.MatchString(text) {
			t.Errorf("%q is translated by %q", key, text)
		}
	}
}

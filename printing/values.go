package printing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"guitu/printing/typeset"
)

// Values fill the places of a form, by field.
//
//   - text and lines: string, []string, int, float64, bool (是/否) or time.Time
//   - check: string or []string, each an option; what is no option is written
//     after 其他 if the form has that, and ticked at the end if not
//   - table: [][]string in the columns' order, or []map[string]string by key
//   - photo: []byte, a JPEG that went through the guarded image door
//   - a table's picture column: [][]byte, such a JPEG or nil for each row
//   - mark: a Mark
//
// A key that is absent, nil or "" leaves its place blank.
type Values map[string]any

func badValue(key string, v any) error {
	return fmt.Errorf("printing: value of %q cannot be a %T", key, v)
}

// text is the value as words.
func (v Values) text(key string) (string, error) {
	switch x := v[key].(type) {
	case nil:
		return "", nil
	case string:
		return x, nil
	case []string:
		return strings.Join(x, "、"), nil
	case bool:
		if x {
			return "是", nil
		}
		return "否", nil
	case int:
		return strconv.Itoa(x), nil
	case int64:
		return strconv.FormatInt(x, 10), nil
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64), nil
	case time.Time:
		return dateAndTime(x), nil
	default:
		return "", badValue(key, x)
	}
}

// choices are the ticked options.
func (v Values) choices(key string) ([]string, error) {
	switch x := v[key].(type) {
	case nil:
		return nil, nil
	case string:
		if x == "" {
			return nil, nil
		}
		return []string{x}, nil
	case []string:
		return x, nil
	case bool:
		text, err := v.text(key)
		return []string{text}, err
	default:
		return nil, badValue(key, x)
	}
}

// rows are the rows of a table.
func (v Values) rows(t Table) ([][]string, error) {
	switch x := v[t.Field].(type) {
	case nil:
		return nil, nil
	case [][]string:
		return x, nil
	case []map[string]string:
		var rows [][]string
		for _, m := range x {
			row := make([]string, len(t.Columns))
			for i, c := range t.Columns {
				row[i] = m[c.Key]
			}
			rows = append(rows, row)
		}
		return rows, nil
	default:
		return nil, badValue(t.Field, x)
	}
}

// photo is a picture's bytes.
func (v Values) photo(key string) ([]byte, error) {
	switch x := v[key].(type) {
	case nil:
		return nil, nil
	case []byte:
		return x, nil
	default:
		return nil, badValue(key, x)
	}
}

// photos are the pictures of a table's rows; none where no row has one.
func (v Values) photos(key string) ([][]byte, error) {
	switch x := v[key].(type) {
	case nil:
		return nil, nil
	case [][]byte:
		if slices.ContainsFunc(x, func(photo []byte) bool { return len(photo) > 0 }) {
			return x, nil
		}
		return nil, nil
	default:
		return nil, badValue(key, x)
	}
}

// mark is how something was signed.
func (v Values) mark(key string) (Mark, error) {
	switch x := v[key].(type) {
	case nil:
		return Mark{}, nil
	case Mark:
		return x, nil
	default:
		return Mark{}, badValue(key, x)
	}
}

// without is the form without the optional rows that nothing fills.
func (t Template) without(v Values) (Template, error) {
	blocks := slices.Clone(t.Blocks)
	for i, b := range blocks {
		var kept []Row
		for _, row := range b.Grid {
			if row.Optional {
				if filled, err := v.fills(row); err != nil {
					return t, err
				} else if !filled {
					continue
				}
			}
			kept = append(kept, row)
		}
		blocks[i].Grid = kept
	}
	t.Blocks = slices.DeleteFunc(blocks, func(b Block) bool {
		return b.Grid == nil && b.Heading == nil && b.Text == "" && b.Table == nil && b.Sign == nil && b.Code == "" && b.QR == "" && b.Tear == "" && b.Gap == 0
	})
	return t, nil
}

// fills reports whether a place of the row is filled.
func (v Values) fills(row Row) (bool, error) {
	for _, c := range row.Cells {
		text, err := v.text(c.Field)
		if err != nil {
			return false, err
		}
		if text != "" {
			return true, nil
		}
		parts, err := places(c.Text)
		if err != nil {
			return false, err
		}
		for _, p := range parts {
			if text, err = v.text(p.field); err != nil {
				return false, err
			}
			if text != "" {
				return true, nil
			}
		}
	}
	return false, nil
}

// with adds what every form knows: number, dates, station.
func (v Values) with(o Options) Values {
	all := Values{
		"number": o.Number, "station": o.Station.Name,
		"station_address": o.Station.Address, "station_phone": o.Station.Phone,
	}
	if !o.IssuedAt.IsZero() {
		all["issued_date"] = date(o.IssuedAt)
		all["issued_time"] = dateAndTime(o.IssuedAt)
	}
	for key, value := range v {
		all[key] = value
	}
	return all
}

func date(t time.Time) string        { return t.Format("2006年1月2日") }
func dateAndTime(t time.Time) string { return t.Format("2006年1月2日 15:04") }

// place is a stretch of printed words, or a field among them.
type place struct {
	words string
	field string
	blank int  // ems of an empty line
	bare  bool // without the line under it
}

// places takes a text apart at its {{field}} places. {{field:8}} makes the
// line 8 ems long; {{=field}} prints the value without a line.
func places(text string) ([]place, error) {
	var out []place
	for text != "" {
		words, rest, found := strings.Cut(text, "{{")
		if words != "" {
			out = append(out, place{words: words})
		}
		if !found {
			break
		}
		inside, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return nil, fmt.Errorf("“{{%s”没有写完", inside)
		}
		name, bare := strings.CutPrefix(inside, "=")
		name, length, sized := strings.Cut(name, ":")
		p := place{field: name, bare: bare, blank: 6}
		if sized {
			n, err := strconv.Atoi(length)
			if err != nil || n < 1 || n > 60 {
				return nil, fmt.Errorf("“%s”的长度应是 1 到 60", inside)
			}
			p.blank = n
		}
		if name == "" {
			return nil, fmt.Errorf("“{{%s}}”没有字段名", inside)
		}
		out = append(out, p)
		text = after
	}
	return out, nil
}

// spans fills a text; d measures how much line is left beside a short value.
func (v Values) spans(d *typeset.Doc, text string, size float64, bold bool) ([]typeset.Span, error) {
	parts, err := places(text)
	if err != nil {
		return nil, err
	}
	var spans []typeset.Span
	for _, p := range parts {
		if p.field == "" {
			spans = append(spans, typeset.Span{Text: p.words, Bold: bold})
			continue
		}
		value, err := v.text(p.field)
		if err != nil {
			return nil, err
		}
		if p.bare {
			spans = append(spans, typeset.Span{Text: value, Bold: bold})
			continue
		}
		em := d.Width("口", size, false)
		free := max(0, int(float64(p.blank)-d.Width(value, size, bold)/em+0.5))
		left := free / 2
		spans = append(spans, typeset.Span{
			Text: strings.Repeat("　", left) + value + strings.Repeat("　", free-left), Bold: bold, Underline: true, Keep: free > 0,
		})
	}
	return spans, nil
}

// tick sorts choices into the options of a check field: what is ticked, and
// the words that no option has.
func tick(options, choices []string) (ticked []bool, rest []string) {
	ticked = make([]bool, len(options))
	for _, choice := range choices {
		if i := slices.Index(options, choice); i >= 0 {
			ticked[i] = true
		} else if choice != "" {
			rest = append(rest, choice)
		}
	}
	return ticked, rest
}

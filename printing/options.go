package printing

import "context"

// Option is one answer that an Extra takes.
type Option struct {
	Key  string // what the paper is given
	Text string // key of its translation
}

// clausesOf offers the clauses of a kind that the station has in use.
func clausesOf(kind string) func(context.Context, *Papers) ([]Option, error) {
	return func(ctx context.Context, p *Papers) (offered []Option, err error) {
		all, err := p.Desk.Clauses(ctx, kind)
		for _, c := range all {
			if !c.Off {
				offered = append(offered, Option{c.Key, c.Text})
			}
		}
		return offered, err
	}
}

// rightsLanguages offers the languages in which the notice of rights is set.
func rightsLanguages(context.Context, *Papers) ([]Option, error) {
	return []Option{{"zh", "中文"}, {"en", "English"}}, nil
}

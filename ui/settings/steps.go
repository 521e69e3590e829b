package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// steps is a section with a check-list: what is done when somebody is missing,
// dies, is settled, or leaves.
type steps[T any] struct {
	ordered[T]
	parts func(row *T) stepParts
}

// stepParts are the parts of a step that are edited in the same way on every
// list.
type stepParts struct {
	code, text, article *string
	required, off       *bool
}

func newProcedureSteps(kind shelter.ProcedureKind, sentence string) func(Shell) *kit.Room {
	return func(shell Shell) *kit.Room {
		return newSteps(shell, sentence, func(ctx context.Context) ([]shelter.ProcedureStep, error) {
			return shell.House().ProcedureSteps(ctx, kind)
		}, func(ctx context.Context, rows []shelter.ProcedureStep) error {
			return shell.House().SaveProcedureSteps(ctx, kind, rows)
		}, func(s *shelter.ProcedureStep) stepParts {
			return stepParts{&s.Code, &s.Text, &s.Article, &s.Required, &s.Off}
		})
	}
}

// newLeavingSteps is 离站核对.
func newLeavingSteps(shell Shell) *kit.Room {
	return newSteps(shell, "离站时要核对的事，按离站方式出现。必须的不办完不能离站，除非写明原因。", func(ctx context.Context) ([]shelter.LeavingStep, error) {
		return shell.House().LeavingSteps(ctx)
	}, func(ctx context.Context, rows []shelter.LeavingStep) error {
		return shell.House().SaveLeavingSteps(ctx, rows)
	},
		func(s *shelter.LeavingStep) stepParts {
			return stepParts{&s.Code, &s.Text, &s.Article, &s.Required, &s.Off}
		})
}

func newSteps[T any](shell Shell, sentence string, load func(ctx context.Context) ([]T, error), keep func(ctx context.Context, rows []T) error, parts func(row *T) stepParts) *kit.Room {
	s := &steps[T]{parts: parts}
	s.load, s.ordered.store = load, keep
	s.same = func(a, b T) bool { return *parts(&a).code == *parts(&b).code }
	s.toggle = func(row T) T { off := parts(&row).off; *off = !*off; return row }
	s.change, s.saved = s.edit, "已保存，以后开始的按新的内容。"
	r := s.use(shell, sentence, []kit.Column[T]{
		{ID: "text", Title: lang.L("要做的事"), Width: 7, Text: func(r T) string { return lang.L(*parts(&r).text) }},
		{ID: "article", Title: lang.L("依据"), Width: 4, Text: func(r T) string { return *parts(&r).article }},
		{ID: "required", Title: lang.L("必须"), Width: 1.2, Text: func(r T) string {
			if *parts(&r).required {
				return lang.L("必须")
			}
			return ""
		}},
		switched(1.6, func(r T) bool { return *parts(&r).off }),
	}, []fyne.CanvasObject{kit.NewButton("添加…", "", s.add), s.changeButton()})
	r.Desk = s
	return r
}

func (s *steps[T]) add() {
	var row T
	*s.parts(&row).code = "own_" + store.NewID()
	s.edit(row)
}

func (s *steps[T]) edit(row T) {
	text, article, required, enabled := kit.NewParagraphEntry(3), kit.NewParagraphEntry(2), newSwitch(), newSwitch()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("text", "要做的事", text).Require()
	group.Add("article", "依据哪部规定第几条", article)
	group.Add("required", "必须办完", required).Require()
	group.Add("off", "是否启用", enabled).Require()
	was := s.parts(&row)
	text.SetText(*was.text)
	article.SetText(*was.article)
	required.Choose(key(*was.required))
	enabled.Choose(key(!*was.off))
	form.OnSubmit = func() {
		next := row
		p := s.parts(&next)
		*p.text, *p.article = strings.TrimSpace(text.Text), strings.TrimSpace(article.Text)
		*p.required, *p.off = required.Chosen() == on, enabled.Chosen() == off
		s.storeRows(form, s.with(next))
	}
	title := lang.L("添加一项")
	if *was.text != "" {
		title = lang.L("修改这一项")
	}
	s.Open(title, "已经在办的照旧，以后开始的按新的内容。", form)
}

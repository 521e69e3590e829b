package main

import (
	"fmt"

	"guitu/intake/idcard"
	"guitu/internal/store"
)

type idCommands struct {
	Check idCheck `cmd:"" help:"核对身份证号，看它说的性别、出生日期和地区"`
}

type idCheck struct {
	Number string `arg:"" help:"18位或15位号码"`
	asJSON
}

// idNumber is what a number says, as machines read it.
type idNumber struct {
	Valid      bool        `json:"valid"`
	Number18   string      `json:"number18"`
	Birth      string      `json:"birth"`
	Sex        string      `json:"sex"` // GB/T 2261.1
	RegionCode string      `json:"region_code"`
	RegionThen string      `json:"region_then"`
	RegionNow  string      `json:"region_now"`
	Problems   []idProblem `json:"problems"`
}

type idProblem struct {
	Code string `json:"code"`
	Text string `json:"text"`
	At   int    `json:"at"`   // place, counted from 1; 0 where that cannot be told
	Note bool   `json:"note"` // worth knowing, the number is accepted
}

// idProblems says problems in the user's language.
func idProblems(problems []idcard.Problem) []idProblem {
	out := []idProblem{}
	for _, p := range problems {
		out = append(out, idProblem{p.Code, say(p.Text, p.Args), p.At, p.Note})
	}
	return out
}

// Run needs no station. A wrong number is a result and the exit code 1.
func (c *idCheck) Run(d *desk) error {
	n, wrong := idcard.Check(c.Number)
	shown := idNumber{wrong == nil, n.Number18, n.Birth.String(), n.Sex, n.RegionCode, n.RegionThen.FullName(), n.RegionNow.FullName(), idProblems(n.Problems)}
	if c.JSON {
		if err := d.writeJSON(shown); err != nil {
			return err
		}
		return wrong
	}
	if wrong != nil {
		return wrong
	}
	return c.show(d, shown)
}

func (c *idCheck) show(d *desk, n idNumber) error {
	sex := map[string]string{"1": say("男", nil), "2": say("女", nil)}[n.Sex]
	lines := []string{
		say("号码有效：{{.Number}}", store.Args{"Number": n.Number18}),
		say("{{.Sex}}，{{.Birth}}出生", store.Args{"Sex": sex, "Birth": n.Birth}),
	}
	if n.RegionThen != "" {
		lines = append(lines, say("发证时的地区：{{.Region}}", store.Args{"Region": n.RegionThen}))
	}
	if n.RegionNow != "" {
		lines = append(lines, say("现在的地区：{{.Region}}", store.Args{"Region": n.RegionNow}))
	}
	for _, p := range n.Problems {
		lines = append(lines, p.Text)
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(d.out, line); err != nil {
			return err
		}
	}
	return nil
}

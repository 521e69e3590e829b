package match_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"guitu/tracing/match"
)

func TestTheDefaultWeightsAreGood(t *testing.T) {
	if w := match.DefaultWeights(); w.Version < 1 || len(w.Confusions) == 0 {
		t.Errorf("weights %+v", w)
	}
}

func TestWeightsThatCannotBeMeantAreRefused(t *testing.T) {
	file, err := os.ReadFile("weights.json")
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(map[string]any){
		"no version":                        func(m map[string]any) { delete(m, "version") },
		"a value nobody knows":              func(m map[string]any) { m["nmae"] = 1 },
		"a missing part":                    func(m map[string]any) { delete(m, "sex") },
		"another sex speaks for one person": func(m map[string]any) { m["sex"].(map[string]any)["differs"] = 4 },
		"the same number speaks against":    func(m map[string]any) { m["number"].(map[string]any)["same"] = -4 },
		"a thousand bits":                   func(m map[string]any) { m["photo"].(map[string]any)["same"] = 1000 },
		"half of a confusion":               func(m map[string]any) { m["confusions"] = []any{map[string]any{"initial": []string{"n"}}} },
		"a confusion of two kinds": func(m map[string]any) {
			m["confusions"] = []any{map[string]any{"initial": []string{"n"}, "final": []string{"an"}}}
		},
		"same and similar photos changed": func(m map[string]any) { m["photo"].(map[string]any)["same_bits"] = 60 },
	} {
		var m map[string]any
		if err := json.Unmarshal(file, &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		changed, _ := json.Marshal(m)
		if _, err := match.ParseWeights(changed); err == nil || !strings.Contains(err.Error(), "weights") {
			t.Errorf("%s: err = %v; want it refused", what, err)
		}
	}
	if _, err := match.ParseWeights([]byte("{")); err == nil {
		t.Error("half a file is read")
	}
}

package tracing

import (
	"slices"
	"time"
)

// State is how far a search has come. The codes are those of the
// tracing_state table.
type State string

const (
	NotBegun   State = "none"      // 未开展
	Noticed    State = "notice"    // 已发布公告
	DNAAsked   State = "dna_asked" // 已报请采集DNA
	DNASampled State = "dna_taken" // 已采集DNA
	HasLead    State = "lead"      // 有线索
	Matched    State = "match"     // 比中
	IsVerified State = "verified"  // 已核实
	Settled    State = "settled"   // 已落户安置: has papers of their own, the family is still looked for
	Home       State = "home"      // 已返家
)

var stateWords = map[State]string{
	NotBegun: "未开展", Noticed: "已发布公告", DNAAsked: "已报请采集DNA", DNASampled: "已采集DNA",
	HasLead: "有线索", Matched: "比中", IsVerified: "已核实", Settled: "已落户安置", Home: "已返家",
}

// Words is the state's Chinese name, the key of its translation.
func (s State) Words() string { return stateWords[s] }

// reached is the state that a kind of step brings and how far that is.
var reached = map[Kind]struct {
	state State
	rank  int
}{
	NoticeOut:  {Noticed, 1},
	DNARequest: {DNAAsked, 2},
	DNATaken:   {DNASampled, 3},
	DNAResult:  {DNASampled, 3},
	Lead:       {HasLead, 4},
	Match:      {Matched, 5},
	Verified:   {IsVerified, 6},
	Reunion:    {Home, 9},
}

// StateOf derives the state from the steps in the order in which they were
// done. A settlement closes what was hoped for before it; a lead that comes
// after it opens the search again.
func StateOf(steps []Step) State {
	state, rank := NotBegun, 0
	for _, s := range steps {
		if !s.Counts() {
			continue
		}
		if s.Kind == Settlement && state != Home {
			state, rank = Settled, reached[DNATaken].rank
			continue
		}
		if r, ok := reached[s.Kind]; ok && r.rank > rank {
			state, rank = r.state, r.rank
		}
	}
	return state
}

// StateIn is the state of the search in the stay of who arrived then. What
// earlier stays reached counts, unless that search ended in a reunion: who was
// brought home and comes back is looked for anew.
func StateIn(arrived time.Time, steps []Step) State { return StateOf(stillCounting(arrived, steps)) }

// stillCounting leaves out the steps of cases that were closed by a reunion
// before somebody arrived.
func stillCounting(arrived time.Time, steps []Step) []Step {
	ended := map[string]bool{}
	for _, s := range steps {
		if s.Kind == Reunion && s.Counts() && s.DoneAt.Before(arrived) {
			ended[s.CaseID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return ended[s.CaseID] && s.DoneAt.Before(arrived) })
}

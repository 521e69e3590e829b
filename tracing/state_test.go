package tracing

import (
	"testing"
	"time"
)

func TestStateFollowsTheSteps(t *testing.T) {
	for _, c := range []struct {
		what  string
		steps []Kind
		want  State
	}{
		{"nothing was done", nil, NotBegun},
		{"a query alone is no notice", []Kind{QuickQuery}, NotBegun},
		{"the notice is out", []Kind{QuickQuery, NoticeOut}, Noticed},
		{"DNA was asked for", []Kind{NoticeOut, DNARequest}, DNAAsked},
		{"a renewed notice takes nothing back", []Kind{NoticeOut, DNATaken, NoticeUpdate}, DNASampled},
		{"there is a lead", []Kind{DNATaken, Lead}, HasLead},
		{"a comparison found somebody", []Kind{Lead, Match}, Matched},
		{"it is confirmed", []Kind{Match, Verified}, IsVerified},
		{"settled where the lead led nowhere", []Kind{Lead, Settlement}, Settled},
		{"a lead after settling opens the search again", []Kind{Settlement, Lead}, HasLead},
		{"home is the end", []Kind{Verified, Reunion, Letter, Settlement}, Home},
	} {
		var steps []Step
		for _, k := range c.steps {
			steps = append(steps, Step{Kind: k})
		}
		if got := StateOf(steps); got != c.want {
			t.Errorf("%s: %s; want %s", c.what, got, c.want)
		}
	}
}

func TestWithdrawnStepsBringNoState(t *testing.T) {
	if got := StateOf([]Step{{Kind: NoticeOut}, {Kind: Lead, WithdrawnAt: time.Unix(1, 0)}}); got != Noticed {
		t.Errorf("state %s; want %s", got, Noticed)
	}
}

func TestEveryKindAndStateHasItsWords(t *testing.T) {
	for _, k := range Kinds {
		if k.Words() == "" {
			t.Errorf("kind %s has no words", k)
		}
	}
	for kind, r := range reached {
		if r.state.Words() == "" {
			t.Errorf("the state that %s brings has no words", kind)
		}
	}
	if len(Kinds) != len(kindWords) {
		t.Errorf("%d kinds are offered, %d have words", len(Kinds), len(kindWords))
	}
}

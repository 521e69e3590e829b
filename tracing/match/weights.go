package match

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

// Weights say how much each finding counts, in bits, and which sounds are
// confused. They are data: a newer file replaces them as a whole.
type Weights struct {
	Version     int     `json:"version"`
	Note        string  `json:"note"`
	Show        float64 `json:"show"`         // the least score of a lead
	ShowUnnamed float64 `json:"show_unnamed"` // the least score of a report that only age, sex and height speak for

	Name struct {
		Cap            float64 `json:"cap"`            // of the rarest name
		Prior          float64 `json:"prior"`          // people beyond the index; a name nobody has is one in so many
		TypingPrior    float64 `json:"typing_prior"`   // the same of a name that is still being typed
		SoundLoss      float64 `json:"sound_loss"`     // same sound, other characters
		SureLoss       float64 `json:"sure_loss"`      // more, where neither was written by its sound
		ConfusionLoss  float64 `json:"confusion_loss"` // each confusion of a dialect
		MissingLoss    float64 `json:"missing_loss"`
		OrderLoss      float64 `json:"order_loss"`
		AliasLoss      float64 `json:"alias_loss"`
		NickLoss       float64 `json:"nick_loss"`
		Differs        float64 `json:"differs"`
		DiffersBySound float64 `json:"differs_by_sound"`
	} `json:"name"`
	Number struct {
		Same    float64 `json:"same"`
		Near    float64 `json:"near"`  // one digit off, or two changed places
		Digit   float64 `json:"digit"` // each digit of a tail or a beginning
		Differs float64 `json:"differs"`
	} `json:"number"`
	Phone struct {
		Cap   float64 `json:"cap"`
		Prior float64 `json:"prior"`
		Digit float64 `json:"digit"`
	} `json:"phone"`
	Birth struct {
		SameDay        float64 `json:"same_day"`
		Cap            float64 `json:"cap"`  // of ages that overlap; the wider they are the less
		Year           float64 `json:"year"` // each year between them
		YearEstimated  float64 `json:"year_estimated"`
		SlackEstimated float64 `json:"slack_estimated"` // years by which an age by sight may be wrong
		Worst          float64 `json:"worst"`
	} `json:"birth"`
	Sex struct {
		Same    float64 `json:"same"`
		Differs float64 `json:"differs"`
	} `json:"sex"`
	Height struct {
		Close   float64 `json:"close"`
		CloseCM float64 `json:"close_cm"`
		FarCM   float64 `json:"far_cm"`
		CM      float64 `json:"cm"` // each centimetre beyond far_cm
		Worst   float64 `json:"worst"`
	} `json:"height"`
	Marks  Words `json:"marks"`
	Places Words `json:"places"`
	Photo  struct {
		Same        float64 `json:"same"`
		SameBits    int     `json:"same_bits"`
		Similar     float64 `json:"similar"`
		SimilarBits int     `json:"similar_bits"`
	} `json:"photo"`
	Confusions []Confusion `json:"confusions"`
}

// Words weighs words that two texts share by how rare they are.
type Words struct {
	Cap   float64 `json:"cap"`
	Prior float64 `json:"prior"`
	Share float64 `json:"share"` // of a word's rarity: words hang together
}

// Confusion is a pair of sounds that are one in some dialect.
type Confusion struct {
	Initial  []string `json:"initial,omitempty"`
	Final    []string `json:"final,omitempty"`
	Syllable []string `json:"syllable,omitempty"`
}

//go:embed weights.json
var defaultWeights []byte

// DefaultWeights are those that come with the program.
func DefaultWeights() Weights {
	w, err := ParseWeights(defaultWeights)
	if err != nil {
		panic("match: weights.json: " + err.Error()) // a test reads it
	}
	return w
}

// ParseWeights reads a file of weights. It refuses what cannot be meant: an
// unknown or missing value, evidence for that counts against, bits that no
// finding is worth.
func ParseWeights(file []byte) (w Weights, err error) {
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return w, fmt.Errorf("match: weights: %w", err)
	}
	if w.Version < 1 {
		return w, fmt.Errorf("match: weights: no version")
	}
	for _, l := range w.limits() {
		if !(l.value >= l.min && l.value <= l.max) {
			return w, fmt.Errorf("match: weights: %s is %v; it lies between %v and %v", l.name, l.value, l.min, l.max)
		}
	}
	if w.Photo.SameBits >= w.Photo.SimilarBits {
		return w, fmt.Errorf("match: weights: a similar photo differs more than the same one")
	}
	for _, c := range w.Confusions {
		pairs := len(c.Initial)/2 + len(c.Final)/2 + len(c.Syllable)/2
		if len(c.Initial)+len(c.Final)+len(c.Syllable) != 2 || pairs != 1 {
			return w, fmt.Errorf("match: weights: a confusion is of two sounds of one kind")
		}
	}
	return w, nil
}

type limit struct {
	name            string
	value, min, max float64
}

func (w *Weights) limits() []limit {
	const most = 60
	gain := func(name string, v float64) limit { return limit{name, v, 0.01, most} }
	loss := func(name string, v float64) limit { return limit{name, v, 0, 20} }
	against := func(name string, v float64) limit { return limit{name, v, -most, -0.01} }
	prior := func(name string, v float64) limit { return limit{name, v, 1, 1e10} }
	bits := func(name string, v int) limit { return limit{name, float64(v), 0, 100} }
	return []limit{
		{"show", w.Show, 0, 20}, {"show_unnamed", w.ShowUnnamed, 0, 20},
		gain("name.cap", w.Name.Cap), prior("name.prior", w.Name.Prior), prior("name.typing_prior", w.Name.TypingPrior),
		loss("name.sound_loss", w.Name.SoundLoss), loss("name.sure_loss", w.Name.SureLoss), loss("name.confusion_loss", w.Name.ConfusionLoss),
		loss("name.missing_loss", w.Name.MissingLoss), loss("name.order_loss", w.Name.OrderLoss), loss("name.alias_loss", w.Name.AliasLoss),
		loss("name.nick_loss", w.Name.NickLoss), against("name.differs", w.Name.Differs), against("name.differs_by_sound", w.Name.DiffersBySound),
		gain("number.same", w.Number.Same), gain("number.near", w.Number.Near), {"number.digit", w.Number.Digit, 0.01, 5}, against("number.differs", w.Number.Differs),
		gain("phone.cap", w.Phone.Cap), prior("phone.prior", w.Phone.Prior), {"phone.digit", w.Phone.Digit, 0.01, 5},
		gain("birth.same_day", w.Birth.SameDay), gain("birth.cap", w.Birth.Cap), against("birth.year", w.Birth.Year),
		against("birth.year_estimated", w.Birth.YearEstimated), {"birth.slack_estimated", w.Birth.SlackEstimated, 0, 20}, against("birth.worst", w.Birth.Worst),
		gain("sex.same", w.Sex.Same), against("sex.differs", w.Sex.Differs),
		gain("height.close", w.Height.Close), {"height.close_cm", w.Height.CloseCM, 0, 20}, {"height.far_cm", w.Height.FarCM, w.Height.CloseCM, 60},
		against("height.cm", w.Height.CM), against("height.worst", w.Height.Worst),
		gain("marks.cap", w.Marks.Cap), prior("marks.prior", w.Marks.Prior), {"marks.share", w.Marks.Share, 0.01, 1},
		gain("places.cap", w.Places.Cap), prior("places.prior", w.Places.Prior), {"places.share", w.Places.Share, 0.01, 1},
		gain("photo.same", w.Photo.Same), gain("photo.similar", w.Photo.Similar), bits("photo.same_bits", w.Photo.SameBits), bits("photo.similar_bits", w.Photo.SimilarBits),
	}
}

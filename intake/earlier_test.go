package intake

import (
	"encoding/json"
	"testing"
)

func TestWhatAnEarlierVersionSealedIsReadAsItWasMeant(t *testing.T) {
	var c Circumstances
	old := `{"told":true,"safety":{"done":true,"by":"演示甲","dangerous":"打火机1个"},"story":"演示"}`
	if err := json.Unmarshal([]byte(old), &c); err != nil {
		t.Fatal(err)
	}
	if !c.Told.Done() || !c.Safety.Done || c.Safety.By != "演示甲" || len(c.Safety.Forbidden) != 1 || c.Safety.Forbidden[0].Name != "打火机1个" || c.Story != "演示" {
		t.Errorf("read as %+v", c)
	}
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var again Circumstances
	if err := json.Unmarshal(text, &again); err != nil || again.Told != c.Told || len(again.Safety.Forbidden) != 1 {
		t.Errorf("written and read again as %+v, %v", again, err)
	}
	if err := json.Unmarshal([]byte(`{"told":false}`), &again); err != nil || again.Told.Done() {
		t.Errorf("who was not told: %+v, %v", again.Told, err)
	}
	a, err := arrivalFrom([]byte(`{"person_id":"p1","sex":"1"}`))
	if err != nil || a.SameAs != "p1" || a.Sex != "1" {
		t.Errorf("a draft: %+v, %v", a, err)
	}
}

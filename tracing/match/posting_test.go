package match

import (
	"fmt"
	"testing"

	"guitu/internal/picture"
)

func TestWhoIsDroppedLeavesNothingBehind(t *testing.T) {
	ix := NewIndex(DefaultWeights())
	person := func(i int) Subject {
		return Subject{ID: fmt.Sprint(i), Kind: Kind(i % 2), Number: fmt.Sprintf("3405241980%08d", i), Phones: []string{fmt.Sprintf("138%08d", i)}, Marks: "左脸有疤",
			Names: []Name{{Text: "张国强", Readings: [][]string{{"zhang", "guo", "qiang"}, {"zhang", "guo", "jiang"}}}}, Hashes: []picture.Hash{{1, byte(i)}}}
	}
	for i := range 100 {
		ix.Put(person(i))
	}
	nodes := len(ix.blocks.nodes)
	for round := range 3 {
		for i := range 100 {
			ix.Put(person(i))
		}
		if len(ix.blocks.nodes) != nodes || len(ix.entries) != 100 || len(ix.photos) != 100 {
			t.Fatalf("round %d: %d nodes, %d entries, %d photos; the same people took %d, 100, 100", round, len(ix.blocks.nodes), len(ix.entries), len(ix.photos), nodes)
		}
	}
	for i := range 100 {
		ix.Drop(fmt.Sprint(i))
	}
	if len(ix.blocks.heads) != 0 || len(ix.photos) != 0 || len(ix.slots) != 0 {
		t.Errorf("%d blocks, %d photos, %d people are left", len(ix.blocks.heads), len(ix.photos), len(ix.slots))
	}
}

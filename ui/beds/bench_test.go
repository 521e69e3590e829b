package beds

import (
	"testing"

	"guitu/shelter"
)

// changing returns the facts of two moments between which one bed of many
// changed.
func changing(b *testing.B) (p *page, moments [2]facts) {
	d := big(b, 500)
	p = d.open("")
	read := func() facts {
		board, err := d.House().Board(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		return gather(board, shelter.Headcount{})
	}
	moments[0] = read()
	if err := d.House().SetState(b.Context(), d.bed("大404-3"), shelter.Cleaning, ""); err != nil {
		b.Fatal(err)
	}
	moments[1] = read()
	return p, moments
}

// BenchmarkShow500 is what the window does when another desk changed one of
// 560 beds.
func BenchmarkShow500(b *testing.B) {
	p, moments := changing(b)
	for i := 0; b.Loop(); i++ {
		p.show(moments[i%2])
	}
}

// BenchmarkRebuild500 is the same where every tile is made anew.
func BenchmarkRebuild500(b *testing.B) {
	p, moments := changing(b)
	for i := 0; b.Loop(); i++ {
		p.board.shape, p.board.tiles = "", nil
		p.show(moments[i%2])
	}
}

package shelter

import "cmp"

// bedPlace is the bed that somebody has, with where it stands: lists go through
// the house the way that somebody walks.
type bedPlace struct {
	bed, room string
	rank      int // in the order of houses, zones, rooms and beds, from 1; 0 without a bed
}

// compare puts who has no bed last.
func (p bedPlace) compare(q bedPlace) int {
	if (p.rank == 0) != (q.rank == 0) {
		return cmp.Compare(q.rank, p.rank)
	}
	return cmp.Compare(p.rank, q.rank)
}

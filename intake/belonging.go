package intake

import "time"

// Belonging is a thing kept for a person until they leave. 寄存物品
type Belonging struct {
	ID         string
	PersonID   string
	StayID     string
	Version    int64
	Bag        string // 封条号
	State      string // kept, returned, handed_over
	KeptAt     time.Time
	ReturnedAt time.Time
	Kept
}

// Kept is the sealed part of a Belonging.
type Kept struct {
	Item
	Cabinet string `json:"cabinet,omitempty"`
	Note    string `json:"note,omitempty"` // what differed when it was returned
}

// Photo is a picture of a person, of a mark or of belongings.
type Photo struct {
	ID       string
	PersonID string
	StayID   string
	DraftID  string
	Kind     string // photo_kind table: front, left, right, mark, belongings, …
	TakenAt  time.Time
	Thumb    []byte // JPEG
}

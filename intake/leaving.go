package intake

import "time"

// Trip is how somebody travels on a ticket that the station gave: what stands
// on the slip that they carry. 乘车凭证
type Trip struct {
	To          string    `json:"to,omitempty"`   // where they get off in the end
	Mode        string    `json:"mode,omitempty"` // trip_mode table: train, coach, ship, …
	Number      string    `json:"number,omitempty"`
	DepartsAt   time.Time `json:"departs_at,omitzero"`
	Seat        string    `json:"seat,omitempty"`
	Route       string    `json:"route,omitempty"` // over which places
	Station     Helper    `json:"station,omitzero"`
	Changes     []Change  `json:"changes,omitempty"`
	EstimateFen int64     `json:"estimate_fen,omitempty"` // what it will cost about, in 分
	PaidFen     int64     `json:"paid_fen,omitempty"`     // what the station paid, in 分; 0 where it paid nothing yet
	Voucher     string    `json:"voucher,omitempty"`      // 凭证号 of that payment
	SellerID    string    `json:"seller_id,omitempty"`    // the institution of the directory that issued it; empty for none
	TicketNo    string    `json:"ticket_no,omitempty"`    // 票号
	BoughtBy    string    `json:"bought_by,omitempty"`    // trip_buyer table: station, kin, self, other
}

// Helper is a rescue station on the way, which helps when something goes wrong.
type Helper struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
}

// Change is where somebody changes to another train or bus, and the rescue
// station of that place.
type Change struct {
	At        string    `json:"at"`
	Number    string    `json:"number,omitempty"`
	DepartsAt time.Time `json:"departs_at,omitzero"`
	Station   Helper    `json:"station,omitzero"`
}

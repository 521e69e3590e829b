package supply

import "guitu/internal/access"

// Step is one line of a slip.
type Step struct {
	Item  Item
	LotID string
	Qty   int
}

// WriteTx writes a slip of a kind with these lines.
func WriteTx(tx *access.Tx, kind string, to To, steps []Step) (*Slip, error) {
	slip, err := newSlip(tx, kind)
	if err != nil {
		return nil, err
	}
	slip.To = to
	var all []step
	for _, s := range steps {
		all = append(all, step{s.Item, s.LotID, s.Qty})
	}
	return slip, orTaken(slip.write(tx, "", "", all))
}

// NewLotTx adds an empty lot of an item to the main depot.
func NewLotTx(tx *access.Tx, i Item, source string) (string, error) {
	depot, err := depotFor(tx, "")
	if err != nil {
		return "", err
	}
	l := Lot{Item: i, Depot: Depot{ID: depot}, Source: source}
	err = insertLot(tx, &l)
	return l.ID, err
}

// What the property test does many times in one transaction.
var (
	TakeInTx          = takeInAll
	HandOutTx         = handOut
	TakeBackTx        = takeBack
	TransferTx        = transfer
	ConfirmWriteOffTx = confirmWriteOff
	BeginStockTakeTx  = beginStockTake
	ApproveTakeTx     = approveTake
	AdjustTx          = adjust
	InsertWriteOffTx  = insertWriteOff
	FindTakeTx        = findTake
	SetCountedTx      = setCounted
	SetReasonTx       = setReason
)

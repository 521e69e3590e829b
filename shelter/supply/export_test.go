package supply

// What the property test does many times in one transaction.
var (
	TakeInTx          = takeIn
	HandOutTx         = handOut
	TakeBackTx        = takeBack
	TransferTx        = transfer
	ConfirmWriteOffTx = confirmWriteOff
	BeginStockTakeTx  = beginStockTake
	ApproveTakeTx     = approveTake
	AdjustTx          = adjust
	InsertWriteOffTx  = insertWriteOff
	FindTakeTx        = findTake
	FindStocksTx      = findStocks
	SetCountedTx      = setCounted
	SetReasonTx       = setReason
	VerifyTx          = verify
)

// Package supply keeps the store room: what is there, in which lot and depot,
// what came in from where, and what was handed out to whom.
//
// The one thing not to get wrong: the ledger is append-only, each line moves
// one lot, and no lot falls below zero. All three are promises of the database
// (triggers, a CHECK); of two desks that want the last quilt one gets it and
// the other hears how many are left. What was entered wrongly is put right by
// a further line. The stock of a lot and of an item is kept in the same
// transaction as the line, and Verify compares the two.
//
//	room := &supply.Room{Session: session}
//	lot, _, err := room.TakeIn(ctx, supply.Delivery{ItemID: quilt.ID, Qty: 50, Source: "budget"})
//	slip, err := room.Issue(ctx, stay.ID, []supply.Line{{ItemID: quilt.ID, Qty: 1}})
//	fmt.Println(slip.Number) // FF2026-00003
package supply

import "guitu/internal/access"

// Room is the store room (物资) as one signed-in account works with it.
type Room struct{ Session *access.Session }

// The kinds of a move.
const (
	MoveReceive  = "receive"   // 入库
	MoveIssue    = "issue"     // 发放
	MoveReturn   = "return"    // 退回
	MoveTransfer = "transfer"  // 调拨: between two depots
	MoveWriteOff = "write_off" // 报损
	MoveAdjust   = "adjust"    // 盘点
)

package idcard

import (
	"bytes"
	"errors"
	"time"

	"guitu/internal/store"
)

// Parse reads what a reader or its software left behind, told apart by its
// content: the chip's 256 bytes, a reader's whole answer of either family with
// its checksum, or a wz.txt. Problems are as of a day. It fails, with an empty
// Card, where nothing of that kind is found whole.
func Parse(b []byte, on time.Time) (Card, error) {
	if isRecord(b) {
		return ParseRecord(b, on)
	}
	isCombi := bytes.HasPrefix(b, []byte{combiStart})
	if isCombi { // first: its portrait may hold the other's head
		if c, err := parseStream(b, Combi, on); err == nil {
			return c, nil
		}
	}
	switch {
	case bytes.Contains(b, samHead):
		return parseStream(b, SAM, on)
	case isCombi:
		return parseStream(b, Combi, on)
	}
	return ParseText(b, on)
}

// parseStream reads the one record among the answers of a reader. Two records
// that differ are two cards, and nobody could say which was meant.
func parseStream(b []byte, f Family, on time.Time) (Card, error) {
	d := deframer{family: f, buf: b}
	var found *chip
	var no error
	for {
		body, ok := d.next()
		if !ok {
			break
		}
		a := answer{f, body}
		if !a.hasRecord() {
			if belongs, yes := askRecord.answers(a); belongs && !yes && no == nil {
				no = a.refused()
			}
			continue
		}
		c := a.chip()
		if found != nil && !found.equal(c) {
			return Card{}, store.Fail(store.Invalid, "这里有不止一张身份证的信息，什么也没有填写。请一次只读一张。").On("card")
		}
		found = &c
	}
	switch {
	case found != nil:
		return parseChip(*found, "", on)
	case no != nil:
		return Card{}, no
	}
	return Card{}, store.Fail(store.Invalid, "读卡器的回答不完整，或校验不对，什么也没有填写。请重新读卡。").On("card").Because(errors.New("no whole frame"))
}

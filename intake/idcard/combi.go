package idcard

import "encoding/binary"

// The second family: readers for several kinds of cards ("多合一"). There is no
// published standard. What is written here is borne out by one public program
// for such a reader (GitHub chenhaifeng2016/FaceRecognitionTest, IDReader.cpp)
// and by the project's notes:
//
//	request  02 | 00 03 | CA 01 00 | LRC | 03         115200 8N1
//	answer   02 | LenH LenL | 90 00 | 01 00 | 04 00 | 256 | 1024 | LRC | 03
//
// Confirmed: the two length bytes count from the command or status up to the
// LRC; the request's LRC is the XOR of the command's bytes alone; an answer is
// 1291 bytes long. Assumed: that an answer's LRC is made as a request's (that
// program does not check it), and that every status but 9000 means that no card
// was read. There is no command to find a card, none for the newest address,
// and none that only asks who is there.
const (
	combiStart = 0x02
	combiEnd   = 0x03
	combiDone  = 0x9000
)

var combiRead = combiFrame(0xCA, 0x01, 0x00)

// combiFrame puts a body between start, length, checksum and end.
func combiFrame(body ...byte) []byte {
	f := binary.BigEndian.AppendUint16([]byte{combiStart}, uint16(len(body)))
	f = append(f, body...)
	return append(f, xor(body), combiEnd)
}

func peekCombi(b []byte) (body []byte, size int, state frameState) {
	const start = 3 // start byte and length
	if len(b) < start {
		return nil, 0, partial
	}
	n := int(binary.BigEndian.Uint16(b[1:]))
	if n < combiShortest || n > combiLongest {
		return nil, 0, broken
	}
	size = start + n + 2
	if len(b) < size {
		return nil, 0, partial
	}
	body = b[start : start+n]
	if b[size-1] != combiEnd || b[size-2] != xor(body) {
		return nil, 0, broken
	}
	return append([]byte(nil), body...), size, whole
}

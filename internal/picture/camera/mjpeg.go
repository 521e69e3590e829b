package camera

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"sync"

	"guitu/internal/picture"
)

// decodeJPEG decodes one frame of a Motion JPEG stream, through the guard
// that every picture passes: a camera is foreign hardware.
func decodeJPEG(ctx context.Context, frame []byte) (*image.NRGBA, error) {
	m, err := picture.DecodeBytes(ctx, withTables(frame))
	if err != nil && ctx.Err() == nil {
		return nil, &brokenFrame{err}
	}
	return m, err
}

// withTables gives a frame the Huffman tables that many cameras leave out,
// because those of a Motion JPEG are always the ones of ITU-T T.81 Annex K.3.
func withTables(frame []byte) []byte {
	scan, found := startOfScan(frame)
	if !found {
		return frame
	}
	return bytes.Join([][]byte{frame[:scan], standardTables(), frame[scan:]}, nil)
}

// startOfScan is where the compressed data's header begins in a frame without
// Huffman tables of its own; found is false for any other frame.
func startOfScan(frame []byte) (at int, found bool) {
	for i := 2; i+4 <= len(frame) && frame[i] == 0xff; {
		switch frame[i+1] {
		case 0xff: // padding
			i++
			continue
		case 0xc4: // tables
			return 0, false
		case 0xda:
			return i, true
		}
		i += 2 + int(binary.BigEndian.Uint16(frame[i+2:]))
	}
	return 0, false
}

// standardTables is the segment with the four tables of Annex K.3, taken from
// a picture that our own encoder makes: it uses no others.
var standardTables = sync.OnceValue(func() []byte {
	file := picture.Encode(image.NewNRGBA(image.Rect(0, 0, 8, 8)))
	at := bytes.Index(file, []byte{0xff, 0xc4})
	return file[at : at+2+int(binary.BigEndian.Uint16(file[at+2:]))]
})

var errShort = errors.New("the frame is shorter than its size says")

package picture

import (
	"bytes"
	"encoding/binary"
	"image"

	"github.com/disintegration/imaging"
)

// exifOrientation returns the orientation tag (0x0112, EXIF 2.3 §4.6.4) of an
// APP1 segment's body, 1…8, and 1 for anything missing or wrong.
//
// Only the first directory is looked at, in place: nothing is allocated and no
// offset is followed out of the segment, whatever the file claims.
func exifOrientation(body []byte) int {
	tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	dir := tiff[at:]
	count := int(order.Uint16(dir))
	for entry := dir[2:]; count > 0 && len(entry) >= 12; count, entry = count-1, entry[12:] {
		const short = 3
		if order.Uint16(entry) != 0x0112 || order.Uint16(entry[2:]) != short {
			continue
		}
		if v := int(order.Uint16(entry[8:])); v >= 1 && v <= 8 {
			return v
		}
		return 1
	}
	return 1
}

// turnUpright undoes an EXIF orientation.
func turnUpright(m *image.NRGBA, orientation int) *image.NRGBA {
	switch orientation {
	case 2:
		return imaging.FlipH(m)
	case 3:
		return imaging.Rotate180(m)
	case 4:
		return imaging.FlipV(m)
	case 5:
		return imaging.Transpose(m)
	case 6:
		return imaging.Rotate270(m) // imaging turns against the clock
	case 7:
		return imaging.Transverse(m)
	case 8:
		return imaging.Rotate90(m)
	}
	return m
}

package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"

	"guitu/internal/store"
)

type kind int

const (
	kindJPEG kind = iota + 1
	kindPNG
)

// header is what can be known of a picture without decoding its pixels.
type header struct {
	kind          kind
	width, height int
	orientation   int // EXIF 1…8; 1 is upright
}

func (h header) pixels() int { return h.width * h.height }

// foreign lists what people take for a photo, by its first bytes, with what
// to do about it. Names of files prove nothing and are never looked at.
var foreign = []struct {
	offset int
	magic  string
	text   string
}{
	{0, "II*\x00", tiffText},
	{0, "MM\x00*", tiffText},
	{0, "GIF8", "这是 GIF 动图，不是照片。请改选 JPEG 或 PNG 格式的照片。"},
	{0, "BM", "这是 BMP 图像。请在画图软件中另存为 JPEG，然后再选。"},
	{8, "WEBP", "这是 WebP 图片。请在浏览器或看图软件中另存为 JPEG，然后再选。"},
	{4, "ftypavif", "这是 AVIF 图片。请在看图软件中另存为 JPEG，然后再选。"},
	{4, "ftyphe", heicText},
	{4, "ftypmif1", heicText},
	{4, "ftyp", "这是视频，不是照片。请改选 JPEG 或 PNG 格式的照片。"},
	{0, "%PDF", "这是 PDF 文件，不是照片。请把其中的照片另存为 JPEG，然后再选。"},
	{0, "PK\x03\x04", "这是压缩包或办公文档，不是照片。请先取出其中的照片，然后再选。"},
}

const (
	tiffText = "这是 TIFF 图像（即使文件名写着 .jpg）。请在看图软件中另存为 JPEG，然后再选。"
	heicText = "这是 HEIC 照片（苹果手机的格式）。请在手机“设置—相机—格式”中选“兼容性最佳”后重拍，或另存为 JPEG。"
)

// inspect decides from the header alone whether data may be decoded.
func inspect(data []byte) (header, error) {
	switch {
	case len(data) == 0:
		return header{}, refuse("这个文件是空的，可能没有拷贝完整。请重新拷贝或重新拍摄。")
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return inspectJPEG(data)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return inspectPNG(data)
	}
	for _, f := range foreign {
		if len(data) >= f.offset && bytes.HasPrefix(data[f.offset:], []byte(f.magic)) {
			return header{}, refuse(f.text)
		}
	}
	return header{}, refuse("这个文件不是照片。请选择 JPEG 或 PNG 格式的照片。")
}

func inspectJPEG(data []byte) (header, error) {
	conf, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	scan := scanJPEG(data)
	limit := maxPixels
	if scan.progressive {
		limit = maxProgressive
	}
	h := header{kind: kindJPEG, width: conf.Width, height: conf.Height, orientation: scan.orientation}
	if err := checkSize(conf, limit); err != nil {
		return header{}, err
	}
	if scan.scans > maxScans {
		return header{}, damaged(nil)
	}
	return h, nil
}

func inspectPNG(data []byte) (header, error) {
	conf, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged(err)
	}
	// DecodeConfig has checked that IHDR comes first and is whole.
	depth, interlaced := data[24], data[28] != 0
	perPixel := 4
	if depth == 16 {
		perPixel = 8
	}
	if interlaced {
		perPixel *= 2
	}
	if err := checkSize(conf, min(maxPixels, maxPNGMemory/perPixel)); err != nil {
		return header{}, err
	}
	return header{kind: kindPNG, width: conf.Width, height: conf.Height, orientation: 1}, nil
}

// checkSize refuses what has no pixels, is a mere strip or has more pixels than limit.
func checkSize(conf image.Config, limit int) error {
	if conf.Width <= 0 || conf.Height <= 0 {
		return damaged(nil)
	}
	// Edges first: their product cannot overflow then.
	if conf.Width > maxEdge || conf.Height > maxEdge || conf.Width*conf.Height > limit+slack {
		return store.Fail(store.Invalid,
			"照片尺寸过大（{{.Width}}×{{.Height}}，这种照片最多 {{.Max}} 百万像素，每边最多 {{.Edge}} 像素）。请缩小后再选，或用较低的像素重拍。").
			With(store.Args{"Width": conf.Width, "Height": conf.Height, "Max": limit / 1_000_000, "Edge": maxEdge}).On("photo")
	}
	return nil
}

// maxScans is far more than any camera or web site writes (about ten). Each
// scan goes over all blocks again, so thousands of empty ones would keep the
// decoder busy for minutes.
const maxScans = 64

type jpegScan struct {
	progressive bool
	scans       int // scans found, counted up to maxScans+1
	orientation int
}

// scanJPEG walks the markers of a JPEG as the decoder will walk them.
func scanJPEG(data []byte) jpegScan {
	found := jpegScan{orientation: 1}
	seenFrame := false
	for i := 2; i+1 < len(data); {
		// What is not a marker (between segments, or compressed data after a
		// scan's header, where FF is always followed by 00) is passed over.
		if data[i] != 0xff {
			next := bytes.IndexByte(data[i:], 0xff)
			if next < 0 {
				break
			}
			i += next
			continue
		}
		marker := data[i+1]
		switch {
		case marker == 0xff: // padding before a marker
			i++
			continue
		case marker == 0x00, marker >= 0xd0 && marker <= 0xd7: // stuffed byte, restart
			i += 2
			continue
		case marker == 0xd9: // end of image
			return found
		}
		if i+4 > len(data) {
			break
		}
		length := int(binary.BigEndian.Uint16(data[i+2:]))
		if length < 2 || i+2+length > len(data) {
			break
		}
		body := data[i+4 : i+2+length]
		switch marker {
		case 0xc0, 0xc1, 0xc2:
			if !seenFrame {
				seenFrame, found.progressive = true, marker == 0xc2
			}
		case 0xda:
			if found.scans++; found.scans > maxScans {
				return found
			}
		case 0xe1:
			if found.scans == 0 && found.orientation == 1 {
				found.orientation = exifOrientation(body)
			}
		}
		i += 2 + length
	}
	return found
}

func refuse(text string) error { return store.Fail(store.Invalid, text).On("photo") }

func damaged(cause error) error {
	return store.Fail(store.Invalid, "照片已损坏或没有拷贝完整，打不开。请重新拷贝或重新拍摄。").On("photo").Because(cause)
}

func damagedPortrait(cause error) error {
	return store.Fail(store.Invalid, "读卡器留下的照片打不开。请重新读卡，或改用摄像头拍摄。").On("photo").Because(cause)
}

func tooManyBytes(limit int) error {
	return store.Fail(store.Invalid, "照片文件过大，最多 {{.MB}} MB。请缩小后再选，或用较低的像素重拍。").
		With(store.Args{"MB": limit >> 20}).On("photo")
}

package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"guitu/internal/store"
)

func TestHostileFilesAreRefusedWithASentence(t *testing.T) {
	honest := asJPEG(t, corners(64, 48))
	var anim bytes.Buffer
	if err := gif.Encode(&anim, corners(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		file []byte
		says string
	}{
		{"no bytes at all", nil, "空的"},
		{"21 MB", append(bytes.Clone(honest), make([]byte, 21<<20)...), "文件过大，最多 20 MB"},
		{"a JPEG cut in half", honest[:len(honest)/2], "损坏"},
		{"a JPEG cut in its header", honest[:30], "损坏"},
		{"a PNG cut in half", asPNG(t, landscape(64, 64))[:500], "损坏"},
		{"a JPEG whose tables are rubbish", append(bytes.Clone(honest[:20]), bytes.Repeat([]byte{0xff, 0xc4, 0, 3, 9}, 50)...), "损坏"},
		{"a text", []byte("姓名不详"), "不是照片"},
		{"a TIFF named .jpg", []byte("II*\x00\x08\x00\x00\x00\x00\x00"), "TIFF"},
		{"a big-endian TIFF", []byte("MM\x00*\x00\x00\x00\x08"), "TIFF"},
		{"a GIF", anim.Bytes(), "GIF"},
		{"a BMP from anywhere", []byte("BM123456"), "BMP"},
		{"an iPhone's HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), "HEIC"},
		{"a video", []byte("\x00\x00\x00\x18ftypmp42\x00\x00"), "视频"},
		{"a PNG bomb of 57 bytes", pngHeader(60000, 60000, 16, 6, 0), "尺寸过大（60000×60000"},
		{"a PNG that is a mere strip", pngHeader(1_000_000, 1, 8, 2, 0), "尺寸过大"},
		{"a PNG with sides whose product overflows", pngHeader(0x7fffffff, 0x7fffffff, 1, 0, 0), ""},
		{"an interlaced 16-bit PNG of 20 MP", pngHeader(5000, 4000, 16, 6, 1), "尺寸过大"},
		{"a JPEG that claims 30 MP", withSize(honest, 6500, 4700), "尺寸过大（6500×4700，这种照片最多 24 百万像素"},
		{"a progressive JPEG of 20 MP", asProgressive(withSize(honest, 5000, 4000)), "最多 12 百万像素"},
		{"a JPEG of 24 MP that holds nothing", withSize(honest, 6000, 4000), "损坏"},
	} {
		t.Run(c.what, func(t *testing.T) {
			m, err := Decode(context.Background(), bytes.NewReader(c.file))
			if m != nil || store.KindOf(err) != store.Invalid {
				t.Fatalf("picture %v, error %v; want a refusal", m != nil, err)
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says %q, want something about %q", err, c.says)
			}
			if !strings.HasSuffix(err.Error(), "。") || !strings.Contains(err.Error(), "请") {
				t.Errorf("%q does not say what to do", err)
			}
		})
	}
}

func TestAJPEGOfThousandsOfScansIsNotEvenBegun(t *testing.T) {
	// Each scan goes over the whole picture again. This one would decode, for
	// a very long time if it were large.
	honest := asJPEG(t, image.NewGray(image.Rect(0, 0, 16, 16)))
	scan := honest[bytes.Index(honest, []byte{0xff, 0xda}) : len(honest)-2]
	repeated := func(n int) []byte {
		return append(append(bytes.Clone(honest[:len(honest)-2]), bytes.Repeat(scan, n)...), 0xff, 0xd9)
	}
	if _, err := DecodeBytes(t.Context(), repeated(10)); err != nil {
		t.Errorf("eleven scans: %v", err)
	}
	if _, err := DecodeBytes(t.Context(), repeated(5000)); store.KindOf(err) != store.Invalid {
		t.Errorf("5001 scans: %v", err)
	}
}

func TestAProgressivePhotoIsFoundBehindAnEmbeddedThumbnail(t *testing.T) {
	// The thumbnail in the EXIF segment has a baseline frame header of its own.
	thumb := asJPEG(t, corners(16, 16))
	file := withSegment(asProgressive(asJPEG(t, corners(64, 48))), 0xe1, append(exif(binary.BigEndian, 6), thumb...))
	if got := scanJPEG(file); !got.progressive || got.orientation != 6 || got.scans != 1 {
		t.Errorf("scan sees %+v", got)
	}
}

func TestPhotosComeOutOpaqueAndAtMostMaxSide(t *testing.T) {
	paletted := image.NewPaletted(image.Rect(0, 0, 40, 30), palette.Plan9)
	glass := image.NewNRGBA(image.Rect(0, 0, 40, 30)) // all transparent
	deep := image.NewNRGBA64(image.Rect(0, 0, 40, 30))
	for _, c := range []struct {
		what string
		file []byte
		w, h int
		at   color.NRGBA // the first pixel
	}{
		{"a paletted PNG", asPNG(t, paletted), 40, 30, color.NRGBA{A: 255}},
		{"a transparent PNG lies on white", asPNG(t, glass), 40, 30, color.NRGBA{255, 255, 255, 255}},
		{"a 16-bit PNG", asPNG(t, deep), 40, 30, color.NRGBA{255, 255, 255, 255}},
		{"a grey JPEG", asJPEG(t, image.NewGray(image.Rect(0, 0, 33, 17))), 33, 17, color.NRGBA{A: 255}},
		{"a large JPEG", asJPEG(t, corners(4001, 1000)), 1600, 399, color.NRGBA{254, 0, 0, 255}},
		{"a tall PNG", asPNG(t, corners(1000, 3300)), 484, 1600, color.NRGBA{255, 0, 0, 255}},
		{"a strip keeps at least one row", asPNG(t, corners(8000, 2)), 1600, 1, color.NRGBA{}},
		{"one pixel", asPNG(t, image.NewGray(image.Rect(0, 0, 1, 1))), 1, 1, color.NRGBA{A: 255}},
	} {
		t.Run(c.what, func(t *testing.T) {
			m, err := Decode(context.Background(), bytes.NewReader(c.file))
			if err != nil {
				t.Fatal(err)
			}
			if m.Rect != image.Rect(0, 0, c.w, c.h) {
				t.Errorf("size %v, want %d × %d", m.Rect, c.w, c.h)
			}
			if c.at.A != 0 && m.NRGBAAt(0, 0) != c.at {
				t.Errorf("first pixel %v, want %v", m.NRGBAAt(0, 0), c.at)
			}
			for i := 3; i < len(m.Pix); i += 4 {
				if m.Pix[i] != 255 {
					t.Fatal("not opaque")
				}
			}
		})
	}
}

func TestEveryCameraPositionIsTurnedUpright(t *testing.T) {
	// Where the quarters of red green / blue white must come to lie, read row
	// by row: EXIF 2.3, table 4, "the 0th row and column of the picture are…".
	want := map[uint16]string{1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB", 9: "RGBW", 0: "RGBW"}
	for orientation, quarters := range want {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			file := withSegment(asJPEG(t, corners(64, 32)), 0xe1, exif(order, orientation))
			m, err := Decode(context.Background(), bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if got := readQuarters(m); got != quarters {
				t.Errorf("orientation %d (%v): %s, want %s", orientation, order, got, quarters)
			}
			if turned := m.Rect.Dy() > m.Rect.Dx(); turned != (orientation >= 5 && orientation <= 8) {
				t.Errorf("orientation %d: size %v", orientation, m.Rect)
			}
		}
	}
}

// readQuarters names the colours of the four quarters, row by row.
func readQuarters(m *image.NRGBA) string {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := ""
	for _, p := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		c := m.NRGBAAt(p.X, p.Y)
		switch r, g, b := c.R > 128, c.G > 128, c.B > 128; {
		case r && g && b:
			out += "W"
		case r:
			out += "R"
		case g:
			out += "G"
		case b:
			out += "B"
		default:
			out += "?"
		}
	}
	return out
}

func TestNothingOfTheFileButItsPixelsIsKept(t *testing.T) {
	file := withSegment(asJPEG(t, corners(64, 48)), 0xe1, append(exif(binary.BigEndian, 1), "GPS 31.2N 121.4E"...))
	m, err := DecodeBytes(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	kept := Encode(m)
	if bytes.Contains(kept, []byte("Exif")) || bytes.Contains(kept, []byte("GPS")) {
		t.Error("metadata went through")
	}
	again, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil || again.Bounds() != image.Rect(0, 0, 64, 48) {
		t.Errorf("what was kept does not open: %v", err)
	}
}

func TestACancelledDecodeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	file := asJPEG(t, landscape(2000, 1500))

	// Cancelled while another large picture is being decoded.
	turnstile <- struct{}{}
	defer func() { <-turnstile }()
	cancel()
	if _, err := DecodeBytes(ctx, file); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting: %v", err)
	}
	if _, err := Decode(ctx, bytes.NewReader(file)); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	if _, err := decodePixels(ctx, kindJPEG, file); !errors.Is(err, context.Canceled) {
		t.Errorf("decoding: %v", err)
	}
}

func TestAStickPulledOutIsNotCalledADamagedPhoto(t *testing.T) {
	broken := io.MultiReader(bytes.NewReader([]byte("\xff\xd8\xff\xe0")), failing{})
	_, err := Decode(context.Background(), broken)
	if store.KindOf(err) != store.Invalid || !strings.Contains(err.Error(), "U 盘") {
		t.Errorf("got %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func TestCardReadersPortrait(t *testing.T) {
	var file bytes.Buffer
	if err := bmp.Encode(&file, corners(102, 126)); err != nil {
		t.Fatal(err)
	}
	m, err := DecodeReaderBMP(context.Background(), bytes.NewReader(file.Bytes()))
	if err != nil || m.Rect != image.Rect(0, 0, 102, 126) || readQuarters(m) != "RGBW" {
		t.Fatalf("portrait %v, %v", m, err)
	}
	huge := bytes.Clone(file.Bytes())
	binary.LittleEndian.PutUint32(huge[18:], 50_000)
	binary.LittleEndian.PutUint32(huge[22:], 50_000)
	for what, bad := range map[string][]byte{
		"cut": file.Bytes()[:2000], "huge": huge, "a JPEG": asJPEG(t, corners(8, 8)), "empty": nil,
		"too long": append(bytes.Clone(file.Bytes()), make([]byte, 1<<20)...),
	} {
		if _, err := DecodeReaderBMP(context.Background(), bytes.NewReader(bad)); store.KindOf(err) != store.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// FuzzDecode looks for a file that makes the door panic, or lets something
// through that is not what Decode promises.
func FuzzDecode(f *testing.F) {
	f.Add(asJPEG(f, corners(16, 8)))
	f.Add(asProgressive(asJPEG(f, corners(16, 8))))
	f.Add(withSegment(asJPEG(f, corners(16, 8)), 0xe1, exif(binary.LittleEndian, 7)))
	f.Add(asPNG(f, corners(8, 8)))
	f.Add(pngHeader(60000, 60000, 16, 6, 0))
	f.Add([]byte("II*\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := DecodeBytes(context.Background(), file)
		if err != nil {
			if store.KindOf(err) != store.Invalid {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		if m.Rect.Min != (image.Point{}) || m.Rect.Empty() || max(m.Rect.Dx(), m.Rect.Dy()) > MaxSide {
			t.Fatalf("size %v", m.Rect)
		}
		Encode(m)
	})
}

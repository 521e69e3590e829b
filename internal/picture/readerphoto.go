package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"

	"golang.org/x/image/bmp"
)

// Limits of the portrait that an ID-card reader's own software leaves in its
// folder (usually 102 × 126 pixels, 24 bit, 38,862 bytes).
const (
	maxReaderBytes  = 1 << 20
	maxReaderPixels = 300_000
)

// DecodeReaderBMP reads the BMP portrait that a card reader's software writes.
// It is for that folder only: from anywhere else a BMP is refused by Decode.
// Errors are as those of Decode.
func DecodeReaderBMP(ctx context.Context, r io.Reader) (*image.NRGBA, error) {
	data, err := readAll(ctx, r, maxReaderBytes)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("BM")) {
		return nil, refuse("读卡器文件夹中的照片不是 BMP 图像。请重新读卡。")
	}
	conf, err := bmp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, damagedPortrait(err)
	}
	if conf.Width <= 0 || conf.Height <= 0 || conf.Width > maxReaderPixels || conf.Height > maxReaderPixels ||
		conf.Width*conf.Height > maxReaderPixels {
		return nil, damagedPortrait(nil)
	}
	m, err := decodeBMP(data)
	if err != nil {
		return nil, damagedPortrait(err)
	}
	return shrink(m), nil
}

func decodeBMP(data []byte) (m image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, fmt.Errorf("decoder panicked: %v", p)
		}
	}()
	return bmp.Decode(bytes.NewReader(data))
}

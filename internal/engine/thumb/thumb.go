// Package thumb makes small pictures of photos, and refuses what only pretends to be one: pictures of more pixels than
// a camera takes, files with thousands of scans, and bytes that no decoder understands.
//
// It never looks at names or media types, keeps nothing, and takes nothing over but the pixels: where and with what a
// photo was taken is not in its small picture.
package thumb

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // of photos and screenshots
	"io"

	_ "golang.org/x/image/webp" // of photos that were sent through other programs
)

var (
	// ErrPicture says that the bytes are no whole JPEG, PNG or WebP.
	ErrPicture = errors.New("thumb: not a picture")
	// ErrLarge says that the picture has more pixels, or is packed in more layers, than is decoded here.
	ErrLarge = errors.New("thumb: too many pixels")
)

// What is decoded at most. A telephone takes 12 to 50 million pixels; a decoder holds 3 bytes of each, 15 when a JPEG
// comes in scans that refine each other, and 8 of a PNG with 16 bits a channel or of a WebP without loss or with light
// that shines through.
const (
	mostPixels = 50_000_000
	mostLayers = 16_000_000 // of a progressive JPEG
	mostDeep   = 24_000_000 // of a picture with 16 bits a channel, and such a WebP
	mostScans  = 64
	quality    = 80
)

// Make gives a JPEG of the picture, upright, no side longer than side pixels and none larger than it was. The errors
// are ErrPicture, ErrLarge and those of reading.
func Make(r io.ReadSeeker, side int) ([]byte, error) {
	facts, err := inspect(r)
	if err != nil {
		return nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(r)
	if err != nil {
		return nil, ErrPicture
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, shrink(upright{img, facts.orientation}, side), &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// inspect reads what a file says of itself and refuses it before a decoder makes room for it.
func inspect(r io.ReadSeeker) (facts, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return facts{}, err
	}
	config, format, err := image.DecodeConfig(r)
	if err != nil || config.Width < 1 || config.Height < 1 {
		return facts{}, ErrPicture
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return facts{}, err
	}
	var f facts
	switch format {
	case "jpeg":
		f, err = readFacts(r)
	case "webp":
		f, err = readWebP(r, image.Pt(config.Width, config.Height))
	case "png":
	default: // registered by another package
		err = ErrPicture
	}
	if err != nil {
		return facts{}, err
	}
	limit := mostPixels
	switch {
	case f.progressive:
		limit = mostLayers
	case f.deep || deep(config.ColorModel):
		limit = mostDeep
	}
	if f.scans > mostScans || int64(config.Width)*int64(config.Height) > int64(limit) {
		return facts{}, ErrLarge
	}
	return f, nil
}

func deep(m color.Model) bool {
	return m == color.RGBA64Model || m == color.NRGBA64Model || m == color.Gray16Model
}

// samples is how many points a side are averaged into one.
const samples = 4

// shrink averages points of the picture, on white where it lets light through.
func shrink(img image.Image, side int) *image.RGBA {
	from := img.Bounds()
	width, height := fit(from.Dx(), from.Dy(), side)
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			var r, g, b uint32
			for i := range samples * samples {
				at := image.Pt(
					from.Min.X+((x*samples+i%samples)*2+1)*from.Dx()/(2*samples*width),
					from.Min.Y+((y*samples+i/samples)*2+1)*from.Dy()/(2*samples*height),
				)
				pr, pg, pb, pa := img.At(at.X, at.Y).RGBA()
				r, g, b = r+pr+0xffff-pa, g+pg+0xffff-pa, b+pb+0xffff-pa
			}
			const n = samples * samples * 0x101
			out.SetRGBA(x, y, color.RGBA{R: uint8(r / n), G: uint8(g / n), B: uint8(b / n), A: 0xff})
		}
	}
	return out
}

// fit keeps the proportions; a thread of a picture still has one pixel across.
func fit(width, height, side int) (int, int) {
	longest := max(width, height)
	if longest <= side {
		return width, height
	}
	return max(1, width*side/longest), max(1, height*side/longest)
}

package thumb_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os"
	"testing"

	"nianlun/internal/engine/thumb"
)

// webp is a picture of 64 × 32 whose upper left quarter is red, as Chromium writes it.
func webp(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".webp")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// chunk is a piece of a RIFF.
func chunk(name string, data []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(data)))
	out = append(out, data...)
	return append(out, make([]byte, len(data)%2)...)
}

// riff puts chunks together to a WebP.
func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// piece is the chunk with a name out of a WebP.
func piece(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	at := bytes.Index(data, []byte(name))
	if at < 0 {
		t.Fatalf("no %s", name)
	}
	length := int(binary.LittleEndian.Uint32(data[at+4:]))
	return data[at : at+8+length+length%2]
}

// canvas is the head of an extended WebP.
func canvas(flags byte, width, height uint32) []byte {
	three := func(n uint32) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16)} }
	return chunk("VP8X", append(append([]byte{flags, 0, 0, 0}, three(width-1)...), three(height-1)...))
}

func TestWebP(t *testing.T) {
	for _, name := range []string{"lossy", "lossless", "alpha"} {
		data := webp(t, name)
		for side, want := range map[int]image.Point{100: {X: 64, Y: 32}, 16: {X: 16, Y: 8}} {
			img := made(t, data, side)
			if got := img.Bounds().Size(); got != want {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
			r, _, b, _ := img.At(want.X/8, want.Y/8).RGBA()
			if r < 0xa000 || b > 0x6000 {
				t.Errorf("%s: the upper left is %x %x", name, r, b)
			}
			r, g, b, _ := img.At(want.X*7/8, want.Y*7/8).RGBA()
			if b < 0xa000 || (name == "alpha") != (r > 0xf000 && g > 0xf000) {
				t.Errorf("%s: the lower right is %x %x %x", name, r, g, b)
			}
		}
		if simple := riff(piece(t, webp(t, "lossy"), "VP8 ")); made(t, simple, 16).Bounds().Dx() != 16 {
			t.Error("one without the extended head")
		}
	}
}

// A photo's EXIF stands behind its pixels, with or without the head that it has in a JPEG.
func TestWebPIsUpright(t *testing.T) {
	tiff := turned([]byte{0xff, 0xd8}, binary.LittleEndian, 6)[6:]
	for _, exif := range [][]byte{tiff, tiff[len("Exif\x00\x00"):]} {
		data := riff(canvas(8, 64, 32), piece(t, webp(t, "lossy"), "VP8 "), chunk("EXIF", exif))
		img := made(t, data, 32)
		size := img.Bounds().Size()
		if size != image.Pt(16, 32) {
			t.Fatalf("%v", size)
		}
		if r, _, b, _ := img.At(12, 8).RGBA(); r < b {
			t.Error("the red quarter is not where a person saw it")
		}
	}
}

func TestHostileWebP(t *testing.T) {
	lossy, lossless, alpha := piece(t, webp(t, "lossy"), "VP8 "), piece(t, webp(t, "lossless"), "VP8L"), webp(t, "alpha")
	said := func(chunk []byte, width, height uint16) []byte { // of VP8, behind its name, length and the first six bytes
		out := bytes.Clone(chunk)
		binary.LittleEndian.PutUint16(out[14:], width)
		binary.LittleEndian.PutUint16(out[16:], height)
		return out
	}
	saidWithoutLoss := func(width, height uint32) []byte {
		out := bytes.Clone(lossless)
		binary.LittleEndian.PutUint32(out[9:], (width-1)|(height-1)<<14)
		return out
	}
	longer := bytes.Clone(lossy)
	binary.LittleEndian.PutUint32(longer[4:], 0xffff_fff0)
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"only a head":                {riff(), thumb.ErrPicture},
		"a canvas without pixels":    {riff(canvas(0, 64, 32)), thumb.ErrPicture},
		"a small canvas, many more":  {riff(canvas(0, 64, 32), said(lossy, 16_383, 16_383)), thumb.ErrPicture},
		"the same without loss":      {riff(canvas(0, 64, 32), saidWithoutLoss(16_384, 16_384)), thumb.ErrPicture},
		"a large canvas, few":        {riff(canvas(0, 16_000, 16_000), lossy), thumb.ErrPicture},
		"the largest canvas":         {riff(canvas(0, 1<<24, 1<<24), lossy), thumb.ErrPicture},
		"many pixels":                {riff(said(lossy, 16_383, 16_383)), thumb.ErrLarge},
		"many pixels without loss":   {riff(saidWithoutLoss(6000, 6000)), thumb.ErrLarge},
		"many pixels, light through": {riff(canvas(16, 6000, 6000), piece(t, alpha, "ALPH"), said(piece(t, alpha, "VP8 "), 6000, 6000)), thumb.ErrLarge},
		"promised and not there":     {riff(said(lossy, 4000, 4000)), thumb.ErrPicture},
		"no width":                   {riff(said(lossy, 0, 32)), thumb.ErrPicture},
		"a length beyond the end":    {riff(longer), thumb.ErrPicture},
		"moving":                     {riff(canvas(2, 64, 32), chunk("ANIM", make([]byte, 6)), chunk("ANMF", append(make([]byte, 16), lossy...))), thumb.ErrPicture},
		"two pictures":               {riff(lossy, lossy), thumb.ErrPicture},
		"a thousand chunks first":    {riff(bytes.Repeat(chunk("JUNK", nil), 1000), lossy), thumb.ErrPicture},
		"light through and none":     {riff(canvas(16, 64, 32), lossy), thumb.ErrPicture},
	} {
		if _, err := thumb.Make(bytes.NewReader(tt.data), 100); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	for _, name := range []string{"lossy", "lossless", "alpha"} {
		whole := webp(t, name)
		for n := range len(whole) - 1 {
			// What breaks off in the last bytes of the pixels may still be read to its end.
			if small, err := thumb.Make(bytes.NewReader(whole[:n]), 100); err != nil && !errors.Is(err, thumb.ErrPicture) || err == nil && (n < len(whole)-8 || len(small) == 0) {
				t.Error(fmt.Sprintf("%s broken off after %d of %d:", name, n, len(whole)), err)
			}
		}
	}
}

func FuzzWebP(f *testing.F) {
	for _, name := range []string{"lossy", "lossless", "alpha"} {
		f.Add(webp(f, name))
	}
	f.Add(riff(canvas(8, 64, 32), piece(f, webp(f, "lossy"), "VP8 "), chunk("EXIF", turned([]byte{0xff, 0xd8}, binary.BigEndian, 6)[6:])))
	f.Fuzz(func(t *testing.T, data []byte) {
		small, err := thumb.Make(bytes.NewReader(data), 32)
		if (err == nil) == (len(small) == 0) {
			t.Errorf("%d bytes, %v", len(small), err)
		}
	})
}

package thumb_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"nianlun/internal/engine/thumb"
)

// corner is a picture whose upper left quarter is red.
func corner(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 0x20, G: 0x20, B: 0xe0, A: 0xff}
			if x < width/2 && y < height/2 {
				c = color.RGBA{R: 0xe0, G: 0x20, B: 0x20, A: 0xff}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// turned puts an EXIF segment with an orientation behind the first mark.
func turned(data []byte, order byteOrder, orientation uint16) []byte {
	tiff := []byte("MM\x00\x2a")
	if order.String() == "LittleEndian" {
		tiff = []byte("II\x2a\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, tag := range []uint16{0x010f, 0x0112} {
		tiff = order.AppendUint16(tiff, tag)
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, orientation)
		tiff = order.AppendUint16(tiff, 0)
	}
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func made(t *testing.T, data []byte, side int) image.Image {
	t.Helper()
	small, err := thumb.Make(bytes.NewReader(data), side)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestMake(t *testing.T) {
	for _, tt := range []struct {
		width, height, side int
		want                image.Point
	}{
		{1000, 500, 100, image.Pt(100, 50)},
		{500, 1000, 100, image.Pt(50, 100)},
		{40, 30, 100, image.Pt(40, 30)},
		{4000, 2, 100, image.Pt(100, 1)},
		{1, 1, 100, image.Pt(1, 1)},
	} {
		for _, data := range [][]byte{asJPEG(t, corner(tt.width, tt.height)), asPNG(t, corner(tt.width, tt.height))} {
			if got := made(t, data, tt.side).Bounds().Size(); got != tt.want {
				t.Errorf("%d×%d: %v, want %v", tt.width, tt.height, got, tt.want)
			}
		}
	}
}

// The red quarter lies where a person holding the camera saw it.
func TestUpright(t *testing.T) {
	places := map[uint16]string{0: "left top", 1: "left top", 2: "right top", 3: "right bottom", 4: "left bottom", 5: "left top", 6: "right top", 7: "right bottom", 8: "left bottom", 9: "left top"}
	for orientation, want := range places {
		for _, order := range []byteOrder{binary.BigEndian, binary.LittleEndian} {
			img := made(t, turned(asJPEG(t, corner(200, 100)), order, orientation), 50)
			size := img.Bounds().Size()
			if lying := orientation >= 5 && orientation <= 8; (size.Y > size.X) != lying {
				t.Errorf("orientation %d: %v", orientation, size)
			}
			got := ""
			for name, at := range map[string]image.Point{"left top": {size.X / 4, size.Y / 4}, "right top": {size.X * 3 / 4, size.Y / 4}, "left bottom": {size.X / 4, size.Y * 3 / 4}, "right bottom": {size.X * 3 / 4, size.Y * 3 / 4}} {
				if r, _, b, _ := img.At(at.X, at.Y).RGBA(); r > b {
					got += name
				}
			}
			if got != want {
				t.Errorf("orientation %d: red at %q, want %q", orientation, got, want)
			}
		}
	}
}

func TestTransparentIsWhite(t *testing.T) {
	img := made(t, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 10, 10))), 10)
	if r, g, b, _ := img.At(5, 5).RGBA(); r < 0xf000 || g < 0xf000 || b < 0xf000 {
		t.Errorf("%x %x %x", r, g, b)
	}
}

// bombed is a picture whose head promises other sides than it has.
func bombed(data []byte, at int, width, height uint16) []byte {
	out := bytes.Clone(data)
	binary.BigEndian.PutUint16(out[at:], height)
	binary.BigEndian.PutUint16(out[at+2:], width)
	return out
}

func TestHostile(t *testing.T) {
	whole, small := asJPEG(t, corner(300, 200)), asPNG(t, corner(30, 20))
	sof := bytes.Index(whole, []byte{0xff, 0xc0}) + 5
	wide := bytes.Clone(small) // width and height of a PNG are four bytes each, behind the name of the first chunk
	binary.BigEndian.PutUint32(wide[16:], 30_000)
	binary.BigEndian.PutUint32(wide[20:], 30_000)
	binary.BigEndian.PutUint32(wide[29:], crc32.ChecksumIEEE(wide[12:29]))
	progressive := bytes.Clone(bombed(whole, sof, 5000, 4000))
	progressive[sof-4] = 0xc2
	scans := append(bytes.Clone(whole[:len(whole)-2]), bytes.Repeat([]byte{0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0}, 5000)...)
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":            {nil, thumb.ErrPicture},
		"text":               {[]byte(strings.Repeat("no picture ", 100)), thumb.ErrPicture},
		"a page":             {[]byte("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), thumb.ErrPicture},
		"broken off":         {whole[:len(whole)/2], thumb.ErrPicture},
		"only a head":        {whole[:2], thumb.ErrPicture},
		"half a PNG":         {small[:len(small)/2], thumb.ErrPicture},
		"a bomb of JPEG":     {bombed(whole, sof, 60_000, 60_000), thumb.ErrLarge},
		"a bomb of PNG":      {wide, thumb.ErrLarge},
		"no height":          {bombed(whole, sof, 300, 0), thumb.ErrPicture},
		"large and layers":   {progressive, thumb.ErrLarge},
		"thousands of scans": {scans, thumb.ErrLarge},
	} {
		if _, err := thumb.Make(bytes.NewReader(tt.data), 100); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func FuzzMake(f *testing.F) {
	whole := asJPEG(f, corner(40, 30))
	f.Add(whole)
	f.Add(turned(whole, binary.LittleEndian, 6))
	f.Add(asPNG(f, corner(40, 30)))
	f.Fuzz(func(t *testing.T, data []byte) {
		small, err := thumb.Make(bytes.NewReader(data), 32)
		if (err == nil) == (len(small) == 0) {
			t.Errorf("%d bytes, %v", len(small), err)
		}
	})
}

package thumb

import (
	"image"
	"image/color"
)

// upright turns a picture as its EXIF orientation says: cameras write how they were held instead of turning pixels.
type upright struct {
	image.Image
	orientation int
}

// Bounds begin at the origin; orientations from 5 on lie on their side.
func (u upright) Bounds() image.Rectangle {
	b := u.Image.Bounds()
	if u.orientation >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return image.Rect(0, 0, b.Dx(), b.Dy())
}

// At is embedded as that of the picture, so it is replaced by one that turns.
func (u upright) At(x, y int) color.Color {
	b := u.Image.Bounds()
	right, bottom := b.Dx()-1, b.Dy()-1
	switch u.orientation {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return u.Image.At(b.Min.X+x, b.Min.Y+y)
}

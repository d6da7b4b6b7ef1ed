package thumb

import (
	"encoding/binary"
	"image"
	"io"
)

// A WebP is a RIFF: chunks of four letters, a length and as many bytes, padded to even (RFC 9649). A photo has eight at
// most; its EXIF stands behind the pixels.
const (
	mostChunks = 64
	mostEXIF   = 1 << 16
)

// readWebP walks through the chunks. The decoder makes room for the canvas that the head promises and for the sides
// that the pixels say themselves, and mixes one with the other: a file in which they differ is refused.
func readWebP(r io.ReadSeeker, canvas image.Point) (facts, error) {
	f, found := facts{}, false
	if _, err := r.Seek(int64(len("RIFF????WEBP")), io.SeekStart); err != nil {
		return facts{}, err
	}
	for range mostChunks {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			break // the end, or broken off: the decoder says so
		}
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		data := make([]byte, min(length, mostOf(string(head[:4]))))
		if _, err := io.ReadFull(r, data); err != nil {
			break
		}
		switch string(head[:4]) {
		case "VP8 ", "VP8L":
			if size, ok := sidesIn(string(head[:4]), data); found || !ok || size != canvas {
				return facts{}, ErrPicture
			}
			found = true
			f.deep = f.deep || head[3] == 'L'
		case "ALPH":
			f.deep = true
		case "EXIF":
			f.orientation = orientationIn(withHead(data))
		}
		if _, err := r.Seek(length+length%2-int64(len(data)), io.SeekCurrent); err != nil {
			return facts{}, err
		}
	}
	if !found {
		return facts{}, ErrPicture
	}
	return f, nil
}

// mostOf is how many bytes of a chunk are looked at.
func mostOf(chunk string) int64 {
	switch chunk {
	case "VP8 ", "VP8L":
		return 10
	case "EXIF":
		return mostEXIF
	default:
		return 0
	}
}

// sidesIn are the width and height that the pixels' own head says (RFC 6386, 9.1; RFC 9649, 3.4).
func sidesIn(chunk string, data []byte) (image.Point, bool) {
	const fourteen = 1<<14 - 1
	if chunk == "VP8L" {
		if len(data) < 5 {
			return image.Point{}, false
		}
		bits := int(binary.LittleEndian.Uint32(data[1:]))
		return image.Pt(1+bits&fourteen, 1+bits>>14&fourteen), true
	}
	if len(data) < 10 {
		return image.Point{}, false
	}
	return image.Pt(int(binary.LittleEndian.Uint16(data[6:]))&fourteen, int(binary.LittleEndian.Uint16(data[8:]))&fourteen), true
}

// withHead puts the head of a JPEG's EXIF before one that has none, as is usual in a WebP.
func withHead(data []byte) []byte {
	const head = "Exif\x00\x00"
	if len(data) >= len(head) && string(data[:len(head)]) == head {
		return data
	}
	return append([]byte(head), data...)
}

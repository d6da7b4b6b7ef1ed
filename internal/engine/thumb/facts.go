package thumb

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// facts is what the segments of a JPEG or the chunks of a WebP say.
type facts struct {
	orientation int // 1 to 8 of EXIF tag 0x0112; 0 says nothing
	progressive bool
	scans       int
	deep        bool // a decoder holds as much of a pixel as of one with 16 bits a channel
}

// The markers that are looked for (ITU-T T.81, table B.1).
const (
	markStart       = 0xd8
	markEnd         = 0xd9
	markScan        = 0xda
	markProgressive = 0xc2
	markEXIF        = 0xe1
)

// readFacts walks through the segments. Data that breaks off is no fault here: the decoder says so.
func readFacts(r io.Reader) (facts, error) {
	in := bufio.NewReader(r)
	f := facts{}
	for {
		mark, err := nextMark(in)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return f, nil
		case err != nil:
			return facts{}, err
		case mark == markEnd:
			return f, nil
		case mark == 0 || mark == 1 || mark >= 0xd0 && mark <= markStart: // stuffing, and marks without a segment
			continue
		case mark == markProgressive:
			f.progressive = true
		case mark == markScan:
			if f.scans++; f.scans > mostScans {
				return f, nil
			}
		}
		if err := f.segment(in, mark); err != nil {
			return f, nil //nolint:nilerr // broken off: the decoder says so
		}
	}
}

// nextMark finds the next byte behind an 0xff that is no filling.
func nextMark(in *bufio.Reader) (byte, error) {
	if _, err := in.ReadSlice(0xff); err != nil && !errors.Is(err, bufio.ErrBufferFull) {
		return 0, err
	} else if errors.Is(err, bufio.ErrBufferFull) {
		return 0, nil // a long stretch without a mark
	}
	for {
		b, err := in.ReadByte()
		if err != nil || b != 0xff {
			return b, err
		}
	}
}

// segment reads over one segment, and looks into one of EXIF.
func (f *facts) segment(in *bufio.Reader, mark byte) error {
	var size [2]byte
	if _, err := io.ReadFull(in, size[:]); err != nil {
		return err
	}
	length := int(binary.BigEndian.Uint16(size[:])) - 2
	if length < 0 {
		return io.ErrUnexpectedEOF
	}
	if mark != markEXIF || f.orientation != 0 {
		_, err := in.Discard(length)
		return err
	}
	data := make([]byte, length)
	if _, err := io.ReadFull(in, data); err != nil {
		return err
	}
	f.orientation = orientationIn(data)
	return nil
}

// orientationIn finds tag 0x0112 in the first directory of an EXIF segment; 0 when there is none.
func orientationIn(data []byte) int {
	const head = "Exif\x00\x00"
	if len(data) < len(head)+8 || string(data[:len(head)]) != head {
		return 0
	}
	tiff := data[len(head):]
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:8]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	for i := range int64(order.Uint16(tiff[at : at+2])) {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:entry+2]) == 0x0112 {
			if o := int(order.Uint16(tiff[entry+8 : entry+10])); o >= 1 && o <= 8 {
				return o
			}
			return 0
		}
	}
	return 0
}

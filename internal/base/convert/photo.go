package convert

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"nianlun/internal/kit/fault"
)

const (
	// photoTime is how long a photo may take, the wait for its turn included: whoever
	// uploads it waits.
	photoTime = 20 * time.Second
	// photosAtOnce bounds how many are opened at a time; each takes a core and the
	// memory of all its pixels.
	photosAtOnce = 2
)

// Photo has libheif's program write a telephone's photo (HEIC) anew as a JPEG, upright.
// The faults are those of Read.
func (c *Converter) Photo(ctx context.Context, data []byte) ([]byte, error) {
	program, err := c.find(photoPrograms)
	if err != nil {
		return nil, err
	}
	if len(data) > c.MaxInput {
		return nil, fault.New(fault.TooLarge, "convert.toolarge", "megabytes", c.MaxInput/megabyte)
	}
	ctx, cancel := context.WithTimeout(ctx, min(c.Timeout, photoTime))
	defer cancel()
	select {
	case c.photos <- struct{}{}:
		defer func() { <-c.photos }()
	case <-ctx.Done():
		return nil, fault.Wrap(ctx.Err(), fault.Unavailable, "convert.busy")
	}
	room, err := c.room()
	if err != nil {
		return nil, err
	}
	defer room.remove()
	in, out := filepath.Join(string(room), "in.heic"), filepath.Join(string(room), "out.jpg")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	if result := c.run(ctx, room, program, in, out); result.err != nil {
		return nil, result.fault(ctx)
	}
	// A file with several photos is written as out-1.jpg, out-2.jpg; the first is the one that was taken.
	first := filepath.Join(string(room), "out-1.jpg")
	if _, err := os.Stat(first); err == nil {
		out = first
	}
	return c.readBounded(out)
}

package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"nianlun/internal/engine/thumb"
	"nianlun/internal/kit/fault"
)

// thumbSide is the longest side of a small picture in pixels: sharp at half that
// size on a telephone.
const thumbSide = 320

// thumbEnding marks small pictures among the contents that they were made from.
const thumbEnding = ".jpg"

// Photos opens pictures that no decoder here knows, and gives them back as JPEG.
type Photos interface {
	Photo(ctx context.Context, data []byte) ([]byte, error)
}

// Shown tells whether browsers show a file by itself and a decoder here opens it.
func (f File) Shown() bool {
	return f.Type == "image/jpeg" || f.Type == "image/png" || f.Type == "image/webp"
}

// Small tells whether a file has a small picture. One of a telephone's own format has
// it when a program that opens it was there.
func (f File) Small() bool { return f.Shown() || f.small }

// foreign tells whether a file is a photo that only another program opens.
func (f File) foreign() bool { return f.Type == "image/heic" || f.Type == "image/heif" }

// Thumb opens the small picture of a file of the bureau, a JPEG. It is made when
// the file comes in, or else now, and kept. The caller closes it. NotFound for a
// file that has none.
func (s *Service) Thumb(ctx context.Context, bureau, id string) (Content, File, error) {
	file, err := s.Store.File(ctx, bureau, id)
	if err != nil {
		return nil, File{}, err
	}
	if !file.Shown() && !file.foreign() {
		return nil, File{}, fault.New(fault.NotFound, "notfound")
	}
	small, err := os.Open(s.thumbPath(file.Hash))
	if errors.Is(err, os.ErrNotExist) {
		if err = s.makeThumb(ctx, file); err == nil {
			small, err = os.Open(s.thumbPath(file.Hash))
		}
	}
	if err != nil {
		return nil, File{}, err
	}
	file.Type = "image/jpeg"
	return small, file, nil
}

func (s *Service) thumbPath(hash string) string { return s.path(hash) + thumbEnding }

// makeThumb makes the small picture of a file that came in before it was wanted.
func (s *Service) makeThumb(ctx context.Context, file File) error {
	content, err := os.Open(s.path(file.Hash))
	if errors.Is(err, os.ErrNotExist) {
		return fault.Wrap(err, fault.Unavailable, "blob.gone", "name", file.Name)
	}
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	small, err := s.small(ctx, content, file)
	if fault.KindOf(err) == fault.Invalid {
		return fault.Wrap(err, fault.NotFound, "notfound") // it came in as a file, and nobody promised a picture
	}
	if err != nil {
		return err
	}
	return s.keepThumb(file.Hash, small)
}

// small makes a small picture of a file, opened by another program where it must be.
func (s *Service) small(ctx context.Context, c content, file File) ([]byte, error) {
	if !file.foreign() {
		return s.shrink(c, file.Name)
	}
	if s.Photos == nil {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	if _, err := c.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(c)
	if err != nil {
		return nil, err
	}
	picture, err := s.Photos.Photo(ctx, data)
	if err != nil {
		return nil, err
	}
	return s.shrink(bytes.NewReader(picture), file.Name)
}

// smallNow makes the small picture of a photo that comes in; nil for one that has none.
// A photo that is to be opened here and is not refuses the file; one that another
// program would open is kept also where that is not installed or does not know it.
func (s *Service) smallNow(ctx context.Context, c content, file File) ([]byte, error) {
	switch {
	case file.Shown():
		return s.shrink(c, file.Name)
	case file.foreign():
		small, err := s.small(ctx, c, file)
		if err != nil {
			return nil, ctx.Err()
		}
		return small, nil
	}
	return nil, nil
}

// hasThumb tells whether the small picture of a content was made.
func (s *Service) hasThumb(hash string) bool {
	_, err := os.Stat(s.thumbPath(hash))
	return err == nil
}

// shrink makes a small picture; one at a time, because a decoder needs room.
// Faults: blob.picture, blob.pixels (name).
func (s *Service) shrink(c content, name string) ([]byte, error) {
	s.shrinking.Lock()
	defer s.shrinking.Unlock()
	small, err := thumb.Make(c, thumbSide)
	switch {
	case errors.Is(err, thumb.ErrPicture):
		return nil, fault.Wrap(err, fault.Invalid, "blob.picture", "name", name)
	case errors.Is(err, thumb.ErrLarge):
		return nil, fault.Wrap(err, fault.Invalid, "blob.pixels", "name", name)
	}
	return small, err
}

// keepThumb writes a small picture under its name as a whole.
func (s *Service) keepThumb(hash string, small []byte) error {
	if err := os.MkdirAll(s.temporary(), 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(s.temporary(), "thumb-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }() // gone already when it was renamed
	_, err = bytes.NewReader(small).WriteTo(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	target := s.thumbPath(hash)
	if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
		return err
	}
	return os.Rename(file.Name(), target)
}

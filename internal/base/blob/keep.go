package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"nianlun/internal/kit/fault"
)

// kept is a content that lies in the folder for good.
type kept struct {
	hash      string
	size      int64
	mediaType string
}

// keep streams a content into a temporary file of the same folder, lets look
// judge it, and moves it to its name: written, synced and renamed, so that a
// power cut leaves either nothing or the whole.
func (s *Service) keep(r io.Reader, rules Rules, look func(content, int64) (string, error)) (kept, error) {
	if rules.MaxBytes <= 0 {
		return kept{}, errors.New("blob: rules without a limit")
	}
	if err := os.MkdirAll(s.temporary(), 0o750); err != nil {
		return kept{}, err
	}
	file, err := os.CreateTemp(s.temporary(), "upload-*")
	if err != nil {
		return kept{}, err
	}
	defer func() {
		_ = file.Close()
		_ = os.Remove(file.Name()) // gone already when it was renamed
	}()
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, hash), io.LimitReader(r, rules.MaxBytes+1))
	switch {
	case err != nil:
		return kept{}, err
	case size > rules.MaxBytes:
		return kept{}, fault.New(fault.TooLarge, "blob.toolarge", "megabytes", rules.MaxBytes/megabyte)
	case size == 0:
		return kept{}, fault.New(fault.Invalid, "blob.empty")
	}
	mediaType, err := look(file, size)
	if err != nil {
		return kept{}, err
	}
	out := kept{hash: hex.EncodeToString(hash.Sum(nil)), size: size, mediaType: mediaType}
	return out, s.settle(file, out.hash)
}

func (s *Service) temporary() string { return filepath.Join(s.Dir, "tmp") }

// settle gives a written file its final name. The same content again replaces
// itself, which also renews its time and so keeps Sweep away from it.
func (s *Service) settle(file *os.File, hash string) error {
	if err := file.Sync(); err != nil {
		return err
	}
	// The folder's file system must not reorder: bytes first, then the name.
	target := s.path(hash)
	if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
		return err
	}
	s.moving.Lock()
	err := os.Rename(file.Name(), target)
	s.moving.Unlock()
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// syncFolder makes a rename last through a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// grace is how long a content without a row is left alone: the transaction that
// writes its row may still be running.
const grace = 24 * time.Hour

// Sweep removes contents that no row names any more (their transaction failed)
// and uploads that broke off, and returns how many files it removed.
func (s *Service) Sweep(ctx context.Context) (removed int, err error) {
	if err := os.MkdirAll(s.Dir, 0o750); err != nil {
		return 0, err
	}
	orphans := map[string][]string{} // paths by hash: the content, and its small picture
	var paths []string
	err = filepath.WalkDir(s.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if !s.old(path) {
			return ctx.Err()
		}
		if hash, ok := s.hashOf(path); ok {
			orphans[hash] = append(orphans[hash], path)
		} else {
			paths = append(paths, path)
		}
		return ctx.Err()
	})
	if err != nil {
		return 0, err
	}
	if err := s.keepKnown(ctx, orphans); err != nil {
		return 0, err
	}
	for _, of := range orphans {
		paths = append(paths, of...)
	}
	for _, path := range paths {
		gone, err := s.remove(path)
		if err != nil {
			return removed, err
		}
		if gone {
			removed++
		}
	}
	return removed, nil
}

// old tells whether a file has outlived the grace; a file that is gone has not.
func (s *Service) old(path string) bool {
	info, err := os.Stat(path)
	return err == nil && s.Now().Sub(info.ModTime()) >= grace
}

// remove removes a file that is still old: the same content may have come again
// since it was listed.
func (s *Service) remove(path string) (bool, error) {
	s.moving.Lock()
	defer s.moving.Unlock()
	if !s.old(path) {
		return false, nil
	}
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// keepKnown takes the contents that a row names out of the list.
func (s *Service) keepKnown(ctx context.Context, orphans map[string][]string) error {
	hashes := make([]string, 0, len(orphans))
	for hash := range orphans {
		hashes = append(hashes, hash)
	}
	known, err := s.Store.Known(ctx, hashes)
	if err != nil {
		return err
	}
	for hash := range known {
		delete(orphans, hash)
	}
	return nil
}

// hashOf reads a content's hash from its path; false for a file that is none.
func (s *Service) hashOf(path string) (string, bool) {
	relative, err := filepath.Rel(s.Dir, path)
	if err != nil || filepath.Dir(relative) == filepath.Base(s.temporary()) {
		return "", false
	}
	hash := filepath.Dir(relative) + strings.TrimSuffix(filepath.Base(relative), thumbEnding)
	raw, err := hex.DecodeString(hash)
	return hash, err == nil && len(raw) == 32
}

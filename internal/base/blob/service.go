package blob

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Service is the files of an installation.
type Service struct {
	Store Store
	Dir   string // the folder of the bytes, data/blobs
	Now   func() time.Time
	// Photos opens what is no JPEG or PNG; nil where nothing does.
	Photos Photos

	shrinking sync.Mutex // one picture is decoded at a time
	moving    sync.Mutex // no content is swept away while the same is being settled
}

// Store keeps the rows of files.
type Store interface {
	Insert(ctx context.Context, bureau string, file File) error
	// File is one file's row; the NotFound fault "notfound" when there is none.
	File(ctx context.Context, bureau, id string) (File, error)
	Files(ctx context.Context, bureau string, ids []string) ([]File, error)
	// Known tells which of some hashes any bureau's row still names.
	Known(ctx context.Context, hashes []string) (map[string]bool, error)
}

// megabyte in bytes, as people and parameters count it.
const megabyte = 1 << 20

// Put reads a file to its end and keeps it. The bytes are on disk before the row
// is written, so that no row ever names bytes that are not there. Faults:
// blob.toolarge (megabytes), blob.empty, blob.name, blob.type (extension, allowed);
// of photos blob.picture and blob.pixels.
func (s *Service) Put(ctx context.Context, by access.Actor, name string, r io.Reader, rules Rules) (File, error) {
	if by.Bureau == "" {
		return File{}, fault.New(fault.SignIn, "signin")
	}
	name, err := fileName(name)
	if err != nil {
		return File{}, err
	}
	promised, known := kindOf(extension(name))
	if !known || !rules.allows(promised) {
		return File{}, wrongType(name, rules)
	}
	var small []byte
	kept, err := s.keep(r, rules, func(c content, size int64) (string, error) {
		found, fits, err := promised.detect(c, size)
		if err == nil && !fits {
			err = wrongType(name, rules)
		}
		if err == nil && rules.Picture {
			small, err = s.smallNow(ctx, c, File{Name: name, Type: found})
		}
		return found, err
	})
	if err == nil && small != nil {
		err = s.keepThumb(kept.hash, small)
	}
	if err != nil {
		return File{}, err
	}
	file := File{ID: id.New(), Hash: kept.hash, Name: name, Size: kept.size, Type: kept.mediaType, Person: by.Person, At: s.Now()}
	return file, s.Store.Insert(ctx, by.Bureau, file)
}

// Open opens a file of the bureau. The caller closes it.
func (s *Service) Open(ctx context.Context, bureau, id string) (Content, File, error) {
	file, err := s.Store.File(ctx, bureau, id)
	if err != nil {
		return nil, File{}, err
	}
	content, err := os.Open(s.path(file.Hash))
	if errors.Is(err, os.ErrNotExist) {
		return nil, File{}, fault.Wrap(err, fault.Unavailable, "blob.gone", "name", file.Name)
	}
	return content, file, err
}

// Files are the rows of some files, for lists; missing ones are left out.
func (s *Service) Files(ctx context.Context, bureau string, ids []string) ([]File, error) {
	all, err := s.Store.Files(ctx, bureau, ids)
	for i, f := range all {
		all[i].small = f.foreign() && s.hasThumb(f.Hash)
	}
	return all, err
}

// path is where a content lies: two levels, so that no folder grows too large.
func (s *Service) path(hash string) string { return filepath.Join(s.Dir, hash[:2], hash[2:]) }

// longest is the longest name that is kept, in characters.
const longest = 200

// fileName is the name without any folder that a browser or an attacker sent along.
func fileName(name string) (string, error) {
	name = strings.TrimSpace(name[strings.LastIndexAny(name, `/\`)+1:])
	bad := func(r rune) bool { return unicode.IsControl(r) || isDirection(r) }
	if name == "" || name == "." || name == ".." || !utf8.ValidString(name) || strings.ContainsFunc(name, bad) ||
		utf8.RuneCountInString(name) > longest {
		return "", fault.New(fault.Invalid, "blob.name")
	}
	return name, nil
}

// isDirection finds the marks that turn the reading direction, with which
// "photo\u202egpj.exe" shows itself as "photoexe.jpg".
func isDirection(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

func wrongType(name string, rules Rules) error {
	allowed := rules.Types
	if len(allowed) == 0 {
		allowed = Extensions()
	}
	return fault.New(fault.Invalid, "blob.type", "name", name, "allowed", strings.Join(allowed, ", "))
}

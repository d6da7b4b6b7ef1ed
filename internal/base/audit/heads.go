package audit

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"time"
)

// HeadFile keeps heads outside the database, one JSON line each, only ever
// appended to. Where it lies on a medium that can only be appended to, or is
// copied elsewhere, nobody can rewrite the log's past without being seen.
type HeadFile struct{ path string }

// NewHeadFile names the file; it is made with the first head.
func NewHeadFile(path string) *HeadFile { return &HeadFile{path: path} }

type headLine struct {
	Bureau string    `json:"bureau"`
	Size   int64     `json:"size"`
	Hash   string    `json:"hash"`
	At     time.Time `json:"at"`
}

// Append writes heads to the end of the file and to the disk.
func (f *HeadFile) Append(heads ...Head) error {
	file, err := os.OpenFile(f.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if err := writeLines(file, heads); err != nil {
		return errors.Join(err, file.Close())
	}
	return errors.Join(file.Sync(), file.Close())
}

// writeLines begins a new line first where a power cut has torn the last one.
func writeLines(file *os.File, heads []Head) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if last := make([]byte, 1); info.Size() > 0 {
		if _, err := file.ReadAt(last, info.Size()-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			if _, err := file.WriteString("\n"); err != nil {
				return err
			}
		}
	}
	encoder := json.NewEncoder(file)
	for _, h := range heads {
		if err := encoder.Encode(headLine(h)); err != nil {
			return err
		}
	}
	return nil
}

// Read are all heads that were ever kept; none when there is no file yet. A torn
// line is left out: whoever could damage a line could also remove it.
func (f *HeadFile) Read() ([]Head, error) {
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	var heads []Head
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var line headLine
		if json.Unmarshal(lines.Bytes(), &line) == nil {
			heads = append(heads, Head(line))
		}
	}
	return heads, lines.Err()
}

// headsEvery is how often a running sealer keeps the heads.
const headsEvery = time.Hour

// KeepHeads lets Run write the heads of all bureaus into a file, when it starts
// and every hour. Call it before Run.
func (s *Service) KeepHeads(file *HeadFile) { s.heads = file }

func (s *Service) keepHeads(ctx context.Context) error {
	now := s.now()
	if s.heads == nil || now.Sub(s.headsKept) < headsEvery {
		return nil
	}
	bureaus, err := s.store.Bureaus(ctx)
	if err != nil {
		return err
	}
	heads := make([]Head, len(bureaus))
	for i, bureau := range bureaus {
		if heads[i], err = s.store.Head(ctx, bureau); err != nil {
			return err
		}
	}
	if len(heads) == 0 {
		return nil
	}
	if err := s.heads.Append(heads...); err != nil {
		return err
	}
	s.headsKept = now
	return nil
}

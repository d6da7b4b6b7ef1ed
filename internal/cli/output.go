package cli

import (
	"bufio"
	"errors"
	"os"
)

// toFileOr lets a command write to a file, or where it writes anyway when path is
// empty. A broken file does not stay.
func (s streams) toFileOr(path string, write func(streams) error) (err error) {
	if path == "" {
		return write(s)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	defer func() {
		if err = errors.Join(err, out.Flush(), file.Close()); err != nil {
			_ = os.Remove(path)
		}
	}()
	s.out = out
	return write(s)
}

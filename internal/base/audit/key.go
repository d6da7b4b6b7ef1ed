package audit

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// keySize is the size of the key in bytes: as long as the hash.
const keySize = 32

// LoadKey reads the sealing key of this installation from a file that only the
// program may read, and makes it the first time. Whoever loses the file can no
// longer tell genuine entries from forged ones: back it up apart from the database.
func LoadKey(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(path)
	}
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(data)))
	if err != nil || len(key) != keySize {
		return nil, fmt.Errorf("%s holds no audit key", path)
	}
	return key, nil
}

func makeKey(path string) ([]byte, error) {
	key := make([]byte, keySize)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if _, err := file.WriteString(hex.EncodeToString(key) + "\n"); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return key, errors.Join(file.Sync(), file.Close())
}

package archtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// vouching is how a template would pass an address on unread.
var vouching = regexp.MustCompile(`templ\.(SafeURL|Unsafe\w*|JSUnsafe\w*)`)

// Addresses go through templ's own reading, which lets no script pass: a page
// that vouches for an address vouches for whatever an id may hold one day.
func TestNoPageVouchesForAddresses(t *testing.T) {
	top, err := root()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(top, "internal"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".templ") && !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_templ.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if found := vouching.Find(text); found != nil {
			t.Errorf("%s: leave %s out", path, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

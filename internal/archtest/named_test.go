package archtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	namedTest = regexp.MustCompile("`(Test[A-Z]\\w*)`")
	madeTest  = regexp.MustCompile(`(?m)^func (Test[A-Z]\w*)\(`)
)

// A document that says which test shows something is worth nothing when that test
// has another name today.
func TestDocumentsNameTestsThatExist(t *testing.T) {
	top, err := root()
	if err != nil {
		t.Fatal(err)
	}
	made, named := map[string]bool{}, map[string][]string{}
	err = filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == "node_modules" || name != "." && strings.HasPrefix(name, ".") && path != top {
				return filepath.SkipDir
			}
			return nil
		}
		isTest, isText := strings.HasSuffix(path, "_test.go"), strings.HasSuffix(path, ".md")
		if !isTest && !isText {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if isTest {
			for _, found := range madeTest.FindAllSubmatch(text, -1) {
				made[string(found[1])] = true
			}
			return nil
		}
		for _, found := range namedTest.FindAllSubmatch(text, -1) {
			named[string(found[1])] = append(named[string(found[1])], entry.Name())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(made) < 500 {
		t.Fatalf("only %d tests were found", len(made))
	}
	for name, documents := range named {
		if !made[name] {
			t.Errorf("%s: there is no test %s", strings.Join(documents, ", "), name)
		}
	}
}

package archtest

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"nianlun/internal/kit/i18n"
)

// speakers are the packages whose Chinese is data of the field, not text for
// people: the reader and the proposals know the words of documents and of
// heads of tables, roles and forms are definitions, the demo and the bench are a bureau's content.
var speakers = []string{
	"internal/engine/docread", "internal/engine/doctext", "internal/engine/doclint", "internal/engine/doccheck",
	"internal/engine/docwrite", "internal/engine/expr", "internal/engine/form/formimport", "internal/engine/workdays",
	"internal/engine/ooxml", "internal/engine/period", "internal/kit/i18n", "internal/demo", "internal/archtest", "internal/base/access", "internal/work/document", "internal/bench",
}

func speaks(pkg string) bool {
	for _, s := range speakers {
		if pkg == s || strings.HasPrefix(pkg, s+"/") {
			return true
		}
	}
	return strings.HasSuffix(pkg, "test")
}

func TestNoTextInCode(t *testing.T) {
	for _, f := range load(t) {
		if f.test || !strings.HasPrefix(f.pkg, "internal/") || speaks(f.pkg) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if ok && (lit.Kind == token.STRING || lit.Kind == token.CHAR) && sentence(lit.Value) {
				t.Errorf("%s: %s belongs in the catalogues", f.fset.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}
}

// sentence: a single word such as a signature's role or a function's Chinese
// name is a name; more Han characters than a name has are a text.
func sentence(literal string) bool {
	han := 0
	for _, r := range literal {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return han > 4
}

var (
	quoted = regexp.MustCompile("\"(?:[^\"\\\\\n]|\\\\.)*\"")
	keyish = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z0-9-]+)+$`)
	// used finds keys where a text is certainly meant: T("…"), Msg("…").
	used = regexp.MustCompile(`(?:\bT\((?:ctx, )?|\bMsg\()("[a-z][a-z0-9.-]*[a-z0-9]")`)
	// faults finds codes: fault.New(fault.Kind, "code") and fault.Wrap(err, fault.Kind, "code").
	faults = regexp.MustCompile(`fault\.(?:New|Wrap)\((?:[^,()]+(?:\([^()]*\))?, )*fault\.[A-Z]\w+, ("[a-z][a-z0-9.-]*")`)
)

// literals reads all quoted strings of the hand-written sources, definitions included.
func literals(t *testing.T, visit func(path, text string)) {
	t.Helper()
	top, err := root()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(top, "internal"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := entry.Name()
		source := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go")
		if !source && !strings.HasSuffix(name, ".templ") && !strings.HasSuffix(name, ".ts") {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !strings.Contains(path, "/kit/i18n/") {
			visit(path, string(data))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoKeyIsMissing(t *testing.T) {
	literals(t, func(path, text string) {
		for _, m := range used.FindAllStringSubmatch(text, -1) {
			if key, _ := strconv.Unquote(m[1]); strings.Contains(key, ".") && !i18n.Has(key) {
				t.Errorf("%s: no catalogue has %s", path, key)
			}
		}
		for _, m := range faults.FindAllStringSubmatch(text, -1) {
			if code, _ := strconv.Unquote(m[1]); !strings.HasSuffix(code, ".") && !i18n.Has("fault."+code) {
				t.Errorf("%s: no catalogue has fault.%s", path, code)
			}
		}
	})
}

func TestNoKeyIsUnused(t *testing.T) {
	seen, prefixes := map[string]bool{}, []string{}
	literals(t, func(_, text string) {
		for _, q := range quoted.FindAllString(text, -1) {
			s, err := strconv.Unquote(q)
			if err != nil {
				continue
			}
			switch {
			case keyish.MatchString(s):
				seen[s], seen["fault."+s] = true, true
			case strings.HasSuffix(s, ".") && keyish.MatchString(strings.TrimSuffix(s, ".")+".x"):
				prefixes = append(prefixes, s)
			default:
				seen["fault."+s] = true
			}
		}
	})
	for _, key := range i18n.Keys(i18n.Chinese) {
		if !seen[key] && !hasPrefix(key, prefixes) {
			t.Errorf("nothing uses the text %s", key)
		}
	}
}

func hasPrefix(key string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

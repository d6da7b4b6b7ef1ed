package archtest

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// storeys from the ground up; a package may import its own storey and those below.
var storeys = []struct {
	prefix string
	level  int
	reason string
}{
	{"internal/kit/", 1, "the foundation knows nobody"},
	{"internal/engine/", 2, "engines stand on the foundation only"},
	{"internal/base/", 3, "bases are shared by works and know none"},
	{"internal/work/", 4, "works know no door"},
	{"internal/web/", 5, "doors know works, never the composition"},
	{"internal/web", 5, "doors know works, never the composition"},
	{"internal/api", 5, "doors know works, never the composition"},
	{"internal/app", 6, "the composition root knows all but the commands"},
	{"internal/demo", 7, "the demo fills a whole app"},
	{"internal/bench", 8, "the bench drives a whole app"},
	{"internal/cli", 8, "commands stand on top"},
}

func level(pkg string) (int, string) {
	for _, s := range storeys {
		if pkg == strings.TrimSuffix(s.prefix, "/") || strings.HasPrefix(pkg, strings.TrimSuffix(s.prefix, "/")+"/") {
			return s.level, s.reason
		}
	}
	return 0, ""
}

func load(t *testing.T) []file {
	t.Helper()
	top, err := root()
	if err != nil {
		t.Fatal(err)
	}
	files, err := readAll(top)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("only %d files found: the law is looking at the wrong folder", len(files))
	}
	return files
}

func TestImportsGoDown(t *testing.T) {
	for _, f := range load(t) {
		from, reason := level(f.pkg)
		if from == 0 || f.test {
			continue
		}
		for _, imported := range f.imports {
			pkg, ours := inner(imported)
			if !ours {
				continue
			}
			if to, _ := level(pkg); to > from {
				t.Errorf("%s imports %s, a storey above it: %s", f.path, pkg, reason)
			}
		}
	}
}

// workOf is the name of the work that a package belongs to, or "".
func workOf(pkg string) string {
	rest, ok := strings.CutPrefix(pkg, "internal/work/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

func TestWorksDoNotKnowEachOther(t *testing.T) {
	for _, f := range load(t) {
		own := workOf(f.pkg)
		if own == "" {
			continue
		}
		for _, imported := range f.imports {
			pkg, _ := inner(imported)
			if other := workOf(pkg); other != "" && other != own {
				t.Errorf("%s: work %s imports work %s; declare an interface and let app wire it", f.path, own, other)
			}
		}
	}
}

// roomOf is the room of a work that a package belongs to, or "": a package below the
// work that is not its database.
func roomOf(pkg string) string {
	work := workOf(pkg)
	rest, inside := strings.CutPrefix(pkg, "internal/work/"+work+"/")
	room, _, _ := strings.Cut(rest, "/")
	if !inside || room == work+"db" || isTestPackage(pkg) {
		return ""
	}
	return room
}

// A work may have rooms. The compiler sees to it that the work knows none of those
// that stand on it; they do not know each other either.
func TestRoomsOfAWorkDoNotKnowEachOther(t *testing.T) {
	for _, f := range load(t) {
		own := roomOf(f.pkg)
		if own == "" {
			continue
		}
		for _, imported := range f.imports {
			pkg, _ := inner(imported)
			if other := roomOf(pkg); workOf(pkg) == workOf(f.pkg) && other != "" && other != own {
				t.Errorf("%s: room %s imports room %s; let the work or app stand between them", f.path, own, other)
			}
		}
	}
}

func isDB(pkg string) bool {
	if !strings.HasPrefix(pkg, "internal/base/") && !strings.HasPrefix(pkg, "internal/work/") && !strings.HasPrefix(pkg, "internal/api/") {
		return false
	}
	return path.Base(pkg) == path.Base(path.Dir(pkg))+"db"
}

func TestSQLStaysInItsPackages(t *testing.T) {
	sqlish := []string{"database/sql", "github.com/uptrace/bun", "github.com/jackc/pgx/v5", "modernc.org/sqlite"}
	mayUseStore := func(f file) bool {
		return isDB(f.pkg) || f.test || isTestPackage(f.pkg) || strings.HasPrefix(f.pkg, "internal/kit/store") || f.pkg == "internal/app"
	}
	for _, f := range load(t) {
		for _, imported := range f.imports {
			pkg, _ := inner(imported)
			if isDB(pkg) && f.pkg != "internal/app" && !f.test && !isTestPackage(f.pkg) && !strings.HasPrefix(f.pkg, pkg) {
				t.Errorf("%s imports %s: only app and tests know where things are stored", f.path, pkg)
			}
			if (pkg == "internal/kit/store" || slices.Contains(sqlish, imported)) && !mayUseStore(f) {
				t.Errorf("%s imports %s: SQL lives in <name>db packages", f.path, imported)
			}
		}
	}
}

func TestDesignSystemKnowsNoWork(t *testing.T) {
	for _, f := range load(t) {
		if !strings.HasPrefix(f.pkg, "internal/web/ui") {
			continue
		}
		for _, imported := range f.imports {
			if pkg, _ := inner(imported); strings.HasPrefix(pkg, "internal/work/") || strings.HasPrefix(pkg, "internal/base/") {
				t.Errorf("%s imports %s: the design system knows no work", f.path, pkg)
			}
		}
	}
}

func TestEveryPackageHasOneDocComment(t *testing.T) {
	docs, names := map[string]int{}, map[string]bool{}
	for _, f := range load(t) {
		if f.test {
			continue
		}
		names[f.pkg] = true
		if f.ast.Doc != nil {
			docs[f.pkg]++
		}
	}
	for pkg := range names {
		if docs[pkg] != 1 {
			t.Errorf("%s has %d package comments; one says what it owns and never does", pkg, docs[pkg])
		}
	}
}

func TestNames(t *testing.T) {
	refused := []string{"util", "utils", "common", "helper", "helpers", "model", "models", "types", "service", "services"}
	for _, f := range load(t) {
		if slices.Contains(refused, path.Base(f.pkg)) {
			t.Errorf("%s: a package named %s says nothing of what it owns", f.path, path.Base(f.pkg))
		}
	}
}

func TestFilesStaySmall(t *testing.T) {
	for _, f := range load(t) {
		limit := 800
		if f.test {
			limit = 1200
		}
		if f.lines > limit {
			t.Errorf("%s has %d lines, more than %d: divide it by ideas", f.path, f.lines, limit)
		}
	}
}

// isTestPackage tells whether a package is there for tests alone.
func isTestPackage(pkg string) bool { return strings.HasSuffix(path.Base(pkg), "test") }

func TestTestPackagesStayInTests(t *testing.T) {
	seen := 0
	for _, f := range load(t) {
		for _, imported := range f.imports {
			pkg, ours := inner(imported)
			if !ours || !isTestPackage(pkg) {
				continue
			}
			seen++
			if !f.test && !isTestPackage(f.pkg) && !strings.HasPrefix(f.pkg, "e2e") {
				t.Errorf("%s imports %s, which is for tests alone", f.path, pkg)
			}
		}
	}
	if seen < 20 {
		t.Fatalf("only %d imports of test packages found: the law is looking at the wrong folder", seen)
	}
}

func TestTestingStaysInTests(t *testing.T) {
	for _, f := range load(t) {
		if f.test || isTestPackage(f.pkg) || strings.HasPrefix(f.pkg, "e2e") {
			continue
		}
		if slices.Contains(f.imports, "testing") {
			t.Errorf("%s imports testing", f.path)
		}
	}
}

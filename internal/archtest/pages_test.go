package archtest

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// pagesOf is the noun whose pages a package of the web belongs to, "collect", or ""
// for what all pages stand on.
func pagesOf(pkg string) string {
	rest, ok := strings.CutPrefix(pkg, "internal/web/")
	if !ok {
		return ""
	}
	noun, _, _ := strings.Cut(rest, "/")
	if slices.Contains([]string{"ui", "door", "pagetest"}, noun) {
		return ""
	}
	return noun
}

// What two nouns' pages share belongs to the design system or the door; a link from
// one to the other needs only an address.
func TestPagesDoNotKnowEachOther(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range load(t) {
		own := pagesOf(f.pkg)
		if own == "" {
			continue
		}
		seen[own] = true
		for _, imported := range f.imports {
			pkg, _ := inner(imported)
			if other := pagesOf(pkg); other != "" && other != own {
				t.Errorf("%s: pages of %s import pages of %s; link by address, or share through web/ui", f.path, own, other)
			}
		}
	}
	if len(seen) < 5 {
		t.Fatalf("only pages of %v found: the law is looking at the wrong folder", slices.Sorted(maps.Keys(seen)))
	}
}

// The rooms of a noun that stand on its pages do not know each other: what they share
// stands below them, in the noun itself or in a package that knows neither.
func TestRoomsOfPagesDoNotKnowEachOther(t *testing.T) {
	files := load(t)
	onTop := map[string]bool{} // rooms that import the noun they belong to
	for _, f := range files {
		noun := "internal/web/" + pagesOf(f.pkg)
		for _, imported := range f.imports {
			if pkg, _ := inner(imported); pkg == noun && f.pkg != noun && !f.test {
				onTop[f.pkg] = true
			}
		}
	}
	onTop["internal/web"] = false // it opens all rooms
	if len(onTop) < 2 {
		t.Fatal("no rooms found: the law is looking at the wrong folder")
	}
	for _, f := range files {
		if !onTop[f.pkg] {
			continue
		}
		for _, imported := range f.imports {
			if pkg, _ := inner(imported); onTop[pkg] && pkg != f.pkg {
				t.Errorf("%s: room %s imports room %s; what both need stands below them", f.path, f.pkg, pkg)
			}
		}
	}
}

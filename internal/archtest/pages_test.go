package archtest

import (
	"go/ast"
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

// A room is a package of a noun's pages that opens addresses. Rooms do not know each
// other, nor does what they stand on know one of them: what two rooms need stands in a
// package below both that makes no page.
func TestRoomsOfPagesDoNotKnowEachOther(t *testing.T) {
	files := load(t)
	rooms, below := map[string]bool{}, 0
	for _, f := range files {
		if pagesOf(f.pkg) != "" && !f.test && declares(f, "Routes") {
			rooms[f.pkg] = true
		}
	}
	for _, f := range files {
		if f.test || pagesOf(f.pkg) == "" {
			continue
		}
		for _, imported := range f.imports {
			pkg, _ := inner(imported)
			if pkg == f.pkg || pagesOf(pkg) == "" {
				continue
			}
			below++
			if rooms[pkg] {
				t.Errorf("%s imports %s, which opens pages of its own; what both need stands in a package below them", f.path, pkg)
			}
		}
	}
	if !rooms["internal/web/collect/mandates"] || below < 10 {
		t.Fatalf("rooms %v and %d imports below them found: the law is looking at the wrong folder", slices.Sorted(maps.Keys(rooms)), below)
	}
}

// declares tells whether a file has a function or a method of that name.
func declares(f file, name string) bool {
	return slices.ContainsFunc(f.ast.Decls, func(d ast.Decl) bool {
		fn, is := d.(*ast.FuncDecl)
		return is && fn.Name.Name == name
	})
}

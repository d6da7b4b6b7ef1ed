package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// storing are the names of methods with which works write into what they keep, on a member
// of the service that is a store.
var (
	storing = regexp.MustCompile(`^(Add|Insert|Update|Delete|Remove|Set|Put|Lift|Restore|Extend|Redate|HandOver|MoveVersion|Remind|End|Drop|Freeze|Replace)`)
	keepers = regexp.MustCompile(`^(Store|Mandates|Acts|Corrections)$`)
)

// Every way into a work that writes leaves an entry in the log: from each exported method of a
// service that reaches a write of its store, a write of the log is reached, too, within the
// work's own code.
func TestEveryWriteOfAWorkReachesTheLog(t *testing.T) {
	found := 0
	for _, folder := range workFolders(t) {
		calls := callsOf(t, folder)
		for name, f := range calls {
			if !f.exported {
				continue
			}
			writes, logs := reaches(calls, name)
			if len(writes) == 0 {
				continue
			}
			found++
			if !logs {
				t.Errorf("%s.%s writes %v and leaves no entry in the log", filepath.Base(folder), name, writes)
			}
		}
	}
	if found < 55 {
		t.Errorf("only %d methods that write were found: the law no longer sees them", found)
	}
}

// workFolders are the packages of the works whose acts the log must hold, one by one. What
// is drafted (designs of forms, readings of documents) keeps its steps in a history of its
// own, and is logged when it is published, confirmed or issued.
func workFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	for _, work := range []string{"collect", "plan", "indicator"} {
		err := filepath.WalkDir(filepath.Join("..", "work", work), func(path string, d os.DirEntry, err error) error {
			if err == nil && d.IsDir() && !strings.HasSuffix(path, "db") {
				folders = append(folders, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return folders
}

// function is what one function of a package calls.
type function struct {
	exported bool     // a method of a service that other packages call
	calls    []string // functions of the package, and methods of the same service
	writes   []string // of a store
	logs     bool
}

func callsOf(t *testing.T, folder string) map[string]function {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]function{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range tree.Decls {
			if fn, is := decl.(*ast.FuncDecl); is && fn.Body != nil {
				of, _ := receiver(fn)
				out[of+"."+fn.Name.Name] = functionOf(fn)
			}
		}
	}
	return out
}

func functionOf(fn *ast.FuncDecl) function {
	of, self := receiver(fn)
	f := function{exported: ast.IsExported(of) && ast.IsExported(fn.Name.Name)}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if id, is := n.Fun.(*ast.Ident); is {
				f.calls = append(f.calls, "."+id.Name)
			}
		case *ast.SelectorExpr:
			if id, is := n.X.(*ast.Ident); is && self != "" && id.Name == self {
				f.calls = append(f.calls, of+"."+n.Sel.Name)
			}
			member, is := n.X.(*ast.SelectorExpr)
			switch {
			case !is:
			case member.Sel.Name == "Audit" && n.Sel.Name == "Write":
				f.logs = !strings.HasPrefix(fn.Name.Name, "find") // that a thing was opened, not what was done to it
			case keepers.MatchString(member.Sel.Name) && storing.MatchString(n.Sel.Name):
				f.writes = append(f.writes, member.Sel.Name+"."+n.Sel.Name)
			}
		}
		return true
	})
	return f
}

// receiver is the type that a method belongs to and what it calls itself; "" for functions.
func receiver(fn *ast.FuncDecl) (of, self string) {
	if fn.Recv == nil {
		return "", ""
	}
	typ := fn.Recv.List[0].Type
	if star, is := typ.(*ast.StarExpr); is {
		typ = star.X
	}
	if id, is := typ.(*ast.Ident); is {
		of = id.Name
	}
	if names := fn.Recv.List[0].Names; len(names) > 0 {
		self = names[0].Name
	}
	return of, self
}

// reaches follows the calls of a function within its package.
func reaches(all map[string]function, from string) (writes []string, logs bool) {
	seen, todo := map[string]bool{from: true}, []string{from}
	for len(todo) > 0 {
		f := all[todo[0]]
		todo = todo[1:]
		logs = logs || f.logs
		for _, w := range f.writes {
			if !slices.Contains(writes, w) {
				writes = append(writes, w)
			}
		}
		for _, call := range f.calls {
			if _, own := all[call]; own && !seen[call] {
				seen[call] = true
				todo = append(todo, call)
			}
		}
	}
	return writes, logs
}

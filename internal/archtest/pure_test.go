package archtest

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// Engines turn input into output: what they need of the world is a parameter.
func TestEnginesArePure(t *testing.T) {
	refused := map[string]string{
		"database/sql": "SQL", "net/http": "HTTP", "os": "the file system", "os/exec": "other programs",
		"math/rand": "chance", "math/rand/v2": "chance", "crypto/rand": "chance", "net": "the network",
		"github.com/google/uuid": "identifiers", "nianlun/internal/kit/id": "identifiers",
	}
	for _, f := range load(t) {
		if !strings.HasPrefix(f.pkg, "internal/engine/") || f.test || strings.HasSuffix(f.pkg, "test") {
			continue
		}
		for _, imported := range f.imports {
			if what, bad := refused[imported]; bad {
				t.Errorf("%s imports %s: an engine gets %s as a parameter", f.path, imported, what)
			}
		}
		for _, call := range clockCalls(f) {
			t.Errorf("%s: an engine gets the time as a parameter", f.fset.Position(call.Pos()))
		}
	}
}

func clockCalls(f file) []ast.Node {
	var found []ast.Node
	ast.Inspect(f.ast, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		owner, ok := selector.X.(*ast.Ident)
		if ok && owner.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick"}, selector.Sel.Name) {
			found = append(found, n)
		}
		return true
	})
	return found
}

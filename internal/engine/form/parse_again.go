package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// compile compiles an expression of the definition; one that was published before as it was taken then.
func (p *parser) compile(source string, scope *expr.Scope, want ...expr.Kind) (*expr.Program, error) {
	if p.library.Published {
		return expr.CompileAgain(source, scope, want...)
	}
	return expr.Compile(source, scope, want...)
}

// template reads a message in the same way.
func (p *parser) template(source string, scope *expr.Scope) (*expr.Template, error) {
	if p.library.Published {
		return expr.CompileTemplateAgain(source, scope)
	}
	return expr.CompileTemplate(source, scope)
}

// refuse reports an expression that cannot be compiled. What was published stays readable: returns stand on it.
func (p *parser) refuse(at yamldoc.Node, err error) {
	if !p.library.Published {
		reportExpr(at, err)
	}
}

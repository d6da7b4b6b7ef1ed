package indicator

import (
	"fmt"
	"strconv"
	"strings"

	"nianlun/internal/engine/period"
)

// Ref names a figure for ever: definition and version, period, scope. A text
// that cites the figure holds its ref.
type Ref struct {
	Code    string
	Version int
	Period  period.Period
	Scope   Scope
}

// String is the text form: building-spend@1:2026-08:all.
func (r Ref) String() string {
	return fmt.Sprintf("%s@%d:%s:%s", r.Code, r.Version, r.Period, r.Scope)
}

// ParseRef reads the text form and nothing else.
func ParseRef(text string) (Ref, bool) {
	parts := strings.SplitN(text, ":", 3)
	if len(parts) != 3 {
		return Ref{}, false
	}
	code, no, found := strings.Cut(parts[0], "@")
	version, err := strconv.Atoi(no)
	if !found || err != nil || version < 1 || !codeShape.MatchString(code) {
		return Ref{}, false
	}
	p, err := period.Parse(parts[1])
	if err != nil {
		return Ref{}, false
	}
	scope, ok := ParseScope(parts[2])
	ref := Ref{Code: code, Version: version, Period: p, Scope: scope}
	return ref, ok && ref.String() == text
}

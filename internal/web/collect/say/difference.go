package say

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/web/ui"
)

// Difference says what a new version of a form does to one field.
func Difference(ctx context.Context, d form.Difference) string {
	var args []any
	for name, value := range d.Params {
		args = append(args, name, value)
	}
	return ui.T(ctx, "form.compat."+d.Code, args...)
}

package design

import (
	"nianlun/internal/engine/form"
)

// Differences lists what a draft does differently from the version that it began
// with; none for a new form or one that cannot be read yet.
func (o Open) Differences() []form.Difference {
	if o.Published.Definition == nil || o.Definition == nil {
		return nil
	}
	return form.Compat(o.Published.Definition, o.Definition)
}

package design

import (
	"bytes"

	"nianlun/internal/engine/form/formdraft"
)

// EditText replaces the whole definition by what an expert wrote. Comments and
// order stay as written until the next act on the page.
type EditText struct{ YAML string }

// Name implements Act.
func (EditText) Name() string { return "text.edit" }

// Target implements Act.
func (EditText) Target() string { return "text" }

func (a EditText) untouched(before, now *formdraft.Draft) bool {
	return bytes.Equal(before.YAML(), now.YAML())
}

func (a EditText) apply(b *bench) error {
	next, err := formdraft.Read([]byte(a.YAML))
	if err != nil {
		return mistakes(err)
	}
	if b.published != nil {
		next.Code = b.content.Code
	}
	*b.content = next
	return nil
}

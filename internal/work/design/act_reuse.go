package design

import (
	"nianlun/internal/engine/form/formdraft"
)

// ReuseField fills a field in from where it is held already, so that schools
// confirm it instead of typing it again.
type ReuseField struct {
	Key  string
	From formdraft.Prefill
}

// Name implements Act.
func (ReuseField) Name() string { return "field.reuse" }

// Target implements Act.
func (a ReuseField) Target() string { return fieldTarget(a.Key) }

func (a ReuseField) untouched(before, now *formdraft.Draft) bool {
	return sameField(a.Key, before, now)
}

func (a ReuseField) apply(b *bench) error {
	at, found := b.content.Find(a.Key)
	if !found {
		return gone()
	}
	b.content.Field(at).Prefill = a.From
	b.look = fieldTarget(a.Key)
	return nil
}

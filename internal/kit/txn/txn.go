// Package txn owns the shape of a transaction that a use case runs in, so that
// rules depend on two lines and not on a database.
//
// It never opens one: kit/store does.
package txn

import "context"

// Runner runs fn in one transaction, which travels in the context: everything
// that a store does with that context is committed together or not at all. A
// call inside a transaction joins it.
type Runner interface {
	InTx(ctx context.Context, fn func(context.Context) error) error
}

// None runs fn as it is: for rules tested on stores in memory.
type None struct{}

// InTx calls fn.
func (None) InTx(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) }

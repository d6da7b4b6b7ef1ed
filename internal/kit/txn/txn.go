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

// joiner is a Runner that can leave it to the end of a transaction what was written
// in it.
type joiner interface {
	Join(ctx context.Context, fn func(context.Context) error) error
}

// Join runs fn in the transaction of ctx when there is one, and else in one of its
// own. Inside a transaction, what fn's writes did may be known only when that ends:
// it is for those who return such an error to their caller as it is, and costs one
// message to the database less than InTx.
func Join(ctx context.Context, r Runner, fn func(context.Context) error) error {
	if j, can := r.(joiner); can {
		return j.Join(ctx, fn)
	}
	return r.InTx(ctx, fn)
}

// None runs fn as it is: for rules tested on stores in memory.
type None struct{}

// InTx calls fn.
func (None) InTx(ctx context.Context, fn func(context.Context) error) error { return fn(ctx) }

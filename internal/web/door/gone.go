package door

import (
	"context"
	"errors"

	"nianlun/internal/kit/fault"
)

// StatusGone stands in the log for a caller that left before the answer; nginx
// made the number known. Nobody receives it.
const StatusGone = 499

// codeGone is its code in the log.
const codeGone = "gone"

// Gone tells whether an error only says that the caller has left or does not wait
// any longer. Databases say so in words of their own, therefore the context is
// asked and not the error; a fault that has a reason of its own, and a panic,
// stay what they are.
func Gone(ctx context.Context, err error) bool {
	var p *panicked
	return ctx.Err() != nil && fault.KindOf(err) == fault.Internal && !errors.As(err, &p)
}

// panicked is a panic on its way into the log.
type panicked struct{ text string }

func (p *panicked) Error() string { return p.text }

package job

import (
	"context"
	"time"
)

// Chore is work that comes back by the clock and that nobody asked for: sending
// reminders, clearing away. It must be safe to run at any time and any number of
// times; a run that was missed is made up for by the next one.
type Chore struct {
	Every time.Duration
	Do    func(ctx context.Context) error
}

// Clock is the chores by name; they are added before the queue starts. On a
// database that several servers share one of them runs each chore.
type Clock map[string]Chore

// Add registers a chore.
func (c Clock) Add(name string, every time.Duration, do func(ctx context.Context) error) {
	if _, twice := c[name]; twice {
		panic("two chores " + name)
	}
	c[name] = Chore{Every: every, Do: do}
}

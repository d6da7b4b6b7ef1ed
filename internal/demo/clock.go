package demo

import (
	"sync"
	"time"
)

// Clock is a clock that the demo moves, so that everything happens on the day on
// which a bureau would have done it and the log reads like a real year.
type Clock struct {
	mu sync.Mutex
	t  time.Time
}

// NewClock starts at a moment.
func NewClock(t time.Time) *Clock { return &Clock{t: t} }

// Now is the moment at which the clock stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

// set moves the clock.
func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

// at moves the clock to a time of day.
func (c *Clock) at(year int, month time.Month, day, hour, minute int) {
	c.set(time.Date(year, month, day, hour, minute, 0, 0, c.Now().Location()))
}

// tick lets some minutes pass.
func (c *Clock) tick(minutes int) { c.set(c.Now().Add(time.Duration(minutes) * time.Minute)) }

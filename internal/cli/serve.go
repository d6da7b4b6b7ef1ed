package cli

import (
	"context"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"nianlun/internal/app"
	"nianlun/internal/kit/fault"
)

// serveCommand serves a bureau that exists.
type serveCommand struct {
	listening
}

// Run serves until the program is told to end.
func (c serveCommand) Run(s streams) error {
	listener, err := c.listen()
	if err != nil {
		return err
	}
	return c.serve(s, listener, func(ctx context.Context, a *app.App) error {
		empty, err := a.Empty(ctx)
		if err != nil {
			return err
		}
		if empty {
			return fault.New(fault.NotFound, "cli.nobureau", "data", c.Data)
		}
		return nil
	})
}

// serve opens the app, lets prepare look at it, and serves it.
func (c listening) serve(s streams, listener net.Listener, prepare func(context.Context, *app.App) error) (err error) {
	collectLess()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	defer func() { _ = listener.Close() }()
	a, err := app.Open(ctx, c.config(s))
	if err != nil {
		return err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	if err := prepare(ctx, a); err != nil {
		return err
	}
	if err := c.checkHosts(ctx, a); err != nil {
		return err
	}
	s.say("cli.serving", "address", c.address(listener))
	return a.Serve(ctx, listener)
}

// A server has 20 MB in use, so Go's own rule (collect when the heap has doubled)
// collects many times a second under load. It may grow to four times what is in
// use instead, as long as the whole stays below enough;
// above it is collected as often as it takes.
const (
	garbage = 300       // percent
	enough  = 768 << 20 // bytes
)

// collectLess sets both unless whoever runs the program has.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enough)
	}
}

func (c listening) address(l net.Listener) string {
	scheme := "http://"
	if c.Secure {
		scheme = "https://"
	}
	return scheme + l.Addr().String()
}

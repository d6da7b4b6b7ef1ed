package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/calendar"
	"nianlun/internal/demo"
)

// demoSeed makes every demo of one size alike.
const demoSeed = 20260901

// demoCommand makes the demo bureau when there is none, and serves it.
type demoCommand struct {
	listening
	Schools int `help:"${schools}" default:"40"`
	Months  int `help:"${months}" default:"8"`
}

// Run makes and serves.
func (c demoCommand) Run(s streams) error {
	listener, err := c.listen()
	if err != nil {
		return err
	}
	logins, err := c.make(s)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	return c.serve(s, listener, func(context.Context, *app.App) error {
		c.introduce(s, logins)
		return nil
	})
}

// make fills an empty data folder. A folder that holds a bureau is left alone.
func (c demoCommand) make(s streams) (_ []demo.Login, err error) {
	ctx := context.Background()
	today := time.Now().In(calendar.Zone)
	clock := demo.NewClock(today)
	config := c.config(s)
	config.Now = clock.Now
	a, err := app.Open(ctx, config)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	empty, err := a.Empty(ctx)
	if err != nil {
		return nil, err
	}
	if !empty {
		return demo.Logins(ctx, a)
	}
	s.say("cli.demo.making", "data", c.Data)
	logins, err := demo.Build(ctx, a, clock, demo.Options{Schools: c.Schools, Months: c.Months, Today: today, Seed: demoSeed},
		func(step string) { s.say("cli.demo." + step) })
	if err != nil {
		return nil, err
	}
	return logins, a.Audit.Seal(ctx)
}

func (c demoCommand) introduce(s streams, logins []demo.Login) {
	if len(logins) == 0 {
		return
	}
	var lines []string
	bureau := ""
	for _, l := range logins {
		if l.Bureau != bureau {
			bureau = l.Bureau
			lines = append(lines, bureau)
		}
		lines = append(lines, "  "+l.Login+strings.Repeat(" ", max(1, 14-len(l.Login)))+l.Name+"  "+l.Post)
	}
	s.say("cli.demo.logins", "password", demo.Password, "logins", strings.Join(lines, "\n"))
}

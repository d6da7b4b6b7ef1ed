package cli

import (
	"context"
	"strings"

	"nianlun/internal/app"
)

// migrateCommand brings a database up to date and ends.
type migrateCommand struct {
	settings
}

// Run takes the steps that are missing and names them.
func (c migrateCommand) Run(s streams) error {
	steps, err := app.Migrate(context.Background(), c.config(s))
	if err != nil {
		return err
	}
	if len(steps) == 0 {
		s.say("cli.migrate.none")
		return nil
	}
	s.say("cli.migrate.done", "n", len(steps), "steps", strings.Join(steps, ", "))
	return nil
}

package cli

import (
	"context"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
)

// verifyCommand checks the whole log of every bureau.
type verifyCommand struct {
	settings
}

// Run recomputes the hash tree; it exits with 1 when an entry was altered.
func (c verifyCommand) Run(s streams) (err error) {
	ctx := context.Background()
	a, err := app.Open(ctx, c.config(s))
	if err != nil {
		return err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return err
	}
	found := false
	for _, b := range bureaus {
		report, err := a.Verify(ctx, access.System(b.ID))
		if err != nil {
			return err
		}
		s.say("cli.verify.report", "bureau", b.Name, "entries", report.Entries, "hash", report.TreeHash, "problems", len(report.Problems))
		for _, p := range report.Problems {
			found = true
			s.say("cli.verify.problem", "no", p.No, "entry", p.Entry, "code", s.lang.T("audit.problem."+p.Code))
		}
	}
	if found {
		return errFound
	}
	return nil
}

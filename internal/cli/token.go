package cli

import (
	"context"
	"time"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/kit/fault"
)

// tokenCommand gives a program the rights of a person's post.
type tokenCommand struct {
	settings
	Login string `arg:"" help:"${login}"`
	Name  string `help:"${name}" required:""`
	Days  int    `help:"${days}" default:"365"`
	Code  string `help:"${bureaucode}" name:"bureau"`
}

// Run prints the secret, which is shown this once.
func (c tokenCommand) Run(s streams) (err error) {
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
	secret, err := c.issue(ctx, a)
	if err != nil {
		return err
	}
	s.say("cli.token", "secret", secret, "days", c.Days)
	return nil
}

func (c tokenCommand) issue(ctx context.Context, a *app.App) (string, error) {
	bureau, err := bureauOf(ctx, a, c.Code, c.Login, c.Data)
	if err != nil {
		return "", err
	}
	by := access.System(bureau.ID)
	person, err := a.Org.PersonByLogin(ctx, by.Bureau, c.Login)
	if err != nil {
		return "", err
	}
	now := time.Now()
	posts, err := a.Org.Posts(ctx, by.Bureau, person.ID, calendar.Today(now))
	if err != nil {
		return "", err
	}
	if len(posts) == 0 {
		return "", fault.New(fault.NotFound, "signin.nopost")
	}
	_, secret, err := a.Accounts.NewToken(ctx, by, person.ID, posts[0].ID, c.Name, now.AddDate(0, 0, c.Days))
	return secret, err
}

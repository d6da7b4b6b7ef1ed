package cli

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// bureauCommand makes bureaus and lists them.
type bureauCommand struct {
	Add  bureauAddCommand  `cmd:"" help:"${bureauadd}"`
	List bureauListCommand `cmd:"" help:"${bureaulist}"`
}

// bureauAddCommand makes a bureau with its first people.
type bureauAddCommand struct {
	settings
	Code       string `help:"${code}" required:""`
	Name       string `help:"${bureauname}" required:""`
	Admin      string `help:"${admin}" required:""`
	AdminName  string `help:"${adminname}"`
	Office     string `help:"${office}"`
	OfficeName string `help:"${officename}"`
}

// Run prints the first passwords, which are shown this once.
func (c bureauAddCommand) Run(s streams) error {
	return c.with(s, func(ctx context.Context, a *app.App) error {
		bureau, logins, err := a.AddBureau(ctx, app.NewBureau{
			Code: c.Code, Name: c.Name, Admin: c.Admin, AdminName: cmp.Or(c.AdminName, access.RoleName(access.SysAdmin)),
			Office: c.Office, OfficeMan: cmp.Or(c.OfficeName, access.RoleName(access.Office)),
		})
		if err != nil {
			return err
		}
		var lines []string
		for _, l := range logins {
			lines = append(lines, "  "+l.Login+"  "+l.Password+"  "+access.RoleName(l.Role)+" "+l.Name)
		}
		s.say("cli.bureau.made", "name", bureau.Name, "code", bureau.Code, "logins", strings.Join(lines, "\n"))
		return a.Audit.Seal(ctx)
	})
}

// bureauListCommand lists the bureaus, one a line.
type bureauListCommand struct {
	settings
}

// Run prints code and name.
func (c bureauListCommand) Run(s streams) error {
	return c.with(s, func(ctx context.Context, a *app.App) error {
		bureaus, err := a.Org.Bureaus(ctx)
		if err != nil {
			return err
		}
		if len(bureaus) == 0 {
			return fault.New(fault.NotFound, "cli.nobureau", "data", c.Data)
		}
		for _, b := range bureaus {
			s.say("cli.bureau.line", "code", b.Code, "name", b.Name)
		}
		return nil
	})
}

// with opens the app, does one thing with it and closes it.
func (c settings) with(s streams, do func(context.Context, *app.App) error) (err error) {
	ctx := context.Background()
	a, err := app.Open(ctx, c.config(s))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return do(ctx, a)
}

// bureauOf finds the bureau that a command is about: the one that was named by its
// code, the only one, or the only one that has a login.
func bureauOf(ctx context.Context, a *app.App, code, login, data string) (org.Bureau, error) {
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return org.Bureau{}, err
	}
	if len(bureaus) == 0 {
		return org.Bureau{}, fault.New(fault.NotFound, "cli.nobureau", "data", data)
	}
	var found []org.Bureau
	for _, b := range bureaus {
		if code != "" && b.Code == code || code == "" && len(bureaus) == 1 {
			return b, nil
		}
		if _, err := a.Org.PersonByLogin(ctx, b.ID, login); err == nil {
			found = append(found, b)
		} else if fault.KindOf(err) != fault.NotFound {
			return org.Bureau{}, err
		}
	}
	switch {
	case code != "":
		return org.Bureau{}, fault.New(fault.NotFound, "cli.bureau.none", "code", code)
	case len(found) == 0:
		return org.Bureau{}, fault.New(fault.NotFound, "cli.login.none", "login", login)
	case len(found) > 1:
		return org.Bureau{}, fault.New(fault.Invalid, "cli.login.which", "login", login)
	}
	return found[0], nil
}

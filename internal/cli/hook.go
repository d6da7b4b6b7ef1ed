package cli

import (
	"context"
	"net/netip"

	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
	"nianlun/internal/kit/fault"
)

// hookCommand lets other programs be told what happens, for whoever has the
// machine and no browser.
type hookCommand struct {
	List       hookListCommand       `cmd:"" help:"${hooklist}"`
	Add        hookAddCommand        `cmd:"" help:"${hookadd}"`
	Ping       hookPingCommand       `cmd:"" help:"${hookping}"`
	Deliveries hookDeliveriesCommand `cmd:"" help:"${hookdeliveries}"`
	Again      hookAgainCommand      `cmd:"" help:"${hookagain}"`
	Pause      hookPauseCommand      `cmd:"" help:"${hookpause}"`
	Resume     hookResumeCommand     `cmd:"" help:"${hookresume}"`
	Remove     hookRemoveCommand     `cmd:"" help:"${hookremove}"`
}

// telling are the settings of whatever sends to hooks.
type telling struct {
	HookNets  []string `help:"${hooknets}" env:"NIANLUN_HOOK_NETS"`
	HookPlain bool     `help:"${hookplain}" env:"NIANLUN_HOOK_PLAIN"`
}

// AfterApply refuses networks that are none before anything is opened.
func (c telling) AfterApply() error {
	for _, text := range c.HookNets {
		if _, err := netip.ParsePrefix(text); err != nil {
			return fault.Wrap(err, fault.Invalid, "cli.hooknets", "text", text)
		}
	}
	return nil
}

func (c telling) rules() hook.Rules {
	rules := hook.Rules{Plain: c.HookPlain}
	for _, text := range c.HookNets {
		rules.Nets = append(rules.Nets, netip.MustParsePrefix(text)) // AfterApply has seen to it
	}
	return rules
}

// hooking are the settings of every command about hooks.
type hooking struct {
	settings
	telling
	Bureau string `help:"${bureau}"`
}

// open opens the installation and acts on one bureau of it.
func (c hooking) open(s streams, do func(ctx context.Context, hooks *hook.Service, by access.Actor) error) (err error) {
	ctx, config := context.Background(), c.config(s)
	config.Hooks = c.rules()
	a, err := app.Open(ctx, config)
	if err != nil {
		return err
	}
	defer func() {
		if e := a.Close(); err == nil {
			err = e
		}
	}()
	bureau, err := c.bureau(ctx, a)
	if err != nil {
		return err
	}
	return do(ctx, a.Hooks, access.System(bureau))
}

// bureau finds the bureau by its code; where there is one alone nobody need say
// which.
func (c hooking) bureau(ctx context.Context, a *app.App) (string, error) {
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return "", err
	}
	for _, b := range bureaus {
		if c.Bureau == b.Code || c.Bureau == "" && len(bureaus) == 1 {
			return b.ID, nil
		}
	}
	if c.Bureau == "" && len(bureaus) > 1 {
		return "", fault.New(fault.Invalid, "cli.bureau.which")
	}
	if len(bureaus) == 0 {
		return "", fault.New(fault.NotFound, "cli.nobureau", "data", c.Data)
	}
	return "", fault.New(fault.NotFound, "cli.bureau.none", "code", c.Bureau)
}

package cli

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"nianlun/internal/app"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// naming is which host names are bureaus' own.
type naming struct {
	Hosts map[string]string `help:"${hosts}" env:"NIANLUN_HOSTS"`
}

// hostName is a name as browsers send it, without scheme and port.
var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)

// AfterApply refuses what is no name or no code before anything is opened.
func (c listening) AfterApply() error {
	for name, code := range c.Hosts {
		if !hostName.MatchString(name) || !org.IsRegion(code) {
			return fault.New(fault.Invalid, "cli.hosts", "text", name+"="+code)
		}
	}
	return c.telling.AfterApply()
}

// codes are the codes of bureaus by host name.
func (c naming) codes() map[string]string {
	codes := make(map[string]string, len(c.Hosts))
	for name, code := range c.Hosts {
		codes[strings.ToLower(name)] = code
	}
	return codes
}

// checkHosts refuses names of bureaus that are not there: whoever opens such an
// address would find nothing.
func (c naming) checkHosts(ctx context.Context, a *app.App) error {
	bureaus, err := a.Org.Bureaus(ctx)
	if err != nil {
		return err
	}
	for name, code := range c.Hosts {
		if !slices.ContainsFunc(bureaus, func(b org.Bureau) bool { return b.Code == code }) {
			return fault.New(fault.NotFound, "cli.hosts.none", "host", name, "code", code)
		}
	}
	return nil
}

package cli

import (
	"log/slog"
	"net"

	"nianlun/internal/app"
	"nianlun/internal/kit/fault"
)

// settings are shared by every command that opens a bureau.
type settings struct {
	Data     string `help:"${data}" env:"NIANLUN_DATA" default:"./data" type:"path"`
	Database string `help:"${database}" env:"NIANLUN_DATABASE"`
}

func (c settings) config(s streams) app.Config {
	return app.Config{
		Data: c.Data, Database: c.Database,
		Log: slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelInfo})),
	}
}

// listening are the settings of a server.
type listening struct {
	settings
	Addr   string `help:"${addr}" env:"NIANLUN_ADDR" default:"127.0.0.1:8080"`
	Secure bool   `help:"${secure}" env:"NIANLUN_SECURE"`

	Public string `help:"${public}" env:"NIANLUN_PUBLIC"`
	naming
	telling
}

func (c listening) config(s streams) app.Config {
	config := c.settings.config(s)
	config.Secure, config.Public = c.Secure, c.Public
	config.Hosts = c.codes()
	config.Hooks = c.rules()
	return config
}

// listen takes the address first, so that a port in use is told before anything
// is made.
func (c listening) listen() (net.Listener, error) {
	l, err := net.Listen("tcp", c.Addr) //nolint:noctx // lives as long as the program
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "cli.addr", "addr", c.Addr)
	}
	return l, nil
}

// Package app owns the composition: it opens the database, makes every service,
// gives each what it needs of the others, and puts the doors in front.
//
// It is the only package that knows all others, and it holds no rule of the
// bureau's work: what stands here are lines that connect.
package app

import (
	"log/slog"
	"path/filepath"
	"time"

	"nianlun/internal/base/account"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/hook"
)

// Config is what a deployment decides.
type Config struct {
	Data     string           // the folder of everything: database, blobs, keys
	Database string           // path of an SQLite file or postgres://…; "" is Data/nianlun.db
	Secure   bool             // served over HTTPS, by this program or by a proxy before it
	Log      *slog.Logger     // where internals go
	Now      func() time.Time // the clock; nil is the system's
	// Hosts maps host names (lower case, no port) to the code of the one bureau that
	// is reached under each. Under every other name people choose their bureau.
	Hosts  map[string]string
	Public string     // the address under which programs reach the installation, for links; "" leaves them relative
	Hooks  hook.Rules // which addresses may be told what happens, beside public ones over HTTPS
	// PasswordCost is how much work a password takes; the zero value is account.Recommended.
	PasswordCost account.Cost
}

func (c Config) complete() Config {
	if c.Database == "" {
		c.Database = filepath.Join(c.Data, "nianlun.db")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.PasswordCost == (account.Cost{}) {
		c.PasswordCost = account.Recommended
	}
	clock := c.Now
	if clock == nil {
		clock = time.Now
	}
	c.Now = func() time.Time { return clock().In(calendar.Zone) }
	return c
}

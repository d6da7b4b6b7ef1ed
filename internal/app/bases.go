package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/account/accountdb"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/base/convert"
	"nianlun/internal/base/hook"
	"nianlun/internal/base/hook/hookdb"
	"nianlun/internal/base/job"
	"nianlun/internal/base/job/jobdb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/kit/store"
)

// Bases are the services that several works share.
type Bases struct {
	Org       *org.Service
	Accounts  *account.Service
	Sessions  *accountdb.Sessions
	Audit     *audit.Service
	Params    *param.Service
	Calendar  *calendar.Service
	Blobs     *blob.Service
	CodeLists *codelist.Service
	Records   *record.Service
	Notices   *notify.Service
	Jobs      *job.Service
	Hooks     *hook.Service
}

// keyFile is the log's sealing key, beside the database.
const keyFile = "audit.key"

func newBases(db *store.Store, c Config) (Bases, error) {
	if err := os.MkdirAll(c.Data, 0o750); err != nil {
		return Bases{}, err
	}
	key, err := audit.LoadKey(filepath.Join(c.Data, keyFile))
	if err != nil {
		return Bases{}, err
	}
	log := audit.New(db, auditdb.New(db), key, c.Now, c.Log)
	log.KeepHeads(headsOf(c))
	params := &param.Service{Tx: db, Store: paramdb.New(db), Audit: log}
	lists := &codelist.Service{Tx: db, Store: codelistdb.New(db), Audit: log, Now: c.Now}
	people := &org.Service{Tx: db, Store: orgdb.New(db), Audit: log, Now: c.Now}
	return Bases{
		Org:       people,
		Accounts:  &account.Service{Tx: db, Store: accountdb.New(db), People: people, Params: params, Audit: log, Now: c.Now, Hasher: account.NewHasher(c.PasswordCost), History: log},
		Sessions:  accountdb.NewSessions(db, c.Now),
		Audit:     log,
		Params:    params,
		Calendar:  &calendar.Service{Tx: db, Store: calendardb.New(db), Audit: log, Now: c.Now},
		Blobs:     &blob.Service{Store: blobdb.New(db), Dir: filepath.Join(c.Data, "blobs"), Now: c.Now, Photos: convert.New()},
		CodeLists: lists,
		Records:   &record.Service{Tx: db, Store: recorddb.New(db), Audit: log, Now: c.Now, CodeLists: lists},
		Notices:   &notify.Service{Store: notifydb.New(db), Now: c.Now},
		Hooks:     newHooks(db, log, people, c),
	}, nil
}

// newHooks makes the hooks and lets them follow the log.
func newHooks(db *store.Store, log *audit.Service, people *org.Service, c Config) *hook.Service {
	hooks := &hook.Service{
		Tx: db, Store: hookdb.New(db), Audit: log, Client: hook.NewClient(c.Hooks), Inbox: &notify.Service{Store: notifydb.New(db), Now: c.Now}, People: people,
		Now: c.Now, Rules: c.Hooks, Public: strings.TrimRight(c.Public, "/"),
	}
	log.Follow("hooks", hooks.Follow, hook.Verbs()...)
	return hooks
}

// headsFile keeps the log's heads outside the database: they show that a tail of
// the log was cut off together with its hashes.
const headsFile = "audit.heads"

func headsOf(c Config) *audit.HeadFile { return audit.NewHeadFile(filepath.Join(c.Data, headsFile)) }

// Verify checks a bureau's log against the heads that were kept.
func (a *App) Verify(ctx context.Context, by access.Actor) (audit.Report, error) {
	heads, err := headsOf(a.config).Read()
	if err != nil {
		return audit.Report{}, err
	}
	return a.Audit.Verify(ctx, by, heads...)
}

func (a *App) openQueue(ctx context.Context, handlers job.Handlers, clock job.Clock) error {
	queue, err := jobdb.Open(ctx, a.db, handlers, clock, a.config.Log)
	if err != nil {
		return err
	}
	a.queue = queue
	a.Jobs = &job.Service{Store: queue, Now: a.config.Now}
	return nil
}

package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"nianlun/internal/base/job"
	"nianlun/internal/base/job/jobdb"
	"nianlun/internal/kit/store"
)

const (
	// headerTime bounds how long a client may take for its headers.
	headerTime = 10 * time.Second
	// idleTime is how long a connection is kept for the next request.
	idleTime = 2 * time.Minute
	// endTime is how long running requests and jobs may take when the program ends.
	endTime = 20 * time.Second
)

// App is the whole product, open.
type App struct {
	Bases
	Works

	config  Config
	db      *store.Store
	queue   *jobdb.Queue
	handler http.Handler
}

// Open opens the database, brings its schema up to date, and makes every
// service and door. Close ends it.
func Open(ctx context.Context, c Config) (_ *App, err error) {
	c = c.complete()
	db, err := store.Open(c.Database)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	if _, err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	a := &App{config: c, db: db}
	if a.Bases, err = newBases(db, c); err != nil {
		return nil, err
	}
	handlers, clock := job.Handlers{}, job.Clock{}
	if err := a.openQueue(ctx, handlers, clock); err != nil {
		return nil, err
	}
	a.openWorks(handlers)
	a.setClock(clock)
	if a.handler, err = a.openDoors(); err != nil {
		return nil, err
	}
	return a, nil
}

// Migrate brings a database up to date and returns the steps that it took.
func Migrate(ctx context.Context, c Config) (steps []string, err error) {
	c = c.complete()
	db, err := store.Open(c.Database)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Migrate(ctx)
}

// Handler answers every request, for tests and for servers of their own.
func (a *App) Handler() http.Handler { return a.handler }

// Empty tells that there is no bureau yet.
func (a *App) Empty(ctx context.Context) (bool, error) {
	bureaus, err := a.Org.Bureaus(ctx)
	return len(bureaus) == 0, err
}

// Start runs what works in the background: the job queue and the sealer of the
// log. It returns at once; stop ends them.
func (a *App) Start(ctx context.Context) (stop func() error, err error) {
	if err := a.Batches.Resume(ctx); err != nil {
		return nil, err
	}
	if err := a.queue.Start(ctx); err != nil {
		return nil, err
	}
	sealing, end := context.WithCancel(context.WithoutCancel(ctx))
	sealed := make(chan struct{})
	go func() {
		defer close(sealed)
		a.Audit.Run(sealing)
	}()
	return func() error {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		err := a.queue.Stop(limit)
		end()
		<-sealed
		return err
	}, nil
}

// Serve answers requests from the listener until ctx ends; then it lets running
// requests and jobs end.
func (a *App) Serve(ctx context.Context, listener net.Listener) error {
	stop, err := a.Start(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	server := &http.Server{Handler: a.handler, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		if err = server.Shutdown(limit); errors.Is(err, context.DeadlineExceeded) {
			a.config.Log.Warn("requests that did not end were cut off")
			err = server.Close()
		}
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, stop())
}

// Close closes the database.
func (a *App) Close() error {
	if err := a.db.Close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

// InTx runs fn in one transaction that every service called with its context
// joins: for whoever makes many things at once.
func (a *App) InTx(ctx context.Context, fn func(context.Context) error) error {
	return a.db.InTx(ctx, fn)
}

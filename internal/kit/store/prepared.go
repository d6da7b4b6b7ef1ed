package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// preparedMost bounds how many statements a connection keeps prepared. The
// product's own fixed statements and the job queue's are a few dozen; whatever
// comes beyond is prepared anew each time.
const preparedMost = 200

// preparing opens SQLite connections that keep the statements prepared which they
// have executed with arguments: parsing one takes longer than writing one row.
type preparing struct{ driver.Connector }

func newPreparing(name string) (driver.Connector, error) {
	c, err := sqlite.NewConnector(name)
	return preparing{c}, err
}

// Connect implements driver.Connector.
func (p preparing) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	whole, ok := c.(wholeConn)
	if !ok {
		return nil, errors.Join(errors.New("the SQLite driver's connections have lost a method"), c.Close())
	}
	return &preparedConn{wholeConn: whole, kept: map[string]driver.Stmt{}}, nil
}

// wholeConn is all that database/sql looks for in a connection.
type wholeConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// preparedConn is used by one goroutine at a time, as database/sql promises.
// Queries are left alone: their rows may still be open when the same query is
// asked again.
type preparedConn struct {
	wholeConn
	kept map[string]driver.Stmt
}

// ExecContext implements driver.ExecerContext.
func (c *preparedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 { // scripts, and texts with the values in them
		return c.wholeConn.ExecContext(ctx, query, args)
	}
	stmt, err := c.prepared(ctx, query)
	if err != nil || stmt == nil {
		return c.wholeConn.ExecContext(ctx, query, args)
	}
	return stmt.ExecContext(ctx, args)
}

// prepared is the kept statement; nil when there is no more room.
func (c *preparedConn) prepared(ctx context.Context, query string) (driver.StmtExecContext, error) {
	stmt := c.kept[query]
	if stmt == nil {
		if len(c.kept) >= preparedMost {
			return nil, nil
		}
		var err error
		if stmt, err = c.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
		c.kept[query] = stmt
	}
	exec, _ := stmt.(driver.StmtExecContext)
	return exec, nil
}

// Close implements driver.Conn.
func (c *preparedConn) Close() error {
	var failed error
	for _, stmt := range c.kept {
		failed = errors.Join(failed, stmt.Close())
	}
	clear(c.kept)
	return errors.Join(failed, c.wholeConn.Close())
}

// Package store owns the database: how it is opened, how a transaction travels,
// which schema it has, and what its errors mean. It speaks SQLite and PostgreSQL.
//
// It never holds a query about the bureau's work: each <name>db package writes
// its own, and only those packages, app and tests import this one.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Dialect names the database's kind.
type Dialect string

// The dialects.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Store is an open database. SQLite has one writer and a pool of readers on the
// same file; on PostgreSQL both are one pool.
type Store struct {
	Dialect Dialect
	writer  *bun.DB
	reader  *bun.DB
	queue   *writers // in front of SQLite's one writer; nil on PostgreSQL
	fixed   fixedTexts
	keeps   bool // connections keep prepared statements
	postgres
}

// postgres is what only a store on PostgreSQL has, unless a pooler that gives each
// transaction another session stands in between.
type postgres struct {
	asking     *asking
	committing *committing
	nowhere    *bun.DB // closed: where one reads whose transaction could not begin
}

// Open opens the database that the address names: a postgres:// URL, or the
// path of an SQLite file, which is created when it is not there.
func Open(address string) (*Store, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(address)
	}
	return openSQLite(strings.TrimPrefix(address, "sqlite:"))
}

func openPostgres(address string) (*Store, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	query := u.Query()
	// bun writes values into the text, so a prepared statement per text would
	// fill the server's memory; "exec" sends each once. An address that sets the
	// mode itself speaks of a pooler that gives each transaction another
	// connection: there no statement is prepared at all.
	keeps := !query.Has(execMode)
	if keeps {
		query.Set(execMode, "exec")
	}
	u.RawQuery = query.Encode()
	config, err := pgx.ParseConfig(u.String())
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	var options []stdlib.OptionOpenDB
	if keeps { // a pooler's sessions are not ours to set up
		options = append(options, stdlib.OptionAfterConnect(compressFast))
	}
	pool := stdlib.OpenDB(*config, options...)
	pool.SetMaxOpenConns(4 * max(4, runtime.NumCPU()))
	pool.SetMaxIdleConns(4 * max(4, runtime.NumCPU()))
	db := bun.NewDB(pool, pgdialect.New())
	s := &Store{Dialect: Postgres, writer: db, reader: db, keeps: keeps}
	if !keeps {
		return s, nil
	}
	nowhere := stdlib.OpenDB(*config)
	s.postgres = postgres{
		asking: &asking{pool: pool}, committing: &committing{pool: pool}, nowhere: bun.NewDB(nowhere, pgdialect.New()),
	}
	return s, nowhere.Close()
}

// compressFast lets the server compress long texts with LZ4 from now on: its default
// takes a tenth of its time when returns are handed in. What is stored stays
// readable either way. A server that knows no LZ4 keeps its default.
func compressFast(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, "SET default_toast_compression = 'lz4'")
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return nil
	}
	return err
}

// execMode is how pgx sends statements.
const execMode = "default_query_exec_mode"

// sqlitePragmas: WAL lets readers go on while one writes; FULL keeps an
// acknowledged commit through a power cut; immediate takes the write lock at
// BEGIN, so that two writers wait instead of failing in the middle.
const sqlitePragmas = "_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=busy_timeout(15000)" +
	"&_pragma=synchronous(FULL)&_pragma=temp_store(memory)&_pragma=cache_size(-32000)"

func openSQLite(path string) (*Store, error) {
	if dir := filepath.Dir(path); dir != "." {
		if err := os.MkdirAll(dir, 0o750); err != nil {
			return nil, err
		}
	}
	name := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + sqlitePragmas
	connector, err := newPreparing(name + "&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	writer := sql.OpenDB(connector)
	writer.SetMaxOpenConns(1)
	// The first connection creates the file and its write-ahead log, without
	// which a read-only reader cannot open it.
	if err := writer.PingContext(context.Background()); err != nil {
		return nil, fmt.Errorf("database %s: %w", path, err)
	}
	reader, err := sql.Open("sqlite", name+"&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	reader.SetMaxOpenConns(max(4, runtime.NumCPU()))
	reader.SetMaxIdleConns(max(4, runtime.NumCPU()))
	db := bun.NewDB(writer, sqlitedialect.New())
	return &Store{
		Dialect: SQLite,
		writer:  db,
		reader:  bun.NewDB(reader, sqlitedialect.New()),
		queue:   &writers{db: db},
		keeps:   true,
	}, nil
}

// Close closes all connections.
func (s *Store) Close() error {
	err := s.writer.Close()
	if s.reader == s.writer {
		return err
	}
	if e := s.reader.Close(); err == nil {
		err = e
	}
	return err
}

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.reader.PingContext(ctx) }

// Pool is the writer's pool for the parts that bring their own SQL (the job
// queue). Nothing else may use it.
func (s *Store) Pool() *sql.DB { return s.writer.DB }

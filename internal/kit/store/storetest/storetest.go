// Package storetest runs one contract on both databases, so that a query that
// works on one only is found the day it is written.
//
// It never starts a database: `make test` gives the address of a private
// PostgreSQL in NIANLUN_TEST_POSTGRES.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"nianlun/internal/kit/store"
)

// Variable names the environment variable with the address of a PostgreSQL
// server in which a test may create databases.
const Variable = "NIANLUN_TEST_POSTGRES"

var count atomic.Int64

// Each runs contract on a fresh, migrated SQLite file and on a fresh, migrated
// PostgreSQL database. Without a server the second is skipped, except in CI,
// where it fails.
func Each(t *testing.T, contract func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { contract(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { contract(t, Postgres(t)) })
}

// SQLite is a fresh, migrated SQLite store in the test's own folder.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "test.db"))
}

// Postgres is a fresh, migrated database on the server that the environment names.
func Postgres(t testing.TB) *store.Store {
	t.Helper()
	return open(t, createDatabase(t, address(t)))
}

// Address is that of a fresh, empty database, for programs that are started.
func Address(t testing.TB) string {
	t.Helper()
	return createDatabase(t, address(t))
}

// Pooled is the same reached as through a pooler: no statement stays prepared.
func Pooled(t testing.TB) *store.Store {
	t.Helper()
	u, err := url.Parse(createDatabase(t, address(t)))
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("default_query_exec_mode", "simple_protocol")
	u.RawQuery = query.Encode()
	return open(t, u.String())
}

// address is the server's; without one the test is skipped, and fails in CI.
func address(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Variable)
	if server == "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not set: CI must test both databases", Variable)
		}
		t.Skipf("%s is not set; `make test` sets it", Variable)
	}
	return server
}

func open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func createDatabase(t testing.TB, server string) string {
	t.Helper()
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("t%d_%d", os.Getpid(), count.Add(1))
	exec(t, admin, "CREATE DATABASE "+name)
	t.Cleanup(func() {
		exec(t, admin, "DROP DATABASE "+name+" WITH (FORCE)")
		_ = admin.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return strings.Replace(u.String(), "postgresql://", "postgres://", 1)
}

func exec(t testing.TB, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

package store

import (
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"nianlun/internal/kit/fault"
)

// pgUniqueViolation is the SQLSTATE of a broken unique index.
const pgUniqueViolation = "23505"

// IsUnique tells that a row with the same key was there already.
func IsUnique(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == pgUniqueViolation
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// Found turns "no rows" into the NotFound fault and leaves other errors alone.
func Found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Wrap(err, fault.NotFound, "notfound")
	}
	return err
}

// Changed turns a write that met no row into the fault with this code: the row
// was changed by somebody else since it was read.
func Changed(result sql.Result, err error, code string) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, code)
	}
	return nil
}

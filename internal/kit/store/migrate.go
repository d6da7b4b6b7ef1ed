package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/uptrace/bun/migrate"
)

// Migrations go forward only: one folder per dialect, the same file names in
// both, NNNN_name.tx.up.sql, statements divided by --bun:split lines.
//
//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrations embed.FS

// Migrate brings the schema up to date and returns the names of the steps that
// it took. Two programs that start at once wait for each other.
func (s *Store) Migrate(ctx context.Context) ([]string, error) {
	folder, err := fs.Sub(migrations, "migrations/"+string(s.Dialect))
	if err != nil {
		return nil, err
	}
	steps := migrate.NewMigrations()
	if err := steps.Discover(folder); err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	migrator := migrate.NewMigrator(s.writer, steps,
		migrate.WithTableName("schema_step"), migrate.WithLocksTableName("schema_lock"),
		migrate.WithMarkAppliedOnSuccess(true))
	if err := migrator.Init(ctx); err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	if err := migrator.Lock(ctx); err != nil {
		return nil, fmt.Errorf("another program is changing the schema: %w", err)
	}
	defer func() { _ = migrator.Unlock(ctx) }()
	group, err := migrator.Migrate(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	var names []string
	for _, step := range group.Migrations {
		names = append(names, step.Name+"_"+step.Comment)
	}
	return names, nil
}

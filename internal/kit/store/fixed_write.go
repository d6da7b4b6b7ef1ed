package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// FixedWrite is a statement that writes one row and whose text is always the same
// (see Fixed).
type FixedWrite struct {
	model   reflect.Type
	columns []string // that an update sets; empty for an insert
	rest    string   // WHERE of an update, ON CONFLICT of an insert; ? for each argument

	mu   sync.Mutex
	said map[Dialect]*writeText
}

// writeText is a statement as one dialect says it.
type writeText struct {
	text   string
	fields []*schema.Field // whose values come first
}

// FixedInsert says an insert of a whole row once, as a package's variable: a nil
// pointer to its model, and what follows the values, such as ON CONFLICT.
func FixedInsert(model any, rest string) *FixedWrite {
	return &FixedWrite{model: reflect.TypeOf(model).Elem(), rest: rest}
}

// FixedUpdate says an update once: a nil pointer to the model, the condition with
// ? for each argument, and the columns that are set.
func FixedUpdate(model any, where string, columns ...string) *FixedWrite {
	return &FixedWrite{model: reflect.TypeOf(model).Elem(), rest: "WHERE " + where, columns: columns}
}

// Judge makes an error of how a write ended; nil when it is as it should be.
type Judge func(result sql.Result, err error) error

// Any is content with any number of rows.
func Any(_ sql.Result, err error) error { return err }

// Met wants one row at least to have been met; else it is the fault with this code (see
// Changed).
func Met(code string) Judge {
	return func(result sql.Result, err error) error { return Changed(result, err, code) }
}

// Put writes row, a pointer to the statement's model, in the transaction of ctx
// or by itself; args are those of the condition. In a transaction on PostgreSQL it
// waits until something is read there or InTx ends, and what judge finds is then
// the error of that InTx: who needs to know at once calls Put in an InTx of its own.
func (s *Store) Put(ctx context.Context, q *FixedWrite, row any, judge Judge, args ...any) error {
	said := q.say(s.writer, s.Dialect)
	values, err := said.values(row, args)
	if err != nil {
		return err
	}
	open := current(ctx, s)
	switch {
	case open == nil:
		if s.Dialect == Postgres && s.keeps {
			values = slices.Insert(values, 0, any(pgx.QueryExecModeCacheStatement))
		}
		return judge(s.writer.DB.ExecContext(ctx, said.text, values...))
	case s.committing != nil:
		return open.later(ctx, waitingWrite{text: said.text, values: values, judge: judge})
	}
	return judge(open.tx.Tx.ExecContext(ctx, said.text, values...))
}

// values are what the statement writes: the row's fields, then the arguments. A value
// that says itself how it is stored is asked here, once: what waits in a transaction is
// weighed, and may be sent twice.
func (t *writeText) values(row any, args []any) ([]any, error) {
	values := make([]any, 0, 1+len(t.fields)+len(args))
	of := reflect.ValueOf(row).Elem()
	for _, field := range t.fields {
		if field.NullZero && field.HasZeroValue(of) {
			values = append(values, nil)
			continue
		}
		values = append(values, field.Value(of).Interface())
	}
	values = append(values, args...)
	for i, v := range values {
		stored, err := storedAs(v)
		if err != nil {
			return nil, err
		}
		values[i] = stored
	}
	return values, nil
}

// storedAs is what a value says that is stored for it; a nil pointer is NULL, as
// database/sql has it.
func storedAs(v any) (any, error) {
	valuer, ok := v.(driver.Valuer)
	if !ok {
		return v, nil
	}
	if of := reflect.ValueOf(v); of.Kind() == reflect.Pointer && of.IsNil() {
		return nil, nil
	}
	return valuer.Value()
}

func (q *FixedWrite) say(db *bun.DB, dialect Dialect) *writeText {
	q.mu.Lock()
	defer q.mu.Unlock()
	if said := q.said[dialect]; said != nil {
		return said
	}
	table := db.Table(q.model)
	said := &writeText{}
	if len(q.columns) == 0 {
		said.fields = table.Fields
		said.text = fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) %s", table.SQLName, names(table.Fields), places(len(table.Fields)), numbered(q.rest, len(table.Fields)))
	} else {
		said.fields = chosen(table, q.columns)
		sets := make([]string, len(said.fields))
		for i, f := range said.fields {
			sets[i] = fmt.Sprintf("%s = $%d", f.SQLName, i+1)
		}
		said.text = fmt.Sprintf("UPDATE %s SET %s %s", table.SQLName, strings.Join(sets, ", "), numbered(q.rest, len(sets)))
	}
	if q.said == nil {
		q.said = map[Dialect]*writeText{}
	}
	q.said[dialect] = said
	return said
}

// chosen are the fields of the named columns. A name that the model does not have
// is a mistake in the program, which its first test shows.
func chosen(table *schema.Table, columns []string) []*schema.Field {
	fields := make([]*schema.Field, len(columns))
	for i, name := range columns {
		field, err := table.Field(name)
		if err != nil {
			panic(err)
		}
		fields[i] = field
	}
	return fields
}

func names(fields []*schema.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = string(f.SQLName)
	}
	return strings.Join(all, ", ")
}

func places(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(all, ", ")
}

// numbered writes $n for each ?, going on after the first n.
func numbered(text string, n int) string {
	var out strings.Builder
	for part, rest, found := strings.Cut(text, "?"); ; part, rest, found = strings.Cut(rest, "?") {
		out.WriteString(part)
		if !found {
			return out.String()
		}
		n++
		fmt.Fprintf(&out, "$%d", n)
	}
}

package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
)

// On PostgreSQL a row found by its key costs less than the message that asks for it:
// two system calls and a wake-up on both sides. So fixed queries outside of
// transactions share messages. One that comes while few messages are under way goes
// at once; one that comes later waits until one of these is back, and then goes in a
// message with all that wait. Each is a statement of its own and sees what was
// committed when the message came.
const (
	askMost  = 64 // questions in a message
	askUnder = 2  // messages under way at the same time
)

// askSlow is how long a message counts as under way: one that takes longer waits for
// a lock on a table, and those who ask other tables go past it, as far as the pool has
// connections.
const askSlow = 200 * time.Millisecond

// answerTime is how long the server may take for what is asked or committed together,
// which is all found by key: then it is taken for gone.
const answerTime = 30 * time.Second

// asking is the queue of questions to PostgreSQL.
type asking struct {
	pool    *sql.DB
	mu      sync.Mutex
	waiting []*question
	under   int // messages under way that count
}

// question is a fixed query with its arguments, and its answer.
type question struct {
	text string
	args []any
	in   *message      // nil while it waits
	done chan struct{} // closed once answered

	columns []pgconn.FieldDescription
	values  []any // of the first row
	err     error // sql.ErrNoRows when there is none
}

// message is what the questions of one message share.
type message struct {
	here   int  // who still wait for it
	counts bool // as one that is under way
	cancel context.CancelFunc
}

// one asks a question together with others and reads the answer into row.
func (a *asking) one(ctx context.Context, said *fixedText, row any, args []any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	q := &question{text: said.text, args: args, done: make(chan struct{})}
	a.queue(q)
	select {
	case <-q.done:
	case <-ctx.Done():
		a.leave(q)
		return ctx.Err()
	}
	if q.err != nil {
		return q.err
	}
	into := reflect.ValueOf(row).Elem()
	for i, column := range q.columns {
		field := said.table.LookupField(column.Name)
		if field == nil {
			return fmt.Errorf("store: %s has no column %q", said.table.TypeName, column.Name)
		}
		if err := field.ScanValue(into, q.values[i]); err != nil {
			return fmt.Errorf("store: column %q: %w", column.Name, err)
		}
	}
	return nil
}

// queue appends a question and sees to it that somebody asks it.
func (a *asking) queue(q *question) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waiting = append(a.waiting, q)
	a.more()
}

// more starts one who sends, when there is room for him. The caller holds mu.
func (a *asking) more() {
	if a.under < askUnder {
		a.under++
		go a.serve()
	}
}

// overtake lets others go past a message that takes long.
func (a *asking) overtake(m *message) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !m.counts {
		return // it has just come back
	}
	m.counts = false
	a.under--
	if len(a.waiting) > 0 {
		a.more()
	}
}

// back tells whether a message that has come back still counted: then who sent it
// sends the next; else its place was given to others.
func (a *asking) back(m *message) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	counted := m.counts
	m.counts = false
	return counted
}

// leave lets somebody go who does not wait for the answer any more. A message that
// nobody waits for is given up.
func (a *asking) leave(q *question) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if q.in != nil {
		if q.in.here--; q.in.here == 0 {
			q.in.cancel()
		}
		return
	}
	if i := slices.Index(a.waiting, q); i >= 0 {
		a.waiting = slices.Delete(a.waiting, i, i+1)
	}
}

// serve sends messages until nobody waits, or one has taken long.
func (a *asking) serve() {
	for a.message() {
	}
}

// message sends one message; false when nobody waited, or when others have gone past it.
func (a *asking) message() bool {
	ctx, cancel := context.WithTimeout(context.Background(), answerTime)
	defer cancel()
	questions := a.next(cancel)
	if questions == nil {
		return false
	}
	m := questions[0].in
	slow := time.AfterFunc(askSlow, func() { a.overtake(m) })
	defer slow.Stop()
	// Whoever is not answered asks by himself and is told what is wrong.
	if conn, err := a.pool.Conn(ctx); err == nil {
		// Neither a panic nor an ErrBadConn may leave Raw: see send.
		_ = conn.Raw(func(raw any) error { ask(ctx, raw, questions); return nil })
		_ = conn.Close() // gives it back to the pool
	}
	for _, q := range questions {
		if q.values == nil && q.err == nil {
			q.err = errAlone
		}
		close(q.done)
	}
	return a.back(m)
}

// next takes the questions of a message. That there are none ends one who sends.
func (a *asking) next(cancel context.CancelFunc) []*question {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := min(len(a.waiting), askMost)
	if n == 0 {
		a.under--
		return nil
	}
	questions := slices.Clone(a.waiting[:n])
	a.waiting = slices.Delete(a.waiting, 0, n)
	m := &message{here: n, cancel: cancel, counts: true}
	for _, q := range questions {
		q.in = m
	}
	return questions
}

// ask asks questions on a connection. Those behind one that goes wrong are not
// answered, nor is that one.
func ask(ctx context.Context, raw any, questions []*question) {
	driven, ok := raw.(*stdlib.Conn)
	if !ok {
		return
	}
	conn := driven.Conn()
	defer func() {
		if recover() != nil { // of an argument's own method; who asks by himself hears of it
			_ = conn.Close(ctx)
		}
	}()
	asked := make([]*question, 0, len(questions))
	batch, build := &pgconn.Batch{}, pgx.ExtendedQueryBuilder{}
	for _, q := range questions {
		described, err := conn.Prepare(ctx, q.text, q.text) // asks the server the first time only
		if err != nil || build.Build(conn.TypeMap(), described, q.args) != nil || !plain(described) {
			continue
		}
		q.columns = described.Fields
		batch.ExecStatement(described, build.ParamValues, build.ParamFormats, slices.Clone(build.ResultFormats))
		asked = append(asked, q)
	}
	results := conn.PgConn().ExecBatch(ctx, batch)
	for _, q := range asked {
		if !results.NextResult() {
			break
		}
		q.read(results.ResultReader())
	}
	_ = results.Close()
}

// plain tells that an answer consists of texts and whole numbers.
func plain(described *pgconn.StatementDescription) bool {
	for _, field := range described.Fields {
		switch field.DataTypeOID {
		case pgtype.TextOID, pgtype.VarcharOID, pgtype.Int8OID, pgtype.Int4OID, pgtype.Int2OID:
		default:
			return false
		}
	}
	return true
}

// read keeps the first row of an answer, as database/sql would hand it on.
func (q *question) read(answer *pgconn.ResultReader) {
	var values []any
	if answer.NextRow() {
		values = make([]any, len(q.columns))
		for i, raw := range answer.Values() {
			if raw != nil {
				values[i] = valueOf(q.columns[i].DataTypeOID, raw)
			}
		}
	}
	switch _, err := answer.Close(); {
	case err != nil: // asked again by itself
	case values == nil:
		q.err = sql.ErrNoRows
	default:
		q.values = values
	}
}

// valueOf reads a value in PostgreSQL's binary format.
func valueOf(oid uint32, raw []byte) any {
	switch oid {
	case pgtype.Int8OID:
		return int64(binary.BigEndian.Uint64(raw))
	case pgtype.Int4OID:
		return int64(int32(binary.BigEndian.Uint32(raw)))
	case pgtype.Int2OID:
		return int64(int16(binary.BigEndian.Uint16(raw)))
	}
	return string(raw)
}

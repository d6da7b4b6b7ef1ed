package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// On PostgreSQL transactions that only write, by fixed statements, share a commit as
// they do on SQLite (group.go): the messages, the beginning, the commit and its way
// to the disk are then paid once for many. One that comes while few groups are under
// way goes at once; one that comes later waits until one of these is done.
//
// The members' writes follow each other in one transaction, so that each sees what
// those before it have written, as if these had been committed. Where one does not
// end as its judge wants it, or the database refuses it, the whole group is taken
// back and each runs by itself: what fails then has failed alone.
const (
	commitMost  = 64      // members of a group
	commitBytes = 1 << 20 // of values in a group; a transaction with more goes by itself
	commitUnder = 2       // groups under way at the same time
)

// commitWait is how long a group waits for a lock. It holds the rows of its first
// members while it waits for those of a later one, which no single member would do:
// it gives way long before PostgreSQL looks for a deadlock (a second) and picks a
// victim.
const commitWait = "SET LOCAL lock_timeout = '25ms'"

// errAlone says that something must be done by itself: what it went together with
// came to nothing.
var errAlone = errors.New("store: not done together with others")

// committing is the queue of transactions that wait for a group.
type committing struct {
	pool    *sql.DB
	mu      sync.Mutex
	waiting []*member
	under   int // groups under way
}

// member is one transaction's place in a group.
type member struct {
	writes []waitingWrite
	size   int
	done   chan struct{} // closed once it is on disk, or failed
	err    error
}

// commit commits writes together with those of others. It is errAlone when nothing
// of them was kept and they must be tried by themselves.
func (c *committing) commit(ctx context.Context, writes []waitingWrite) error {
	m := &member{writes: writes, size: sizeOf(writes), done: make(chan struct{})}
	if m.size > commitBytes/8 {
		return errAlone // the messages are the least of it
	}
	c.queue(m)
	select {
	case <-m.done:
	case <-ctx.Done():
		if c.leave(m) {
			return ctx.Err()
		}
		<-m.done
	}
	return m.err
}

// sizeOf is about how many bytes the values take.
func sizeOf(writes []waitingWrite) int {
	size := 0
	for _, w := range writes {
		for _, v := range w.values {
			size += bytesOf(v)
		}
	}
	return size
}

// bytesOf is about how many bytes a value takes: texts and bytes of any type, also behind
// a pointer, by their length. What says itself how it is stored has been asked by Put.
func bytesOf(v any) int {
	switch v := v.(type) {
	case nil:
		return 0
	case string:
		return len(v)
	case []byte:
		return len(v)
	}
	of := reflect.ValueOf(v)
	for of.Kind() == reflect.Pointer && !of.IsNil() {
		of = of.Elem()
	}
	if of.Kind() == reflect.String || of.Kind() == reflect.Slice && of.Type().Elem().Kind() == reflect.Uint8 {
		return of.Len()
	}
	return numberBytes
}

// numberBytes is what a number, a moment or a yes takes.
const numberBytes = 8

// queue appends a member and sees to it that somebody commits it.
func (c *committing) queue(m *member) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = append(c.waiting, m)
	if c.under < commitUnder {
		c.under++
		go c.serve()
	}
}

// leave takes a member out of the queue; false when its group has begun.
func (c *committing) leave(m *member) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.Index(c.waiting, m)
	if i < 0 {
		return false
	}
	c.waiting = slices.Delete(c.waiting, i, i+1)
	return true
}

// serve commits groups until nobody waits.
func (c *committing) serve() {
	for members := c.next(); members != nil; members = c.next() {
		err := c.group(members)
		for _, m := range members {
			m.err = err
			close(m.done)
		}
	}
}

// next takes the members of a group. That there are none ends one who serves.
func (c *committing) next() []*member {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, size := 0, 0
	for n < min(len(c.waiting), commitMost) && size <= commitBytes {
		size += c.waiting[n].size
		n++
	}
	if n == 0 {
		c.under--
		return nil
	}
	members := slices.Clone(c.waiting[:n])
	c.waiting = slices.Delete(c.waiting, 0, n)
	return members
}

// group commits members together: nil, errAlone when nothing of them was kept, or
// what the database said when nobody knows whether it was.
func (c *committing) group(members []*member) error {
	ctx, cancel := context.WithTimeout(context.Background(), answerTime)
	defer cancel()
	conn, err := c.pool.Conn(ctx)
	if err != nil {
		return errAlone
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	result := errAlone
	// Neither a panic nor an ErrBadConn may leave Raw: see send.
	err = conn.Raw(func(raw any) error { result = commitAll(ctx, raw, members); return nil })
	if err != nil {
		return errAlone
	}
	return result
}

// commitAll writes and judges everything, and commits it when all is well.
func commitAll(ctx context.Context, raw any, members []*member) error {
	driven, ok := raw.(*stdlib.Conn)
	if !ok {
		return errAlone
	}
	conn := driven.Conn()
	if err := writeAll(ctx, conn, members); err != nil {
		if _, err := conn.Exec(ctx, "ROLLBACK"); err != nil {
			_ = conn.Close(ctx) // and the server takes it back
		}
		return errAlone
	}
	switch tag, err := conn.Exec(ctx, "COMMIT"); {
	case refused(err):
		return errAlone
	case err != nil:
		return err
	case tag.String() != "COMMIT":
		return errAlone
	}
	return nil
}

// refused tells that the server has answered, and that it was no. A session that is
// ended says so too, but perhaps after it has committed.
func refused(err error) bool {
	var no *pgconn.PgError
	return errors.As(err, &no) && no.SeverityUnlocalized == "ERROR"
}

// writeAll begins a transaction and writes the members' rows in it, in one message.
func writeAll(ctx context.Context, conn *pgx.Conn, members []*member) (err error) {
	defer func() {
		if was := recover(); was != nil { // a judge's, or a value's: it comes again where the member is alone
			err = fmt.Errorf("panic: %v", was)
		}
	}()
	writes := []waitingWrite{{text: "BEGIN", judge: Any}, {text: commitWait, judge: Any}}
	for _, m := range members {
		writes = append(writes, m.writes...)
	}
	return sendBatch(ctx, conn, writes)
}

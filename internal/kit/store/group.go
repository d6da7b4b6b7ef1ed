package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/uptrace/bun"
)

// SQLite has one writer, and a commit waits for the disk longer than most
// transactions take. So transactions that wait for the writer share a commit:
// they run one after the other, each inside a savepoint, and are acknowledged
// together once the disk has all of them. One that fails undoes itself alone.
// On PostgreSQL this is otherwise: see commit.go.
const (
	groupMost = 64                    // members of a group
	groupAge  = 25 * time.Millisecond // after which a group takes no further member
)

// errGroup is what the members of a group are told when the database gave the
// whole transaction up, as it does when the disk is full (sqlite.org/lang_transaction,
// 3.5): nothing of theirs was kept.
var errGroup = errors.New("the database gave up a group of transactions")

// writers is the queue in front of the one writer.
type writers struct {
	db      *bun.DB
	mu      sync.Mutex
	waiting []*turn
	running bool // a goroutine serves the queue
}

// turn is one transaction's place in the queue.
type turn struct {
	open chan *group   // receives the group once it is this one's turn
	left chan struct{} // closed when it has had its turn
}

// group is a transaction that several share.
type group struct {
	tx     bun.Tx
	broken bool
	done   chan struct{} // closed after the commit
	err    error         // of the beginning or the commit; valid after done
}

// inGroup runs fn when its turn comes, and returns once the group is on disk.
//
// fn gets a context that outlives its caller: SQLite undoes the whole
// transaction when a writing statement is interrupted, and with it the others'.
func (w *writers) inGroup(ctx context.Context, s *Store, fn func(context.Context) error) error {
	t := &turn{open: make(chan *group, 1), left: make(chan struct{})}
	w.queue(t)
	var g *group
	select {
	case g = <-t.open:
	case <-ctx.Done():
		if w.leave(t) {
			return ctx.Err()
		}
		g = <-t.open
	}
	member := &openTx{store: s, tx: g.tx}
	err := func() error {
		defer close(t.left)
		if g.err != nil {
			return g.err
		}
		return g.run(ctx, member, fn)
	}()
	<-g.done // also for one that failed: it may have failed for what another member wrote
	if err != nil {
		return err
	}
	if g.err != nil {
		return g.err
	}
	for _, call := range member.after {
		call()
	}
	return nil
}

// run runs one member inside a savepoint.
func (g *group) run(ctx context.Context, member *openTx, fn func(context.Context) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithValue(context.WithoutCancel(ctx), txKey{}, member)
	if err := g.exec(ctx, "SAVEPOINT member"); err != nil {
		return err
	}
	finished := false
	defer func() {
		if !finished { // fn panicked
			g.undo(ctx)
		}
	}()
	err = fn(ctx)
	finished = true
	if err != nil {
		g.undo(ctx)
		return err
	}
	return g.exec(ctx, "RELEASE member")
}

// undo takes back what a member did.
func (g *group) undo(ctx context.Context) {
	if g.exec(ctx, "ROLLBACK TO member") == nil {
		_ = g.exec(ctx, "RELEASE member")
	}
}

// exec runs a statement on the savepoint. One that fails says that the
// transaction is no longer there.
func (g *group) exec(ctx context.Context, statement string) error {
	_, err := g.tx.ExecContext(ctx, statement)
	if err != nil {
		g.broken = true
	}
	return err
}

// queue appends a turn and sees to it that the queue is served.
func (w *writers) queue(t *turn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = append(w.waiting, t)
	if !w.running {
		w.running = true
		go w.serve()
	}
}

// leave takes a turn out of the queue; false when its turn has come.
func (w *writers) leave(t *turn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, other := range w.waiting {
		if other == t {
			w.waiting = append(w.waiting[:i], w.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// next takes the first turn of the queue, nil when there is none. The last look
// of a server ends it.
func (w *writers) next(last bool) *turn {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) == 0 {
		w.running = w.running && !last
		return nil
	}
	t := w.waiting[0]
	w.waiting[0] = nil
	w.waiting = w.waiting[1:]
	return t
}

// serve makes groups until nobody waits.
func (w *writers) serve() {
	for t := w.next(true); t != nil; t = w.next(true) {
		w.group(t)
	}
}

// group runs one group, which begins with a turn and takes those that wait.
func (w *writers) group(t *turn) {
	g := &group{done: make(chan struct{})}
	defer close(g.done)
	if g.tx, g.err = w.db.BeginTx(context.Background(), nil); g.err != nil {
		t.open <- g
		<-t.left
		return
	}
	began := time.Now()
	for n := 1; t != nil; n++ {
		t.open <- g
		<-t.left
		if g.broken || n == groupMost || time.Since(began) > groupAge {
			break
		}
		t = w.next(false)
	}
	if g.broken {
		g.err = errors.Join(errGroup, g.tx.Rollback())
		return
	}
	g.err = g.tx.Commit()
}

// Package jobdb keeps jobs in the database and runs them with river.
package jobdb

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/job"
	"nianlun/internal/kit/store"
)

type row struct {
	bun.BaseModel `bun:"table:job"`

	BureauID  string     `bun:"bureau_id,pk"`
	ID        string     `bun:"id,pk"`
	Name      string     `bun:"name"`
	Args      string     `bun:"args"`
	State     job.State  `bun:"state"`
	Done      int        `bun:"done"`
	Total     int        `bun:"total"`
	Result    string     `bun:"result"`
	Error     string     `bun:"error"`
	CreatedAt store.Time `bun:"created_at"`
	ChangedAt store.Time `bun:"changed_at"`
}

func (r row) job() job.Job {
	return job.Job{
		ID: r.ID, Bureau: r.BureauID, Name: r.Name, Args: []byte(r.Args), State: r.State, Done: r.Done, Total: r.Total,
		Result: r.Result, Error: r.Error, Created: r.CreatedAt.Time, Changed: r.ChangedAt.Time,
	}
}

// Get implements job.Store.
func (q *Queue) Get(ctx context.Context, bureau, id string) (job.Job, error) {
	var r row
	err := q.db.Read(ctx).NewSelect().Model(&r).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return r.job(), store.Found(err)
}

// Insert implements job.Store: the row and river's own are one transaction.
func (q *Queue) Insert(ctx context.Context, j job.Job) error {
	return q.db.InTx(ctx, func(ctx context.Context) error {
		r := row{
			BureauID: j.Bureau, ID: j.ID, Name: j.Name, Args: string(j.Args), State: j.State,
			CreatedAt: store.At(j.Created), ChangedAt: store.At(j.Changed),
		}
		if _, err := q.db.Write(ctx).NewInsert().Model(&r).Exec(ctx); err != nil {
			return err
		}
		tx, err := q.db.SQLTx(ctx)
		if err != nil {
			return err
		}
		_, err = q.client.InsertTx(ctx, tx, ticket{Bureau: j.Bureau, ID: j.ID}, nil)
		return err
	})
}

// Progress implements job.Store.
func (q *Queue) Progress(ctx context.Context, bureau, id string, done, total int) error {
	_, err := q.update(ctx, bureau, id).Set("done = ?", done).Set("total = ?", total).Exec(ctx)
	return err
}

func (q *Queue) setState(ctx context.Context, j job.Job, state job.State, result, problem string) error {
	_, err := q.update(ctx, j.Bureau, j.ID).Set("state = ?", state).
		Set("result = ?", result).Set("error = ?", problem).Exec(ctx)
	return err
}

func (q *Queue) update(ctx context.Context, bureau, id string) *bun.UpdateQuery {
	return q.db.Write(ctx).NewUpdate().Table("job").
		Set("changed_at = ?", store.At(time.Now())).Where("bureau_id = ? AND id = ?", bureau, id)
}

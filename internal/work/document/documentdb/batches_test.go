package documentdb_test

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
)

func newBatch(bureau string, year int) document.Batch {
	by := access.Actor{Bureau: bureau, Person: "p", Name: "陈晓岚", Post: access.Post{ID: "post", Unit: "office", Role: access.Office}, Door: access.Screen}
	return document.Batch{ID: id.New(), Bureau: bureau, Year: year, Chosen: 2025, By: by, At: at, Want: 3}
}

func newFile(batch string, no int, state document.FileState) document.BatchFile {
	return document.BatchFile{
		ID: id.New(), Batch: batch, No: no, SentAs: fmt.Sprint("file-", no), Name: "工作要点.docx", Size: 1 << 40, Hash: "h", File: "f",
		State: state, Title: "题", Counts: document.FileCounts{Commitments: 3, Figures: 9, Findings: 1},
	}
}

func TestBatches(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		b := newBatch("b", 2026)
		must(t, db.InsertBatch(ctx, b))
		for no, state := range []document.FileState{document.FileDone, document.FileFailed, document.FileReading} {
			f := newFile(b.ID, no+1, state)
			if state == document.FileFailed {
				f.Fault = i18n.Msg("fault.reading.toolarge", "megabytes", 50)
			}
			must(t, db.InsertFile(ctx, "b", f))
		}
		got, err := db.Batch(ctx, "b", b.ID)
		must(t, err)
		if got.By != b.By || got.Chosen != 2025 || got.Want != 3 || got.Working || !got.Ended.IsZero() || !got.At.Equal(at) {
			t.Errorf("%+v", got)
		}
		if got.Tally != (document.Tally{Waiting: 1, Done: 1, Failed: 1}) || len(got.Files) != 3 {
			t.Fatalf("%+v", got.Tally)
		}
		failed := got.Files[1]
		if failed.No != 2 || failed.Size != 1<<40 || failed.Counts.Figures != 9 || failed.Fault.In(i18n.Chinese) != i18n.Chinese.T("fault.reading.toolarge", "megabytes", 50) {
			t.Errorf("%+v", failed)
		}
		got.Want, got.Working, got.Ended = 5, true, at
		must(t, db.SaveBatch(ctx, got))
		again, err := db.HoldBatch(ctx, "b", b.ID)
		if err != nil || again.Want != 5 || !again.Working || !again.Ended.Equal(at) {
			t.Errorf("%+v %v", again, err)
		}
		if _, err := db.Batch(ctx, "other", b.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		if _, err := db.HoldBatch(ctx, "b", id.New()); fault.KindOf(err) != fault.NotFound {
			t.Errorf("none such: %v", err)
		}
	})
}

func TestBatchLists(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		first, second := newBatch("b", 2026), newBatch("b", 2026)
		second.Working = true
		for _, b := range []document.Batch{first, second, newBatch("b", 2025), newBatch("other", 2026)} {
			must(t, db.InsertBatch(ctx, b))
		}
		must(t, db.InsertFile(ctx, "b", newFile(first.ID, 1, document.FileDone)))
		must(t, db.InsertFile(ctx, "b", newFile(first.ID, 2, document.FileWaiting)))
		list, err := db.Batches(ctx, "b", 2026)
		if err != nil || len(list) != 2 || list[0].ID != second.ID || list[1].Tally != (document.Tally{Done: 1, Waiting: 1}) || list[0].Tally.Arrived() != 0 {
			t.Errorf("%+v %v", list, err)
		}
		going, err := db.Unfinished(ctx)
		if err != nil || len(going) != 1 || going[0].ID != second.ID || going[0].By.Person != "p" {
			t.Errorf("%+v %v", going, err)
		}
	})
}

func TestADoneFileStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		b := newBatch("b", 2026)
		must(t, db.InsertBatch(ctx, b))
		f := newFile(b.ID, 1, document.FileWaiting)
		must(t, db.InsertFile(ctx, "b", f))
		f.State, f.Tries, f.Reading = document.FileDone, 1, "r"
		if open, err := db.SaveFile(ctx, "b", f); err != nil || !open {
			t.Fatalf("%v %v", open, err)
		}
		f.State, f.Reading = document.FileFailed, ""
		if open, err := db.SaveFile(ctx, "b", f); err != nil || open {
			t.Errorf("a done file was written over: %v %v", open, err)
		}
		got, err := db.Batch(ctx, "b", b.ID)
		must(t, err)
		if got.Files[0].State != document.FileDone || got.Files[0].Reading != "r" || got.Files[0].Tries != 1 {
			t.Errorf("%+v", got.Files[0])
		}
	})
}

// Files that arrive at once get numbers of their own, and the same file twice is refused.
func TestHoldBatchNumbersFiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		b := newBatch("b", 2026)
		must(t, db.InsertBatch(ctx, b))
		const senders = 8
		var group sync.WaitGroup
		failed := make(chan error, senders)
		for range senders {
			group.Go(func() {
				failed <- s.InTx(ctx, func(ctx context.Context) error {
					held, err := db.HoldBatch(ctx, "b", b.ID)
					if err != nil {
						return err
					}
					return db.InsertFile(ctx, "b", newFile(b.ID, held.Tally.Arrived()+1, document.FileWaiting))
				})
			})
		}
		group.Wait()
		close(failed)
		for err := range failed {
			must(t, err)
		}
		got, err := db.Batch(ctx, "b", b.ID)
		must(t, err)
		var numbers []int
		for _, f := range got.Files {
			numbers = append(numbers, f.No)
		}
		if !reflect.DeepEqual(numbers, []int{1, 2, 3, 4, 5, 6, 7, 8}) {
			t.Errorf("numbered %v", numbers)
		}
		if err := db.InsertFile(ctx, "b", newFile(b.ID, 1, document.FileWaiting)); err == nil {
			t.Error("the same file was kept twice")
		}
	})
}

func TestReadingsRememberTheirBatch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		r.Batch = id.New()
		must(t, db.InsertReading(ctx, r))
		got, err := db.Reading(ctx, "b", r.ID)
		list, listErr := db.Readings(ctx, "b", 2026)
		if err != nil || listErr != nil || got.Batch != r.Batch || list[0].Batch != r.Batch {
			t.Errorf("%q %v %v", got.Batch, err, listErr)
		}
		if f := got.Doc.Figures[0]; got.Doc.Slice(f.Start, f.End) != f.Text {
			t.Errorf("a stored document gives %q", got.Doc.Slice(f.Start, f.End))
		}
	})
}

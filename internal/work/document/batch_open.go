package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// batchFiles is the parameter that bounds how many files a batch may hold.
const batchFiles = "batch.max.files"

// NewBatch announces files. Year is for the dates of the documents, 0 when each
// document's own year counts; List is the year that the batch is listed under.
type NewBatch struct {
	Year int
	List int
	Want int
}

// Open makes an empty batch that files can be added to. Faults: batch.none,
// batch.many (max).
func (s *Batches) Open(ctx context.Context, by access.Actor, in NewBatch) (Batch, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Batch{}, err
	}
	if err := s.within(ctx, by, in.Want); err != nil {
		return Batch{}, err
	}
	b := Batch{ID: id.New(), Bureau: by.Bureau, Year: in.List, Chosen: in.Year, By: by, At: s.Readings.Now(), Want: in.Want}
	if in.Year > 0 {
		b.Year = in.Year
	}
	if b.Year == 0 {
		b.Year = s.Readings.today().Year
	}
	return b, s.Readings.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertBatch(ctx, b); err != nil {
			return err
		}
		return s.log(ctx, by, "batch.open", b.ID, map[string]any{"want": b.Want})
	})
}

func (s *Batches) within(ctx context.Context, by access.Actor, files int) error {
	if files < 1 {
		return fault.New(fault.Invalid, "batch.none").With("file", "fault.batch.none")
	}
	most, err := s.Most(ctx, by)
	if err != nil {
		return err
	}
	if files > most {
		return fault.New(fault.Invalid, "batch.many", "max", most, "n", files).With("file", "fault.batch.many", "max", most, "n", files)
	}
	return nil
}

func (s *Batches) log(ctx context.Context, by access.Actor, verb, batch string, data map[string]any) error {
	return s.Readings.Log.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Document, Thing: batch, Data: data})
}

// Get is a batch with its files.
func (s *Batches) Get(ctx context.Context, by access.Actor, batch string) (Batch, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Batch{}, err
	}
	if !id.Valid(batch) {
		return Batch{}, fault.New(fault.NotFound, "notfound")
	}
	return s.Store.Batch(ctx, by.Bureau, batch)
}

// List is a year's batches, the newest first, without files.
func (s *Batches) List(ctx context.Context, by access.Actor, year int) ([]Batch, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return nil, err
	}
	return s.Store.Batches(ctx, by.Bureau, year)
}

// Most is how many files a batch may hold.
func (s *Batches) Most(ctx context.Context, by access.Actor) (int, error) {
	return s.Readings.Params.Int(ctx, by.Bureau, batchFiles, s.Readings.today())
}

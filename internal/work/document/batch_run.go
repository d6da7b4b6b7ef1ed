package document

import (
	"context"
	"errors"
	"io"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// BatchJob is the name of the job that reads a batch's files.
const BatchJob = "document.batch"

// BatchRun is the job's argument.
type BatchRun struct {
	Batch string
	Actor access.Actor
}

const (
	// turn is how many files one job reads; then it queues behind the others, so
	// that a large batch does not keep every other job waiting.
	turn = 20
	// tries is how often a reading is begun before a file is given up: a file
	// that ends the program must not do it for ever.
	tries = 3
)

// Run reads waiting files of a batch one after another. It may be run twice at
// once and be broken off anywhere: a file's reading and its row change together.
func (s *Batches) Run(ctx context.Context, in BatchRun) (string, error) {
	directory, err := s.Readings.directory(ctx, in.Actor)
	if err != nil {
		return "", err
	}
	b, err := s.Store.Batch(ctx, in.Actor.Bureau, in.Batch)
	if err != nil {
		return "", err
	}
	read := 0
	for _, f := range b.Files {
		if f.State != FileWaiting && f.State != FileReading {
			continue
		}
		if read == turn {
			break
		}
		if err := s.readFile(ctx, in.Actor, b, f, directory); err != nil {
			return "", err
		}
		read++
	}
	return in.Batch, s.Readings.Tx.InTx(ctx, func(ctx context.Context) error { return s.goOn(ctx, in) })
}

// goOn ends the work, or asks for the next turn when files wait.
func (s *Batches) goOn(ctx context.Context, in BatchRun) error {
	b, err := s.Store.HoldBatch(ctx, in.Actor.Bureau, in.Batch)
	if err != nil {
		return err
	}
	if b.Busy() {
		return s.enqueue(ctx, b)
	}
	return s.settle(ctx, b)
}

func (s *Batches) readFile(ctx context.Context, by access.Actor, b Batch, f BatchFile, d Directory) error {
	if f.Tries++; f.Tries > tries {
		return s.finish(ctx, by, f, nil, fault.New(fault.Invalid, "batch.broken"))
	}
	f.State = FileReading
	if open, err := s.Store.SaveFile(ctx, b.Bureau, f); err != nil || !open {
		return err
	}
	r, err := s.readOne(ctx, by, b, f, d)
	if errors.Is(ctx.Err(), context.Canceled) { // the program ends; that is not the file's fault
		f.State, f.Tries = FileWaiting, f.Tries-1
		_, err := s.Store.SaveFile(context.WithoutCancel(ctx), b.Bureau, f)
		return errors.Join(ctx.Err(), err)
	}
	return s.finish(ctx, by, f, r, err)
}

func (s *Batches) readOne(ctx context.Context, by access.Actor, b Batch, f BatchFile, d Directory) (*Reading, error) {
	megabytes, err := s.Readings.Params.Int(ctx, b.Bureau, uploadMegabytes, s.Readings.today())
	if err != nil {
		return nil, err
	}
	content, file, err := s.Readings.Files.Open(ctx, b.Bureau, f.File)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	data, err := io.ReadAll(content)
	if err != nil {
		return nil, err
	}
	doc, err := s.Readings.read(ctx, Upload{Name: file.Name, Year: b.Chosen}, data, megabytes)
	if err != nil {
		return nil, err
	}
	r := s.Readings.readingOf(by, b.Chosen, *doc, file)
	r.Batch = b.ID
	r.Proposals = proposals(&r, d)
	r.settle()
	return &r, nil
}

// finish stores a file's end: its reading, or what was wrong with it.
func (s *Batches) finish(ctx context.Context, by access.Actor, f BatchFile, r *Reading, wrong error) error {
	if err := f.blame(wrong); err != nil {
		return err
	}
	if wrong == nil {
		f.State, f.Reading, f.Title, f.Counts = FileDone, r.ID, r.Title, countsOf(&r.Doc)
	}
	return s.Readings.Tx.InTx(ctx, func(ctx context.Context) error {
		open, err := s.Store.SaveFile(ctx, by.Bureau, f)
		if err != nil || !open || r == nil || wrong != nil {
			return err
		}
		return s.Readings.keep(ctx, by, *r, f.Hash)
	})
}

// Resume has the batches gone on with that were being read when the program ended.
func (s *Batches) Resume(ctx context.Context) error {
	unfinished, err := s.Store.Unfinished(ctx)
	for _, b := range unfinished {
		err = errors.Join(err, s.enqueue(ctx, b))
	}
	return err
}

package document

import (
	"bytes"
	"context"
	"io"
	"path"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// NewFile is a file for a batch. SentAs is what the sender calls it, "" when it
// has no name for it: the same file sent again under the same name is kept once.
type NewFile struct {
	Name   string
	SentAs string
	Data   io.Reader
}

// Add keeps a file and has it read in the background. A file that cannot be kept
// gets its row with what is wrong; the error is about the batch alone: notfound,
// batch.many.
func (s *Batches) Add(ctx context.Context, by access.Actor, batch string, in NewFile) (BatchFile, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return BatchFile{}, err
	}
	b, err := s.Get(ctx, by, batch)
	if err != nil {
		return BatchFile{}, err
	}
	if f := b.sent(in.SentAs); f != nil && f.State != FileFailed {
		return *f, nil
	}
	f, err := s.take(ctx, by, in)
	if err != nil {
		return f, err
	}
	f.Batch = b.ID
	err = s.Readings.Tx.InTx(ctx, func(ctx context.Context) error { return s.put(ctx, by, &f) })
	return f, err
}

// take stores the bytes. What is wrong with them becomes the file's fault.
func (s *Batches) take(ctx context.Context, by access.Actor, in NewFile) (BatchFile, error) {
	f := BatchFile{ID: id.New(), SentAs: in.SentAs, Name: path.Base(in.Name), State: FileWaiting}
	if f.SentAs == "" {
		f.SentAs = f.ID
	}
	megabytes, err := s.Readings.Params.Int(ctx, by.Bureau, uploadMegabytes, s.Readings.today())
	if err != nil {
		return f, err
	}
	data, err := readAll(in.Data, megabytes)
	if err == nil {
		f.Size = int64(len(data))
		var kept blob.File
		kept, err = s.Readings.Files.Put(ctx, by, in.Name, bytes.NewReader(data), blob.Rules{MaxBytes: int64(megabytes) << 20, Types: readable})
		f.File, f.Hash, f.Name = kept.ID, kept.Hash, first(kept.Name, f.Name)
	}
	return f, f.blame(err)
}

// blame writes down what is wrong with the file and swallows it; what is wrong
// with the house goes on.
func (f *BatchFile) blame(err error) error {
	if err == nil {
		return nil
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge && kind != fault.Unavailable {
		return err
	}
	found := fault.As(err)
	f.State, f.Fault = FileFailed, i18n.Msg(found.Key(), found.Args...)
	return nil
}

// put adds the file's row, or writes over that of an earlier attempt which failed.
func (s *Batches) put(ctx context.Context, by access.Actor, f *BatchFile) error {
	b, err := s.Store.HoldBatch(ctx, by.Bureau, f.Batch)
	if err != nil {
		return err
	}
	if old := b.sent(f.SentAs); old != nil {
		if old.State != FileFailed {
			*f = *old
			return nil
		}
		f.ID, f.No = old.ID, old.No
		if _, err := s.Store.SaveFile(ctx, b.Bureau, *f); err != nil {
			return err
		}
		return s.settle(ctx, b)
	}
	if err := s.within(ctx, by, b.Tally.Arrived()+1); err != nil {
		return err
	}
	f.No = b.Tally.Arrived() + 1
	if err := s.Store.InsertFile(ctx, b.Bureau, *f); err != nil {
		return err
	}
	return s.settle(ctx, b)
}

// sent is the file that a sender calls by a name; nil when there is none.
func (b Batch) sent(as string) *BatchFile {
	for i := range b.Files {
		if f := &b.Files[i]; as != "" && f.SentAs == as {
			return f
		}
	}
	return nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

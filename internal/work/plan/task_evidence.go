package plan

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/kit/fault"
)

// paramMegabytes is the largest size of one file.
const paramMegabytes = "upload.max.megabytes"

// keep stores evidence and returns what a report names.
func (s *Service) keep(ctx context.Context, by access.Actor, uploads []Upload) ([]File, error) {
	if len(uploads) == 0 {
		return nil, nil
	}
	if s.Files == nil {
		return nil, fault.New(fault.Unavailable, "task.nofiles")
	}
	limit, err := s.Params.Get(ctx, by.Bureau, paramMegabytes, s.day())
	if err != nil {
		return nil, err
	}
	megabytes, err := limit.Int()
	if err != nil {
		return nil, err
	}
	files := make([]File, len(uploads))
	for i, u := range uploads {
		kept, err := s.Files.Put(ctx, by, u.Name, u.Content, blob.Rules{MaxBytes: int64(megabytes) << 20})
		if err != nil {
			return nil, err
		}
		files[i] = File{ID: kept.ID, Name: kept.Name}
	}
	return files, nil
}

// Evidence opens a file of one of a task's reports; whoever may read the task
// may read its evidence. The caller closes it.
func (s *Service) Evidence(ctx context.Context, by access.Actor, task, file string) (blob.Content, blob.File, error) {
	if _, err := s.task(ctx, by, task, access.Read); err != nil {
		return nil, blob.File{}, err
	}
	reports, err := s.Store.ProgressOf(ctx, by.Bureau, task)
	if err != nil {
		return nil, blob.File{}, err
	}
	for _, p := range reports {
		for _, f := range p.Files {
			if f.ID == file && s.Files != nil {
				return s.Files.Open(ctx, by.Bureau, file)
			}
		}
	}
	return nil, blob.File{}, fault.New(fault.NotFound, "notfound")
}

package plan

import (
	"context"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Report is a progress report. Value is the figure reached; only a target
// without an indicator takes one. Steps are milestones that are done now, each
// with today as its day.
type Report struct {
	Text  string
	Value *decimal.Decimal
	Steps []string
	Files []Upload
}

// Upload is evidence on its way in.
type Upload struct {
	Name    string
	Content io.Reader
}

// Report adds a progress report to a task. There is no percentage to type: the
// light follows from the figure, the milestones and the day. Rights and text are
// judged before a byte of evidence is kept.
func (s *Service) Report(ctx context.Context, by access.Actor, task string, in Report) (Progress, error) {
	t, err := s.task(ctx, by, task, access.Report)
	if err != nil {
		return Progress{}, err
	}
	if err := checkReport(t, in); err != nil {
		return Progress{}, err
	}
	files, err := s.keep(ctx, by, in.Files)
	if err != nil {
		return Progress{}, err
	}
	made := Progress{
		ID: id.New(), Task: t.ID, At: s.Now(), By: by.Person, Name: by.Name, Unit: by.Post.Unit,
		Text: strings.TrimSpace(in.Text), Value: in.Value, Files: files,
	}
	return made, s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, task, access.Report)
		if err != nil {
			return err
		}
		if err := checkReport(t, in); err != nil {
			return err
		}
		if err := s.Store.InsertProgress(ctx, by.Bureau, made); err != nil {
			return err
		}
		if err := s.finish(ctx, by, t, in.Steps); err != nil {
			return err
		}
		next := t
		next.Latest = &Latest{At: made.At, By: made.By, Name: made.Name, Text: made.Text, Value: made.Value}
		if made.Value == nil && t.Latest != nil {
			next.Latest.Value = t.Latest.Value
		}
		return s.update(ctx, by, next, "task.report", Trace{Progress: made.ID})
	})
}

func checkReport(t Task, in Report) error {
	if t.State != Open {
		return fault.New(fault.Conflict, "task.notopen")
	}
	f := fault.New(fault.Invalid, "task.report")
	if strings.TrimSpace(in.Text) == "" {
		f = f.With("text", "fault.task.report.text")
	}
	if in.Value != nil && (t.Target == nil || t.Target.Indicator != "") {
		f = f.With("value", "fault.task.report.value")
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

// finish marks milestones as done today.
func (s *Service) finish(ctx context.Context, by access.Actor, t Task, steps []string) error {
	if len(steps) == 0 {
		return nil
	}
	present, err := s.Store.Milestones(ctx, by.Bureau, t.ID)
	if err != nil {
		return err
	}
	for _, step := range steps {
		m, err := milestoneIn(present, step)
		if err != nil {
			return err
		}
		if !m.Done.IsZero() {
			continue
		}
		m.Done = s.day()
		if err := s.Store.UpdateMilestone(ctx, by.Bureau, m); err != nil {
			return err
		}
		if err := s.write(ctx, by, t, "task.step", Trace{Text: m.Title}); err != nil {
			return err
		}
	}
	return nil
}

func milestoneIn(present []Milestone, id string) (Milestone, error) {
	for _, m := range present {
		if m.ID == id {
			return m, nil
		}
	}
	return Milestone{}, fault.New(fault.NotFound, "notfound")
}

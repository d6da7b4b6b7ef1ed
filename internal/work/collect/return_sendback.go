package collect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Reason is why one cell is sent back; an empty path means the whole return.
type Reason struct {
	Path string
	Text string
}

// SendBackInput sends a return back.
type SendBackInput struct {
	Seen
	Reasons  []Reason
	Workdays int // how long the unit has, from today
	// Label names a cell in the reader's language; the marks keep it.
	Label form.T
}

// SendBack returns a return to whoever filled it, with reasons on cells and a
// deadline in working days. All signatures fall: what is mended is signed again.
//
// Faults: collect.back with the wrong fields; return.moved when it changed since
// it was seen.
func (s *Service) SendBack(ctx context.Context, by access.Actor, in SendBackInput) (Obligation, error) {
	o, err := s.seen(ctx, by, in.Seen, ActReturn, access.Review, access.SendBack)
	if err != nil {
		return Obligation{}, err
	}
	version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
	if err != nil {
		return Obligation{}, err
	}
	stored, err := s.stored(ctx, o, version.Definition)
	if err != nil {
		return Obligation{}, err
	}
	marks, err := s.marks(by, in, o.RecordNo, version.Definition, stored.Values)
	if err != nil {
		return Obligation{}, err
	}
	days, err := s.Calendar.Calendar(ctx, o.Bureau)
	if err != nil {
		return Obligation{}, err
	}
	words, err := s.wordsFor(ctx, o)
	if err != nil {
		return Obligation{}, err
	}
	next := o
	given := flow.Given{Reason: in.Reasons[0].Text, Cells: len(marks)}
	if next.State, err = take(by, o, ActReturn, given); err != nil {
		return Obligation{}, err
	}
	next.Awaits, next.Paper.Signatures = AwaitsNobody, nil
	next.BackDue = days.AddWorkdays(s.today(), in.Workdays).Date
	next.Backs++
	next.Paper.Marks = slices.Concat(o.Paper.Marks, marks)
	event := audit.Event{Verb: "return.sendback", Data: backData{o.RecordNo, next.BackDue, marks}}
	return s.put(ctx, by, next, event, func(ctx context.Context) error {
		return s.Notify.SendAll(ctx, []notify.Notice{{
			Bureau: o.Bureau, Unit: o.Answers(), Role: access.Clerk, Kind: access.Return, Thing: o.ID, Link: Link(o.ID),
			Text: i18n.Msg("collect.notice.back", append(words, "who", by.Name, "n", len(marks), "due", next.BackDue.Text())...),
		}})
	})
}

// backData is what the log keeps of a sending back.
type backData struct {
	No    int         `json:"no"`
	Due   period.Date `json:"due"`
	Marks []BackMark  `json:"marks"`
}

// marks turns reasons into marks on cells that are there.
func (s *Service) marks(by access.Actor, in SendBackInput, no int, def *form.Definition, values form.Values) ([]BackMark, error) {
	bad := fault.New(fault.Invalid, "collect.back")
	if len(in.Reasons) == 0 {
		_ = bad.With("reason:0", "collect.need.reason")
	}
	if in.Workdays < 1 {
		_ = bad.With("workdays", "collect.need.workdays")
	}
	marks := make([]BackMark, len(in.Reasons))
	for i, r := range in.Reasons {
		NeedText(bad, fmt.Sprintf("reason:%d", i), r.Text, "collect.need.reason")
		mark := BackMark{Path: r.Path, Reason: strings.TrimSpace(r.Text), By: by.Name, At: s.Now(), No: no}
		if r.Path != "" {
			path, ok := form.ParsePath(r.Path)
			if f, known := def.Field(path.Key()); ok && known {
				mark.Was = f.Type.Show(f, values.Get(path))
				mark.Label = form.PlaceOf(def, values, path).Label(in.Label)
			} else {
				_ = bad.With(fmt.Sprintf("path:%d", i), "collect.need.cell")
			}
		}
		marks[i] = mark
	}
	return marks, orNil(bad)
}

// Link is the address of a return.
func Link(id string) string { return "/collect/returns/" + id }

// noDay is no day at all.
var noDay period.Date

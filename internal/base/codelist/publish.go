package codelist

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Publish is what is said when a draft becomes a version.
type Publish struct {
	List   string
	Base   int
	Reason string
}

// Publish makes the draft of a list its newest version. It is refused as long as
// something in it is wrong (see Judge), or it says what the version before says.
// Forms that were published keep their options; a form that is published next takes
// the new ones.
//
// The draft is judged before the transaction, in which nobody else could write: what
// is left to see there is that neither the list nor the one above has changed.
func (s *Service) Publish(ctx context.Context, by access.Actor, in Publish) (Version, error) {
	l, err := s.findSeen(ctx, by, in.List, in.Base)
	if err != nil {
		return Version{}, err
	}
	judged, err := s.publishable(ctx, l, in.Reason)
	if err != nil {
		return Version{}, err
	}
	var out Version
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		// Of two lists that name each other as parent, the second to be published sees the first.
		if err := s.Store.Hold(ctx, by.Bureau, "codelists"); err != nil {
			return err
		}
		l, err := s.findSeen(ctx, by, in.List, in.Base)
		if err != nil {
			return err
		}
		parent, err := s.parentOf(ctx, l)
		if err != nil {
			return err
		}
		if numberOf(parent) != numberOf(judged.parent) {
			return fault.New(fault.Conflict, "codelist.moved")
		}
		out = Version{List: l.Code, No: l.Newest + 1, Sheet: judged.Sheet, Reason: strings.TrimSpace(in.Reason), Published: s.Now(), By: by.Person}
		return s.publish(ctx, by, l, out, judged.before)
	})
	return out, err
}

// publishable judges whether the draft of a list may become a version.
func (s *Service) publishable(ctx context.Context, l List, reason string) (judged, error) {
	switch {
	case !l.Closed.IsZero():
		return judged{}, fault.New(fault.Conflict, "codelist.closed")
	case l.Draft == nil:
		return judged{}, fault.New(fault.Conflict, "codelist.nothing")
	}
	j, err := s.judge(ctx, l)
	if err != nil {
		return j, err
	}
	if j.before != nil && reflect.DeepEqual(j.before.Sheet, j.Sheet) {
		return j, fault.New(fault.Invalid, "codelist.same", "n", j.before.No)
	}
	return j, reasoned(reason)
}

func (s *Service) publish(ctx context.Context, by access.Actor, l List, v Version, before *Version) error {
	l.Newest, l.Name, l.Draft = v.No, v.Name, nil
	l, err := s.keep(ctx, by, l)
	if err != nil {
		return err
	}
	if err := s.Store.InsertVersion(ctx, by.Bureau, v); err != nil {
		return err
	}
	counts := map[ChangeKind]int{}
	if before != nil {
		for _, c := range Changes(before.Sheet, v.Sheet) {
			counts[c.Kind]++
		}
	}
	return s.log(ctx, by, "codelist.publish", l, map[string]any{"version": v.No, "items": len(v.Items), "changes": counts, "reason": v.Reason})
}

// judged is a draft as it was read, beside what it follows and what it stands under.
type judged struct {
	Sheet
	before, parent *Version // nil for none
}

// judge reads the draft of a list beside what it follows.
func (s *Service) judge(ctx context.Context, l List) (judged, error) {
	var out judged
	var err error
	if out.before, err = s.newest(ctx, l.Bureau, l.Code); err != nil {
		return out, err
	}
	if out.parent, err = s.parentOf(ctx, l); err != nil {
		return out, err
	}
	out.Sheet, err = Judge(*l.Draft, out.before, out.parent)
	return out, err
}

// numberOf is the number of a version; 0 for none.
func numberOf(v *Version) int {
	if v == nil {
		return 0
	}
	return v.No
}

// parentOf is the newest version of the list under whose items those of a draft
// stand; nil for none. A list stands under no list that stands under it.
func (s *Service) parentOf(ctx context.Context, l List) (*Version, error) {
	if l.Draft.Parent == "" {
		return nil, nil
	}
	parent, err := s.newest(ctx, l.Bureau, l.Draft.Parent)
	if err != nil {
		return nil, err
	}
	const deepest = 20
	for up, depth := parent, 0; up != nil; depth++ {
		if up.List == l.Code || depth > deepest {
			return nil, fault.New(fault.Invalid, "codelist.wrong", "n", 1).With("parent", "codelist.parent.circle", "name", parent.Name)
		}
		if up.Parent == "" {
			break
		}
		if up, err = s.newest(ctx, l.Bureau, up.Parent); err != nil {
			return nil, err
		}
	}
	return parent, nil
}

// newest is the newest version of a list; nil when it has none.
func (s *Service) newest(ctx context.Context, bureau, code string) (*Version, error) {
	v, err := s.Store.Newest(ctx, bureau, code)
	if fault.Is(err, "notfound") {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// reasoned asks for a reason: whoever finds the version in ten years reads it.
func reasoned(reason string) error {
	wrong := fault.New(fault.Invalid, "codelist.wrong", "n", 1)
	switch reason = strings.TrimSpace(reason); {
	case reason == "":
		return wrong.With("reason", "codelist.need.reason")
	case utf8.RuneCountInString(reason) > maxReason:
		return wrong.With("reason", "codelist.need.shorter", "most", maxReason)
	}
	return nil
}

func itoa(n int) string { return strconv.Itoa(n) }

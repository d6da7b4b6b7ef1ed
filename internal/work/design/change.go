package design

import (
	"context"
	"strconv"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// joinWithin is how soon a saving must follow another of the same thing by the
// same person to be undone together with it.
const joinWithin = 20 * time.Second

// Change is what to do with a draft that was seen at a revision.
type Change struct {
	Draft string
	Base  int
	Act   Act
}

// Changed is a draft after an act. Look names what is to be looked at now, such as
// the field that was added; empty for what was looked at before.
type Changed struct {
	Draft
	Look string
	// Turned tells that a field has another type or source of options than before.
	Turned bool
}

// Change does one act and keeps the draft as it is then as its next revision.
// When somebody else changed the draft since Base, the act is done all the same if
// what it is about was left alone; otherwise it is the Conflict fault
// "design.stale", with a Stale as its cause, and nothing is done.
func (s *Service) Change(ctx context.Context, by access.Actor, in Change) (Changed, error) {
	var out Changed
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.findWriting(ctx, by, in.Draft)
		if err != nil {
			return err
		}
		head, err := s.Store.Revision(ctx, d.Bureau, d.ID, d.Rev)
		if err != nil {
			return err
		}
		if err := s.mayFollow(ctx, d, head, in); err != nil {
			return err
		}
		out, err = s.act(ctx, by, d, head, in.Act)
		return err
	})
	return out, err
}

// act applies an act to the newest revision.
func (s *Service) act(ctx context.Context, by access.Actor, d Draft, head Revision, act Act) (Changed, error) {
	b, err := s.bench(ctx, d, head)
	if err != nil {
		return Changed{}, err
	}
	if err := act.apply(b); err != nil {
		return Changed{}, err
	}
	text := string(b.content.YAML())
	if written, ok := act.(EditText); ok && b.content.Code == codeOf(written.YAML) {
		text = written.YAML
	}
	out := Changed{Draft: d, Look: b.look, Turned: b.turned}
	if text == head.YAML {
		return out, nil
	}
	next := Revision{YAML: text, Act: act.Name(), Target: act.Target(), Back: head.Rev}
	if joins(head, next, by.Person, s.Now()) {
		next.Back = head.Back
	}
	out.Draft, err = s.keep(ctx, by, d, *b.content, next)
	return out, err
}

// joins reports whether a saving continues the one before it.
func joins(head, next Revision, person string, now time.Time) bool {
	return head.Act == next.Act && head.Target == next.Target && head.By == person && head.Back > 0 && now.Sub(head.At) < joinWithin
}

// keep stores the next revision of a draft.
func (s *Service) keep(ctx context.Context, by access.Actor, d Draft, content formdraft.Draft, next Revision) (Draft, error) {
	base := d.Rev
	d.Rev, d.Form, d.Title = base+1, content.Code, content.Title
	d.ChangedBy, d.Changed = by.Person, s.Now()
	next.Rev, next.By, next.At = d.Rev, by.Person, d.Changed
	return d, s.Store.Update(ctx, d, base, next, d.Rev-keptRevisions)
}

// bench reads what an act works on.
func (s *Service) bench(ctx context.Context, d Draft, head Revision) (*bench, error) {
	content, _ := formdraft.Read([]byte(head.YAML)) // what is kept was readable
	b := &bench{content: &content}
	if s.CodeLists != nil {
		b.lists = func(code string) (codelist.Version, bool) {
			v, err := s.CodeLists.Newest(ctx, d.Bureau, code)
			return v, err == nil
		}
	}
	if d.Base == 0 {
		return b, nil
	}
	version, err := s.Forms.Version(ctx, d.Bureau, d.Form, d.Base)
	b.published = version.Definition
	return b, err
}

// mayFollow refuses an act on what somebody else changed since it was seen.
func (s *Service) mayFollow(ctx context.Context, d Draft, head Revision, in Change) error {
	if in.Base == d.Rev {
		return nil
	}
	seen, err := s.Store.Revision(ctx, d.Bureau, d.ID, in.Base)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	if err != nil {
		return s.stale(ctx, d, head)
	}
	before, _ := formdraft.Read([]byte(seen.YAML))
	now, _ := formdraft.Read([]byte(head.YAML))
	if in.Act.untouched(&before, &now) {
		return nil
	}
	return s.stale(ctx, d, s.toucher(ctx, d, head, in, before))
}

// toucher is the first revision since the one that was seen in which what an act
// is about reads differently; the newest when it cannot be found.
func (s *Service) toucher(ctx context.Context, d Draft, head Revision, in Change, before formdraft.Draft) Revision {
	for rev := in.Base + 1; rev < d.Rev; rev++ {
		step, err := s.Store.Revision(ctx, d.Bureau, d.ID, rev)
		if err != nil {
			break
		}
		if then, _ := formdraft.Read([]byte(step.YAML)); !in.Act.untouched(&before, &then) {
			return step
		}
	}
	return head
}

// codeOf is the code that a text gives its form.
func codeOf(yaml string) string {
	d, _ := formdraft.Read([]byte(yaml))
	return d.Code
}

func itoa(n int) string { return strconv.Itoa(n) }

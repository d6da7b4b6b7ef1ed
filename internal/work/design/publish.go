package design

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// maxReason is how long a reason may be, in characters.
const maxReason = 500

// Publish is what is said when a draft becomes a version. Reasons are those for
// fields that are asked already, by the key of the field.
type Publish struct {
	Draft   string
	Base    int
	Reason  string
	Reasons map[string]string
	// Lists are the versions of the bureau's lists that were seen (Open.ListsSeen);
	// empty asks for no comparing.
	Lists string
}

// Publish makes a draft the newest version of its form. It is refused as long as
// something in it is wrong, another version was published since it was begun, it
// changes nothing, the answers of the version before could not be taken over, or a
// field is asked already and nobody says why. Running campaigns keep their version.
func (s *Service) Publish(ctx context.Context, by access.Actor, in Publish) (record.Version, error) {
	var out record.Version
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Forms.TakeTurn(ctx, by.Bureau); err != nil {
			return err
		}
		d, err := s.findWriting(ctx, by, in.Draft)
		if err != nil {
			return err
		}
		head, err := s.Store.Revision(ctx, d.Bureau, d.ID, d.Rev)
		if err != nil {
			return err
		}
		if in.Base != d.Rev {
			return s.stale(ctx, d, head)
		}
		if err := s.ready(ctx, &d, head, in); err != nil {
			return err
		}
		out, err = s.publish(ctx, by, d, head)
		return err
	})
	return out, err
}

func (s *Service) publish(ctx context.Context, by access.Actor, d Draft, head Revision) (record.Version, error) {
	version, err := s.Forms.Publish(ctx, by, head.YAML)
	if err != nil {
		return version, err
	}
	d.State, d.Version, d.ChangedBy, d.Changed = Published, version.No, by.Person, s.Now()
	if err := s.Store.Update(ctx, d, d.Rev, Revision{}, 0); err != nil {
		return version, err
	}
	return version, s.log(ctx, by, "form.release", d, map[string]any{"version": version.No, "reason": d.Reason, "again": d.Reasons})
}

// ready says everything that still keeps a draft from being published.
func (s *Service) ready(ctx context.Context, d *Draft, head Revision, in Publish) error {
	content, _ := formdraft.Read([]byte(head.YAML))
	library, failed := s.Forms.Library(ctx, d.Bureau)
	def, problems := read([]byte(head.YAML), library)
	if err := failed(); err != nil {
		return err
	}
	if problems = append(problems, unready(content)...); len(problems) > 0 {
		return fault.New(fault.Invalid, "design.unready", "n", len(problems))
	}
	if err := s.sameLists(ctx, d.Bureau, content, in.Lists); err != nil {
		return err
	}
	if err := s.onTop(ctx, *d, head.YAML); err != nil {
		return err
	}
	wrong := fault.New(fault.Invalid, "design.wrong")
	if d.Reason = strings.TrimSpace(in.Reason); d.Reason == "" {
		_ = wrong.With("reason", "design.need.reason")
	}
	if utf8.RuneCountInString(d.Reason) > maxReason {
		_ = wrong.With("reason", "design.need.shorter", "most", maxReason)
	}
	asked, err := s.asked(ctx, d.Bureau, def)
	if err != nil {
		return err
	}
	d.Reasons = reasons(asked, d.Reasons, in.Reasons)
	for _, key := range unreasoned(asked, d.Reasons) {
		_ = wrong.With("again:"+key, "design.need.again", "field", nameOf(content, key))
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// sameLists refuses to publish when a list has a newer version than was seen.
func (s *Service) sameLists(ctx context.Context, bureau string, content formdraft.Draft, seen string) error {
	if seen == "" {
		return nil
	}
	uses, err := s.listUses(ctx, bureau, content)
	if err == nil && (Open{CodeLists: uses}).ListsSeen() != seen {
		return fault.New(fault.Conflict, "design.lists")
	}
	return err
}

// onTop refuses a draft that changes nothing, or that another version overtook. A
// newer version of a list that it chooses from is a change.
func (s *Service) onTop(ctx context.Context, d Draft, text string) error {
	newest, err := s.Forms.Latest(ctx, d.Bureau, d.Form)
	if fault.Is(err, "record.form") {
		return nil
	}
	if err != nil {
		return err
	}
	if newest.No != d.Base {
		return fault.New(fault.Conflict, "design.overtaken", "n", newest.No)
	}
	held, err := s.Forms.Hold(ctx, d.Bureau, text)
	if err != nil {
		return err
	}
	before, _ := formdraft.Read([]byte(newest.YAML))
	after, _ := formdraft.Read([]byte(held))
	if bytes.Equal(before.YAML(), after.YAML()) {
		return fault.New(fault.Invalid, "design.same", "n", newest.No)
	}
	return nil
}

// nameOf is what a field is called.
func nameOf(content formdraft.Draft, key string) string {
	if at, found := content.Find(key); found {
		return content.Field(at).Name
	}
	return key
}

package record

import (
	"context"
	"fmt"

	"nianlun/internal/kit/fault"
)

type versionKey struct {
	bureau, form string
	no           int
}

// Version is one published version, read; NotFound when there is none.
func (s *Service) Version(ctx context.Context, bureau, form string, no int) (Version, error) {
	l, err := s.layout(ctx, bureau, form, no)
	if err != nil {
		return Version{}, err
	}
	return l.version, nil
}

// Latest is a form's newest version; the NotFound fault "record.form" when the
// form has none.
func (s *Service) Latest(ctx context.Context, bureau, form string) (Version, error) {
	no, err := s.Store.LatestNo(ctx, bureau, form)
	if err != nil {
		return Version{}, err
	}
	if no == 0 {
		return Version{}, fault.New(fault.NotFound, "record.form", "form", form)
	}
	return s.Version(ctx, bureau, form, no)
}

// Forms are the newest versions of all forms, by code.
func (s *Service) Forms(ctx context.Context, bureau string) ([]Version, error) {
	stored, err := s.Store.Forms(ctx, bureau)
	if err != nil {
		return nil, err
	}
	versions := make([]Version, len(stored))
	for i, v := range stored {
		l, err := s.read(ctx, bureau, v)
		if err != nil {
			return nil, err
		}
		versions[i] = l.version
	}
	return versions, nil
}

// layout finds a version, read once per program when it is committed.
func (s *Service) layout(ctx context.Context, bureau, form string, no int) (*layout, error) {
	if l, ok := s.parsed.Load(versionKey{bureau, form, no}); ok {
		return l.(*layout), nil
	}
	stored, err := s.Store.Version(ctx, bureau, form, no)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, bureau, stored)
}

func (s *Service) read(ctx context.Context, bureau string, v StoredVersion) (*layout, error) {
	key := versionKey{bureau, v.Form, v.No}
	if l, ok := s.parsed.Load(key); ok {
		return l.(*layout), nil
	}
	def, err := s.parseOld(ctx, bureau, v)
	if err != nil {
		return nil, fmt.Errorf("form %s version %d, published %s, is no longer readable: %w", v.Form, v.No, v.Published, err)
	}
	l := layoutOf(Version{Form: v.Form, No: v.No, Definition: def, YAML: v.YAML, Published: v.Published, By: v.By})
	if _, young := s.young.Load(key); !young {
		s.parsed.Store(key, l)
	}
	return l, nil
}

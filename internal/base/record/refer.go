package record

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// Parse reads a definition that is to be published, with the newest versions of
// the forms that it refers to: what they do not ask is a mistake. The error is as
// that of Publish.
func (s *Service) Parse(ctx context.Context, bureau, yaml string) (*form.Definition, error) {
	library, failed := s.Library(ctx, bureau)
	def, err := form.ParseWith([]byte(yaml), library)
	if failed() != nil {
		return nil, failed()
	}
	if err != nil {
		return nil, mistakes(err)
	}
	return def, nil
}

// ParseAdopted reads a definition that another bureau has published and that is to be
// adopted here: as leniently as the published versions of one's own, for nobody here can
// mend it, but the forms that it refers to must be there. The error is as that of Adopt.
func (s *Service) ParseAdopted(ctx context.Context, bureau, yaml string) (*form.Definition, error) {
	library, failed := s.Library(ctx, bureau)
	library.Published, library.Elsewhere = true, true
	def, err := form.ParseWith([]byte(yaml), library)
	if failed() != nil {
		return nil, failed()
	}
	if err != nil {
		return nil, mistakes(err)
	}
	return def, nil
}

// Library is what a definition that is to be published may name: the newest
// versions of the bureau's forms and of its lists of codes. The first error of reading one is returned by
// the second function.
func (s *Service) Library(ctx context.Context, bureau string) (form.Library, func() error) {
	var failed error
	library := form.Library{
		Form: func(code string) (*form.Definition, bool) {
			v, err := s.Latest(ctx, bureau, code)
			if err != nil && !fault.Is(err, "record.form") && failed == nil {
				failed = err
			}
			return v.Definition, err == nil
		},
		Codes: func() []string {
			all, err := s.Forms(ctx, bureau)
			if err != nil && failed == nil {
				failed = err
			}
			codes := make([]string, len(all))
			for i, v := range all {
				codes[i] = v.Form
			}
			return codes
		},
	}
	s.codeLists(ctx, bureau, &library, &failed)
	return library, func() error { return failed }
}

// parseOld reads a published definition with the forms that it refers to as they
// stood when it was published, so that it means today what was checked then. Of
// those only the fields are read, and no references of theirs: forms may refer to
// each other.
func (s *Service) parseOld(ctx context.Context, bureau string, v StoredVersion) (*form.Definition, error) {
	var failed error
	library := form.Library{
		Published: true,
		Form: func(code string) (*form.Definition, bool) {
			other, err := s.Store.VersionAt(ctx, bureau, code, v.Published)
			if fault.Is(err, "notfound") {
				return nil, false
			}
			if err != nil {
				failed = err
				return nil, false
			}
			def, err := form.ParseWith([]byte(other.YAML), form.Library{Published: true})
			return def, err == nil
		},
	}
	def, err := form.ParseWith([]byte(v.YAML), library)
	if failed != nil {
		return nil, failed
	}
	return def, err
}

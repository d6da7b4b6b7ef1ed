package design

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/fieldcode"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Start says what a new form begins with: nothing, a copy of a published form, or
// a definition that was written or imported. The code may be left out.
type Start struct {
	Title, Code string
	CopyOf      string // code of a published form
	YAML        string
	// File is an XLSForm, a workbook whose head rows become fields, or a definition.
	File []byte
}

// Start makes the draft of a new form. It belongs to the unit of whoever makes it.
func (s *Service) Start(ctx context.Context, by access.Actor, in Start) (Draft, error) {
	d := Draft{Bureau: by.Bureau, Owner: by.Post.Unit}
	if err := access.Check(by, access.Write, d.thing()); err != nil {
		return d, err
	}
	content, notes, err := s.begin(ctx, by, in)
	if err != nil {
		return d, err
	}
	d.Sample.Notes = notes
	if title := strings.TrimSpace(in.Title); title != "" {
		content.Title = title
	}
	if content.Title == "" {
		return d, fault.New(fault.Invalid, "design.wrong").With("title", "design.need.title")
	}
	if code := strings.TrimSpace(in.Code); code != "" {
		content.Code = code
	}
	if err := s.freeForm(ctx, by.Bureau, &content); err != nil {
		return d, err
	}
	return s.insert(ctx, by, d, content, string(content.YAML()))
}

// begin is the content that a new form starts from.
func (s *Service) begin(ctx context.Context, by access.Actor, in Start) (formdraft.Draft, []Note, error) {
	switch {
	case in.CopyOf != "":
		version, err := s.Forms.Latest(ctx, by.Bureau, in.CopyOf)
		if err != nil {
			return formdraft.Draft{}, nil, err
		}
		text, err := s.Forms.LetGo(ctx, by.Bureau, version.YAML)
		if err != nil {
			return formdraft.Draft{}, nil, err
		}
		content, err := formdraft.Read([]byte(text))
		content.Code = ""
		return content, nil, err
	case len(in.File) > 0:
		content, notes, err := imported(in.File)
		if err != nil {
			return content, nil, err
		}
		adopted, err := s.adopted(ctx, by.Bureau, &content)
		if err != nil {
			return content, nil, err
		}
		notes = append(notes, adopted...)
		taken, err := s.takenForms(ctx, by.Bureau)
		content.Code = freeOf(content.Code, taken)
		return content, notes, err
	case strings.TrimSpace(in.YAML) != "":
		content, err := formdraft.Read([]byte(in.YAML))
		if err != nil {
			return content, nil, mistakes(err)
		}
		return content, nil, nil
	}
	return formdraft.Draft{Period: "month", Sections: []formdraft.Section{{Title: strings.TrimSpace(in.Title)}}}, nil, nil
}

// freeForm sees to it that the code is one that no form and no open draft has:
// one made from the title when none was given.
func (s *Service) freeForm(ctx context.Context, bureau string, content *formdraft.Draft) error {
	taken, err := s.takenForms(ctx, bureau)
	if err != nil {
		return err
	}
	if content.Code == "" {
		content.Code = numberedFrom(fieldcode.Of(content.Title), taken)
		if content.Code == "" {
			content.Code = numbered("form-", taken)
		}
		return nil
	}
	if !validFormCode(content.Code) {
		return fault.New(fault.Invalid, "design.wrong").With("code", "design.need.formcode")
	}
	if taken[content.Code] {
		return fault.New(fault.Invalid, "design.wrong").With("code", "design.taken.form", "code", content.Code)
	}
	return nil
}

func (s *Service) takenForms(ctx context.Context, bureau string) (map[string]bool, error) {
	taken := map[string]bool{}
	versions, err := s.Forms.Forms(ctx, bureau)
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		taken[v.Form] = true
	}
	drafts, err := s.Store.Drafts(ctx, bureau)
	if err != nil {
		return nil, err
	}
	for _, d := range drafts {
		taken[d.Form] = taken[d.Form] || d.State == Writing
	}
	return taken, nil
}

// Revise makes the draft of a form's next version, or finds the one that is being
// written already: there is one for all.
func (s *Service) Revise(ctx context.Context, by access.Actor, form string) (Draft, error) {
	version, err := s.Forms.Latest(ctx, by.Bureau, form)
	if err != nil {
		return Draft{}, err
	}
	drafts, err := s.Store.Drafts(ctx, by.Bureau)
	if err != nil {
		return Draft{}, err
	}
	owner, err := s.ownerOf(ctx, by.Bureau, version, drafts)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Bureau: by.Bureau, Owner: owner, Base: version.No}
	if err := access.Check(by, access.Write, d.thing()); err != nil {
		return d, err
	}
	if open, found := openDraft(drafts, form); found {
		return open, nil
	}
	text, err := s.Forms.LetGo(ctx, by.Bureau, version.YAML)
	if err != nil {
		return d, err
	}
	content, err := formdraft.Read([]byte(text))
	if err != nil {
		return d, err
	}
	if d.Owner == "" {
		d.Owner = by.Post.Unit
	}
	return s.insert(ctx, by, d, content, text)
}

// ownerOf is the unit that a published form belongs to: that of the draft which it
// was published from, or else of the one section that asks it. A form that nobody
// is known to own belongs to the office.
func (s *Service) ownerOf(ctx context.Context, bureau string, version record.Version, drafts []Draft) (string, error) {
	newest := Draft{}
	for _, d := range drafts {
		if d.Form == version.Form && d.State == Published && d.Version > newest.Version {
			newest = d
		}
	}
	if newest.Owner != "" {
		return newest.Owner, nil
	}
	uses, err := s.uses(ctx, bureau)
	if err != nil {
		return "", err
	}
	return onlyOwner(uses[version.Form]), nil
}

func onlyOwner(uses []Use) string {
	owner := ""
	for _, u := range uses {
		if owner != "" && u.Owner != owner {
			return ""
		}
		owner = u.Owner
	}
	return owner
}

func openDraft(drafts []Draft, form string) (Draft, bool) {
	for _, d := range drafts {
		if d.Form == form && d.State == Writing {
			return d, true
		}
	}
	return Draft{}, false
}

// insert keeps a new draft with its first revision.
func (s *Service) insert(ctx context.Context, by access.Actor, d Draft, content formdraft.Draft, text string) (Draft, error) {
	now := s.Now()
	d.ID, d.State, d.Rev, d.Form, d.Title = id.New(), Writing, 1, content.Code, content.Title
	d.StartedBy, d.Started, d.ChangedBy, d.Changed = by.Person, now, by.Person, now
	first := Revision{Rev: 1, YAML: text, Act: "start", By: by.Person, At: now}
	return d, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Insert(ctx, d, first); err != nil {
			return err
		}
		return s.log(ctx, by, "form.draft", d, map[string]any{"base": d.Base})
	})
}

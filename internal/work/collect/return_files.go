package collect

import (
	"context"
	"io"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// Files keeps what is uploaded into returns; base/blob fulfils it.
type Files interface {
	Put(ctx context.Context, by access.Actor, name string, r io.Reader, rules blob.Rules) (blob.File, error)
	Open(ctx context.Context, bureau, id string) (blob.Content, blob.File, error)
	// Thumb opens the small picture of a photo; NotFound when there is none.
	Thumb(ctx context.Context, bureau, id string) (blob.Content, blob.File, error)
	Files(ctx context.Context, bureau string, ids []string) ([]blob.File, error)
}

// uploadParam is the size of the largest upload in megabytes.
const uploadParam = "upload.max.megabytes"

// photos are the kinds that a photo may be.
var photos = []string{"jpg", "png", "webp", "heic"}

// Upload is a file for one cell of a return.
type Upload struct {
	Return  string
	Path    form.Path
	Name    string
	Content io.Reader
}

// Attach keeps a file for a cell and returns its id. The cell holds it only when
// the return is saved with the id in it.
//
// Faults: those of blob.Service.Put; return.moved when the return cannot be
// typed into; collect.file when the cell takes no files.
func (s *Service) Attach(ctx context.Context, by access.Actor, in Upload) (string, error) {
	o, err := s.find(ctx, by, in.Return, access.Fill)
	if err != nil {
		return "", err
	}
	if err := step(by, o, typing(o.State)); err != nil {
		return "", err
	}
	version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
	if err != nil {
		return "", err
	}
	f, ok := version.Definition.Field(in.Path.Key())
	if !ok || f.Type.Control() != form.ControlFiles || s.Files == nil {
		return "", fault.New(fault.Invalid, "collect.file")
	}
	limit, _, err := s.Params.Number(ctx, o.Bureau, uploadParam, s.today())
	if err != nil {
		return "", err
	}
	rules := blob.Rules{MaxBytes: limit.IntPart() << 20}
	if f.Type.Name() == "photo" {
		rules.Types, rules.Picture = photos, true
	}
	kept, err := s.Files.Put(ctx, by, in.Name, in.Content, rules)
	return kept.ID, err
}

// File opens a file that stands in a return; the caller closes it.
func (s *Service) File(ctx context.Context, by access.Actor, id, file string) (blob.Content, blob.File, error) {
	o, err := s.holding(ctx, by, id, file)
	if err != nil {
		return nil, blob.File{}, err
	}
	return s.Files.Open(ctx, o.Bureau, file)
}

// Thumb opens the small picture of a photo that stands in a return; the caller closes it. NotFound when there is none.
func (s *Service) Thumb(ctx context.Context, by access.Actor, id, file string) (blob.Content, blob.File, error) {
	o, err := s.holding(ctx, by, id, file)
	if err != nil {
		return nil, blob.File{}, err
	}
	return s.Files.Thumb(ctx, o.Bureau, file)
}

// holding finds a return that the actor may read and in which the file stands.
func (s *Service) holding(ctx context.Context, by access.Actor, id, file string) (Obligation, error) {
	o, err := s.find(ctx, by, id, access.Read)
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
	if s.Files == nil || !filesIn(version.Definition, stored.Values)[file] {
		return Obligation{}, fault.New(fault.NotFound, "notfound")
	}
	return o, nil
}

// filesIn are the ids of the files that stand in values.
func filesIn(def *form.Definition, values form.Values) map[string]bool {
	ids := map[string]bool{}
	if !slices.ContainsFunc(def.Fields(), holdsFiles) {
		return ids
	}
	for _, cell := range form.Cells(def, values) {
		if f, ok := def.Field(cell.Path.Key()); ok && holdsFiles(f) {
			ids[cell.Text] = true
		}
	}
	return ids
}

func holdsFiles(f *form.Field) bool { return f.Type.Control() == form.ControlFiles }

// ownFiles refuses files that the actor has neither uploaded nor found in the
// return or in that of the period before: a known id must not open a file that
// stands elsewhere.
func (s *Service) ownFiles(ctx context.Context, by access.Actor, sh *sheet) error {
	have := filesIn(sh.def, sh.old)
	var added []string
	for id := range filesIn(sh.def, sh.values) {
		if !have[id] {
			added = append(added, id)
		}
	}
	if len(added) == 0 {
		return nil
	}
	around, err := s.beside(ctx, by, sh.o, sh.def, sh.def.ForPrefill().With(form.Needs{Previous: true}))
	if err != nil {
		return err
	}
	allowed := filesIn(sh.def, form.Prefilled(sh.def, around.sources()))
	if around.values != nil {
		maps.Copy(allowed, filesIn(sh.def, *around.values))
	}
	if s.Files != nil {
		files, err := s.Files.Files(ctx, sh.o.Bureau, added)
		if err != nil {
			return err
		}
		for _, f := range files {
			allowed[f.ID] = allowed[f.ID] || f.Person == by.Person
		}
	}
	for _, id := range added {
		if !allowed[id] {
			return fault.New(fault.Invalid, "collect.file")
		}
	}
	return nil
}

// Attached is a file that stands in a return.
type Attached struct {
	ID   string
	Name string
	// Picture tells that there is a small picture of it.
	Picture bool
	Type    string // media type
}

// attached names the files of an opened return.
func (s *Service) attached(ctx context.Context, r *Return) error {
	ids := filesIn(r.Definition, r.Values)
	if s.Files == nil || len(ids) == 0 {
		return nil
	}
	var all []string
	for id := range ids {
		all = append(all, id)
	}
	files, err := s.Files.Files(ctx, r.Obligation.Bureau, all)
	for _, f := range files {
		r.Files = append(r.Files, Attached{ID: f.ID, Name: f.Name, Picture: f.Small(), Type: f.Type})
	}
	return err
}

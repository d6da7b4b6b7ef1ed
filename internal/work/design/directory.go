package design

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/i18n"
)

// anySchool is the `of` of a unit field that takes units of every type of school.
const anySchool = "school"

// Named is a unit or person to choose in a trial.
type Named struct{ ID, Name string }

// Directory are the units and people that a trial may name: those that a return
// would offer somebody of the bureau's offices. It implements form.Directory.
type Directory struct {
	units  []org.Unit
	people []org.Holder
}

// directory gathers whom a form may name; nil when it asks for nobody.
func (s *Service) directory(ctx context.Context, bureau string, def *form.Definition) (*Directory, error) {
	if def == nil || !def.NamesOthers() {
		return nil, nil
	}
	day := s.today()
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, err
	}
	units = slices.DeleteFunc(units, func(u org.Unit) bool { return !u.On(day) })
	offices := map[string]bool{}
	for _, u := range units {
		offices[u.ID] = !u.Type.School()
	}
	holders, err := s.Units.HoldersOf(ctx, bureau, day)
	holders = slices.DeleteFunc(holders, func(h org.Holder) bool { return !offices[h.Post.Unit] })
	return &Directory{units: units, people: holders}, err
}

// Offer lists whom a field may name, by the type or role that it says.
func (d *Directory) Offer(control form.Control, of string) []Named {
	var out []Named
	seen := map[string]bool{}
	for _, u := range d.units {
		if control == form.ControlUnit && isOf(u.Type, of) {
			out = append(out, Named{u.ID, u.Label()})
		}
	}
	for _, h := range d.people {
		if control == form.ControlPerson && !seen[h.Person.ID] && (of == "" || of == string(h.Post.Role) || of == access.RoleName(h.Post.Role)) {
			seen[h.Person.ID] = true
			out = append(out, Named{h.Person.ID, h.Person.Name})
		}
	}
	return out
}

func isOf(t org.UnitType, of string) bool {
	return of == "" || of == string(t) || of == anySchool && t.School() || of == i18n.Chinese.T(t.Key())
}

// Name is what a unit or person is called, "" for an id that nobody has.
func (d *Directory) Name(id string) string {
	for _, u := range d.units {
		if u.ID == id {
			return u.Label()
		}
	}
	for _, h := range d.people {
		if h.Person.ID == id {
			return h.Person.Name
		}
	}
	return ""
}

// Find implements form.Directory.
func (d *Directory) Find(f *form.Field, text string) (id string, count int) {
	for _, one := range d.Offer(f.Type.Control(), f.Of) {
		switch text {
		case one.ID:
			return one.ID, 1
		case one.Name:
			id, count = one.ID, count+1
		}
	}
	return id, count
}

// asDirectory keeps a nil *Directory a nil form.Directory.
func (d *Directory) asDirectory() form.Directory {
	if d == nil {
		return nil
	}
	return d
}

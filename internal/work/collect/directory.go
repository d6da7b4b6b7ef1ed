package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// anySchool is the `of` of a unit field that takes units of every type of school.
const anySchool = "school"

// Named is a unit or person to choose, by the name that tells it from all others in the list.
type Named struct{ ID, Name string }

// Directory are the units and people that the cells of one return may point at. It implements form.Directory. Of units
// it offers those that exist today, and also takes closed ones, which an answer about the past may name. Of people it
// offers those of the unit that answers for the return and of the bureau's offices: who works at another school is not this school's
// to see. Whoever already stands in the return is kept.
type Directory struct {
	units  []org.Unit
	people []candidate
	kept   map[string]bool   // ids that stand in the return
	names  map[string]string // of kept people who are no longer offered
	today  func(org.Unit) bool
}

// candidate is a person with the roles in which he may be chosen.
type candidate struct {
	Named
	bare  string // the name alone
	unit  string // as it stands behind the name; "" for the return's own
	login string
	roles []access.Role
}

// directory gathers whom a return's cells may name; nil when its form asks for nobody.
func (s *Service) directory(ctx context.Context, o Obligation, def *form.Definition, values form.Values) (*Directory, error) {
	all, err := s.roster(ctx, o.Bureau, def)
	if all == nil || err != nil {
		return nil, err
	}
	return s.directoryFrom(ctx, all, o, def, values)
}

// roster are the units of a bureau and who holds posts in them, read once where many returns are opened.
type roster struct {
	units   []org.Unit
	holders []org.Holder
	day     period.Date
}

// roster reads whom returns of a form may name; nil when the form asks for nobody.
func (s *Service) roster(ctx context.Context, bureau string, def *form.Definition) (*roster, error) {
	if !def.NamesOthers() {
		return nil, nil
	}
	all := &roster{day: s.today()}
	var err error
	if all.units, err = s.Units.AllUnits(ctx, bureau); err != nil {
		return nil, err
	}
	all.holders, err = s.Units.HoldersOf(ctx, bureau, all.day)
	return all, err
}

// directory is whom the returns of a unit may name, as far as the roster tells; unit "" is none in particular.
func (all *roster) directory(unit string) *Directory {
	return &Directory{units: all.units, people: candidates(all.holders, all.units, unit), kept: map[string]bool{}, names: map[string]string{},
		today: func(u org.Unit) bool { return u.On(all.day) }}
}

// directories gives the directory of each return, by what tells the unit of a return; nil for a nil roster.
func (all *roster) directories(unit func(returnID string) string) func(returnID string) *Directory {
	if all == nil {
		return nil
	}
	made := map[string]*Directory{}
	return func(returnID string) *Directory {
		u := unit(returnID)
		if made[u] == nil {
			made[u] = all.directory(u)
		}
		return made[u]
	}
}

// directoryFrom is the directory of one return. Who stands in it and is no longer offered is looked up by name.
func (s *Service) directoryFrom(ctx context.Context, all *roster, o Obligation, def *form.Definition, values form.Values) (*Directory, error) {
	d := all.directory(o.Answers())
	d.kept = referred(def, values)
	var gone []string
	for id := range d.kept {
		if d.Name(id) == "" {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return d, nil
	}
	var err error
	d.names, err = s.Units.PeopleNames(ctx, o.Bureau, gone)
	return d, err
}

// asDirectory keeps a nil *Directory a nil form.Directory.
func (d *Directory) asDirectory() form.Directory {
	if d == nil {
		return nil
	}
	return d
}

// referred are the ids in unit and person cells.
func referred(def *form.Definition, values form.Values) map[string]bool {
	ids := map[string]bool{}
	for _, cell := range form.Cells(def, values) {
		f, found := def.Field(cell.Path.Key())
		if found && (f.Type.Control() == form.ControlUnit || f.Type.Control() == form.ControlPerson) {
			ids[cell.Text] = true
		}
	}
	return ids
}

// candidates are the people whom a unit's return may name, each once, those of the unit first.
func candidates(holders []org.Holder, units []org.Unit, own string) []candidate {
	byID := make(map[string]org.Unit, len(units))
	for _, u := range units {
		byID[u.ID] = u
	}
	near := slices.DeleteFunc(slices.Clone(holders), func(h org.Holder) bool {
		return h.Post.Unit != own && byID[h.Post.Unit].Type.School()
	})
	slices.SortStableFunc(near, func(a, b org.Holder) int { return ownFirst(a, own) - ownFirst(b, own) })
	at := map[string]int{}
	var people []candidate
	for _, h := range near {
		if i, seen := at[h.Person.ID]; seen {
			people[i].roles = append(people[i].roles, h.Post.Role)
			continue
		}
		at[h.Person.ID] = len(people)
		one := candidate{Named: Named{ID: h.Person.ID}, bare: h.Person.Name, login: h.Person.Login, roles: []access.Role{h.Post.Role}}
		if h.Post.Unit != own {
			one.unit = byID[h.Post.Unit].Label()
		}
		one.Name = one.called(one.unit)
		people = append(people, one)
	}
	return tellApart(people)
}

func ownFirst(h org.Holder, own string) int {
	if h.Post.Unit == own {
		return 0
	}
	return 1
}

// Offer lists whom a field may name, by the type or role that it says.
func (d *Directory) Offer(f *form.Field) []Named {
	var offered []Named
	if f.Type.Control() == form.ControlUnit {
		for _, u := range d.units {
			if d.today(u) && isOf(u.Type, f.Of) {
				offered = append(offered, Named{u.ID, u.Label()})
			}
		}
		return offered
	}
	for _, p := range d.people {
		if holdsRole(p.roles, f.Of) {
			offered = append(offered, p.Named)
		}
	}
	return offered
}

// Name is what a unit or person is called, "" for an id that nobody has.
func (d *Directory) Name(id string) string {
	for _, p := range d.people {
		if p.ID == id {
			return p.Name
		}
	}
	for i := range d.units {
		if d.units[i].ID == id {
			return d.units[i].Label()
		}
	}
	return d.names[id]
}

// Find implements form.Directory.
func (d *Directory) Find(f *form.Field, text string) (string, int) {
	if d.kept[text] {
		return text, 1
	}
	if f.Type.Control() == form.ControlUnit {
		return d.findUnit(f.Of, text)
	}
	return d.findPerson(f.Of, text)
}

func (d *Directory) findUnit(of, text string) (string, int) {
	wanted, found, count := plain(text), "", 0
	for _, u := range d.units {
		if !isOf(u.Type, of) {
			continue
		}
		if u.ID == text || u.Code != "" && u.Code == text {
			return u.ID, 1
		}
		if plain(u.Name) == wanted || u.Short != "" && plain(u.Short) == wanted {
			found, count = u.ID, count+1
		}
	}
	return found, count
}

func (d *Directory) findPerson(of, text string) (string, int) {
	wanted, found, count := plain(text), "", 0
	for _, p := range d.people {
		if !holdsRole(p.roles, of) {
			continue
		}
		if p.ID == text || plain(p.Name) == wanted {
			return p.ID, 1
		}
		if p.login != "" && plain(p.bare+p.login) == wanted { // so they were told apart before
			return p.ID, 1
		}
		if plain(p.bare) == wanted {
			found, count = p.ID, count+1
		}
	}
	return found, count
}

// plain compares names without blanks, and brackets of either width.
func plain(name string) string {
	return strings.NewReplacer(" ", "", "　", "", "(", "（", ")", "）").Replace(name)
}

// isOf tells whether a unit is of the type that a field names, by code or Chinese name; no name takes every type.
func isOf(t org.UnitType, of string) bool {
	return of == "" || of == string(t) || of == anySchool && t.School() || of == i18n.Chinese.T(t.Key())
}

// holdsRole tells whether one of the roles is the one that a field names, by code or Chinese name.
func holdsRole(roles []access.Role, of string) bool {
	return of == "" || slices.ContainsFunc(roles, func(r access.Role) bool { return of == string(r) || of == access.RoleName(r) })
}

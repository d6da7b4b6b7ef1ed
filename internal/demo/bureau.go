package demo

import (
	"context"
	_ "embed"
	"fmt"

	"go.yaml.in/yaml/v3"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/id"
)

//go:embed bureau.yaml
var bureauYAML []byte

// script is bureau.yaml.
type script struct {
	Name       string
	Code       string
	Leaders    []scriptLeader
	Sections   []scriptSection
	Inspectors []string
	Admins     []scriptLeader
	Zones      []string
	Schools    []scriptSchool
}

type scriptLeader struct {
	Name, Login, Title string
	Role               access.Role
	Leads              []string
}

type scriptSection struct {
	Code, Name string
	Role       access.Role
	Staff      []string
}

type scriptSchool struct {
	Name, Short, Zone string
	Type              org.UnitType
	Pupils, Teachers  int
}

// cast is who and what the bureau consists of, once made.
type cast struct {
	script   script
	root     org.Unit
	sections map[string]org.Unit // by code
	staff    map[string][]access.Actor
	leaders  map[string]access.Actor // by login
	schools  []school
}

// school is one school with its people and its size.
type school struct {
	unit             org.Unit
	clerk, head      access.Actor
	pupils, teachers int
}

// foundation is the day from which everything in the demo exists.
var foundation = period.Date{Year: 2016, Month: 9, Day: 1}

func (b *builder) makeBureau(ctx context.Context) error {
	if err := yaml.Unmarshal(bureauYAML, &b.cast.script); err != nil {
		return err
	}
	s := &b.cast.script
	first := b.plan.months[0]
	b.clock.at(first.year, first.m, 1, 9, 0)
	b.clock.set(b.clock.Now().AddDate(0, -2, 0))
	b.bureau = org.Bureau{ID: id.New(), Name: s.Name, Code: s.Code}
	b.system = access.System(b.bureau.ID)
	return b.app.InTx(ctx, func(ctx context.Context) error {
		var err error
		if b.bureau, err = b.app.Org.AddBureau(ctx, b.system, b.bureau); err != nil {
			return err
		}
		b.system = access.System(b.bureau.ID)
		if err := b.makeUnits(ctx); err != nil {
			return err
		}
		return b.makePeople(ctx)
	})
}

func (b *builder) makeUnits(ctx context.Context) error {
	s := &b.cast.script
	root, err := b.app.Org.AddUnit(ctx, b.system, org.Unit{Code: s.Code, Name: s.Name, Type: org.BureauUnit, From: foundation})
	if err != nil {
		return err
	}
	b.cast.root, b.cast.sections = root, map[string]org.Unit{}
	under := []org.Parent{{Unit: root.ID, From: foundation}}
	var sections []org.Unit
	for i, x := range s.Sections {
		sections = append(sections, org.Unit{Code: x.Code, Name: x.Name, Type: org.Section, From: foundation, Parents: under, Sort: i + 1})
	}
	if sections, err = b.app.Org.AddUnits(ctx, b.system, sections); err != nil {
		return err
	}
	for i, x := range s.Sections {
		b.cast.sections[x.Code] = sections[i]
	}
	b.fillSchools()
	var schools []org.Unit
	for i, x := range s.Schools {
		schools = append(schools, org.Unit{
			Code: schoolCode(x.Type, i+1), Name: x.Name, Short: x.Short, Type: x.Type, Zone: x.Zone,
			From: foundation, Parents: under, Sort: 100 + i,
		})
	}
	if schools, err = b.app.Org.AddUnits(ctx, b.system, schools); err != nil {
		return err
	}
	for i, unit := range schools {
		b.cast.schools = append(b.cast.schools, school{unit: unit, pupils: s.Schools[i].Pupils, teachers: s.Schools[i].Teachers})
	}
	return nil
}

// fillSchools cuts the list of schools to the size asked for, or fills it with
// schools named by number.
func (b *builder) fillSchools() {
	s := &b.cast.script
	named := len(s.Schools)
	for i := named; i < b.opt.Schools; i++ {
		like := s.Schools[i%named]
		n := i - named + 1
		like.Name, like.Short = fmt.Sprintf("云湖区第%d%s", 100+n, kindName(like.Type)), ""
		like.Pupils += b.rand.IntN(200) - 100
		s.Schools = append(s.Schools, like)
	}
	s.Schools = s.Schools[:b.opt.Schools]
}

func kindName(t org.UnitType) string {
	switch t {
	case org.Kindergarten:
		return "幼儿园"
	case org.Primary:
		return "小学"
	default:
		return "学校"
	}
}

// schoolCode is a 学校(机构)标识码: two digits for the type, two for a province
// that does not exist (99), six serial.
func schoolCode(t org.UnitType, n int) string {
	prefix := map[org.UnitType]string{
		org.Kindergarten: "11", org.Primary: "21", org.Junior: "31", org.NineYear: "31", org.Senior: "34",
		org.Full: "34", org.TwelveYear: "34", org.Vocational: "36", org.Special: "51",
	}[t]
	if prefix == "" {
		prefix = "91"
	}
	return fmt.Sprintf("%s99%06d", prefix, n)
}

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
	"nianlun/internal/work/collect"
)

//go:embed city.yaml
var cityYAML []byte

//go:embed city_form.yaml
var cityForm string

// cityScript is city.yaml.
type cityScript struct {
	Name     string
	Code     string
	Sections []struct {
		Code, Name string
		Role       access.Role
		Staff      []struct{ Name, Title string }
	}
	Counties []struct{ Code, Name, Short string }
}

// city is the bureau above the demo's own, once made.
type city struct {
	script   cityScript
	bureau   org.Bureau
	system   access.Actor
	sections map[string]org.Unit // by code
	head     access.Actor        // of the section that asks
}

// cityDays is how many working days after a month the counties have: enough to
// ask their own schools first.
const cityDays = 25

// makeCity makes the bureau above, in whose tree the demo's own stands, and sends
// one of its campaigns down. It draws nothing from the builder's chance.
func (b *builder) makeCity(ctx context.Context) error {
	was := b.clock.Now()
	defer b.clock.set(was)
	c := &city{sections: map[string]org.Unit{}}
	if err := yaml.Unmarshal(cityYAML, &c.script); err != nil {
		return err
	}
	c.bureau = org.Bureau{ID: id.New(), Name: c.script.Name, Code: c.script.Code}
	c.system = access.System(c.bureau.ID)
	last := b.plan.months[len(b.plan.months)-1]
	b.clock.at(last.year, last.m, 1, 9, 0)
	err := b.app.InTx(ctx, func(ctx context.Context) error {
		if _, err := b.app.Org.AddBureau(ctx, c.system, c.bureau); err != nil {
			return err
		}
		if err := b.cityUnits(ctx, c); err != nil {
			return err
		}
		return b.cityPeople(ctx, c)
	})
	if err != nil {
		return err
	}
	return b.cityAsks(ctx, c, last)
}

func (b *builder) cityUnits(ctx context.Context, c *city) error {
	root, err := b.app.Org.AddUnit(ctx, c.system, org.Unit{Code: c.script.Code, Name: c.script.Name, Type: org.BureauUnit, From: foundation})
	if err != nil {
		return err
	}
	under := []org.Parent{{Unit: root.ID, From: foundation}}
	var units []org.Unit
	for i, s := range c.script.Sections {
		units = append(units, org.Unit{Code: s.Code, Name: s.Name, Type: org.Section, From: foundation, Parents: under, Sort: i + 1})
	}
	for i, x := range c.script.Counties {
		units = append(units, org.Unit{Code: x.Code, Name: x.Name, Short: x.Short, Type: org.BureauUnit, From: foundation, Parents: under, Sort: 100 + i})
	}
	added, err := b.app.Org.AddUnits(ctx, c.system, units)
	if err != nil {
		return err
	}
	for _, u := range added[:len(c.script.Sections)] {
		c.sections[u.Code] = u
	}
	return nil
}

// cityLogin is the account of a section's nth person: shijc1.
func cityLogin(section string, n int) string { return fmt.Sprintf("%s%d", section, n+1) }

// logins are the accounts of all people of the city.
func (s cityScript) logins() []string {
	var all []string
	for _, section := range s.Sections {
		for i := range section.Staff {
			all = append(all, cityLogin(section.Code, i))
		}
	}
	return all
}

// cityPeople gives each an account that is named after the section: shijc1.
func (b *builder) cityPeople(ctx context.Context, c *city) error {
	for _, s := range c.script.Sections {
		for i, who := range s.Staff {
			h := hire(who.Name, cityLogin(s.Code, i), c.sections[s.Code].ID, s.Role, who.Title)
			person, err := b.app.Org.AddPerson(ctx, c.system, h.person)
			if err != nil {
				return err
			}
			h.post.Person = person.ID
			posts, err := b.app.Org.AddPosts(ctx, c.system, []org.Post{h.post})
			if err != nil {
				return err
			}
			if err := b.app.Accounts.GivePassword(ctx, c.system, person.ID, Password); err != nil {
				return err
			}
			if s.Role == access.Section && i == 0 {
				c.head = org.Holder{Person: person, Post: posts[0]}.Actor(c.bureau.ID, access.Screen)
			}
		}
	}
	return nil
}

// cityAsks asks the counties for the newest month that is over and for the present
// one, and delivers that to the demo's own bureau.
func (b *builder) cityAsks(ctx context.Context, c *city, last month) error {
	if _, err := b.app.Records.Publish(ctx, c.system, cityForm); err != nil {
		return err
	}
	now := b.plan.today
	b.clock.at(last.year, last.m, 2, 9, 30)
	_, err := b.app.Collect.OpenCampaign(ctx, c.head, collect.NewCampaign{
		Form: "after-school", Owner: c.head.Post.Unit, Year: now.Year(), Periods: []period.Period{b.monthOf(last), b.monthOf(month{now.Year(), now.Month()})},
		Due: collect.DueRule{Workdays: cityDays, After: collect.AfterEnd}, ListNo: "云州教报表〔2026〕1号",
		Signatures: []collect.SignRole{collect.Filler, collect.Chief},
		EndsOn:     period.Date{Year: now.Year() + 1, Month: 3, Day: 31}, Units: collect.UnitRule{Types: []org.UnitType{org.BureauUnit}},
	})
	if err != nil {
		return err
	}
	n, err := b.app.Levels.Deliver(ctx, c.bureau.ID)
	if err == nil && n != 1 {
		err = fmt.Errorf("%d of the city's campaigns came down", n)
	}
	return err
}

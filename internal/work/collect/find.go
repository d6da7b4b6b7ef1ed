package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Thing is what rights need to know of a return: it belongs to the unit that answers for it.
func (o Obligation) Thing() access.Thing {
	return access.Thing{Bureau: o.Bureau, Kind: access.Return, Unit: o.Answers(), Concerned: []string{o.Owner}}
}

// thing is what rights need to know of a campaign.
func (c Campaign) thing() access.Thing {
	return access.Thing{Bureau: c.Bureau, Kind: access.Campaign, Unit: c.Owner}
}

// nobody is the actor of what asks for no right.
var nobody access.Actor

// find loads a return on which the actor has at least one of the rights. A
// return that the post may not even see looks as if it did not exist, and the
// attempt is written into the log: somebody had its address.
func (s *Service) find(ctx context.Context, by access.Actor, thing string, verbs ...access.Verb) (Obligation, error) {
	if !id.Valid(thing) {
		return Obligation{}, fault.New(fault.NotFound, "notfound")
	}
	o, err := s.Store.Obligation(ctx, by.Bureau, thing)
	if err != nil {
		return Obligation{}, err
	}
	for _, verb := range verbs {
		if err = access.Check(by, verb, o.Thing()); err == nil {
			return o, nil
		}
	}
	if fault.KindOf(err) != fault.NotFound {
		return Obligation{}, err
	}
	event := audit.Event{Verb: "return.hidden", Kind: access.Return, Thing: o.ID, Unit: o.Unit, Data: map[string]any{"wanted": verbs}}
	if e := s.Audit.Write(ctx, by, event); e != nil {
		return Obligation{}, e
	}
	return Obligation{}, err
}

// findCampaign loads a campaign on which the actor has the right.
func (s *Service) findCampaign(ctx context.Context, by access.Actor, thing string, verb access.Verb) (Campaign, error) {
	if !id.Valid(thing) {
		return Campaign{}, fault.New(fault.NotFound, "notfound")
	}
	c, err := s.Store.Campaign(ctx, by.Bureau, thing)
	if err != nil {
		return Campaign{}, err
	}
	if err := access.Check(by, verb, c.thing()); err != nil {
		return c, err
	}
	c.School, err = s.school(ctx, c.Bureau, c.Kind)
	return c, err
}

package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// Asked is a field of a form that is held already: another form asks for it, or
// the register of units or an indicator has it. "Ask once": the designer reuses
// it or says why not (教师减负 8 measures of 2025: 精简数据填报).
type Asked struct {
	Field string // path without row: "spent", "list.paid"
	Name  string
	Unit  string // of measure
	How   Likeness

	From      Source
	Code      string          // of the form, of the register's field, of the indicator
	Path      string          // of the field in that form; "" otherwise
	Theirs    string          // its name there
	TheirUnit string          // of measure, there
	Title     string          // of the form; "" otherwise
	Owner     string          // name of the section that asks it; "" otherwise
	Campaigns []string        // titles of the running campaigns that ask for it
	Periods   []period.Period // of those campaigns, in order
	Units     int             // how many units both ask
	SameKind  bool            // both are asked for periods of one kind
	// Reuse is the prefill that takes the value over, as a definition writes it;
	// "" when none does.
	Reuse string
	// Reused reports that the field is prefilled from there already: nothing is
	// asked twice, only confirmed.
	Reused bool
}

// Likeness tells what makes two fields alike.
type Likeness string

// The likenesses, the strongest first.
const (
	SameName Likeness = "name" // the same words for the same measure
	SameCode Likeness = "code" // a code that means something
	NearName Likeness = "near" // nearly the same words
)

// Source is where a value is held.
type Source string

// The sources.
const (
	FromForm      Source = "form"
	FromRegister  Source = "register"  // of units
	FromIndicator Source = "indicator" // computed from forms
)

// Holdings says what the bureau holds beside its returns.
type Holdings interface {
	// Holdings are the fields of the unit register and the indicators.
	Holdings(ctx context.Context, bureau string) ([]Holding, error)
}

// Holding is one value that the bureau has of a unit.
type Holding struct {
	From   Source
	Code   string
	Name   string
	Unit   string // of measure
	Number bool
	Forms  []string // codes of the forms that an indicator is computed from
}

// AlreadyAsked lists the fields of a form that running campaigns of other forms
// ask already, or that are held elsewhere, in the order of the form. Which units
// the form will be sent to is not known while it is designed: those of its own
// running campaigns count, or every unit when there are none.
//
// It judges no rights: it speaks of forms and never of answers.
func (s *Service) AlreadyAsked(ctx context.Context, bureau string, def *form.Definition) ([]Asked, error) {
	all, err := s.live(ctx, bureau)
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(slices.Clone(all), func(c Campaign) bool { return c.Form != def.Code })
	today := s.today()
	return s.asked(ctx, bureau, def, all, func(u org.Unit) bool {
		return u.On(today) && (len(own) == 0 || slices.ContainsFunc(own, func(c Campaign) bool { return c.Units.Takes(u) }))
	}, nil)
}

// AskedOf is AlreadyAsked for exactly the units and periods of a campaign. It judges
// no rights either.
func (s *Service) AskedOf(ctx context.Context, c Campaign, def *form.Definition) ([]Asked, error) {
	all, err := s.live(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	return s.asked(ctx, c.Bureau, def, all, func(u org.Unit) bool {
		there := func(p period.Period) bool { return u.On(c.Opens(p)) }
		return c.Units.Takes(u) && slices.ContainsFunc(c.Periods, there)
	}, c.Periods)
}

// live are the campaigns that run on the day of the question.
func (s *Service) live(ctx context.Context, bureau string) ([]Campaign, error) {
	all, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(c Campaign) bool {
		return c.State != Running || !c.EndsOn.IsZero() && s.today().After(c.EndsOn)
	}), nil
}

package indicator

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// BoardInput says what a board shows. A zero Period is the newest with a value,
// of each indicator by itself.
type BoardInput struct {
	Period period.Period
	Scope  Scope
	Codes  []string // none for all indicators
}

// Card is one indicator on a board: its figure and its year so far.
type Card struct {
	Version Version
	Figure  Figure
	Points  []Point // the periods of the year, also those without a value
}

// Board computes the figures of several indicators, each with one reading of
// the facts.
func (s *Service) Board(ctx context.Context, by access.Actor, in BoardInput) ([]Card, error) {
	if err := mayRead(by, in.Scope); err != nil {
		return nil, err
	}
	stored, err := s.Store.All(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	all, err := readAll(stored)
	if err != nil {
		return nil, err
	}
	var chosen [][]Version
	var definitions []Definition
	for _, versions := range byCode(all) {
		if wanted(in.Codes, versions[0].Code) {
			chosen, definitions = append(chosen, versions), append(definitions, definitionsOf(versions)...)
		}
	}
	once := s.once(by.Bureau, definitions...)
	cards := make([]Card, len(chosen))
	for i, versions := range chosen {
		if cards[i], err = once.card(ctx, versions, in); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

func definitionsOf(versions []Version) []Definition {
	all := make([]Definition, len(versions))
	for i, v := range versions {
		all[i] = v.definition
	}
	return all
}

func wanted(codes []string, code string) bool {
	for _, c := range codes {
		if c == code {
			return true
		}
	}
	return len(codes) == 0
}

// byCode cuts versions that lie in order into one list for each indicator.
func byCode(all []Version) [][]Version {
	var lists [][]Version
	for i, v := range all {
		if i == 0 || all[i-1].Code != v.Code {
			lists = append(lists, nil)
		}
		lists[len(lists)-1] = append(lists[len(lists)-1], v)
	}
	return lists
}

func (o *once) card(ctx context.Context, versions []Version, in BoardInput) (Card, error) {
	day := o.today()
	if !in.Period.IsZero() {
		day = in.Period.End(nil)
	}
	newestVersion := versions[len(versions)-1]
	year, err := YearOf(newestVersion.definition, day)
	if err != nil {
		return Card{}, err
	}
	v := inForce(versions, year)
	periods, _ := v.definition.stretch(year)
	sheet, err := o.sheet(ctx, v.definition, in.Scope, periods)
	if err != nil {
		return Card{}, err
	}
	card := Card{Version: v}
	at := year
	for _, p := range periods {
		one := point(v.definition, p, sheet)
		card.Points = append(card.Points, one)
		if one.Value != nil && !p.Start(nil).After(day) {
			at = p
		}
	}
	if !in.Period.IsZero() {
		at = in.Period
	}
	card.Figure = compute(v.definition, v.No, at, sheet)
	return card, o.finish(ctx, &card.Figure, in.Scope)
}

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
	reader := *s // asks each question once, for this board alone
	reader.Source = newMemo(s.Source)
	var cards []Card
	for _, versions := range byCode(all) {
		if !wanted(in.Codes, versions[0].Code) {
			continue
		}
		card, err := reader.card(ctx, by.Bureau, versions, in)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
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

func (s *Service) card(ctx context.Context, bureau string, versions []Version, in BoardInput) (Card, error) {
	day := s.today()
	if !in.Period.IsZero() {
		day = in.Period.End(nil)
	}
	newestVersion := versions[len(versions)-1]
	year, err := YearOf(newestVersion.definition, day)
	if err != nil {
		return Card{}, err
	}
	v := inForce(versions, year)
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return Card{}, err
	}
	periods, _ := v.definition.stretch(year)
	sheet, err := s.sheet(ctx, bureau, v.definition, in.Scope, units, periods)
	if err != nil {
		return Card{}, err
	}
	card := Card{Version: v}
	card.Figure = compute(v.definition, v.No, year, sheet)
	for _, p := range periods {
		f := compute(v.definition, v.No, p, sheet)
		card.Points = append(card.Points, Point{Period: p, Value: f.Value, State: f.State, Missing: len(f.Missing)})
		if p == in.Period || in.Period.IsZero() && f.Value != nil && !p.Start(nil).After(day) {
			card.Figure = f
		}
	}
	if !in.Period.IsZero() && card.Figure.Period != in.Period {
		card.Figure = compute(v.definition, v.No, in.Period, sheet)
	}
	return card, s.finish(ctx, bureau, &card.Figure, in.Scope, units)
}

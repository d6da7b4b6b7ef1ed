package plan

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Answer is what a year's summary can say of one task: where it stands, what was
// reported, and the figure with the name by which a text binds it.
type Answer struct {
	Task    string
	No      string
	Title   string
	Quote   string
	ThemeNo string
	Theme   string
	Lead    string // the unit's label
	Due     period.Date
	Done    bool
	Light   Light
	Text    string // the newest report; empty when there is none
	Target  *Target
	Reading *Reading // nil when the task has no figure
}

// Answers are the answers of all tasks of a year that the actor may see, by
// theme and place.
func (s *Service) Answers(ctx context.Context, by access.Actor, year int) ([]Answer, error) {
	board, err := s.Board(ctx, by, year)
	if err != nil {
		return nil, err
	}
	answers := make([]Answer, len(board.Rows))
	for i, r := range board.Rows {
		theme, _ := board.Theme(r.Theme)
		answers[i] = Answer{
			Task: r.ID, No: r.No, Title: r.Title, Quote: r.Quote, ThemeNo: theme.No, Theme: theme.Title,
			Lead: board.Units[r.Lead], Due: r.Due, Done: r.State == Done, Light: r.Light, Target: r.Target, Reading: r.Reading,
		}
		if r.Latest != nil {
			answers[i].Text = r.Latest.Text
		}
	}
	return answers, nil
}

// Counts counts the tasks of a year by light, as the actor may see them.
func (s *Service) Counts(ctx context.Context, by access.Actor, year int) (map[Colour]int, error) {
	board, err := s.Board(ctx, by, year)
	if err != nil {
		return nil, err
	}
	return Lights(board.Rows), nil
}

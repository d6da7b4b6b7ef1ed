package plan

import (
	"context"

	"nianlun/internal/base/access"
)

// Ring is a year as its ring shows it: the themes with their rows, and how the
// years before ended.
type Ring struct {
	Board
	Bands []Band
	Done  int
	Past  []YearCount // years before this one, newest first
}

// Band is one theme of the ring.
type Band struct {
	Theme Theme
	Rows  []Row // what needs eyes first
	Done  int
}

// Ring gives a year as the actor may see it.
func (s *Service) Ring(ctx context.Context, by access.Actor, year int) (Ring, error) {
	board, err := s.Board(ctx, by, year)
	if err != nil {
		return Ring{}, err
	}
	r := Ring{Board: board, Done: Lights(board.Rows)[Blue]}
	byTheme := map[string][]Row{}
	for _, row := range board.Rows {
		byTheme[row.Theme] = append(byTheme[row.Theme], row)
	}
	for _, theme := range board.Themes() {
		rows := Filter{}.Select(byTheme[theme.ID])
		r.Bands = append(r.Bands, Band{Theme: theme, Rows: rows, Done: Lights(rows)[Blue]})
	}
	if !mayReadPlan(by) {
		return r, nil
	}
	years, err := s.Store.Years(ctx, by.Bureau)
	if err != nil {
		return r, err
	}
	for _, y := range years {
		if y.Year < year && y.All > 0 {
			r.Past = append(r.Past, y)
		}
	}
	return r, nil
}

package record

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// chunk is how many records one query asks for.
const chunk = 500

// Vectors reads fields of many records of a form in one pass, each by the layout of its
// own version: by record, then by field; without fields it reads all. Yes and no are 1
// and 0; "table" is the number of a table's rows, "table.column" the sum of a column. A
// field without a value, or that the record's version does not have, is left out, and so
// is a record that is not there.
func (s *Service) Vectors(ctx context.Context, bureau, form string, ids []string, fields ...string) (map[string]map[string]decimal.Decimal, error) {
	out := make(map[string]map[string]decimal.Decimal, len(ids))
	err := s.eachCurrent(ctx, bureau, form, ids, func(l *layout, c Current) (err error) {
		if len(fields) == 1 {
			out[c.ID], err = l.number(c.Cells, fields[0])
			return err
		}
		out[c.ID], err = l.numbers(c.Cells, fields)
		return err
	})
	return out, err
}

func (s *Service) eachCurrent(ctx context.Context, bureau, form string, ids []string, see func(*layout, Current) error) error {
	for part := range slices.Chunk(ids, chunk) {
		rows, err := s.Store.Currents(ctx, bureau, part)
		if err != nil {
			return err
		}
		for _, c := range rows {
			if c.Form != form {
				continue
			}
			l, err := s.layout(ctx, bureau, c.Form, c.Version)
			if err != nil {
				return err
			}
			if err := see(l, c); err != nil {
				return fmt.Errorf("numbers of record %s: %w", c.ID, err)
			}
		}
	}
	return nil
}

package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// chunk is how many records one query asks for.
const chunk = 500

// Numbers reads one field of many records of a form, each by the layout of its
// own version. Yes and no are 1 and 0; "table" is the number of a table's rows,
// "table.column" the sum of a column. A record without a value, without such a
// field in its version, or that is not there, is left out.
func (s *Service) Numbers(ctx context.Context, bureau, form, field string, ids []string) (map[string]decimal.Decimal, error) {
	out := make(map[string]decimal.Decimal, len(ids))
	err := s.eachCurrent(ctx, bureau, form, ids, func(l *layout, c Current) error {
		at, ok := l.index[field]
		if !ok {
			return nil
		}
		d, ok, err := number(c.Cells, at)
		if ok {
			out[c.ID] = d
		}
		return err
	})
	return out, err
}

// Vectors reads several fields of many records of a form in one pass, by record,
// then by the keys that Numbers takes; without fields it reads all.
func (s *Service) Vectors(ctx context.Context, bureau, form string, ids []string, fields ...string) (map[string]map[string]decimal.Decimal, error) {
	out := make(map[string]map[string]decimal.Decimal, len(ids))
	err := s.eachCurrent(ctx, bureau, form, ids, func(l *layout, c Current) error {
		texts := strings.Split(c.Cells, unitSeparator)
		wanted := fields
		if len(wanted) == 0 {
			wanted = l.keys
		}
		numbers := make(map[string]decimal.Decimal, len(wanted))
		for _, key := range wanted {
			at, ok := l.index[key]
			if !ok || at >= len(texts) || texts[at] == "" {
				continue
			}
			d, err := decimal.NewFromString(texts[at])
			if err != nil {
				return err
			}
			numbers[key] = d
		}
		out[c.ID] = numbers
		return nil
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

package collect

import (
	"context"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// Facts are the numbers that units stated in some fields of a form for some
// periods, in the order of periods and units. A field is a path without rows:
// "spent", "list" for the number of a table's rows, "list.paid" for the sum of a
// column. Only what is handed in has values: a draft is nobody's statement, and
// a return that was sent back is being mended. What is owed and not there is a
// Fact without values, so that a total can say whom it lacks; what cannot be
// reported yet is none. Callers share the values and do not change them.
//
// It judges no rights: who may see an indicator is judged there.
func (s *Service) Facts(ctx context.Context, bureau, form string, fields, periods []string) ([]Fact, error) {
	if len(periods) == 0 {
		return nil, nil
	}
	periods = slices.Compact(slices.Sorted(slices.Values(periods)))
	stated, err := s.statedIn(ctx, bureau, form, fields, periods)
	if err != nil {
		return nil, err
	}
	var facts []Fact
	today := s.today()
	for _, p := range periods {
		of := stated[p]
		values := make([]*decimal.Decimal, len(fields)*len(of.rows))
		for i, st := range of.rows {
			if st.Opens.After(today) {
				continue
			}
			row := values[i*len(fields) : (i+1)*len(fields) : (i+1)*len(fields)]
			for n, field := range fields {
				row[n] = of.numbers[field][i]
			}
			facts = append(facts, Fact{
				Unit: st.Unit, Period: st.Period, Values: row, State: st.State, Return: st.Return, Record: st.Record, At: st.At,
			})
		}
	}
	return facts, nil
}

// statedIn is what is stated in each period: what is kept and still so, and the rest
// read. The stamps are asked first: what is read after them is of their state or of a
// later one, which has another stamp, so that nothing is kept for longer than it holds.
// Where numbers were read after their rows, the stamps are asked once more: of a return
// that was taken back in between the number would be a draft's.
func (s *Service) statedIn(ctx context.Context, bureau, form string, fields, periods []string) (map[string]statedPeriod, error) {
	for tries := 1; ; tries++ {
		stamps, err := s.Store.Stamps(ctx, bureau, form, periods)
		if err != nil {
			return nil, err
		}
		all := s.kept.take(bureau, form, stamps)
		if err := s.readRows(ctx, bureau, form, periods, stamps, all); err != nil {
			return nil, err
		}
		read, err := s.readNumbers(ctx, bureau, form, fields, all)
		if err != nil {
			return nil, err
		}
		s.kept.keep(bureau, form, stamps, all)
		if !read || stamps == nil {
			return all, nil
		}
		now, err := s.Store.Stamps(ctx, bureau, form, periods)
		if err != nil || maps.Equal(now, stamps) || tries == mostTries {
			return all, err
		}
	}
}

// mostTries bounds how often a form is read that is handed in faster than it is read.
const mostTries = 3

// readRows reads the returns of the periods that all lacks.
func (s *Service) readRows(ctx context.Context, bureau, form string, periods []string, stamps map[string]Stamp, all map[string]statedPeriod) error {
	var lacking []string
	for _, p := range periods {
		_, there := all[p]
		if _, owed := stamps[p]; !there && (owed || stamps == nil) {
			lacking = append(lacking, p)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	rows, err := s.Store.Facts(ctx, bureau, form, lacking)
	if err != nil {
		return err
	}
	byPeriod := map[string][]Stated{}
	for _, st := range rows {
		byPeriod[st.Period] = append(byPeriod[st.Period], st)
	}
	for _, p := range lacking {
		all[p] = statedPeriod{stamp: stamps[p], rows: byPeriod[p], numbers: map[string][]*decimal.Decimal{}}
	}
	return nil
}

// readNumbers reads the fields that any of the periods lacks, for all that lack one. It
// answers whether any was read.
func (s *Service) readNumbers(ctx context.Context, bureau, form string, fields []string, all map[string]statedPeriod) (bool, error) {
	var records, lacking, periods []string
	for p, of := range all {
		missing := of.without(fields)
		if len(missing) == 0 {
			continue
		}
		periods, lacking = append(periods, p), append(lacking, missing...)
		for _, st := range of.rows {
			if st.Record != "" {
				records = append(records, st.Record)
			}
		}
	}
	if len(periods) == 0 {
		return false, nil
	}
	lacking = slices.Compact(slices.Sorted(slices.Values(lacking)))
	vectors, err := s.Records.Vectors(ctx, bureau, form, records, lacking...)
	if err != nil {
		return false, err
	}
	for _, p := range periods {
		of := all[p]
		of.numbers = maps.Clone(of.numbers) // others read what is kept
		for _, field := range lacking {
			of.numbers[field] = column(of.rows, field, vectors)
		}
		all[p] = of
	}
	return true, nil
}

// column are the numbers of one field, in the order of the rows.
func column(rows []Stated, field string, vectors map[string]map[string]decimal.Decimal) []*decimal.Decimal {
	numbers := make([]*decimal.Decimal, len(rows))
	for i, st := range rows {
		if value, has := vectors[st.Record][field]; has {
			numbers[i] = &value
		}
	}
	return numbers
}

package collect

import "context"

// Facts are the numbers that units stated in one field of a form for some
// periods, in the order of periods and units. field is a path without rows:
// "spent", "list" for the number of a table's rows, "list.paid" for the sum of a
// column. Only what is handed in has a value: a draft is nobody's statement, and
// a return that was sent back is being mended. What is owed and not there is a
// Fact without a value, so that a total can say whom it lacks; what cannot be
// reported yet is none.
//
// It judges no rights: who may see an indicator is judged there.
func (s *Service) Facts(ctx context.Context, bureau, form, field string, periods []string) ([]Fact, error) {
	if len(periods) == 0 {
		return nil, nil
	}
	stated, err := s.Store.Facts(ctx, bureau, form, periods, s.today())
	if err != nil {
		return nil, err
	}
	var records []string
	for _, st := range stated {
		if st.Record != "" {
			records = append(records, st.Record)
		}
	}
	numbers, err := s.Records.Numbers(ctx, bureau, form, field, records)
	if err != nil {
		return nil, err
	}
	facts := make([]Fact, len(stated))
	for i, st := range stated {
		facts[i] = Fact{
			Unit: st.Unit, Period: st.Period, State: st.State,
			Return: st.Return, Record: st.Record, Path: field, At: st.At,
		}
		if value, has := numbers[st.Record]; has {
			facts[i].Value = &value
		}
	}
	return facts, nil
}

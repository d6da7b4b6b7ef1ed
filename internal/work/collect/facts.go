package collect

import "context"

// Facts are the numbers that units stated in one field of a form for some
// periods, in the order of periods and units. field is a path without rows:
// "spent", "list" for the number of a table's rows, "list.paid" for the sum of a
// column. Only what is handed in counts: a draft is nobody's statement, and a
// return that was sent back is being mended.
//
// It judges no rights: who may see an indicator is judged there.
func (s *Service) Facts(ctx context.Context, bureau, form, field string, periods []string) ([]Fact, error) {
	if len(periods) == 0 {
		return nil, nil
	}
	stated, err := s.Store.Facts(ctx, bureau, form, periods)
	if err != nil {
		return nil, err
	}
	records := make([]string, len(stated))
	for i, st := range stated {
		records[i] = st.Record
	}
	numbers, err := s.Records.Numbers(ctx, bureau, form, field, records)
	if err != nil {
		return nil, err
	}
	facts := make([]Fact, 0, len(stated))
	for _, st := range stated {
		value, has := numbers[st.Record]
		if !has {
			continue
		}
		facts = append(facts, Fact{
			Unit: st.Unit, Period: st.Period, Value: value, State: st.State,
			Return: st.Return, Record: st.Record, Path: field, At: st.At,
		})
	}
	return facts, nil
}

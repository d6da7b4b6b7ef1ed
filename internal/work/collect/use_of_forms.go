package collect

import (
	"context"

	"nianlun/internal/engine/period"
)

// RunningCampaign is a running campaign with how many of its returns stand in
// each state: what whoever changes its form must know.
type RunningCampaign struct {
	Campaign
	States map[State]int
}

// always is a day by which every return has begun.
var always = period.Date{Year: 9999, Month: 12, Day: 31}

// RunningCampaigns are the running campaigns of a bureau, newest first. It judges
// no rights: the works that ask show titles and counts only.
func (s *Service) RunningCampaigns(ctx context.Context, bureau string) ([]RunningCampaign, error) {
	all, err := s.Store.Campaigns(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	var running []RunningCampaign
	at := map[string]int{}
	years := map[int]bool{}
	for _, c := range all {
		if c.State == Running {
			at[c.ID] = len(running)
			years[c.Year] = true
			running = append(running, RunningCampaign{Campaign: c, States: map[State]int{}})
		}
	}
	for year := range years {
		tallies, err := s.Store.Tallies(ctx, bureau, year, always)
		if err != nil {
			return nil, err
		}
		for _, t := range tallies {
			if i, found := at[t.Campaign]; found {
				running[i].States[t.State] += t.Count
			}
		}
	}
	return running, nil
}

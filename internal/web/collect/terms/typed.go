package terms

import (
	"slices"
	"strings"

	"nianlun/internal/work/collect"
)

// InputFrom writes the terms as one would have typed them.
func InputFrom(t collect.Terms, names map[string]string) Input {
	in := Input{
		Title: t.Title, Owner: t.Owner, Basis: t.Basis, ListNo: t.ListNo, Ends: t.EndsOn.String(),
		Workdays: t.Due.Workdays, After: string(t.Due.After), Grace: t.Grace, Remind: t.Remind, Recurs: t.Recurs,
		Zones: t.Units.Zones, Include: lines(t.Units.Include, names), Exclude: lines(t.Units.Exclude, names),
	}
	for _, u := range t.Units.Types {
		in.Types = append(in.Types, string(u))
	}
	return in
}

func lines(ids []string, names map[string]string) string {
	var all []string
	for _, id := range ids {
		if name := names[id]; name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, "\n")
}

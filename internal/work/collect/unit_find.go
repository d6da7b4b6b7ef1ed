package collect

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// UnitsWanted is a choice of units as somebody makes it: by type and zone, with
// names or codes pasted from anywhere, and those that are left out.
type UnitsWanted struct {
	Types   []org.UnitType
	Zones   []string
	Include string // names, short names or codes: one a line, or with commas between
	Exclude string
	Drop    []string // ids of units that are left out
	// Signatures that are wanted on the returns; with none nobody is counted.
	Signatures []SignRole
}

// UnitChoice is what a choice of units comes to today.
type UnitChoice struct {
	Rule  UnitRule
	Units []org.Unit // exactly those, in the bureau's order
	// Dropped are those that the rest of the choice means and Drop leaves out.
	Dropped []org.Unit
	// Unknown and Unwanted are the pasted texts that name no unit, of those to be
	// included and to be left out; Doubtful ones name several.
	Unknown, Unwanted, Doubtful []string
	// Short are those of Units that have too few people for the signatures: a warning,
	// since posts can be given until the return is due.
	Short []ShortUnit
}

// ChooseUnits finds the units that a choice means, for whoever may open campaigns.
func (s *Service) ChooseUnits(ctx context.Context, by access.Actor, in UnitsWanted) (UnitChoice, error) {
	if access.Scope(by, access.Write, access.Campaign).Empty() {
		return UnitChoice{}, access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Campaign})
	}
	all, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return UnitChoice{}, err
	}
	present := slices.DeleteFunc(all, func(u org.Unit) bool { return !u.On(s.today()) || !asked(u, s.today()) })
	names := namesOf(present)
	out := UnitChoice{Rule: UnitRule{Types: in.Types, Zones: in.Zones, Exclude: slices.Clone(in.Drop)}}
	for _, text := range pasted(in.Include) {
		out.Rule.Include = out.take(out.Rule.Include, names, text, &out.Unknown)
	}
	for _, text := range pasted(in.Exclude) {
		out.Rule.Exclude = out.take(out.Rule.Exclude, names, text, &out.Unwanted)
	}
	for _, u := range present {
		switch whole := out.Rule.without(in.Drop); {
		case out.Rule.Takes(u):
			out.Units = append(out.Units, u)
		case whole.Takes(u):
			out.Dropped = append(out.Dropped, u)
		}
	}
	out.Short, err = s.shortUnits(ctx, by.Bureau, out.Units, in.Signatures)
	return out, err
}

// without is the rule with the units no longer left out.
func (r UnitRule) without(drop []string) UnitRule {
	r.Exclude = slices.DeleteFunc(slices.Clone(r.Exclude), func(u string) bool { return slices.Contains(drop, u) })
	return r
}

// Check refuses a choice in which pasted names were not understood.
func (c UnitChoice) Check() error {
	bad := fault.New(fault.Invalid, "collect.campaign")
	for path, names := range map[string][]string{"include": c.Unknown, "exclude": c.Unwanted} {
		if len(names) > 0 {
			_ = bad.With(path, "collect.need.known", "names", strings.Join(names, "、"))
		}
	}
	if len(c.Doubtful) > 0 {
		_ = bad.With("include", "collect.need.clear", "names", strings.Join(c.Doubtful, "、"))
	}
	return orNil(bad)
}

// take adds the unit that a text names to ids, or the text to what is not known.
func (c *UnitChoice) take(ids []string, names map[string][]string, text string, unknown *[]string) []string {
	found := names[plainName(text)]
	switch {
	case len(found) == 0:
		*unknown = append(*unknown, text)
	case len(found) > 1:
		c.Doubtful = append(c.Doubtful, text)
	case !slices.Contains(ids, found[0]):
		ids = append(ids, found[0])
	}
	return ids
}

// namesOf are the ids of units by what people call them.
func namesOf(units []org.Unit) map[string][]string {
	names := map[string][]string{}
	for _, u := range units {
		for _, name := range []string{u.Name, u.Short, u.Code} {
			if key := plainName(name); key != "" && !slices.Contains(names[key], u.ID) {
				names[key] = append(names[key], u.ID)
			}
		}
	}
	return names
}

// pasted divides a text as it comes from a table, a message or a list.
func pasted(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r\t,;，；、", r) })
	var out []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// plainName writes a name without blanks and with half-width signs, in lower
// case: what people type and what a table holds differ in these.
func plainName(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == 0xFEFF:
			return -1
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		}
		return unicode.ToLower(r)
	}, text)
}

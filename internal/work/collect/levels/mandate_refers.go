package levels

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// fromAbove begins the codes of forms that came down: a lower bureau may have a form
// of its own with the same code. What such a form reads came down, too, and has its
// code from here; an own form that is only called the same is another matter.
const fromAbove = "up-"

func codeBelow(code string) string { return fromAbove + code }

// lacking says in place of an error about the definition, which nobody here can
// mend, which of the other mandates to issue first, or which form never came down.
func (l *Service) lacking(ctx context.Context, m Mandate, err error) error {
	codes := unknownForms(err)
	if len(codes) == 0 {
		return err
	}
	all, e := l.Mandates.Mandates(ctx, m.Bureau)
	if e != nil {
		return e
	}
	var first, never []string
	for _, code := range codes {
		at := slices.IndexFunc(all, func(other Mandate) bool { return other.Form == code && other.From == m.From })
		if at < 0 {
			never = append(never, strings.TrimPrefix(code, fromAbove))
			continue
		}
		first = append(first, all[at].Title)
	}
	if len(never) > 0 {
		return fault.Wrap(err, fault.Conflict, "mandate.refers.never", "from", m.FromName, "codes", strings.Join(never, "、"))
	}
	return fault.Wrap(err, fault.Conflict, "mandate.refers", "titles", strings.Join(first, "”“"))
}

// unknownForms are the codes of the forms that a definition reads and that are not
// published here; none when something else is wrong with it.
func unknownForms(err error) []string {
	if !fault.Is(err, "record.definition") {
		return nil
	}
	var codes []string
	for _, f := range fault.As(err).Fields {
		if !strings.HasPrefix(f.Key, "form.definition."+form.UnknownForm) {
			return nil
		}
		for i := 0; i+1 < len(f.Args); i += 2 {
			if code, isText := f.Args[i+1].(string); f.Args[i] == "name" && isText && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

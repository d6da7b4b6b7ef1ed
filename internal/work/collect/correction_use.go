package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// Uses knows what was made from the cells of returns: indicators that read them
// and issued documents that quoted such a figure. It judges no rights.
type Uses interface {
	UsesOf(ctx context.Context, bureau string, of Used) ([]Use, error)
}

// Used names cells of one return.
type Used struct {
	Return string
	Unit   string
	Form   string
	Period period.Period
	Fields []string // paths without rows: "spent", "list.paid"
}

// UseKind is what used a cell.
type UseKind string

// The kinds.
const (
	UseIndicator UseKind = "indicator"
	UseDocument  UseKind = "document"
	UseAbove     UseKind = "above" // handed up to the bureau above
)

// Use is a figure or an issued document that used a cell.
type Use struct {
	Kind   UseKind `json:"kind"`
	Name   string  `json:"name"`
	Href   string  `json:"href"`
	Of     string  `json:"of,omitempty"`     // for a document: the figure that it quoted
	Unit   string  `json:"unit,omitempty"`   // who answers for an indicator, to be told
	Person string  `json:"person,omitempty"` // who issued a document, to be told
}

// usesOf is what had used the cells of a request; nothing when nobody keeps
// figures.
func (s *Service) usesOf(ctx context.Context, c Correction) ([]Use, error) {
	if s.Uses == nil {
		return nil, nil
	}
	return s.Uses.UsesOf(ctx, c.Bureau, Used{Return: c.Return, Unit: c.Unit, Form: c.Form, Period: c.Period, Fields: c.keys()})
}

// tellUses are the notices for those whose figures and documents an approved
// request changes, one for each of them.
func tellUses(c Correction, uses []Use) []notify.Notice {
	var notices []notify.Notice
	told := map[string]bool{}
	for _, u := range uses {
		if told[u.Unit+"/"+u.Person] {
			continue
		}
		told[u.Unit+"/"+u.Person] = true
		one := notify.Notice{
			Bureau: c.Bureau, Kind: access.Return, Thing: c.Return, Link: CorrectionLink(c.ID),
			Text: i18n.Msg("correction.notice.use."+string(u.Kind), "name", u.Name),
		}
		switch {
		case u.Person != "":
			one.Person = u.Person
			notices = append(notices, one)
		case u.Unit != "":
			notices = append(notices, ToSection(one, u.Unit)...)
		}
	}
	return notices
}

// ToSection addresses a notice to whoever works in a unit of the bureau.
func ToSection(one notify.Notice, unit string) []notify.Notice {
	asSection, asOffice := one, one
	asSection.Unit, asSection.Role = unit, access.Section
	asOffice.Unit, asOffice.Role = unit, access.Office
	return []notify.Notice{asSection, asOffice}
}

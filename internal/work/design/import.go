package design

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/fault"
)

// Note is something to look at after a form was made from a workbook: what could
// not be taken over exactly, with its cell. Key is a message key.
type Note struct {
	Key    string            `json:"key"`
	Params map[string]string `json:"params,omitempty"`
	At     string            `json:"at,omitempty"`
	Lost   bool              `json:"lost,omitempty"` // to be written anew
}

// zipHead begins every workbook.
var zipHead = []byte("PK\x03\x04")

// imported reads a file that was made elsewhere: an XLSForm, a table whose head
// rows become fields, or a definition as YAML.
func imported(file []byte) (formdraft.Draft, []Note, error) {
	if !bytes.HasPrefix(file, zipHead) {
		content, err := formdraft.Read(file)
		if err != nil && !written(file) {
			return content, nil, fault.New(fault.Invalid, "design.wrong").With("book", "design.need.book")
		}
		if err != nil {
			return content, nil, mistakes(err)
		}
		return content, nil, nil
	}
	sheets, issue := formxlsx.Sheets(file, formxlsx.DefaultLimits())
	if issue != nil {
		return formdraft.Draft{}, nil, fault.New(fault.Invalid, "design.wrong").With("book", issue.Key(), issue.Args()...)
	}
	read := formimport.Table
	if formimport.IsXLSForm(sheets) {
		read = func(data []byte, _ formimport.TableOptions) (formimport.Result, *formimport.Note) {
			return formimport.XLSForm(data, formxlsx.DefaultLimits())
		}
	}
	result, refused := read(file, formimport.TableOptions{})
	if refused != nil {
		return formdraft.Draft{}, nil, fault.New(fault.Invalid, "design.wrong").With("book", refused.Key(), refused.Args()...)
	}
	var notes []Note
	for _, n := range result.Notes {
		notes = append(notes, Note{Key: n.Key(), Params: n.Params, At: n.At.String(), Lost: n.Lost})
	}
	return result.Draft, notes, nil
}

// adopted puts the bureau's lists in the place of lists of options that say the same,
// and notes each.
func (s *Service) adopted(ctx context.Context, bureau string, content *formdraft.Draft) ([]Note, error) {
	if s.CodeLists == nil {
		return nil, nil
	}
	offered, err := s.CodeLists.Offered(ctx, bureau)
	if err != nil {
		return nil, err
	}
	var notes []Note
	for _, list := range slices.Clone(content.Lists) {
		v, found := Likeness(list.Options, offered)
		if !found || findCodeList(content, list.Name) != nil || dependent(list.Options) {
			continue
		}
		content.Lists = slices.DeleteFunc(content.Lists, func(l formdraft.List) bool { return l.Name == list.Name })
		content.CodeLists = append(content.CodeLists, formdraft.CodeList{Name: list.Name, List: v.List})
		notes = append(notes, Note{Key: "design.note.codelist", Params: map[string]string{"list": list.Name, "name": v.Name}})
	}
	return notes, nil
}

// dependent tells whether options are offered under choices of another field: that
// of the form may not be the one of the bureau's list.
func dependent(options []formdraft.Option) bool {
	return slices.ContainsFunc(options, func(o formdraft.Option) bool { return len(o.Under) > 0 })
}

// written tells a definition with mistakes from a file of another kind: a picture, a
// workbook of before 2007, a letter.
func written(file []byte) bool {
	return utf8.Valid(file) && !bytes.ContainsRune(file, 0) && (bytes.Contains(file, []byte("form:")) || bytes.Contains(file, []byte("sections:")))
}

// ClearNotes says that the notes of an import were looked at.
func (s *Service) ClearNotes(ctx context.Context, by access.Actor, draft string) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.find(ctx, by, draft, access.Write)
		if err != nil {
			return err
		}
		d.Sample.Notes = nil
		return s.Store.SetSample(ctx, d.Bureau, d.ID, d.Sample)
	})
}

// freeOf turns the code that a workbook gave its form into one that is not
// taken, since nobody chose it.
func freeOf(code string, taken map[string]bool) string {
	if !validFormCode(code) {
		return ""
	}
	if !taken[code] {
		return code
	}
	return numbered(strings.TrimRight(code[:min(len(code), maxCode-5)], "-_")+"-", taken)
}

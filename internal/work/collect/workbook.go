package collect

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Book is a workbook that is given out.
type Book struct {
	Name string // of the file
	Data []byte
}

// BookUpload is a workbook that came back.
type BookUpload struct {
	Thing   string // the return, the campaign or the form that it is brought to
	Name    string // as the person's file is called
	Content io.Reader
}

// bookType is the only kind of file that is taken as a workbook.
const bookType = "xlsx"

// bookForm is a version of a form for a workbook of one period, or of none. who gives whom the cells of a return may
// name; nil when the form asks for nobody.
func bookForm(v record.Version, period string, who func(returnID string) *Directory) formxlsx.Form {
	f := formxlsx.Form{Def: v.Definition, Version: strconv.Itoa(v.No), Period: period}
	if who != nil {
		f.Directory = func(returnID string) formxlsx.Directory { return who(returnID).inBook() }
	}
	return f
}

// bookName is the name of a file, without what file systems refuse.
func bookName(t form.T, key string, args ...any) string {
	clean := func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return ' '
		}
		return r
	}
	name := []rune(strings.TrimSpace(strings.Map(clean, t(key, args...))))
	return string(name[:min(len(name), 120)]) + "." + bookType
}

// readBook takes what came in to its end, within the bureau's limit for uploads.
func (s *Service) readBook(ctx context.Context, by access.Actor, r io.Reader) ([]byte, error) {
	limit, _, err := s.Params.Number(ctx, by.Bureau, uploadParam, s.today())
	if err != nil {
		return nil, err
	}
	most := formxlsx.DefaultLimits().Bytes
	if own := limit.IntPart() << 20; own > 0 {
		most = min(most, own)
	}
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > most {
		return nil, fault.New(fault.TooLarge, "blob.toolarge", "megabytes", most>>20).With("file", "fault.blob.toolarge", "megabytes", most>>20)
	}
	return data, nil
}

// keepBook keeps a workbook that was read without a fatal issue, so that what it
// changes can be looked at before it is saved, and found again afterwards. Its
// name ends as it should, however the person's file is called.
func (s *Service) keepBook(ctx context.Context, by access.Actor, name string, data []byte) (string, error) {
	if s.Files == nil {
		return "", fault.New(fault.Unavailable, "workbook.nofiles")
	}
	if end := "." + bookType; !strings.HasSuffix(strings.ToLower(name), end) {
		name += end
	}
	kept, err := s.Files.Put(ctx, by, name, bytes.NewReader(data), blob.Rules{MaxBytes: int64(len(data)), Types: []string{bookType}})
	return kept.ID, err
}

// keptBook opens a workbook that the actor has brought.
func (s *Service) keptBook(ctx context.Context, by access.Actor, file string) (data []byte, name string, err error) {
	if s.Files == nil {
		return nil, "", fault.New(fault.NotFound, "notfound")
	}
	content, kept, err := s.Files.Open(ctx, by.Bureau, file)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	if kept.Person != by.Person {
		return nil, "", fault.New(fault.NotFound, "notfound")
	}
	data, err = io.ReadAll(content)
	return data, kept.Name, err
}

// refusedBook is a workbook of which nothing was read, with the reason at the
// field "file"; nil when something was.
func refusedBook(issues formxlsx.Issues) error {
	for _, i := range issues {
		if i.Weight == formxlsx.Fatal {
			return fault.New(fault.Invalid, "workbook.refused").With("file", i.Key(), bookArgs(i)...)
		}
	}
	return nil
}

// bookArgs are the parameters of an issue, with periods in people's words.
func bookArgs(i formxlsx.Issue) []any {
	args := i.Args()
	if i.Code != formxlsx.OtherPeriod {
		return args
	}
	for n := 1; n < len(args); n += 2 {
		if id, isText := args[n].(string); isText {
			if p, err := period.Parse(id); err == nil {
				args[n] = p.Text()
			}
		}
	}
	return args
}

// BookIssue is something in a workbook that must be mended or looked at.
type BookIssue struct {
	At    formxlsx.Address // empty for the whole workbook
	Place form.Place       // empty where no cell of the form is meant
	Said  i18n.Text
	Must  bool // before the return can be handed in; otherwise it is only told
}

// bookIssue is what the reading of a workbook found.
func bookIssue(i formxlsx.Issue, w words, values form.Values) BookIssue {
	out := BookIssue{At: i.At, Said: i18n.Msg(i.Key(), i.Args()...), Must: i.Weight != formxlsx.Told}
	if i.Path != "" {
		out.Place = w.place(values, i.Path)
	}
	return out
}

// marked writes a workbook once more with its issues.
func marked(data []byte, name string, issues []BookIssue, t form.T) (Book, error) {
	notes := make([]formxlsx.Note, len(issues))
	for i, issue := range issues {
		notes[i] = formxlsx.Note{At: issue.At, Must: issue.Must, Text: spoken(t, issue.Said)}
		if issue.Place != (form.Place{}) {
			notes[i].Text = t("workbook.issue.at", "place", issue.Place.Label(t), "said", notes[i].Text)
		}
	}
	var out bytes.Buffer
	if err := formxlsx.Mark(&out, data, notes, t); err != nil {
		return Book{}, fmt.Errorf("mark %s: %w", name, err)
	}
	return Book{Name: bookName(t, "workbook.name.marked", "name", strings.TrimSuffix(name, "."+bookType)), Data: out.Bytes()}, nil
}

// spoken is a text in the words of t.
func spoken(t form.T, text i18n.Text) string {
	args := make([]any, len(text.Args))
	for i, arg := range text.Args {
		if inner, ok := arg.(i18n.Text); ok {
			arg = spoken(t, inner)
		}
		args[i] = arg
	}
	return t(text.Key, args...)
}

package cli

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianlun/internal/base/convert"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docjson"
	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// readCommand reads documents without a database and prints what is in them, or
// writes one table of all.
type readCommand struct {
	Files  []string `arg:"" name:"file" help:"${file}" type:"existingfile"`
	Format string   `help:"${format}" enum:"text,json" default:"text"`
	Table  string   `help:"${table}" type:"path" placeholder:"FILE.xlsx"`
	Year   int      `help:"${year}"`
}

// Run prints the documents one after another; as JSON one object for one file and
// a list of objects, each with its file, for several.
func (c readCommand) Run(s streams) error {
	if err := checkYear(c.Year); err != nil {
		return err
	}
	if c.Table != "" {
		return c.table(s)
	}
	several := len(c.Files) > 1 && c.Format == "json"
	for i, file := range c.Files {
		doc, err := readDocument(context.Background(), file, docread.Options{Year: c.Year})
		if err != nil {
			return inFile(err, file, len(c.Files))
		}
		switch {
		case several:
			_, _ = fmt.Fprint(s.out, map[bool]string{true: "[\n", false: ",\n"}[i == 0])
			err = docjson.WriteNamed(s.out, file, doc)
		case c.Format == "json":
			err = docjson.Write(s.out, doc)
		default:
			err = s.describe(doc)
		}
		if err != nil {
			return err
		}
	}
	if several {
		_, err := fmt.Fprintln(s.out, "]")
		return err
	}
	return nil
}

// The years that a document may be about.
const firstYear, lastYear = 1949, 2999

func checkYear(year int) error {
	if year != 0 && (year < firstYear || year > lastYear) {
		return fault.New(fault.Invalid, "cli.year", "from", firstYear, "to", lastYear)
	}
	return nil
}

// inFile says which of several files an error is about.
func inFile(err error, file string, files int) error {
	f := faultOf(err)
	if f == nil || files < 2 {
		return err
	}
	return fault.Wrap(err, f.Kind, "cli.in.file", "file", filepath.Base(file), "words", i18n.Msg(f.Key(), f.Args...))
}

// readDocument reads a document of any kind that this machine can open. Errors
// that a person can do something about are faults.
func readDocument(ctx context.Context, path string, opt docread.Options) (*docread.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	source, err := convert.New().Read(ctx, filepath.Base(path), data)
	if err != nil {
		return nil, err
	}
	doc, err := docread.Read(source, opt)
	if code := doctext.CodeOf(err); code != "" {
		return nil, fault.Wrap(err, fault.Invalid, "cli.read."+string(code))
	}
	return doc, err
}

func (s streams) describe(doc *docread.Document) error {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	if doc.Year == 0 {
		line("%s", s.lang.T("cli.read.head.undated", "title", doc.Title))
	} else {
		line("%s", s.lang.T("cli.read.head", "title", doc.Title, "year", doc.Year))
	}
	line("\n%s", s.lang.T("cli.read.outline", "n", len(doc.Outline)))
	for _, node := range doc.Outline {
		line("%s%s%s  [%s]", strings.Repeat("  ", max(0, node.Level-1)), node.Marker, node.Title, node.Section)
	}
	line("\n%s", s.lang.T("cli.read.figures", "n", len(doc.Figures)))
	for _, f := range doc.Figures {
		line("  %s\t%s\t%s\t%s", f.Text+f.Unit, f.Subject, f.Kind, f.Role)
	}
	line("\n%s", s.lang.T("cli.read.deadlines", "n", len(doc.Deadlines)))
	for _, d := range doc.Deadlines {
		line("  %s\t%s", d.Text, d.Date)
	}
	line("\n%s", s.lang.T("cli.read.commitments", "n", len(doc.Commitments)))
	for i, c := range doc.Commitments {
		line("  %d\t%s\t%s\t%s", i+1, c.Title, c.DeadlineDate, c.Owner)
	}
	if len(doc.Cleaned) > 0 {
		line("\n%s", s.lang.T("clean.head", "n", len(doc.Cleaned)))
		kinds := map[doctext.CleaningKind]int{}
		for _, c := range doc.Cleaned {
			kinds[c.Kind]++
		}
		for _, kind := range slices.Sorted(maps.Keys(kinds)) {
			line("  %s\t%d", s.lang.T("clean."+string(kind)), kinds[kind])
		}
	}
	_, err := fmt.Fprint(s.out, out.String())
	return err
}

package document

import (
	"bytes"
	"context"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/blob"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Upload is a file as somebody brings it. Year 0 takes the year that the text names.
type Upload struct {
	Name string
	Year int
	Data io.Reader
}

// uploadMegabytes is the parameter that bounds an upload.
const uploadMegabytes = "upload.max.megabytes"

// readable are the kinds of files that can be read where all programs are installed.
var readable = []string{"txt", "docx", "xlsx", "pdf", "doc", "wps", "rtf", "odt", "xls", "ods"}

// Upload reads a document once and proposes its commitments. The faults are
// Invalid and tell what is wrong with the file: reading.empty, reading.binary,
// reading.type, reading.encoding, reading.damaged, reading.bomb, and those of
// base/blob and base/convert; reading.toolarge is TooLarge.
func (s *Readings) Upload(ctx context.Context, by access.Actor, in Upload) (Reading, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Reading{}, err
	}
	megabytes, err := s.Params.Int(ctx, by.Bureau, uploadMegabytes, s.today())
	if err != nil {
		return Reading{}, err
	}
	data, err := readAll(in.Data, megabytes)
	if err != nil {
		return Reading{}, err
	}
	doc, err := s.read(ctx, in, data, megabytes)
	if err != nil {
		return Reading{}, err
	}
	directory, err := s.directory(ctx, by)
	if err != nil {
		return Reading{}, err
	}
	file, err := s.Files.Put(ctx, by, in.Name, bytes.NewReader(data), blob.Rules{MaxBytes: int64(megabytes) << 20, Types: readable})
	if err != nil {
		return Reading{}, err
	}
	r := s.readingOf(by, in.Year, *doc, file)
	r.Proposals = proposals(&r, directory)
	r.settle()
	return r, s.Tx.InTx(ctx, func(ctx context.Context) error { return s.keep(ctx, by, r, file.Hash) })
}

// keep stores a new reading in the caller's transaction.
func (s *Readings) keep(ctx context.Context, by access.Actor, r Reading, hash string) error {
	if err := s.Store.InsertReading(ctx, r); err != nil {
		return err
	}
	return s.Log.Write(ctx, by, audit.Event{Verb: "reading.upload", Kind: access.Document, Thing: r.ID,
		Data: map[string]any{"file": r.File, "hash": hash, "title": r.Title, "proposals": len(r.Proposals)}})
}

// read reads a file. A year in the title counts for the dates, whatever year the
// plan is filed under: 8月底前 in a plan of 2025 is August 2025. Without one the
// chosen year counts, and last what the reader finds in the text.
func (s *Readings) read(ctx context.Context, in Upload, data []byte, megabytes int) (*docread.Document, error) {
	source, err := s.source(ctx, in.Name, data)
	if err != nil {
		return nil, err
	}
	options := docread.Options{Limits: doctext.Limits{MaxBytes: megabytes << 20}}
	doc, err := docread.Read(source, options)
	if err == nil && in.Year > 0 && doc.Year != in.Year && (doc.Year == 0 || !strings.Contains(doc.Title, strconv.Itoa(doc.Year))) {
		options.Year = in.Year
		doc, err = docread.Read(source, options)
	}
	if err != nil {
		return nil, unreadable(err, megabytes)
	}
	return doc, nil
}

// source has the converter open what the reader cannot open itself.
func (s *Readings) source(ctx context.Context, name string, data []byte) (doctext.Source, error) {
	if s.Convert == nil {
		return doctext.Source{Name: name, Data: data}, nil
	}
	return s.Convert.Read(ctx, name, data)
}

// Kinds are the extensions of the files that can be read here, and the programs
// that would let more be read.
func (s *Readings) Kinds() (kinds, missing []string) {
	if s.Convert == nil {
		return []string{"docx", "xlsx", "txt"}, nil
	}
	return s.Convert.Kinds(), s.Convert.Missing()
}

func (s *Readings) readingOf(by access.Actor, year int, doc docread.Document, file blob.File) Reading {
	r := Reading{
		ID: id.New(), Bureau: by.Bureau, Year: year, Title: doc.Title, Number: documentNumber(doc),
		File: file.ID, FileName: file.Name, By: by.Person, At: s.Now(), Doc: doc, Version: docread.Version, Rev: 1,
	}
	if r.Year == 0 {
		r.Year = doc.Year
	}
	if r.Year == 0 {
		r.Year = s.today().Year
	}
	if r.Title == "" || onlyTable(doc) {
		r.Title = strings.TrimSuffix(file.Name, path.Ext(file.Name))
	}
	return r
}

// readAll reads at most what may be uploaded. The door has bounded the body
// already; commands and tests come without a door.
func readAll(r io.Reader, megabytes int) ([]byte, error) {
	limit := int64(megabytes) << 20
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "reading.broken")
	}
	if int64(len(data)) > limit {
		return nil, fault.New(fault.TooLarge, "reading.toolarge", "megabytes", megabytes)
	}
	return data, nil
}

// unreadable is a reader's error as a fault with plain words.
func unreadable(err error, megabytes int) error {
	switch code := doctext.CodeOf(err); code {
	case "":
		return err
	case doctext.CodeTooLarge:
		return fault.Wrap(err, fault.TooLarge, "reading.toolarge", "megabytes", megabytes)
	default:
		return fault.Wrap(err, fault.Invalid, "reading."+string(code)).With("file", "fault.reading."+string(code))
	}
}

var (
	numberPattern = regexp.MustCompile(`[\p{Han}]{1,12}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d{1,4}\s*号`)
	numberSpaces  = strings.NewReplacer(" ", "", "　", "")
)

// numberWithin is how many characters of a document's head may hold its number:
// further down a number is another document's.
const numberWithin = 200

// documentNumber is the document's own number (发文字号), which stands alone in
// a line above or below the title (GB/T 9704-2012, 7.2.5).
func documentNumber(doc docread.Document) string {
	seen := 0
	for line := range strings.SplitSeq(doc.Text, "\n") {
		if seen += utf8.RuneCountInString(line); seen > numberWithin {
			break
		}
		line = strings.Trim(strings.TrimSpace(line), "（）()")
		if found := numberPattern.FindString(line); found != "" && found == line {
			return numberSpaces.Replace(found)
		}
	}
	return ""
}

// onlyTable tells that a document begins with a table: its first row with work is
// no title, and the name of the file says more.
func onlyTable(doc docread.Document) bool {
	if len(doc.Tables) == 0 || len(doc.Paragraphs) == 0 {
		return false
	}
	start, end := doc.Tables[0].Bounds()
	return start < end && start <= doc.Paragraphs[0].Start
}

package convert

import (
	"context"
	"os/exec"
	"slices"
	"time"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
)

// Converter turns uploaded files into sources that doctext reads. New gives the
// usual bounds; a test may set others before the first use. It is safe for use by
// many at once: LibreOffice runs once at a time, the others wait.
type Converter struct {
	LookPath  func(program string) (string, error) // finds a program; exec.LookPath
	Timeout   time.Duration                        // for one file, the wait for its turn included
	MaxInput  int                                  // bytes of a file that is handed to a program
	MaxOutput int                                  // bytes that a program may give back
	TempDir   string                               // where the folders of conversions are made; "" for the system's

	turn   chan struct{}
	photos chan struct{} // a place for each photo that is opened
}

const megabyte = 1 << 20

// New makes a converter that finds the programs on the path.
func New() *Converter {
	return &Converter{
		LookPath: exec.LookPath, Timeout: 90 * time.Second, MaxInput: 64 * megabyte, MaxOutput: 64 * megabyte,
		turn: make(chan struct{}, 1), photos: make(chan struct{}, photosAtOnce),
	}
}

// Read makes a source of a file, judged by its content: a PDF becomes pages of
// text, the formats of LibreOffice become .docx or .xlsx, everything else passes
// through unchanged.
//
// The faults are Invalid unless said otherwise: convert.missing (the program is
// not installed), convert.scan (a PDF of pictures), convert.locked (a password),
// convert.failed (the program could not open the file), convert.slow (it took too
// long), convert.toolarge (TooLarge), convert.busy (Unavailable: others are being
// converted).
func (c *Converter) Read(ctx context.Context, name string, data []byte) (doctext.Source, error) {
	kind := kindOf(data)
	if kind == kindOther {
		return doctext.Source{Name: name, Data: data}, nil
	}
	if kind == kindLocked {
		return doctext.Source{}, fault.New(fault.Invalid, "convert.locked")
	}
	if len(data) > c.MaxInput {
		return doctext.Source{}, fault.New(fault.TooLarge, "convert.toolarge", "megabytes", c.MaxInput/megabyte)
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	if kind == kindPDF {
		return c.pages(ctx, name, data)
	}
	return c.office(ctx, name, data, kind)
}

// Kinds are the extensions, without a dot, of the files that can be read with the
// programs that are installed now.
func (c *Converter) Kinds() []string {
	kinds := []string{"docx", "xlsx", "txt"}
	if _, err := c.find(pdfPrograms); err == nil {
		kinds = append(kinds, "pdf")
	}
	if _, err := c.find(officePrograms); err == nil {
		kinds = append(kinds, "doc", "wps", "rtf", "odt", "xls", "et", "ods")
	}
	return kinds
}

// Missing are the programs that would let more kinds be read, empty when all are
// installed.
func (c *Converter) Missing() []string {
	var missing []string
	for _, names := range [][]string{pdfPrograms, officePrograms} {
		if _, err := c.find(names); err != nil {
			missing = append(missing, spoken[names[0]])
		}
	}
	return missing
}

// The names that the programs go by, the usual one first.
var (
	pdfPrograms    = []string{"pdftotext"}
	officePrograms = []string{"soffice", "libreoffice"}
	photoPrograms  = []string{"heif-dec", "heif-convert"} // the older name is the second

	// spoken is what people call a program and install it as.
	spoken = map[string]string{"pdftotext": "poppler-utils", "soffice": "LibreOffice", "heif-dec": "libheif-examples"}
)

// find returns the path of the first program of the list that is installed.
func (c *Converter) find(names []string) (string, error) {
	var path string
	found := slices.ContainsFunc(names, func(name string) bool {
		var err error
		path, err = c.LookPath(name)
		return err == nil
	})
	if !found {
		return "", fault.New(fault.Invalid, "convert.missing", "program", spoken[names[0]])
	}
	return path, nil
}

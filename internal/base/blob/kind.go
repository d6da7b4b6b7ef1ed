package blob

import (
	"archive/zip"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// kind is a sort of file that offices exchange: the extensions it goes by, and
// the media types that its content shows. What is not in the table is refused:
// programs, scripts and pages have no place among evidence.
type kind struct {
	extensions []string
	types      []string
	part       string // for the zipped kinds: a part that must lie in the archive
}

const (
	oleType = "application/x-ole-storage"
	zipType = "application/zip"
)

var kinds = []kind{
	{[]string{"pdf"}, []string{"application/pdf"}, ""},
	{[]string{"docx"}, []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", zipType}, "word/document.xml"},
	{[]string{"xlsx"}, []string{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zipType}, "xl/workbook.xml"},
	{[]string{"pptx"}, []string{"application/vnd.openxmlformats-officedocument.presentationml.presentation", zipType}, "ppt/presentation.xml"},
	{[]string{"doc", "wps"}, []string{"application/msword", oleType, "text/rtf", "text/xml"}, ""}, // Word writes RTF and XML under this name too
	{[]string{"rtf"}, []string{"text/rtf", "application/rtf"}, ""},
	{[]string{"odt"}, []string{"application/vnd.oasis.opendocument.text"}, ""},
	{[]string{"ods"}, []string{"application/vnd.oasis.opendocument.spreadsheet"}, ""},
	{[]string{"xls", "et"}, []string{"application/vnd.ms-excel", oleType}, ""},
	{[]string{"ppt", "dps"}, []string{"application/vnd.ms-powerpoint", oleType}, ""},
	{[]string{"ofd"}, []string{zipType}, "OFD.xml"},
	{[]string{"txt", "csv"}, []string{"text/plain", "text/csv", "text/tab-separated-values"}, ""},
	{[]string{"jpg", "jpeg"}, []string{"image/jpeg"}, ""},
	{[]string{"png"}, []string{"image/png"}, ""},
	{[]string{"webp"}, []string{"image/webp"}, ""},
	{[]string{"heic", "heif"}, []string{"image/heic", "image/heif"}, ""},
	{[]string{"mp4"}, []string{"video/mp4"}, ""},
	{[]string{"mp3"}, []string{"audio/mpeg"}, ""},
	{[]string{"zip"}, []string{zipType}, ""},
}

// Extensions are all extensions that may be uploaded anywhere.
func Extensions() []string {
	var all []string
	for _, k := range kinds {
		all = append(all, k.extensions...)
	}
	return all
}

// extension is a file name's extension in lower case without the dot.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

// kindOf finds the kind that an extension promises.
func kindOf(extension string) (kind, bool) {
	for _, k := range kinds {
		if slices.Contains(k.extensions, extension) {
			return k, true
		}
	}
	return kind{}, false
}

// allows tells whether one of the rules' types is of this kind.
func (r Rules) allows(k kind) bool {
	if len(r.Types) == 0 {
		return true
	}
	return slices.ContainsFunc(k.extensions, func(e string) bool { return slices.Contains(r.Types, e) })
}

// content is a file that the detector can look into.
type content interface {
	io.ReadSeeker
	io.ReaderAt
}

// detect finds the media type of a content that promises to be of a kind; false
// when it is something else.
func (k kind) detect(file content, size int64) (string, bool, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", false, err
	}
	found, err := mimetype.DetectReader(file)
	if err != nil {
		return "", false, err
	}
	if !slices.ContainsFunc(k.types, found.Is) {
		return "", false, nil
	}
	if k.part == "" {
		return k.types[0], true, nil
	}
	return k.types[0], holdsPart(file, size, k.part), nil
}

// holdsPart looks into a zip archive for a part. An archive that cannot be read
// holds nothing: it is a wrong file, not our failure.
func holdsPart(file io.ReaderAt, size int64, part string) bool {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		return strings.TrimPrefix(f.Name, "/") == part
	})
}

package door

import (
	"errors"
	"iter"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// memory is how much of an upload is kept in memory; the rest lies in temporary
// files until the request ends.
const memory = 4 << 20

// Values are the decoded values of a form or a query.
type Values struct{ values url.Values }

// Form decodes the body of a POST, plain or with files. It refuses NUL bytes and
// invalid UTF-8 with the fault text.bytes, and bodies over the route's limit.
// Line ends become "\n".
func Form(r *http.Request) (Values, error) {
	// A plain form's own error comes first: ParseMultipartForm says only that it is
	// no multipart form, and a form with too many fields would look like an empty one.
	if err := r.ParseForm(); err != nil {
		return Values{}, bodyFault(err)
	}
	err := r.ParseMultipartForm(memory) //nolint:gosec // the body has the route's limit, see admit
	if errors.Is(err, http.ErrNotMultipart) {
		err = nil
	}
	if err != nil {
		return Values{}, bodyFault(err)
	}
	values := r.PostForm
	if r.MultipartForm != nil {
		values = url.Values(r.MultipartForm.Value)
	}
	if err := clean(values); err != nil {
		return Values{}, err
	}
	return Values{values}, nil
}

// Query decodes what stands after the question mark. Every route's address has
// been checked for NUL bytes and invalid UTF-8 before the handler runs.
func Query(r *http.Request) Values { return Values{r.URL.Query()} }

// Text is a value without blanks round it; "" when it is missing.
func (v Values) Text(name string) string {
	return strings.TrimSpace(v.values.Get(name))
}

// Raw is a value as it was typed: for passwords.
func (v Values) Raw(name string) string { return v.values.Get(name) }

// Texts are all values of a name, without blanks round them and without empty ones.
func (v Values) Texts(name string) []string {
	var all []string
	for _, text := range v.values[name] {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Has tells whether a name was sent: tick boxes that are off send nothing.
func (v Values) Has(name string) bool { return v.values.Has(name) }

// Int is a whole number; false when the value is none.
func (v Values) Int(name string) (int, bool) {
	n, err := strconv.Atoi(v.Text(name))
	return n, err == nil
}

// Names are the names that were sent.
func (v Values) Names() []string {
	names := make([]string, 0, len(v.values))
	for name := range v.values {
		names = append(names, name)
	}
	return names
}

// Upload is a file of a form.
type Upload struct {
	Name    string
	Size    int64 // bytes
	Content multipart.File
}

// File is the file of a form field. Call Form first and close Content. Without a
// file it is the fault door.nofile.
func File(r *http.Request, field string) (Upload, error) {
	content, header, err := r.FormFile(field)
	if err != nil {
		return Upload{}, fault.Wrap(err, fault.Invalid, "door.nofile").With(field, "fault.door.nofile")
	}
	if !cleanText(header.Filename) {
		_ = content.Close()
		return Upload{}, fault.New(fault.Invalid, "text.bytes").With(field, "fault.text.bytes")
	}
	return Upload{Name: header.Filename, Size: header.Size, Content: content}, nil
}

// Files are all files of a form field, each open until the next is asked for.
// Call Form first. Without a file it is the fault door.nofile.
func Files(r *http.Request, field string) iter.Seq2[Upload, error] {
	return func(yield func(Upload, error) bool) {
		var headers []*multipart.FileHeader
		if r.MultipartForm != nil {
			headers = r.MultipartForm.File[field]
		}
		if len(headers) == 0 {
			yield(Upload{}, fault.New(fault.Invalid, "door.nofile").With(field, "fault.door.nofile"))
			return
		}
		for _, h := range headers {
			if !eachFile(h, field, yield) {
				return
			}
		}
	}
}

func eachFile(h *multipart.FileHeader, field string, yield func(Upload, error) bool) bool {
	if !cleanText(h.Filename) {
		return yield(Upload{}, fault.New(fault.Invalid, "text.bytes").With(field, "fault.text.bytes"))
	}
	content, err := h.Open()
	if err != nil {
		return yield(Upload{}, err)
	}
	defer func() { _ = content.Close() }()
	return yield(Upload{Name: h.Filename, Size: h.Size, Content: content}, nil)
}

func clean(values url.Values) error {
	f := fault.New(fault.Invalid, "text.bytes")
	for name, texts := range values {
		if !cleanText(name) {
			return f
		}
		for i, text := range texts {
			if !cleanText(text) {
				f = f.With(name, "fault.text.bytes")
			}
			texts[i] = strings.ReplaceAll(text, "\r\n", "\n")
		}
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

// cleanText tells whether a text can be stored: databases refuse the rest.
func cleanText(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

// cleanURL checks the path and the query of every request.
func cleanURL(r *http.Request) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || !cleanText(r.URL.Path) {
		return fault.New(fault.Invalid, "text.bytes")
	}
	return clean(query)
}

func bodyFault(err error) error {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return tooLarge(over.Limit)
	}
	return fault.Wrap(err, fault.Invalid, "door.form")
}

func tooLarge(limit int64) error {
	return fault.New(fault.TooLarge, "door.toolarge", "limit", i18n.Size(limit))
}

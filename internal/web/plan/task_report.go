package plan

import (
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

func (p Pages) taskReport(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := reportOf(form)
	if err == nil {
		var close func()
		in.Files, close, err = uploadsOf(r)
		defer close()
	}
	if err == nil {
		_, err = p.Plans.Report(r.Context(), door.By(r.Context()), r.PathValue("task"), in)
	}
	return p.acted(w, r, "report", form, "plan.done.report", err)
}

func reportOf(form door.Values) (plan.Report, error) {
	in := plan.Report{Text: form.Text("text"), Steps: form.Texts("step")}
	value, err := numberOf(form, "value")
	in.Value = value
	return in, err
}

// numberOf reads a number as offices type it: 1,234.5 or with full-width digits
// left to the keyboard. Nil when the field is empty.
func numberOf(form door.Values, name string) (*decimal.Decimal, error) {
	text := strings.ReplaceAll(strings.ReplaceAll(form.Text(name), ",", ""), "，", "")
	text = strings.TrimSuffix(text, "%")
	if text == "" {
		return nil, nil
	}
	value, err := decimal.NewFromString(text)
	if err != nil || len(text) > 30 || value.Exponent() > 30 {
		return nil, fault.Wrap(err, fault.Invalid, "task.number").With(name, "fault.task.number")
	}
	return &value, nil
}

// uploadsOf are the files of the form, none when nothing was chosen. Call close
// when they have been read.
func uploadsOf(r *http.Request) (uploads []plan.Upload, close func(), err error) {
	var open []multipart.File
	close = func() {
		for _, f := range open {
			_ = f.Close()
		}
	}
	if r.MultipartForm == nil {
		return nil, close, nil
	}
	for _, header := range r.MultipartForm.File["files"] {
		f, err := header.Open()
		if err != nil {
			return nil, close, err
		}
		open = append(open, f)
		uploads = append(uploads, plan.Upload{Name: header.Filename, Content: f})
	}
	return uploads, close, nil
}

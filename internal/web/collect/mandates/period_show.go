package mandates

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// sealName is the mark of the sums that were on the screen.
const sealName = "return:seal"

// periodShow opens one period of a mandate: the sums, what is missing, what stands
// above.
func (p Pages) periodShow(w http.ResponseWriter, r *http.Request) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	return p.showPeriod(w, r, levels.HandUpInput{Period: when}, nil)
}

// spareOf is how many empty rows the address asks for.
func spareOf(r *http.Request) int {
	spare, _ := door.Query(r).Int("spare")
	return spare
}

// periodOf reads the period of the address.
func periodOf(r *http.Request) (period.Period, error) {
	when, ok := levels.PeriodOf(r.PathValue("period"))
	if !ok {
		return when, fault.New(fault.NotFound, "notfound")
	}
	return when, nil
}

// showPeriod shows a period with what was said by hand, and why it was refused.
func (p Pages) showPeriod(w http.ResponseWriter, r *http.Request, in levels.HandUpInput, wrong error) error {
	ctx := r.Context()
	v, err := p.Levels.OpenPeriod(ctx, door.By(ctx), r.PathValue("mandate"), in)
	if err != nil {
		return err
	}
	view := viewOfPeriod(ctx, v, spareOf(r), wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, periodPage(view))
}

// periodHandUp keeps what was said by hand, and hands the period up where that is the
// button, or shows again what was refused.
func (p Pages) periodHandUp(w http.ResponseWriter, r *http.Request) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	typed, err := sheet.InputOf(r)
	if err != nil {
		return err
	}
	in := levels.HandUpInput{Period: when, Explanations: typed.Explanations, Answers: typed.Answers, Seen: r.PostFormValue(sealName)}
	err = p.attachUp(r, when, &typed)
	in.Said = saidOf(typed)
	if err != nil {
		return p.showPeriod(w, r, in, err)
	}
	done, err := p.keepDraft(w, r, &in, typed)
	if done || err != nil {
		return err
	}
	ctx := r.Context()
	o, err := p.Levels.HandUp(ctx, door.By(ctx), r.PathValue("mandate"), in)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		return p.showPeriod(w, r, in, err)
	}
	if err != nil {
		return err
	}
	words := ui.T(ctx, "mandate.handed")
	if o.Awaits != collect.AwaitsSection {
		words = ui.T(ctx, "mandate.handed.signs")
	}
	door.Flash(ctx, words)
	return door.Redirect(w, r, levels.MandatePeriodLink(r.PathValue("mandate"), when))
}

// saidOf are the cells that were typed.
func saidOf(typed sheet.Input) form.Raw {
	said := form.Raw{}
	for path, text := range typed.Raw {
		if name := string(path); name != sealName && name != wasName {
			said[path] = text
		}
	}
	return said
}

// attachUp keeps the files that were chosen for cells that are said by hand.
func (p Pages) attachUp(r *http.Request, when period.Period, in *sheet.Input) error {
	if r.MultipartForm == nil {
		return nil
	}
	for name, headers := range r.MultipartForm.File {
		path, ok := form.ParsePath(strings.TrimPrefix(name, sheet.UploadPrefix))
		if !ok || !strings.HasPrefix(name, sheet.UploadPrefix) {
			continue
		}
		for _, header := range headers {
			id, err := p.attachOneUp(r, when, path, header)
			if err != nil {
				return err
			}
			in.Raw[path] = strings.TrimPrefix(in.Raw[path]+","+id, ",")
		}
	}
	return nil
}

func (p Pages) attachOneUp(r *http.Request, when period.Period, path form.Path, header *multipart.FileHeader) (string, error) {
	content, err := header.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = content.Close() }()
	ctx := r.Context()
	return p.Levels.AttachUp(ctx, door.By(ctx), r.PathValue("mandate"), when, collect.Upload{Path: path, Name: header.Filename, Content: io.Reader(content)})
}

// periodSign puts the own bureau's next signature on what was handed up.
func (p Pages) periodSign(w http.ResponseWriter, r *http.Request) error {
	return p.above(w, r, "mandate.signed", func(ctx context.Context, when period.Period, form door.Values) error {
		base, _ := form.Int(sheet.RevisionName)
		_, err := p.Levels.SignUp(ctx, door.By(ctx), r.PathValue("mandate"), when, base)
		return err
	})
}

// periodWithdraw takes back what was handed up.
func (p Pages) periodWithdraw(w http.ResponseWriter, r *http.Request) error {
	return p.above(w, r, "mandate.withdrawn", func(ctx context.Context, when period.Period, form door.Values) error {
		base, _ := form.Int(sheet.RevisionName)
		_, err := p.Levels.WithdrawUp(ctx, door.By(ctx), r.PathValue("mandate"), when, base)
		return err
	})
}

// periodCorrect asks the bureau above to correct what differs now.
func (p Pages) periodCorrect(w http.ResponseWriter, r *http.Request) error {
	return p.above(w, r, "mandate.corrected", func(ctx context.Context, when period.Period, form door.Values) error {
		base, _ := form.Int(sheet.RevisionName)
		said := map[string]string{}
		for _, name := range form.Names() {
			if finding, is := strings.CutPrefix(name, sheet.ExplainPrefix); is {
				said[finding] = form.Text(name)
			}
		}
		_, err := p.Levels.CorrectUp(ctx, door.By(ctx), r.PathValue("mandate"), when, base, form.Text("reason"), said)
		return err
	})
}

// periodEndorse signs a request for a correction above.
func (p Pages) periodEndorse(w http.ResponseWriter, r *http.Request) error {
	return p.above(w, r, "mandate.endorsed", func(ctx context.Context, when period.Period, form door.Values) error {
		seen := collect.SeenCorrection{ID: form.Text("correction")}
		seen.Rev, _ = form.Int("rev")
		_, err := p.Levels.EndorseUp(ctx, door.By(ctx), r.PathValue("mandate"), when, seen)
		return err
	})
}

// above takes one act and goes back to the period; what is refused is shown there.
func (p Pages) above(w http.ResponseWriter, r *http.Request, done string, act func(context.Context, period.Period, door.Values) error) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	err = act(ctx, when, values)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		return p.showPeriod(w, r, levels.HandUpInput{Period: when}, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, done))
	return door.Redirect(w, r, levels.MandatePeriodLink(r.PathValue("mandate"), when))
}

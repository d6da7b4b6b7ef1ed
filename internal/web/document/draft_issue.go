package document

import (
	"bytes"
	"mime"
	"net/http"

	"nianlun/internal/base/job"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

func (p DraftPages) draftIssue(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	base, _ := form.Int("revision")
	issue, err := p.Drafts.Issue(ctx, door.By(ctx), document.IssueDraft{ID: r.PathValue("id"), Base: base, Reason: form.Text("reason")})
	if err != nil {
		return err
	}
	return door.Redirect(w, r, "/issues/"+issue.ID)
}

// draftReview answers with the review copy: figures underlined by their state,
// each with a comment.
func (p DraftPages) draftReview(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	var out bytes.Buffer
	d, err := p.Drafts.Review(ctx, door.By(ctx), r.PathValue("id"), &out)
	if err != nil {
		return err
	}
	download(w, d.Title+".docx", docxType)
	_, err = out.WriteTo(w)
	return err
}

func download(w http.ResponseWriter, name, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	w.Header().Set("Cache-Control", "private, no-store")
}

type issueView struct {
	Title, Issued, File, Reason string
	Failed                      bool
	Open                        []string
	Content                     document.Content
	Sources                     []sourceRow
	Self                        string
}

type sourceRow struct {
	No     int
	Name   string
	Scope  string
	AsOf   string
	Figure ui.FigureView
}

func (p DraftPages) issueShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	issue, err := p.Drafts.IssueOf(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	view := issueView{
		Title: issue.Title, Issued: ui.Lang(ctx).Clock(issue.At.In(place)), Reason: issue.Reason, Open: issue.Open,
		Content: issue.Content, Self: "/issues/" + issue.ID,
	}
	if issue.File != "" {
		view.File = view.Self + "/file"
	} else if j, err := p.Jobs.Get(ctx, by.Bureau, issue.Job); err == nil {
		view.Failed = j.State == job.Failed
	}
	for i, f := range issue.Figures {
		if bound, ok := document.Bind(f); ok {
			view.Sources = append(view.Sources, sourceRow{
				No: i + 1, Name: f.Name, Scope: f.Scope + " " + periodWords(ctx, f.Period), AsOf: ui.Lang(ctx).FullDate(f.AsOf.In(place)), Figure: figureView(bound),
			})
		}
	}
	if door.Partial(r) {
		return door.Render(w, r, http.StatusOK, issueFilePart(view))
	}
	return door.Page(w, r, door.View{Title: issue.Title, Nav: "documents"}, issuePage(view))
}

func (p DraftPages) issueFile(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	issue, err := p.Drafts.IssueOf(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	if issue.File == "" {
		return fault.New(fault.NotFound, "draft.building")
	}
	content, file, err := p.Blobs.Open(ctx, by.Bureau, issue.File)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	download(w, file.Name, docxType)
	http.ServeContent(w, r, "", issue.At, content)
	return nil
}

// shown is an inline's words in the language of the paper.
func shown(in document.Inline) string {
	if in.Figure != nil {
		return i18n.Group(in.Figure.Value)
	}
	return in.Text
}

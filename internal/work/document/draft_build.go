package document

import (
	"bytes"
	"context"
	"io"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docwrite"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// BuildJob is the name of the job that builds an issue's .docx.
const BuildJob = "document.build"

// Build is the job's argument.
type Build struct {
	Issue string
	Actor access.Actor
}

// Files keeps the built documents.
type Files interface {
	// Keep stores a file that the product made itself and returns its id.
	Keep(ctx context.Context, by access.Actor, name string, data io.Reader) (string, error)
}

// Build makes the .docx of an issue and keeps it. Done twice it makes the same
// bytes, so a second run does no harm.
func (s *Drafts) Build(ctx context.Context, in Build) (file string, err error) {
	issue, err := s.Store.Issue(ctx, in.Actor.Bureau, in.Issue)
	if err != nil || issue.File != "" {
		return issue.File, err
	}
	var out bytes.Buffer
	if err := WriteDocx(&out, issue, false); err != nil {
		return "", err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if file, err = s.Files.Keep(ctx, in.Actor, issue.Title+".docx", &out); err != nil {
			return err
		}
		return s.Store.SetIssueFile(ctx, issue.Bureau, issue.ID, file)
	})
	return file, err
}

// Review writes the review copy of a draft as it is now: every figure underlined
// by its state, with a comment that tells where it comes from.
func (s *Drafts) Review(ctx context.Context, by access.Actor, draft string, w io.Writer) (Draft, error) {
	d, err := s.Get(ctx, by, draft)
	if err != nil {
		return d, err
	}
	figures, err := s.snapshot(ctx, by, d.Content)
	if err != nil {
		return d, err
	}
	return d, WriteDocx(w, Issue{Title: d.Title, Content: d.Content, Figures: figures, At: s.Now()}, true)
}

// WriteDocx writes an issue in the official format, with the source table at its
// end; the review copy has comments and underlines besides.
func WriteDocx(w io.Writer, issue Issue, review bool) error {
	doc := docwrite.Document{
		Title: issue.Title, ReviewCopy: review,
		Meta: docwrite.Meta{Creator: paper.T("document.label.author"), Created: issue.At},
	}
	numbers := map[string]int{}
	for i, f := range issue.Figures {
		numbers[f.Ref] = i + 1
		doc.Sources = append(doc.Sources, sourceOf(i+1, f))
	}
	for _, block := range issue.Content.Blocks {
		if out := paperBlock(block, numbers); out != nil {
			doc.Blocks = append(doc.Blocks, out)
		}
	}
	return docwrite.Write(w, doc, paperLabels())
}

func paperBlock(block Block, numbers map[string]int) docwrite.Block {
	if strings.TrimSpace(block.Text()) == "" {
		return nil
	}
	if block.Kind == HeadingBlock {
		return docwrite.Heading{Level: block.Level, Text: block.Text()}
	}
	var inlines []docwrite.Inline
	for _, in := range block.Inlines {
		if in.Figure == nil {
			inlines = append(inlines, docwrite.Text{Value: in.Text})
			continue
		}
		inlines = append(inlines, docwrite.Figure{
			Display: in.Figure.Display(), State: paperState(in.Figure.State), Source: numbers[in.Figure.Ref],
		})
	}
	return docwrite.Paragraph{Inlines: inlines}
}

func sourceOf(number int, f Figure) docwrite.Source {
	value := ""
	if f.Value != nil {
		value = i18n.Group(f.Value.StringFixed(f.Decimals)) + f.Unit
	}
	return docwrite.Source{
		Number: number, Figure: value,
		Definition: paper.T("document.source.definition", "name", f.Name, "version", f.Version, "meaning", f.Meaning),
		Scope:      paper.T("document.source.scope", "scope", f.Scope, "period", periodOf(f)),
		State:      paperState(f.State), AsOf: paper.FullDate(f.AsOf),
	}
}

func paperState(s FigureState) docwrite.State {
	switch s {
	case FigureLocked:
		return docwrite.Locked
	case FigureReviewed:
		return docwrite.Reviewed
	default:
		return docwrite.Draft
	}
}

func paperLabels() docwrite.Labels {
	t := func(name string) string { return paper.T("document.label." + name) }
	return docwrite.Labels{
		SourceTable: t("sources"), Number: t("number"), Figure: t("figure"), Definition: t("definition"),
		Scope: t("scope"), State: t("state"), AsOf: t("asof"),
		Draft: t("draft"), Reviewed: t("reviewed"), Locked: t("locked"),
		Unsourced: t("unsourced"), Colon: t("colon"), Author: t("author"),
	}
}

// periodOf names a figure's period as papers do.
func periodOf(f Figure) string {
	p, err := period.Parse(f.Period)
	if err != nil {
		return f.Period
	}
	return p.Text().In(paper)
}

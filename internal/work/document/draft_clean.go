package document

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/fault"
)

// The limits of a draft. An annual summary has some 300 paragraphs and 20,000
// characters; these are far above it and keep a broken editor from filling the disk.
const (
	maxBlocks   = 5000
	maxDraftLen = 2 << 20
	maxTitleLen = 120
)

// Clean brings content that an editor sent into its one form: runs without text
// are dropped, runs of the same kind are joined, headings keep their text alone.
// It refuses what no editor of ours sends.
func (c Content) Clean() (Content, error) {
	if len(c.Blocks) > maxBlocks {
		return c, fault.New(fault.TooLarge, "draft.toolong")
	}
	size := 0
	out := Content{Blocks: make([]Block, 0, len(c.Blocks))}
	for _, block := range c.Blocks {
		clean, err := block.clean()
		if err != nil {
			return c, err
		}
		if size += len(clean.Text()); size > maxDraftLen {
			return c, fault.New(fault.TooLarge, "draft.toolong")
		}
		out.Blocks = append(out.Blocks, clean)
	}
	return out, nil
}

func (b Block) clean() (Block, error) {
	switch {
	case b.Kind == HeadingBlock && b.Level >= 1 && b.Level <= 4:
		b.Answers = nil
	case b.Kind == ParagraphBlock:
		b.Level = 0
	default:
		return b, fault.New(fault.Invalid, "draft.content")
	}
	inlines := b.Inlines
	b.Inlines = nil
	for _, in := range inlines {
		if err := in.valid(); err != nil {
			return b, err
		}
		b.add(in)
	}
	return b, nil
}

func (in Inline) valid() error {
	if in.Figure == nil {
		if !utf8.ValidString(in.Text) || strings.ContainsRune(in.Text, 0) {
			return fault.New(fault.Invalid, "text.bytes")
		}
		return nil
	}
	if _, err := decimal.NewFromString(in.Figure.Value); err != nil || in.Figure.Ref == "" {
		return fault.New(fault.Invalid, "draft.content")
	}
	return nil
}

func (b *Block) add(in Inline) {
	if in.Figure != nil {
		b.Inlines = append(b.Inlines, Inline{Figure: in.Figure})
		return
	}
	if in.Text == "" {
		return
	}
	if n := len(b.Inlines); n > 0 && b.Inlines[n-1].Figure == nil && b.Inlines[n-1].Cited == in.Cited {
		b.Inlines[n-1].Text += in.Text
		return
	}
	b.Inlines = append(b.Inlines, Inline{Text: in.Text, Cited: in.Cited})
}

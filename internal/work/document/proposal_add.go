package document

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// longestPart is how many characters may be proposed at once: a paragraph, not a
// document.
const longestPart = 2000

// Add proposes a part of the text that the reader passed over. The words must
// stand in the text; blanks and line ends do not count.
func (s *Readings) Add(ctx context.Context, by access.Actor, reading, words string) (Reading, error) {
	return s.change(ctx, by, reading, "proposal.add", func(ctx context.Context, r *Reading) error {
		start, end, err := r.locate(words)
		if err != nil {
			return err
		}
		d, err := s.directory(ctx, by)
		if err != nil {
			return err
		}
		r.Proposals = append(r.Proposals, propose(r, d, start, end, "", ""))
		return nil
	})
}

// locate finds words in the text, at the first place that no proposal holds yet.
func (r *Reading) locate(words string) (start, end int, err error) {
	want := solid([]rune(words), nil)
	if len(want) < leastPart {
		return 0, 0, fault.New(fault.Invalid, "reading.add.short", "min", leastPart).With("words", "fault.reading.add.short", "min", leastPart)
	}
	if len(want) > longestPart {
		return 0, 0, fault.New(fault.Invalid, "reading.add.long", "max", longestPart).With("words", "fault.reading.add.long", "max", longestPart)
	}
	text := r.characters()
	var offsets []int
	have := solid(text, &offsets)
	twice := false
	for i := indexOf(have, want, 0); i >= 0; i = indexOf(have, want, i+1) {
		start, end = offsets[i], offsets[i+len(want)-1]+1
		for end > start && strings.ContainsRune("。；;，,", text[end-1]) {
			end--
		}
		if !r.taken(start, end) {
			return start, end, nil
		}
		twice = true
	}
	if twice {
		return 0, 0, fault.New(fault.Invalid, "reading.add.twice").With("words", "fault.reading.add.twice")
	}
	return 0, 0, fault.New(fault.Invalid, "reading.add.nowhere").With("words", "fault.reading.add.nowhere")
}

// taken tells that a standing proposal covers exactly this part.
func (r *Reading) taken(start, end int) bool {
	return slices.ContainsFunc(r.Proposals, func(p Proposal) bool {
		return p.State != Merged && p.Start == start && p.End == end
	})
}

// solid is a text without blanks; offsets get the place of each character kept.
func solid(text []rune, offsets *[]int) []rune {
	kept := make([]rune, 0, len(text))
	for i, c := range text {
		if unicode.IsSpace(c) {
			continue
		}
		kept = append(kept, c)
		if offsets != nil {
			*offsets = append(*offsets, i)
		}
	}
	return kept
}

// indexOf finds want in have from a place on; -1 when it is not there.
func indexOf(have, want []rune, from int) int {
	for i := from; i+len(want) <= len(have); i++ {
		if have[i] == want[0] && slices.Equal(have[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

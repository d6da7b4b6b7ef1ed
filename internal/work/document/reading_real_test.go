package document

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// real is the folder of real documents beside the repository.
const real = "../../../../shared/documents"

// Whatever the document: the reading keeps every character, each proposal holds
// the words that it shows, and it survives all acts on all proposals.
func TestRealDocuments(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(real, "*.txt"))
	if len(files) == 0 {
		if os.Getenv("CI") != "" {
			t.Fatalf("no documents in %s", real)
		}
		t.Skipf("no documents in %s", real)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := newReader(t)
			r, err := s.Upload(context.Background(), office, Upload{Name: filepath.Base(file), Data: bytes.NewReader(data)})
			if err != nil {
				t.Fatal(err)
			}
			checkReading(t, &r)
			checkActs(t, s, r)
		})
	}
}

func checkReading(t *testing.T, r *Reading) {
	t.Helper()
	if r.Title == "" || r.Year < 2000 {
		t.Errorf("title %q year %d", r.Title, r.Year)
	}
	complete := 0
	for _, p := range r.Proposals {
		if p.Title == "" || p.Start >= p.End || p.Text == "" {
			t.Errorf("no. %d is empty: %+v", p.No, p)
		}
		if n := len([]rune(p.Title)); n > shortTitle {
			t.Errorf("no. %d has a title of %d characters", p.No, n)
		}
		if p.Complete() {
			complete++
		}
	}
	if !slices.IsSortedFunc(r.Proposals, func(a, b Proposal) int { return a.Start - b.Start }) {
		t.Error("the proposals are not in text order")
	}
	t.Logf("%d characters, %d proposals, %d complete", len(r.characters()), len(r.Proposals), complete)
}

func checkActs(t *testing.T, s *reader, r Reading) {
	t.Helper()
	ctx, begin := context.Background(), r.Proposals
	for i := 0; i < len(r.Proposals); i++ {
		p := r.Proposals[i]
		if p.State == Merged || len(r.Cuts(&p)) == 0 {
			continue
		}
		next, err := s.Split(ctx, office, at(r, p), 0)
		if err != nil {
			t.Fatalf("split no. %d: %v", p.No, err)
		}
		r = next
		i++
	}
	checkNumbers(t, r)
	for r.Steps > 0 {
		next, err := s.Undo(ctx, office, r.ID, r.Steps)
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	sameProposals(t, begin, r.Proposals)
}

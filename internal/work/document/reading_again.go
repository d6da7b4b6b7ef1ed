package document

import (
	"context"
	"io"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Again tells what reading a file again has changed.
type Again struct {
	New, Gone int      // proposals
	Kept      int      // corrections that stand in the new text
	Lost      []string // words of the corrections that do not
	Missing   []int    // numbers of kept proposals whose words are gone
	Same      bool     // nothing has changed
}

// Outdated tells that the reader has learned since it read this document.
func (r *Reading) Outdated() bool { return r.Version < docread.Version }

// ReadAgain reads the kept file with the reader of today. Corrections are put
// into the new text; proposals that somebody has touched stay, those whose words
// are gone with a note; the others are proposed anew. Base is the revision that
// the screen showed: the Conflict fault reading.again.stale says that somebody
// has changed something since. The faults of Upload tell that the file cannot be
// read any more.
func (s *Readings) ReadAgain(ctx context.Context, by access.Actor, reading string, base int) (Reading, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Reading{}, err
	}
	if !id.Valid(reading) {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	doc, err := s.readOriginal(ctx, by, reading)
	if err != nil {
		return Reading{}, err
	}
	d, err := s.directory(ctx, by)
	if err != nil {
		return Reading{}, err
	}
	var r Reading
	return r, s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if r, err = s.Store.HoldReading(ctx, by.Bureau, reading); err != nil {
			return err
		}
		if r.Rev != base {
			return fault.New(fault.Conflict, "reading.again.stale")
		}
		r.settle()
		return s.replaceText(ctx, by, &r, d, doc)
	})
}

// readOriginal reads the file that was uploaded, as the upload did.
func (s *Readings) readOriginal(ctx context.Context, by access.Actor, reading string) (*docread.Document, error) {
	r, err := s.Store.Reading(ctx, by.Bureau, reading)
	if err != nil {
		return nil, err
	}
	content, file, err := s.Files.Open(ctx, by.Bureau, r.File)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	megabytes := int(file.Size>>20) + 1 // what was taken once may be read again
	data, err := io.ReadAll(content)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, Upload{Name: r.FileName, Year: r.Year}, data, megabytes)
}

// replaceText puts a newer reading into a held one and stores what has changed.
func (s *Readings) replaceText(ctx context.Context, by access.Actor, r *Reading, d Directory, doc *docread.Document) error {
	was, mended := make([]Proposal, len(r.Proposals)), slices.Clone(r.Corrections)
	for i, p := range r.Proposals {
		was[i] = cloned(p)
	}
	step := Step{Verb: "reading.again", Text: &TextBefore{Doc: *r.asRead, Title: r.Title, Number: r.Number, Version: r.Version}}
	fresh := r.with(*doc)
	fresh.Again = &Again{}
	fresh.place()
	readers := fresh.renew(r, d)
	fresh.settle()
	for _, p := range fresh.Proposals {
		if p.Lost && p.State != Merged {
			fresh.Again.Missing = append(fresh.Again.Missing, p.No)
		}
	}
	changes, changed := difference(was, fresh.Proposals, by.Name)
	unsigned(fresh.Proposals, readers)
	unsigned(changed, readers)
	gone := missingIDs(was, fresh.Proposals)
	for _, p := range was {
		if slices.Contains(gone, p.ID) {
			changes.Before = append(changes.Before, p)
		}
	}
	step.Before, step.Made = changes.Before, changes.Made
	written := step.corrections(mended, fresh.Corrections)
	fresh.Again.Same = len(changed)+len(gone)+len(written) == 0 && r.asRead.Text == doc.Text && len(r.asRead.Figures) == len(doc.Figures)
	fresh.Steps++
	step.No = fresh.Steps
	if err := s.Store.AddStep(ctx, by.Bureau, r.ID, step); err != nil {
		return err
	}
	if err := s.Store.SaveText(ctx, fresh, *doc); err != nil {
		return err
	}
	if err := s.keepCorrections(ctx, &fresh, written, nil); err != nil {
		return err
	}
	if err := s.save(ctx, &fresh, changed, gone); err != nil {
		return err
	}
	*r = fresh
	a := fresh.Again
	return s.Log.Write(ctx, by, audit.Event{Verb: "reading.again", Kind: access.Document, Thing: r.ID, Data: map[string]any{
		"from": step.Text.Version, "to": r.Version, "new": a.New, "gone": a.Gone, "corrections": a.Kept, "lost": a.Lost, "missing": len(a.Missing),
	}})
}

// with is the reading with another text, its corrections and proposals not yet
// placed in it.
func (r *Reading) with(doc docread.Document) Reading {
	fresh := *r
	if r.asRead.Title == r.Title && doc.Title != "" {
		fresh.Title = doc.Title
	}
	if number := documentNumber(doc); number != "" {
		fresh.Number = number
	}
	fresh.Doc, fresh.asRead, fresh.runes, fresh.units = doc, nil, nil, nil
	fresh.Version = docread.Version
	fresh.Corrections, fresh.Proposals = slices.Clone(r.Corrections), nil
	return fresh
}

// place finds the corrections in the new text, also those that an earlier one
// did not have, and puts them in.
func (r *Reading) place() {
	for i := range r.Corrections {
		c := &r.Corrections[i]
		placed := docmark.Apply(docread.Document{Text: r.Doc.Text}, nil, []docmark.Correction{c.Correction})
		c.Lost = len(placed.Placed) == 0
		if c.Lost {
			r.Again.Lost = append(r.Again.Lost, c.Place.Words)
			continue
		}
		if now := placed.Placed[0]; now.Place != c.Place {
			c.Correction = now
		}
		r.Again.Kept++
	}
	r.correct()
}

// renew proposes the new text's commitments and keeps what somebody has touched.
// It returns the ids of the former.
func (r *Reading) renew(old *Reading, d Directory) map[string]bool {
	readers := map[string]bool{}
	text := docmark.NewText(r.Doc.Text)
	before := docmark.NewText(old.Doc.Text)
	proposed := proposals(r, d)
	untouched := map[string]Proposal{}
	for _, p := range old.Proposals {
		if p.untouched(old) {
			untouched[wordsOnly(p.Text)] = p
			continue
		}
		p = cloned(p)
		p.move(r, before, text)
		r.Proposals = append(r.Proposals, p)
	}
	kept := len(r.Proposals)
	for _, p := range proposed {
		if slices.ContainsFunc(r.Proposals[:kept], func(k Proposal) bool { return !k.Lost && overlaps(k, p) }) {
			continue
		}
		same, known := untouched[wordsOnly(p.Text)]
		if known {
			delete(untouched, wordsOnly(p.Text))
			p.ID, p.Rev, p.ByName = same.ID, same.Rev, same.ByName
		} else {
			r.Again.New++
		}
		readers[p.ID] = true
		r.Proposals = append(r.Proposals, p)
	}
	r.Again.Gone = len(untouched)
	return readers
}

// unsigned takes the name off proposals that the reader alone has made, so that
// the next reading may renew them too.
func unsigned(all []Proposal, readers map[string]bool) {
	for i := range all {
		if readers[all[i].ID] {
			all[i].ByName = ""
		}
	}
}

// untouched tells that nobody has changed or decided on a proposal that the
// reader made.
func (p Proposal) untouched(r *Reading) bool {
	return p.State == Proposed && !p.Made && !p.Lost && p.ByName == "" &&
		slices.ContainsFunc(r.asRead.Commitments, func(c docread.Commitment) bool { return c.Start == p.Start && c.End == p.End })
}

// move finds a proposal's words in the new text.
func (p *Proposal) move(r *Reading, before, text *docmark.Text) {
	place := before.Place(p.Start, p.End)
	if p.Lost {
		place = docmark.Place{Start: p.Start, End: p.Start, Words: p.Text}
	}
	start, end, found := text.Find(place)
	if p.Lost = !found; p.Lost {
		p.Start = min(p.Start, len(r.characters()))
		p.End = p.Start
		return
	}
	p.Start, p.End, p.Text = start, end, strings.TrimSpace(r.Slice(start, end))
}

// overlaps tells that two proposals are about the same words: more than half of
// the shorter one.
func overlaps(a, b Proposal) bool {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	return common > 0 && 2*common > min(a.End-a.Start, b.End-b.Start)
}

func wordsOnly(text string) string { return string(solid([]rune(text), nil)) }

func missingIDs(was, now []Proposal) (ids []string) {
	for _, p := range was {
		if !slices.ContainsFunc(now, func(n Proposal) bool { return n.ID == p.ID }) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

package levels

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// AboveDraft is what was typed by hand for a period before it is handed up: the cells
// that cannot be put together, explanations, answers to the bureau above. It stays in
// the lower bureau; all who steer the campaign share one.
type AboveDraft struct {
	Bureau  string
	Mandate string
	Period  period.Period
	Rev     int // counts every save; 0 is none
	DraftText
	Person string // who saved last
	Name   string
	At     time.Time
}

// DraftText is what a draft says.
type DraftText struct {
	Raw          form.Raw          `json:"raw,omitempty"`
	Explanations map[string]string `json:"explanations,omitempty"`
	Answers      map[string]string `json:"answers,omitempty"`
}

// AboveDrafts keeps drafts.
type AboveDrafts interface {
	// Draft is that of a period; one without revision where there is none.
	Draft(ctx context.Context, bureau, mandate string, p period.Period) (AboveDraft, error)
	// KeepDraft keeps a draft over the revision d.Rev, and raises it; the Conflict
	// fault "mandate.draft" when there is another one by now.
	KeepDraft(ctx context.Context, d AboveDraft) error
	// DropDraft forgets the revision that was handed up; a later one stays.
	DropDraft(ctx context.Context, bureau, mandate string, p period.Period, rev int) error
}

// DraftClash is the Conflict of a save of cells that somebody else has saved with other
// texts since the page was opened. Nothing was saved; Text is both put together, with
// the own texts where they differ.
type DraftClash struct {
	Theirs AboveDraft
	Text   DraftText
	Cells  []ClashedText
}

// ClashedText is one cell, explanation or answer with both texts.
type ClashedText struct {
	Path         form.Path // of the cell; of an answer the cell that it is about, "" for a check
	Mine, Theirs string
}

func (c *DraftClash) Error() string { return "the draft was saved by another" }

// KeptDraft is a draft after a save.
type KeptDraft struct {
	AboveDraft // as it is kept now
	// Own is what the page says that saved it: what it begins its next save with.
	Own DraftText
	// Joined tells that others have saved what the page does not show.
	Joined bool
}

// SaveDraftUp keeps what was typed by hand for a period. Cells that the schools state
// are passed over. was is what the page began with: cells of others since are joined.
//
// Faults: mandate.draft, wrapping *DraftClash; return.moved when it is not the own turn.
func (l *Service) SaveDraftUp(ctx context.Context, by access.Actor, mandate string, in HandUpInput, was DraftText) (kept KeptDraft, err error) {
	r, err := l.steered(ctx, by, mandate, in.Period)
	if err != nil {
		return KeptDraft{}, err
	}
	if !standing(r.Mandate, r.Due, r.Above.State, r.Asked(), r.count()).Acts() {
		return KeptDraft{}, collect.Moved(r.Above)
	}
	mine := DraftText{Raw: r.byHand(in.Said), Explanations: in.Explanations, Answers: in.Answers}
	for range draftTries {
		if kept, err = l.keepDraft(ctx, by, r, was, mine); !fault.Is(err, "mandate.draft") || clashOf(err) {
			break
		}
	}
	return kept, err
}

// draftTries bounds how often a save is put over another one that was faster.
const draftTries = 5

func clashOf(err error) bool {
	var clash *DraftClash
	return errors.As(err, &clash)
}

func (l *Service) keepDraft(ctx context.Context, by access.Actor, r Rolled, was, mine DraftText) (KeptDraft, error) {
	theirs, err := l.draft(ctx, r)
	if err != nil {
		return KeptDraft{}, err
	}
	text, clashed := join(was, mine, theirs.DraftText)
	if len(clashed) > 0 {
		return KeptDraft{}, fault.Wrap(&DraftClash{theirs, text, clashed}, fault.Conflict, "mandate.draft", "who", theirs.Name, "n", len(clashed))
	}
	kept := KeptDraft{AboveDraft: theirs, Own: mine.over(was)}
	kept.Joined = !text.equal(kept.Own)
	changed := text.changed(theirs.DraftText)
	if len(changed) == 0 {
		return kept, nil
	}
	next := &kept.AboveDraft
	next.DraftText, next.Person, next.Name, next.At = text, by.Person, by.Name, l.Collect.Now()
	err = l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Drafts.KeepDraft(ctx, *next); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.draft", Kind: access.Campaign, Thing: r.Mandate.Campaign, Unit: by.Post.Unit,
			Data: map[string]any{"mandate": r.Mandate.ID, "period": r.Period, "cells": changed}})
	})
	next.Rev++
	return kept, err
}

// draft is what was said by hand so far: what was typed since, or, for a period that was
// handed up before and came back, what was said then.
func (l *Service) draft(ctx context.Context, r Rolled) (AboveDraft, error) {
	d, err := l.Drafts.Draft(ctx, r.Mandate.Bureau, r.Mandate.ID, r.Period)
	if err != nil || d.Rev > 0 {
		return d, err
	}
	acts, err := l.Acts.Acts(ctx, r.Mandate.Bureau, r.Mandate.ID, r.Period.String())
	if err != nil {
		return d, err
	}
	at := slices.IndexFunc(acts, func(a AboveAct) bool { return a.Kind == AboveSubmit && a.State == AboveDone })
	if at >= 0 {
		d.Raw = r.byHand(acts[at].Input.Said)
	}
	return d, nil
}

// byHand are the cells among some that are said by hand.
func (r Rolled) byHand(raw form.Raw) form.Raw {
	own := form.Raw{}
	for path, text := range raw {
		if text != "" && (r.Sayable(path) || slices.Contains(r.Left, path)) {
			own[path] = text
		}
	}
	return own
}

// join puts two texts together that began with the same one. Where both changed a cell
// differently, mine stays and it is a clash.
func join(was, mine, theirs DraftText) (DraftText, []ClashedText) {
	var clashed []ClashedText
	clash := func(path form.Path, mine, theirs string) { clashed = append(clashed, ClashedText{path, mine, theirs}) }
	out := DraftText{Raw: form.Raw{}}
	for _, path := range keysOf(was.Raw, mine.Raw, theirs.Raw) {
		a, b, c := was.Raw[path], mine.Raw[path], theirs.Raw[path]
		if isRows(path, mine.Raw, theirs.Raw) {
			if rows := joinRows(a, b, c); rows != "" {
				out.Raw[path] = rows
			}
			continue
		}
		text, both := joinText(a, b, c)
		if text != "" {
			out.Raw[path] = text
		}
		if both {
			clash(path, b, c)
		}
	}
	out.Explanations = joinSaid(was.Explanations, mine.Explanations, theirs.Explanations, func(_, mine, theirs string) { clash("", mine, theirs) })
	out.Answers = joinSaid(was.Answers, mine.Answers, theirs.Answers, func(path, mine, theirs string) { clash(form.Path(path), mine, theirs) })
	return out, clashed
}

// joinSaid joins texts by key; what a page does not name it leaves as it was.
func joinSaid(was, mine, theirs map[string]string, clash func(key, mine, theirs string)) map[string]string {
	out := map[string]string{}
	for _, key := range keysOf(was, mine, theirs) {
		b, named := mine[key]
		if !named {
			b = was[key]
		}
		text, both := joinText(was[key], b, theirs[key])
		if text != "" {
			out[key] = text
		}
		if both {
			clash(key, b, theirs[key])
		}
	}
	return out
}

func joinText(was, mine, theirs string) (text string, both bool) {
	switch {
	case mine == theirs || theirs == was:
		return mine, false
	case mine == was:
		return theirs, false
	}
	return mine, true
}

// isRows tells a path at which the keys of a table's rows stand.
func isRows(path form.Path, texts ...form.Raw) bool {
	for _, raw := range texts {
		for other := range raw {
			if list, row, _ := other.Split(); row != "" && form.Path(list) == path {
				return true
			}
		}
	}
	return false
}

// joinRows are the rows that both have, in the order of theirs, and those that mine added.
func joinRows(was, mine, theirs string) string {
	before, own, kept := keys(was), keys(mine), []string{}
	for _, key := range keys(theirs) {
		if slices.Contains(own, key) || !slices.Contains(before, key) {
			kept = append(kept, key)
		}
	}
	for _, key := range own {
		if !slices.Contains(kept, key) && !slices.Contains(before, key) {
			kept = append(kept, key)
		}
	}
	return strings.Join(kept, ",")
}

func keys(text string) []string {
	return slices.DeleteFunc(strings.Split(text, ","), func(key string) bool { return key == "" })
}

// keysOf are the keys of some maps, each once, in order.
func keysOf[K ~string](all ...map[K]string) []K {
	seen := map[K]bool{}
	for _, one := range all {
		for key := range one {
			seen[key] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// changed are the paths of what differs from another text.
func (t DraftText) changed(old DraftText) []string {
	var paths []string
	note := func(prefix, key string, differs bool) {
		if differs {
			paths = append(paths, prefix+key)
		}
	}
	for _, path := range keysOf(t.Raw, old.Raw) {
		note("", path.String(), t.Raw[path] != old.Raw[path])
	}
	for _, key := range keysOf(t.Explanations, old.Explanations) {
		note("explain:", key, t.Explanations[key] != old.Explanations[key])
	}
	for _, key := range keysOf(t.Answers, old.Answers) {
		note("answer:", key, t.Answers[key] != old.Answers[key])
	}
	return paths
}

// over is a page's text together with what it began with of explanations and answers: those
// that a page does not name it has not changed.
func (t DraftText) over(was DraftText) DraftText {
	own, _ := join(was, t, was)
	own.Raw = t.Raw
	return own
}

// equal reports whether nothing differs, neither cells nor what is said beside them.
func (t DraftText) equal(other DraftText) bool {
	return maps.Equal(t.Raw, other.Raw) && maps.Equal(t.Explanations, other.Explanations) && maps.Equal(t.Answers, other.Answers)
}

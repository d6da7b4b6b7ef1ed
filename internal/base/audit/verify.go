package audit

import (
	"context"
	"fmt"
	"sort"

	"golang.org/x/mod/sumdb/tlog"

	"nianlun/internal/base/access"
)

// Problem is one thing that is wrong with the log. No is the place, 0 when there
// is none; Entry the entry's ID, where it is known. The message key is
// "audit.problem." + Code.
type Problem struct {
	No    int64
	Entry string
	Code  string
}

// The codes of problems.
const (
	Altered  = "altered"  // the entry says something else than when it was written
	Missing  = "missing"  // the entry of this place is gone
	Moved    = "moved"    // a genuine entry stands in another entry's place
	Inserted = "inserted" // an entry that was not written by the program, or never sealed in this place
	Hash     = "hash"     // a stored hash of the tree was changed
	HeadCode = "head"     // the head does not fit the tree
	Rewound  = "rewound"  // a head that was kept outside does not fit the tree
	Unsealed = "unsealed" // new entries cannot be sealed; the log of the program says why
)

// Report is the outcome of Verify. TreeHash is computed from the entries as they
// are now.
type Report struct {
	Entries  int64
	Sealed   int64
	TreeHash string
	Problems []Problem
}

// OK tells that nothing was found.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// Verify recomputes everything: each entry's own seal, its leaf, every stored
// hash, and the head. It compares with the heads that were kept outside the
// database, when there are any; only they show that a whole tail was cut off and
// the tree with it. The act itself is written into the log.
func (s *Service) Verify(ctx context.Context, by access.Actor, known ...Head) (Report, error) {
	if err := access.Check(by, access.Verify, access.Thing{Bureau: by.Bureau, Kind: access.Audit}); err != nil {
		return Report{}, err
	}
	sealed := s.Seal(ctx) // a touched tree cannot be grown; what touched it is found below
	check := inquiry{ctx: ctx, store: s.store, key: s.key, bureau: by.Bureau, gone: map[tlog.Hash]int64{}}
	if err := check.run(known); err != nil {
		return Report{}, err
	}
	if sealed != nil {
		s.log.Error("audit: sealing failed", "error", sealed)
		check.problem(0, "", Unsealed)
	}
	outcome := map[string]any{"sealed": check.report.Sealed, "problems": len(check.report.Problems), "tree": check.report.TreeHash}
	return check.report, s.tx.InTx(ctx, func(ctx context.Context) error {
		return s.Write(ctx, by, Event{Verb: "audit.verify", Kind: access.Audit, Thing: by.Bureau, Data: outcome})
	})
}

// inquiry is one run of Verify.
type inquiry struct {
	ctx    context.Context
	store  Store
	key    []byte
	bureau string
	report Report

	head    Head
	tree    rebuilt
	strange []oddity
	gone    map[tlog.Hash]int64 // leaves whose entry is not in its place, by hash
}

// oddity is an entry that does not fit the leaf of its place.
type oddity struct {
	entry Entry
	leaf  tlog.Hash
}

// run needs no transaction, so that writers go on: what is sealed never changes,
// and what is sealed meanwhile is walked too.
func (q *inquiry) run(known []Head) error {
	for {
		behind, err := q.behind()
		if err != nil {
			return err
		}
		head, err := q.store.Head(q.ctx, q.bureau)
		if err != nil {
			return err
		}
		if head.Size == q.head.Size {
			q.head = head
			q.surplus(behind)
			break
		}
		q.head = head
		if err := q.walk(); err != nil {
			return err
		}
	}
	if err := q.unsealed(); err != nil {
		return err
	}
	q.explain()
	if err := q.heads(known); err != nil {
		return err
	}
	sort.SliceStable(q.report.Problems, func(i, j int) bool { return q.report.Problems[i].No < q.report.Problems[j].No })
	return nil
}

func (q *inquiry) problem(no int64, entry, code string) {
	q.report.Problems = append(q.report.Problems, Problem{No: no, Entry: entry, Code: code})
}

// walk goes through all places in order, comparing entries with leaves and
// rebuilding the tree from the leaves.
func (q *inquiry) walk() error {
	at := q.tree.size
	for at < q.head.Size {
		to := min(at+batch, q.head.Size)
		entries, err := q.store.Sealed(q.ctx, q.bureau, at, nil, batch)
		if err != nil {
			return err
		}
		byNo := map[int64]Entry{}
		for _, e := range entries {
			byNo[e.No] = e
		}
		stored, err := q.store.HashRange(q.ctx, q.bureau, tlog.StoredHashCount(at), tlog.StoredHashCount(to))
		if err != nil {
			return err
		}
		for ; at < to; at++ {
			e, ok := byNo[at+1]
			if err := q.place(at, e, ok, stored); err != nil {
				return err
			}
		}
	}
	return nil
}

// place judges the place n (from 0), with its entry if there is one.
func (q *inquiry) place(n int64, e Entry, ok bool, stored map[int64]tlog.Hash) error {
	e = e.asItStands()
	index := tlog.StoredHashIndex(0, n)
	want, kept := stored[index]
	if !kept {
		// The leaf is gone: the entry, if it is there, stands in for it.
		q.problem(n+1, e.ID, Hash)
		want = leaf(e)
	}
	if ok {
		q.report.Entries++
		q.report.Sealed++
	}
	switch {
	case !ok:
		q.gone[want] = n + 1
	case leaf(e) != want:
		q.gone[want] = n + 1
		q.strange = append(q.strange, oddity{e, leaf(e)})
	case !genuine(q.key, e):
		q.problem(n+1, e.ID, Altered)
	}
	added, err := q.tree.add(want)
	if err != nil {
		return err
	}
	for i, h := range added[1:] {
		if stored[index+1+int64(i)] != h {
			q.problem(n+1, e.ID, Hash)
		}
	}
	return nil
}

// explain gives each oddity and each gap its name: an entry whose leaf belongs to
// another place was moved; one that is not genuine was altered, unless the
// program never wrote it.
func (q *inquiry) explain() {
	odd := map[int64]bool{}
	for _, o := range q.strange {
		odd[o.entry.No] = true
		switch _, elsewhere := q.gone[o.leaf]; {
		case elsewhere:
			q.problem(o.entry.No, o.entry.ID, Moved)
		case genuine(q.key, o.entry):
			q.problem(o.entry.No, o.entry.ID, Hash)
		default:
			q.problem(o.entry.No, o.entry.ID, Altered)
		}
	}
	for _, no := range q.gone {
		if !odd[no] {
			q.problem(no, "", Missing)
		}
	}
}

// behind reads the entries that have a place behind the end of what was walked.
func (q *inquiry) behind() ([]Entry, error) {
	return q.store.Sealed(q.ctx, q.bureau, q.tree.size, nil, batch)
}

// surplus names entries whose place the head, read after them, does not reach.
func (q *inquiry) surplus(behind []Entry) {
	for _, e := range behind {
		q.report.Entries++
		q.problem(e.No, e.ID, Inserted)
	}
}

// unsealed finds forged entries that wait for a place which they never get.
func (q *inquiry) unsealed() error {
	entries, err := q.store.Unsealed(q.ctx, q.bureau, 0, 10*batch)
	if err != nil {
		return err
	}
	for _, e := range entries {
		q.report.Entries++
		if !genuine(q.key, e.asItStands()) {
			q.problem(0, e.ID, Inserted)
		}
	}
	return nil
}

// heads compares the rebuilt tree with the stored head and with those kept outside.
func (q *inquiry) heads(known []Head) error {
	hash, err := q.tree.hash()
	if err != nil {
		return err
	}
	q.report.TreeHash = hash.String()
	last, err := q.store.LastHash(q.ctx, q.bureau)
	if err != nil {
		return err
	}
	cut := last >= tlog.StoredHashCount(q.head.Size) // hashes of entries that the head has lost
	if cut || q.head.Size > 0 && q.head.Hash != q.report.TreeHash {
		q.problem(q.head.Size, "", HeadCode)
	}
	for _, k := range known {
		if k.Bureau != q.bureau {
			continue
		}
		hash, err := q.tree.hashAt(k.Size)
		if err != nil || hash.String() != k.Hash {
			q.problem(k.Size, "", Rewound)
		}
	}
	return nil
}

// rebuilt is a tree in memory, made anew from its leaves.
type rebuilt struct {
	size   int64
	hashes []tlog.Hash
}

func (t *rebuilt) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("audit: hash %d of %d", index, len(t.hashes))
		}
		out[i] = t.hashes[index]
	}
	return out, nil
}

// add appends a leaf and returns the hashes that the tree then has more.
func (t *rebuilt) add(leaf tlog.Hash) ([]tlog.Hash, error) {
	added, err := tlog.StoredHashesForRecordHash(t.size, leaf, t)
	if err != nil {
		return nil, err
	}
	t.hashes = append(t.hashes, added...)
	t.size++
	return added, nil
}

func (t *rebuilt) hash() (tlog.Hash, error) { return tlog.TreeHash(t.size, t) }

// hashAt is the hash that the tree had when it held size leaves.
func (t *rebuilt) hashAt(size int64) (tlog.Hash, error) {
	if size < 0 || size > t.size {
		return tlog.Hash{}, fmt.Errorf("audit: the log holds %d entries, not %d", t.size, size)
	}
	return tlog.TreeHash(size, t)
}

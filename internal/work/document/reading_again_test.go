package document

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/base/blob"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
)

// learnt makes a reading look as if an older reader had made it from another
// text: one that had read the file's words differently.
func (c *reader) learnt(r Reading, words ...string) Reading {
	c.t.Helper()
	old := c.has.readings[r.ID]
	file, err := c.Files.Put(context.Background(), office, "要点.txt", strings.NewReader(strings.NewReplacer(words...).Replace(old.Doc.Text)), blob.Rules{MaxBytes: 1 << 20, Types: readable})
	if err != nil {
		c.t.Fatal(err)
	}
	old.File, old.Version = file.ID, 1
	c.has.readings[r.ID] = old
	return c.ok(c.Reading(context.Background(), office, r.ID))
}

func TestReadAgainKeepsWhatPeopleDid(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	m := c.mark(r, docmark.Figure, "900", "学位")
	in := editOf(m)
	in.Value = number("950")
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	r = c.ok(c.DropMark(ctx, office, markAt(r, c.mark(r, docmark.Figure, "126", "教师"))))
	r = c.ok(c.Confirm(ctx, office, at(r, titled(t, r, "优质均衡自评")), nil))
	r = c.ok(c.Drop(ctx, office, at(r, titled(t, r, "交流轮岗180人"))))
	confirmed := titled(t, r, "优质均衡自评")

	r = c.learnt(r, "一、总体要求", "前言另起一行。\n一、总体要求", "公开招聘教师126名，", "", "交流轮岗180人", "交流轮岗181人", "3．补充师资。", "3．补充师资。6月底前新建实训基地3个。")
	if !r.Outdated() {
		t.Fatal("the reading does not look old")
	}
	r = c.ok(c.ReadAgain(ctx, office, r.ID, r.Rev))
	if r.Outdated() || r.Again == nil || r.Again.Same {
		t.Fatalf("%d %+v", r.Version, r.Again)
	}
	if got := c.mark(r, docmark.Figure, "900", "学位"); got.Figure.Value.String() != "950" {
		t.Errorf("the correction is gone: %+v", got.Figure)
	}
	if a := r.Again; a.Kept != 1 || len(a.Lost) != 1 || a.Lost[0] != "126" || a.New < 1 || len(a.Missing) != 1 {
		t.Errorf("told %+v", a)
	}
	p := titled(t, r, "优质均衡自评")
	if p.ID != confirmed.ID || p.State != Confirmed || !strings.Contains(r.Slice(p.Start, p.End), "优质均衡自评") {
		t.Errorf("the decided proposal: %+v", p)
	}
	if p := titled(t, r, "交流轮岗180人"); p.State != Dropped || !p.Lost {
		t.Errorf("the decided proposal whose words are gone: %+v", p)
	}
	titled(t, r, "实训基地3个")
	stored := c.ok(c.Reading(ctx, office, r.ID))
	if stored.Doc.Text != r.Doc.Text || len(stored.Lost()) != 1 || stored.Version != docread.Version {
		t.Errorf("stored otherwise: %d lost, version %d", len(stored.Lost()), stored.Version)
	}
	last := c.has.log[len(c.has.log)-1]
	if last.Verb != "reading.again" || last.Data.(map[string]any)["from"] != 1 {
		t.Errorf("log %+v", last)
	}
	before := r
	r = c.ok(c.Undo(ctx, office, r.ID, r.Steps))
	if r.Doc.Text == before.Doc.Text || !r.Outdated() || len(r.Lost()) != 0 || titled(t, r, "交流轮岗180人").Lost {
		t.Errorf("undo: version %d, %d lost", r.Version, len(r.Lost()))
	}
	titled(t, r, "招聘教师126名") // gone by reading again, back by undo
	if got := c.mark(c.ok(c.Reading(ctx, office, r.ID)), docmark.Figure, "900", "学位"); got.Figure.Value.String() != "950" {
		t.Errorf("undo took the correction too: %+v", got.Figure)
	}
}

// What the reader alone proposed is renewed by every reading, not only by the
// first one.
func TestReadAgainTwice(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	r = c.learnt(r, "新增公办幼儿园学位900个", "新增公办幼儿园学位950个")
	r = c.ok(c.ReadAgain(ctx, office, r.ID, r.Rev))
	if p := titled(t, r, "学位950个"); p.ByName != "" || p.Target.Value.String() != "950" {
		t.Errorf("%+v", p)
	}
	r = c.learnt(r, "新增公办幼儿园学位950个", "新增公办幼儿园学位960个")
	r = c.ok(c.ReadAgain(ctx, office, r.ID, r.Rev))
	titled(t, r, "学位960个")
	for _, p := range r.Proposals {
		if strings.Contains(p.Text, "950") {
			t.Errorf("an old reading's proposal has stayed: %+v", p)
		}
	}
}

func TestReadAgainWithTheSameReaderChangesNothing(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	ids := idsOf(r.Proposals)
	r = c.ok(c.ReadAgain(ctx, office, r.ID, r.Rev))
	if !r.Again.Same || r.Again.New != 0 || r.Again.Gone != 0 || strings.Join(idsOf(r.Proposals), " ") != strings.Join(ids, " ") {
		t.Errorf("%+v", r.Again)
	}
}

func TestReadAgainTellsOfOthersWork(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	seen := r.Rev
	c.ok(c.Drop(ctx, office, at(r, titled(t, r, "优质均衡自评"))))
	if _, err := c.ReadAgain(ctx, office, r.ID, seen); !fault.Is(err, "reading.again.stale") {
		t.Errorf("told %v", err)
	}
}

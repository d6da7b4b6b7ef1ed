package document

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// reader is a clerk's desk in a bureau that lives in memory.
type reader struct {
	*Readings
	t   *testing.T
	has *cabinet
}

// cabinet is what the bureau keeps, and everybody whom the reader asks.
type cabinet struct {
	readings map[string]Reading
	steps    map[string]map[int]Step
	files    map[string]blob.File
	log      []audit.Event
	tasks    []NewTask
	source   PlanSource
	refuse   error // what the plan answers
	units    []org.Unit
}

var office = access.Actor{Bureau: "b", Person: "chen", Name: "陈晓岚", Post: access.Post{ID: "p", Unit: "office", Role: access.Office}, Door: access.Screen}

func newReader(t *testing.T) *reader {
	t.Helper()
	c := &cabinet{readings: map[string]Reading{}, steps: map[string]map[int]Step{}, files: map[string]blob.File{}}
	now := func() time.Time { return time.Date(2026, 1, 18, 9, 20, 0, 0, time.UTC) }
	c.units = []org.Unit{
		{ID: "ju", Name: "云湖区教育局", Type: org.BureauUnit}, {ID: "office", Name: "办公室", Type: org.Section},
		{ID: "edu", Name: "基础教育科", Short: "基教科", Type: org.Section}, {ID: "fin", Name: "计划财务科", Short: "计财科", Type: org.Section},
		{ID: "inspect", Name: "督导室", Type: org.Section}, {ID: "exam", Name: "招生考试办公室", Short: "招考办", Type: org.Section},
		{ID: "staff", Name: "人事科", Type: org.Section}, {ID: "qihui", Name: "云湖区启慧学校", Short: "启慧学校", Type: org.Special},
	}
	return &reader{t: t, has: c, Readings: &Readings{
		Common: Common{Tx: txn.None{}, Log: c, Now: now}, Store: drawer{c}, Org: c, Tasks: c, Indicators: c, Params: c,
		Files: &blob.Service{Store: shelf{c}, Dir: t.TempDir(), Now: now},
	}}
}

func (c *cabinet) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	c.log = append(c.log, e)
	return nil
}

func (c *cabinet) Units(context.Context, string, period.Date) ([]org.Unit, error) {
	return c.units, nil
}

func (c *cabinet) Leaders(context.Context, string, period.Date) ([]org.Holder, error) {
	return []org.Holder{{Person: org.Person{ID: "wu", Name: "吴海燕"}}, {Person: org.Person{ID: "lin", Name: "林建平"}}}, nil
}

func (c *cabinet) LeadersOf(context.Context, string, period.Date) (map[string]string, error) {
	return map[string]string{"edu": "wu", "fin": "lin"}, nil
}

func (c *cabinet) Int(context.Context, string, string, period.Date) (int, error) { return 1, nil }

func (c *cabinet) Choices(context.Context, access.Actor) ([]IndicatorChoice, error) {
	return []IndicatorChoice{{"public-share", "公办园在园幼儿占比", "%"}, {"invested", "项目完成投资", "万元"}}, nil
}

func (c *cabinet) Present(context.Context, access.Actor, string, period.Date) (Figure, bool, error) {
	return Figure{}, false, nil
}

func (c *cabinet) MakeTasks(_ context.Context, _ access.Actor, source PlanSource, tasks []NewTask) ([]string, error) {
	if c.refuse != nil {
		return nil, c.refuse
	}
	c.source, c.tasks = source, append(c.tasks, tasks...)
	ids := make([]string, len(tasks))
	for i := range ids {
		ids[i] = "task" + strconv.Itoa(len(c.tasks)-len(tasks)+i)
	}
	return ids, nil
}

// drawer keeps the readings.
type drawer struct{ *cabinet }

func (c drawer) InsertReading(_ context.Context, r Reading) error {
	c.readings[r.ID] = r
	c.steps[r.ID] = map[int]Step{}
	return nil
}

func (c drawer) Reading(_ context.Context, bureau, id string) (Reading, error) {
	r, ok := c.readings[id]
	if !ok || r.Bureau != bureau {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	var own []Proposal
	for _, p := range r.Proposals {
		own = append(own, cloned(p))
	}
	if r.asRead != nil {
		r.Doc, r.asRead = *r.asRead, nil
	}
	r.Proposals, r.runes, r.units, r.Last, r.Corrections = own, nil, nil, "", slices.Clone(r.Corrections)
	return r, nil
}

func (c drawer) HoldReading(ctx context.Context, bureau, id string) (Reading, error) {
	return c.Reading(ctx, bureau, id)
}

func (c drawer) Readings(_ context.Context, bureau string, year int) ([]Reading, error) {
	var all []Reading
	for _, r := range c.readings {
		if r.Bureau == bureau && r.Year == year {
			all = append(all, r)
		}
	}
	return all, nil
}

func (c drawer) SaveReading(_ context.Context, r Reading, changed []Proposal, gone []string) error {
	old := c.readings[r.ID]
	kept := slices.DeleteFunc(slices.Clone(old.Proposals), func(p Proposal) bool {
		return slices.Contains(gone, p.ID) || slices.ContainsFunc(changed, func(q Proposal) bool { return q.ID == p.ID })
	})
	for _, p := range changed {
		kept = append(kept, cloned(p))
	}
	sortProposals(kept)
	old.State, old.Counts, old.Rev, old.Steps, old.Proposals = r.State, r.Counts, r.Rev, r.Steps, kept
	c.readings[r.ID] = old
	return nil
}

func (c drawer) PutCorrections(_ context.Context, _, reading string, all []Correction) error {
	r := c.readings[reading]
	for _, n := range all {
		r.Corrections = append(slices.DeleteFunc(slices.Clone(r.Corrections), func(o Correction) bool { return o.ID == n.ID }), n)
	}
	c.readings[reading] = r
	return nil
}

func (c drawer) DropCorrections(_ context.Context, _, reading string, ids []string) error {
	r := c.readings[reading]
	r.Corrections = slices.DeleteFunc(slices.Clone(r.Corrections), func(o Correction) bool { return slices.Contains(ids, o.ID) })
	c.readings[reading] = r
	return nil
}

func (c drawer) SaveText(_ context.Context, r Reading, doc docread.Document) error {
	old := c.readings[r.ID]
	old.Doc, old.asRead, old.Title, old.Number, old.Version = doc, nil, r.Title, r.Number, r.Version
	c.readings[r.ID] = old
	return nil
}

func (c drawer) AddStep(_ context.Context, _, reading string, step Step) error {
	c.steps[reading][step.No] = step
	return nil
}

func (c drawer) Step(_ context.Context, _, reading string, no int) (Step, error) {
	return c.steps[reading][no], nil
}

func (c drawer) ForgetSteps(_ context.Context, _, reading string, from int) error {
	maps.DeleteFunc(c.steps[reading], func(no int, _ Step) bool { return no >= from })
	return nil
}

// shelf keeps the rows of files.
type shelf struct{ c *cabinet }

func (s shelf) Insert(_ context.Context, _ string, f blob.File) error {
	s.c.files[f.ID] = f
	return nil
}

func (s shelf) File(_ context.Context, _, id string) (blob.File, error) {
	f, ok := s.c.files[id]
	if !ok {
		return f, fault.New(fault.NotFound, "notfound")
	}
	return f, nil
}

func (s shelf) Files(context.Context, string, []string) ([]blob.File, error) { return nil, nil }
func (s shelf) Known(context.Context, []string) (map[string]bool, error)     { return nil, nil }
func (c *reader) upload(name, data string) (Reading, error) {
	return c.Upload(context.Background(), office, Upload{Name: name, Data: strings.NewReader(data)})
}

// read uploads a text that must be readable.
func (c *reader) read(text string) Reading {
	c.t.Helper()
	r, err := c.upload("要点.txt", text)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// docx makes a .docx with a paragraph a line.
func docx(t *testing.T, text string) string {
	t.Helper()
	var body bytes.Buffer
	body.WriteString(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		body.WriteString(`<w:p><w:r><w:t xml:space="preserve">`)
		if err := xml.EscapeText(&body, []byte(line)); err != nil {
			t.Fatal(err)
		}
		body.WriteString(`</w:t></w:r></w:p>`)
	}
	body.WriteString(`</w:body></w:document>`)
	return zipped(t, map[string]string{"[Content_Types].xml": contentTypes, "word/document.xml": body.String()})
}

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

func zipped(t *testing.T, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

package codelist_test

import (
	"context"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// memory keeps lists for tests of rules. The contract of codelist.Store is proved by
// codelistdb's own tests.
type memory struct {
	lists    map[string]codelist.List
	versions map[string][]codelist.Version
	log      []audit.Event
	held     func() // what others do until a name is free
}

func (m *memory) Hold(context.Context, string, string) error {
	if m.held != nil {
		m.held()
	}
	return nil
}

func (m *memory) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	m.log = append(m.log, e)
	return nil
}

func (m *memory) Insert(_ context.Context, l codelist.List) error {
	if _, taken := m.lists[l.Code]; taken {
		return fault.New(fault.Conflict, "codelist.taken")
	}
	m.lists[l.Code] = l
	return nil
}

func (m *memory) Update(_ context.Context, l codelist.List, base int) error {
	if m.lists[l.Code].Rev != base {
		return fault.New(fault.Conflict, "codelist.stale")
	}
	m.lists[l.Code] = l
	return nil
}

func (m *memory) Delete(_ context.Context, _, code string, _ int) error {
	delete(m.lists, code)
	return nil
}

func (m *memory) InsertVersion(_ context.Context, _ string, v codelist.Version) error {
	m.versions[v.List] = append(m.versions[v.List], v)
	return nil
}

func (m *memory) List(_ context.Context, bureau, code string) (codelist.List, error) {
	l, found := m.lists[code]
	if !found || l.Bureau != bureau {
		return codelist.List{}, fault.New(fault.NotFound, "notfound")
	}
	return l, nil
}

func (m *memory) Lists(context.Context, string) ([]codelist.List, error) {
	var all []codelist.List
	for _, l := range m.lists {
		all = append(all, l)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all, nil
}

func (m *memory) Version(_ context.Context, _, code string, no int) (codelist.Version, error) {
	if v := m.versions[code]; no >= 1 && no <= len(v) {
		return v[no-1], nil
	}
	return codelist.Version{}, fault.New(fault.NotFound, "notfound")
}

func (m *memory) Newest(ctx context.Context, bureau, code string) (codelist.Version, error) {
	return m.Version(ctx, bureau, code, len(m.versions[code]))
}

func (m *memory) AllNewest(context.Context, string) ([]codelist.Version, error) {
	var all []codelist.Version
	for _, v := range m.versions {
		all = append(all, v[len(v)-1])
	}
	return all, nil
}

func (m *memory) Versions(_ context.Context, _, code string) ([]codelist.Version, error) {
	v := slices.Clone(m.versions[code])
	slices.Reverse(v)
	return v, nil
}

type world struct {
	*codelist.Service
	t     *testing.T
	store *memory
}

func newWorld(t *testing.T) *world {
	m := &memory{lists: map[string]codelist.List{}, versions: map[string][]codelist.Version{}}
	now := time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC)
	return &world{&codelist.Service{Tx: txn.None{}, Store: m, Audit: m, Now: func() time.Time { return now }}, t, m}
}

func actor(unit string, role access.Role) access.Actor {
	return access.Actor{Bureau: "b", Person: "p-" + unit, Door: access.Screen, Post: access.Post{ID: "x", Unit: unit, Role: role}}
}

var (
	office  = actor("office", access.Office)
	section = actor("sec", access.Section)
	other   = actor("other", access.Section)
	school  = actor("school", access.Clerk)
)

// rows reads "211 小学|311 初级中学 under 2 retired 2026-09-01".
func rows(text string) []codelist.Row {
	var out []codelist.Row
	for _, line := range strings.Split(text, "|") {
		words := strings.Fields(line)
		row := codelist.Row{Code: words[0], Name: words[1]}
		for i := 2; i+1 < len(words); i += 2 {
			switch words[i] {
			case "under":
				row.Under = words[i+1]
			case "retired":
				row.Retired = words[i+1]
			}
		}
		out = append(out, row)
	}
	return out
}

// starts makes a list and publishes its first version.
func (w *world) starts(name, parent, text string) codelist.Version {
	w.t.Helper()
	l, err := w.Start(context.Background(), section, codelist.Start{Draft: codelist.Draft{Name: name, Parent: parent, Rows: rows(text)}})
	must(w.t, err)
	return w.publishes(l)
}

func (w *world) publishes(l codelist.List) codelist.Version {
	w.t.Helper()
	v, err := w.Publish(context.Background(), section, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "按新标准"})
	must(w.t, err)
	return v
}

func (w *world) saves(code string, draft codelist.Draft) codelist.List {
	w.t.Helper()
	l, err := w.Save(context.Background(), section, codelist.Save{List: code, Base: w.store.lists[code].Rev, Draft: draft})
	must(w.t, err)
	return l
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
}

// wrong are the mistakes as "path key".
func wrong(err error) string {
	if err == nil {
		return ""
	}
	var out []string
	for _, f := range fault.As(err).Fields {
		out = append(out, f.Path+" "+f.Key)
	}
	return strings.Join(out, ", ")
}

func TestAChangeSaysWhatWasAndWhatIs(t *testing.T) {
	before := codelist.Sheet{Name: "学校类别", Source: "JY/T 1001"}
	for _, c := range []struct {
		after codelist.Sheet
		want  string
	}{
		{codelist.Sheet{Name: "办学类型", Source: "JY/T 1001"}, "codelist.change.titled 学校类别 办学类型"},
		{codelist.Sheet{Name: "学校类别", Source: "JY/T 1002"}, "codelist.change.sourced JY/T 1001 JY/T 1002"},
		{codelist.Sheet{Name: "学校类别"}, "codelist.change.sourced.unset JY/T 1001 "},
		{codelist.Sheet{Name: "学校类别", Source: "JY/T 1001", Parent: "stage"}, "codelist.change.nested.set  stage"},
	} {
		changes := codelist.Changes(before, c.after)
		if len(changes) != 1 || changes[0].Key()+" "+changes[0].Old+" "+changes[0].New != c.want {
			t.Errorf("%+v, want %q", changes, c.want)
		}
	}
}

func TestAVersionIsFrozenAndTheNextTellsWhatIsDifferent(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	first := w.starts("学校类别", "", "211 小学|311 初级中学|312 职业初中")
	if first.List != "xuexiaoleibie" || first.No != 1 {
		t.Fatalf("%+v", first)
	}
	l := w.saves(first.List, codelist.Draft{Name: "学校类别", Source: "JY/T 1001", Rows: rows("211 普通小学|312 职业初中 retired 2026年9月1日|311 初级中学|345 完全中学")})
	opened, err := w.Open(ctx, section, l.Code)
	must(t, err)
	var kinds []string
	for _, c := range opened.Changes {
		kinds = append(kinds, string(c.Kind)+c.Code)
	}
	if got := strings.Join(kinds, " "); got != "sourced renamed211 retired312 added345 ordered" {
		t.Errorf("different: %s", got)
	}
	second := w.publishes(l)
	if item, _ := second.Find("312"); second.No != 2 || item.Retired.String() != "2026-09-01" || item.Name != "职业初中" || second.InUse() != 3 {
		t.Errorf("%+v", second)
	}
	if kept, _ := w.Version(ctx, section, l.Code, 1); len(kept.Items) != 3 || kept.Items[0].Name != "小学" || kept.Source != "" {
		t.Errorf("the first version changed: %+v", kept)
	}
	editions, err := w.History(ctx, section, l.Code)
	if err != nil || len(editions) != 2 || len(editions[0].Changes) != 5 || editions[0].Reason != "按新标准" || len(editions[1].Changes) != 0 {
		t.Errorf("%+v %v", editions, err)
	}
	var verbs []string
	for _, e := range w.store.log {
		verbs = append(verbs, e.Verb)
	}
	if got := strings.Join(verbs, " "); got != "codelist.start codelist.publish codelist.save codelist.publish" {
		t.Errorf("log: %s", got)
	}
}

func TestWhatWasPublishedIsNeverTakenAway(t *testing.T) {
	w := newWorld(t)
	v := w.starts("学校类别", "", "211 小学|311 初级中学")
	l := w.saves(v.List, codelist.Draft{Name: "学校类别", Rows: rows("211 小学|345 完全中学")})
	_, err := w.Publish(context.Background(), section, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "x"})
	if wrong(err) != "rows codelist.need.kept" || fault.KindOf(err) != fault.Invalid {
		t.Errorf("%s", wrong(err))
	}
	if args := fault.As(err).Fields[0].Args; !slices.Contains(args, any("初级中学")) {
		t.Errorf("the item is not named: %v", args)
	}
}

func TestEveryMistakeIsNamedAtItsCell(t *testing.T) {
	parent := &codelist.Version{List: "stages", No: 1, Sheet: codelist.Sheet{Name: "学段", Items: []codelist.Item{{Code: "2", Name: "小学"}, {Code: "3", Name: "初中"}}}}
	long := strings.Repeat("长", 201)
	for name, c := range map[string]struct {
		draft  codelist.Draft
		parent *codelist.Version
		want   string
	}{
		"nothing":      {codelist.Draft{}, nil, "name codelist.need.name, rows codelist.need.items"},
		"blank rows":   {codelist.Draft{Name: "x", Rows: []codelist.Row{{}, {}}}, nil, "rows codelist.need.items"},
		"no code":      {codelist.Draft{Name: "x", Rows: []codelist.Row{{}, {Name: "小学"}}}, nil, "row.1.code codelist.need.code"},
		"no name":      {codelist.Draft{Name: "x", Rows: []codelist.Row{{Code: "1"}}}, nil, "row.0.name codelist.need.itemname"},
		"bad code":     {codelist.Draft{Name: "x", Rows: rows("1.2 小学")}, nil, "row.0.code codelist.need.codeshape"},
		"code twice":   {codelist.Draft{Name: "x", Rows: rows("1 小学|１ 初中")}, nil, "row.1.code codelist.twice.code"},
		"name twice":   {codelist.Draft{Name: "x", Rows: rows("1 小学|2 小学")}, nil, "row.1.name codelist.twice.name"},
		"unseen twice": {codelist.Draft{Name: "x", Rows: rows("1 小\u200b学|2 小学")}, nil, "row.1.name codelist.twice.name"},
		"crossed":      {codelist.Draft{Name: "x", Rows: rows("1 2|2 1|3 3")}, nil, "row.0.name codelist.name.code, row.1.name codelist.name.code"},
		"old crossed":  {codelist.Draft{Name: "x", Rows: rows("1 甲 retired 2026/9/1|2 \ufeff1")}, nil, "row.1.name codelist.name.code"},
		"unseen above": {codelist.Draft{Name: "x", Parent: "stages", Rows: rows("1 甲 under 小\u200b学、3\u2060")}, parent, ""},
		"long name":    {codelist.Draft{Name: "x", Rows: rows("1 " + long)}, nil, "row.0.name codelist.need.shorter"},
		"no day":       {codelist.Draft{Name: "x", Rows: rows("1 小学 retired 明年")}, nil, "row.0.retired codelist.need.day"},
		"no parent":    {codelist.Draft{Name: "x", Rows: rows("1 小学 under 2")}, nil, "row.0.under codelist.under.none"},
		"gone parent":  {codelist.Draft{Name: "x", Parent: "gone", Rows: rows("1 小学")}, nil, "parent codelist.need.parent"},
		"bad parent":   {codelist.Draft{Name: "x", Parent: "stages", Rows: rows("1 甲 under 高中、小学")}, parent, "row.0.under codelist.under.unknown"},
		"several":      {codelist.Draft{Name: "x", Parent: "stages", Rows: rows("1 甲 under 小学、３|2 乙|3 乙 retired 2026/9/1")}, parent, ""},
		"wide letters": {codelist.Draft{Name: "x", Rows: rows("Ａ－１ 甲")}, nil, ""},
	} {
		sheet, err := codelist.Judge(c.draft, nil, c.parent)
		if got := wrong(err); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if name == "several" && strings.Join(sheet.Items[0].Under, " ") != "2 3" {
			t.Errorf("under: %v", sheet.Items[0].Under)
		}
		if name == "wide letters" && sheet.Items[0].Code != "A-1" {
			t.Errorf("code: %s", sheet.Items[0].Code)
		}
	}
}

func TestAListStandsUnderNoneThatStandsUnderIt(t *testing.T) {
	w := newWorld(t)
	stages := w.starts("学段", "", "2 小学|3 初中")
	kinds := w.starts("学校类别", stages.List, "211 小学 under 2|311 初级中学 under 3")
	l := w.saves(stages.List, codelist.Draft{Name: "学段", Parent: kinds.List, Rows: rows("2 小学|3 初中")})
	_, err := w.Publish(context.Background(), section, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "x"})
	if wrong(err) != "parent codelist.parent.circle" {
		t.Errorf("%v %s", err, wrong(err))
	}
	opened, err := w.Open(context.Background(), section, l.Code)
	if err != nil || wrong(opened.Wrong) != "parent codelist.parent.circle" {
		t.Errorf("the page cannot say it: %v %+v", err, opened.Wrong)
	}
}

func TestNobodyWritesOverWhatHeHasNotSeen(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	v := w.starts("学校类别", "", "211 小学")
	seen := w.store.lists[v.List].Rev
	w.saves(v.List, codelist.Draft{Name: "学校类别", Rows: rows("211 小学|311 初中")})
	if _, err := w.Save(ctx, office, codelist.Save{List: v.List, Base: seen, Draft: codelist.Draft{Name: "y"}}); !fault.Is(err, "codelist.stale") {
		t.Errorf("saved: %v", err)
	}
	if _, err := w.Publish(ctx, office, codelist.Publish{List: v.List, Base: seen, Reason: "x"}); !fault.Is(err, "codelist.stale") {
		t.Errorf("published: %v", err)
	}
	if _, _, err := w.Discard(ctx, office, v.List, seen); !fault.Is(err, "codelist.stale") {
		t.Errorf("discarded: %v", err)
	}
}

func TestPublishingSaysSomethingAndForAReason(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	v := w.starts("学校类别", "", "211 小学")
	if _, err := w.Publish(ctx, section, codelist.Publish{List: v.List, Base: w.store.lists[v.List].Rev, Reason: "x"}); !fault.Is(err, "codelist.nothing") {
		t.Errorf("without a draft: %v", err)
	}
	same := w.saves(v.List, codelist.Draft{Name: "学校类别", Rows: rows("211 小学")})
	if _, err := w.Publish(ctx, section, codelist.Publish{List: v.List, Base: same.Rev, Reason: "x"}); !fault.Is(err, "codelist.same") {
		t.Errorf("the same again: %v", err)
	}
	more := w.saves(v.List, codelist.Draft{Name: "学校类别", Rows: rows("211 小学|311 初中")})
	if _, err := w.Publish(ctx, section, codelist.Publish{List: v.List, Base: more.Rev, Reason: " "}); wrong(err) != "reason codelist.need.reason" {
		t.Errorf("without a reason: %v", err)
	}
}

func TestRightsAreThoseOfForms(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	v := w.starts("学校类别", "", "211 小学")
	rev := w.store.lists[v.List].Rev
	draft := codelist.Draft{Name: "学校类别", Rows: rows("211 小学|311 初中")}
	if _, err := w.Save(ctx, other, codelist.Save{List: v.List, Base: rev, Draft: draft}); fault.KindOf(err) != fault.Denied {
		t.Errorf("another section wrote it: %v", err)
	}
	if _, err := w.Open(ctx, other, v.List); err != nil {
		t.Errorf("another section may read: %v", err)
	}
	if _, err := w.Open(ctx, school, v.List); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school sees it: %v", err)
	}
	if _, err := w.Lists(ctx, school); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school sees the lists: %v", err)
	}
	if _, err := w.Start(ctx, school, codelist.Start{Draft: draft}); err == nil {
		t.Error("a school made one")
	}
	if _, err := w.Save(ctx, office, codelist.Save{List: v.List, Base: rev, Draft: draft}); err != nil {
		t.Errorf("the office may not write: %v", err)
	}
}

func TestAClosedListIsOfferedNoMoreAndKeepsItsVersions(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	v := w.starts("学校类别", "", "211 小学")
	rev := w.store.lists[v.List].Rev
	if _, err := w.Close(ctx, section, v.List, rev, ""); wrong(err) != "reason codelist.need.reason" {
		t.Errorf("closed without a reason: %v", err)
	}
	l, err := w.Close(ctx, section, v.List, rev, "国家标准废止")
	must(t, err)
	if offered, _ := w.Offered(ctx, "b"); len(offered) != 0 {
		t.Errorf("still offered: %+v", offered)
	}
	if kept, err := w.Newest(ctx, "b", v.List); err != nil || kept.No != 1 {
		t.Errorf("forms that use it have lost it: %v", err)
	}
	if _, err := w.Save(ctx, section, codelist.Save{List: v.List, Base: l.Rev}); !fault.Is(err, "codelist.closed") {
		t.Errorf("changed while closed: %v", err)
	}
	if _, err := w.Reopen(ctx, section, v.List, l.Rev, "仍在用"); err != nil {
		t.Error(err)
	}
	if offered, _ := w.Offered(ctx, "b"); len(offered) != 1 {
		t.Errorf("not offered again: %+v", offered)
	}
}

func TestDiscardingGoesBackToWhatIsPublished(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	l, err := w.Start(ctx, section, codelist.Start{Draft: codelist.Draft{Name: "民族", Rows: rows("01 汉族")}})
	must(t, err)
	if _, gone, err := w.Discard(ctx, section, l.Code, l.Rev); err != nil || !gone {
		t.Errorf("a list never published is still there: %v", err)
	}
	v := w.starts("学校类别", "", "211 小学")
	w.saves(v.List, codelist.Draft{Name: "改名"})
	kept, gone, err := w.Discard(ctx, section, v.List, w.store.lists[v.List].Rev)
	if err != nil || gone || kept.Draft != nil || kept.Name != "学校类别" {
		t.Errorf("%+v %v %v", kept, gone, err)
	}
}

func TestCodesOfListsAreMadeAndNotTaken(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	one := w.starts("学校类别", "", "211 小学")
	two := w.starts("学校类别", "", "211 小学")
	if one.List == two.List || !strings.HasPrefix(two.List, "xuexiaoleibie-") {
		t.Errorf("%s, %s", one.List, two.List)
	}
	for code, want := range map[string]string{one.List: "code codelist.taken", "Kinds": "code codelist.need.listcode", "学": "code codelist.need.listcode"} {
		_, err := w.Start(ctx, section, codelist.Start{Code: code, Draft: codelist.Draft{Name: "x"}})
		if wrong(err) != want {
			t.Errorf("%s: %s", code, wrong(err))
		}
	}
	big := codelist.Draft{Name: "x", Rows: make([]codelist.Row, 20000)}
	if _, err := w.Start(ctx, section, codelist.Start{Draft: big}); wrong(err) != "rows codelist.need.fewer" {
		t.Errorf("20,000 rows: %v", err)
	}
}

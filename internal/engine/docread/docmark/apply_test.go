package docmark

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
)

const plan = "云湖区教育局2026年工作要点\n一、重点任务\n8月底前新增公办幼儿园学位900个，其中农村300个。由督导室牵头，11月底前完成自评。\n全年培训教师1200人次、校长60人次。\n"

func number(n int64) *decimal.Decimal {
	d := decimal.NewFromInt(n)
	return &d
}

func read() docread.Document { return *docread.ReadText(plan, docread.Options{}) }

// on makes a correction of the n-th occurrence of words.
func on(t *testing.T, kind Kind, op Op, words string, marks ...Mark) Correction {
	t.Helper()
	return Correction{ID: words + string(op), Kind: kind, Op: op, Place: placeOf(t, plan, words, 1), Marks: marks}
}

// shown is a document's marks in words.
func shown(r Result) string {
	var b strings.Builder
	for _, f := range r.Document.Figures {
		value := "?"
		if f.Value != nil {
			value = f.Value.String()
		}
		fmt.Fprintf(&b, "%s=%s%s %s %s; ", f.Text, value, f.Unit, f.Subject, f.Role)
	}
	b.WriteString("| ")
	for _, d := range r.Document.Deadlines {
		fmt.Fprintf(&b, "%s=%s; ", d.Text, d.Date)
	}
	b.WriteString("| ")
	for _, o := range r.Owners {
		fmt.Fprintf(&b, "%s; ", o.Unit)
	}
	return strings.TrimSpace(b.String())
}

func owners() []OwnerMark {
	before, _, _ := strings.Cut(plan, "督导室")
	start := len([]rune(before))
	return []OwnerMark{{Unit: "insp", Start: start, End: start + 3}}
}

func TestApply(t *testing.T) {
	places := func(n int64) *FigureValue {
		return &FigureValue{Value: number(n), Kind: docread.KindCount, Unit: "个", UnitLength: 1, Subject: "学位", Role: docread.RoleTarget}
	}
	cases := []struct {
		name        string
		corrections []Correction
		has, hasNot string
	}{
		{"nothing", nil, "900=900个", ""},
		{"set", []Correction{on(t, Figure, Set, "900", Mark{0, 3, places(950), nil, ""})}, "900=950个 学位 target", "900=900"},
		{"drop", []Correction{on(t, Figure, Drop, "300")}, "900=900", "300=300"},
		{"split", []Correction{on(t, Figure, Split, "1200", Mark{0, 2, places(12), nil, ""}, Mark{2, 4, places(0), nil, ""})}, "12=12个 学位 target; 00=0个", "1200="},
		{"merge", []Correction{on(t, Figure, Merge, "1200人次、校长60", Mark{0, 11, places(1260), nil, ""})}, "1200人次、校长60=1260个", "; 60=60"},
		{"add", []Correction{on(t, Figure, Add, "一", Mark{0, 1, places(1), nil, ""})}, "一=1个", ""},
		{"deadline", []Correction{on(t, Deadline, Set, "8月底前", Mark{0, 4, nil, &DeadlineDate{"2026-08-20"}, ""})}, "8月底前=2026-08-20", "2026-08-31"},
		{"deadline without a day", []Correction{on(t, Deadline, Set, "8月底前", Mark{0, 4, nil, &DeadlineDate{}, ""})}, "8月底前=;", "2026-08-31"},
		{"owner", []Correction{on(t, Owner, Set, "督导室", Mark{0, 3, nil, nil, "edu"})}, "edu", "insp"},
	}
	for _, c := range cases {
		got := Apply(read(), owners(), c.corrections)
		if words := shown(got); !strings.Contains(words, c.has) || c.hasNot != "" && strings.Contains(words, c.hasNot) {
			t.Errorf("%s: %s", c.name, words)
		}
		if len(got.Lost) > 0 {
			t.Errorf("%s: lost %v", c.name, got.Lost)
		}
	}
}

func TestCommitmentsFollow(t *testing.T) {
	doc := read()
	var first docread.Commitment
	for _, c := range doc.Commitments {
		if strings.Contains(c.Text, "900") {
			first = c
		}
	}
	if first.DeadlineDate != "2026-08-31" || len(first.Targets) == 0 {
		t.Fatalf("the test's text is read otherwise: %+v", first)
	}
	got := Apply(doc, nil, []Correction{
		on(t, Figure, Drop, "900"), on(t, Deadline, Set, "8月底前", Mark{0, 4, nil, &DeadlineDate{"2026-09-01"}, ""}),
	}).Document
	for _, c := range got.Commitments {
		if c.Start != first.Start {
			continue
		}
		if c.DeadlineDate != "2026-09-01" {
			t.Errorf("deadline %s", c.DeadlineDate)
		}
		for i, k := range c.TargetFigures {
			if got.Figures[k].Text != c.Targets[i] || c.Targets[i] == "900" {
				t.Errorf("targets %v at %v", c.Targets, c.TargetFigures)
			}
		}
	}
	if reflect.DeepEqual(doc, got) || doc.Commitments[0].DeadlineDate == "2026-09-01" {
		t.Error("the document that was read has changed")
	}
}

func TestRelationsAreRenumbered(t *testing.T) {
	doc := read()
	index := func(d docread.Document, text string) int {
		for i, f := range d.Figures {
			if f.Text == text {
				return i
			}
		}
		return -1
	}
	doc.Relations = []docread.Relation{{Kind: docread.RelationPart, From: index(doc, "300"), To: index(doc, "900")}}
	value := &FigureValue{Value: number(950), Kind: docread.KindCount, Unit: "个", UnitLength: 1, Role: docread.RoleTarget}
	got := Apply(doc, nil, []Correction{on(t, Figure, Add, "一", Mark{0, 1, value, nil, ""}), on(t, Figure, Set, "900", Mark{0, 3, value, nil, ""})}).Document
	if len(got.Relations) != 1 || got.Figures[got.Relations[0].From].Text != "300" || got.Figures[got.Relations[0].To].Text != "900" {
		t.Errorf("%+v over %+v", got.Relations, got.Figures)
	}
	got = Apply(doc, nil, []Correction{on(t, Figure, Drop, "300")}).Document
	if len(got.Relations) != 0 {
		t.Errorf("a relation of a figure that is none: %+v", got.Relations)
	}
}

func TestLostCorrectionsAreTold(t *testing.T) {
	doc := *docread.ReadText(strings.Replace(plan, "900", "950", 1), docread.Options{})
	got := Apply(doc, nil, []Correction{on(t, Figure, Set, "900", Mark{0, 3, &FigureValue{Value: number(1)}, nil, ""}), on(t, Figure, Drop, "300")})
	if len(got.Lost) != 1 || got.Lost[0].Place.Words != "900" || len(got.Placed) != 1 {
		t.Errorf("lost %+v, placed %+v", got.Lost, got.Placed)
	}
}

func TestPlacedCorrectionsStandInTheNewText(t *testing.T) {
	doc := *docread.ReadText("关于印发工作要点的通知\n"+strings.Replace(plan, "1200", "１２００", 1), docread.Options{})
	c := on(t, Figure, Split, "1200人次、校长60", Mark{0, 4, &FigureValue{Value: number(7), Kind: docread.KindCount, Role: docread.RoleFact}, nil, ""})
	got := Apply(doc, nil, []Correction{c})
	if len(got.Placed) != 1 {
		t.Fatalf("lost %+v", got.Lost)
	}
	p := got.Placed[0].Place
	if text := []rune(doc.Text); string(text[p.Start:p.End]) != p.Words || !strings.HasPrefix(p.Words, "１２００") {
		t.Errorf("%+v", p)
	}
	again := Apply(doc, nil, got.Placed)
	if shown(again) != shown(got) {
		t.Errorf("%s\n%s", shown(again), shown(got))
	}
}

// Applying twice is applying once, and the order of corrections of different
// spans does not matter: for random corrections of a random text.
func TestApplyTwiceAndInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for round := range 400 {
		text := randomText(r)
		doc := *docread.ReadText(text, docread.Options{Year: 2026})
		corrections := randomCorrections(r, doc.Text)
		once := Apply(doc, nil, corrections)
		twice := Apply(once.Document, once.Owners, corrections)
		if shown(once) != shown(twice) || !reflect.DeepEqual(once.Document.Relations, twice.Document.Relations) || !reflect.DeepEqual(once.Document.Commitments, twice.Document.Commitments) {
			t.Fatalf("round %d, twice:\n%s\n%s", round, shown(once), shown(twice))
		}
		mixed := append([]Correction{}, corrections...)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if other := Apply(doc, nil, mixed); shown(once) != shown(other) {
			t.Fatalf("round %d, in another order:\n%s\n%s", round, shown(once), shown(other))
		}
		if len(once.Lost) > 0 {
			t.Fatalf("round %d: lost in its own text: %+v", round, once.Lost)
		}
		for _, f := range once.Document.Figures {
			if f.Start < 0 || f.End > len([]rune(text)) || f.UnitEnd < f.End {
				t.Fatalf("round %d: %+v", round, f)
			}
		}
	}
}

func randomText(r *rand.Rand) string {
	parts := []string{"一、学校建设\n", "新建学校3所，", "完成投资1.2亿元。\n", "8月底前培训教师900人次，", "占比达到60%；", "其中农村300个。", "（一）师资\n", "１２月前招聘教师40名。\n", "约"}
	var b strings.Builder
	for range 3 + r.IntN(14) {
		b.WriteString(parts[r.IntN(len(parts))])
	}
	return b.String()
}

// randomCorrections are corrections whose spans of a kind do not overlap.
func randomCorrections(r *rand.Rand, text string) []Correction {
	runes := []rune(text)
	var all []Correction
	for _, kind := range Kinds() {
		for at := r.IntN(6); at+6 < len(runes); at += 6 + r.IntN(12) {
			end := at + 1 + r.IntN(5)
			place := NewText(text).Place(at, end)
			if strings.TrimSpace(place.Words) == "" {
				continue
			}
			c := Correction{ID: fmt.Sprint(kind, at), Kind: kind, Op: Set, Place: place}
			if n := end - at; r.IntN(4) > 0 {
				cut := r.IntN(n) + 1
				c.Marks = append(c.Marks, randomMark(r, kind, 0, cut))
				if cut < n {
					c.Marks = append(c.Marks, randomMark(r, kind, cut, n))
				}
			}
			all = append(all, c)
		}
	}
	return all
}

func randomMark(r *rand.Rand, kind Kind, start, end int) Mark {
	m := Mark{Start: start, End: end}
	switch kind {
	case Figure:
		m.Value = &FigureValue{Value: number(r.Int64N(1000)), Kind: docread.KindCount, UnitLength: r.IntN(4), Role: docread.RoleTarget}
	case Deadline:
		m.Due = &DeadlineDate{Date: fmt.Sprintf("2026-%02d-01", 1+r.IntN(12))}
	default:
		m.Unit = fmt.Sprint("u", r.IntN(9))
	}
	return m
}

package codelist_test

import (
	"context"
	"fmt"
	"testing"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// stagesAndKinds is a world with two lists, the second with a draft to be published
// under the first.
func stagesAndKinds(t *testing.T) (*world, codelist.Version, codelist.List) {
	w := newWorld(t)
	stages := w.starts("学段", "", "2 小学|3 初中")
	kinds := w.starts("学校类别", "", "211 小学|311 初级中学")
	return w, stages, w.saves(kinds.List, codelist.Draft{Name: "学校类别", Parent: stages.List, Rows: rows("211 小学 under 2|311 初级中学 under 3")})
}

func TestWhatOthersPublishMeanwhileIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		others func(w *world, stages codelist.Version, kinds codelist.List)
		want   string
	}{
		"nothing": {func(*world, codelist.Version, codelist.List) {}, ""},
		"the list above": {func(w *world, stages codelist.Version, _ codelist.List) {
			stages.No = 2
			w.store.versions[stages.List] = append(w.store.versions[stages.List], stages)
		}, "codelist.moved"},
		"a ring": {func(w *world, stages codelist.Version, kinds codelist.List) {
			stages.No, stages.Parent = 2, kinds.Code
			w.store.versions[stages.List] = append(w.store.versions[stages.List], stages)
		}, "codelist.wrong"},
		"the list": {func(w *world, _ codelist.Version, kinds codelist.List) {
			kinds.Rev++
			w.store.lists[kinds.Code] = kinds
		}, "codelist.stale"},
	} {
		t.Run(name, func(t *testing.T) {
			w, stages, l := stagesAndKinds(t)
			w.store.held = func() { c.others(w, stages, l) }
			v, err := w.Publish(context.Background(), section, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "x"})
			if c.want == "" && (err != nil || v.No != 2 || v.Items[1].Under[0] != "3") {
				t.Errorf("%+v %v", v, err)
			}
			if c.want != "" && (!fault.Is(err, c.want) || len(w.store.versions[l.Code]) != 1) {
				t.Errorf("%v, %d versions", err, len(w.store.versions[l.Code]))
			}
		})
	}
}

func TestAClosedListIsNotPublished(t *testing.T) {
	w, _, l := stagesAndKinds(t)
	closed, err := w.Close(context.Background(), section, l.Code, l.Rev, "标准废止")
	must(t, err)
	if _, err := w.Publish(context.Background(), section, codelist.Publish{List: l.Code, Base: closed.Rev, Reason: "x"}); !fault.Is(err, "codelist.closed") {
		t.Errorf("%v", err)
	}
}

// 3,000 words that are not in a list of 3,000 are not all compared with all of it.
func TestOnlyTheFirstUnknownWordsAreGuessedAt(t *testing.T) {
	parent := &codelist.Version{List: "bodies", No: 1, Sheet: codelist.Sheet{Name: "单位"}}
	draft := codelist.Draft{Name: "x", Parent: "bodies"}
	for i := range 3000 {
		parent.Items = append(parent.Items, codelist.Item{Code: fmt.Sprintf("C%04d", i), Name: fmt.Sprintf("云湖区第%04d实验小学", i)})
		draft.Rows = append(draft.Rows, codelist.Row{Code: fmt.Sprint(i), Name: fmt.Sprintf("项%d", i), Under: fmt.Sprintf("云湖区第%04d实验中学", i)})
	}
	_, err := codelist.Judge(draft, nil, parent)
	fields := fault.As(err).Fields
	if len(fields) != 3000 {
		t.Fatalf("%d mistakes", len(fields))
	}
	guesses := 0
	for i, f := range fields {
		if f.Args[4] != "suggest" {
			t.Fatalf("%v", f.Args)
		}
		if want := fmt.Sprintf("云湖区第%04d实验小学", i); f.Args[5] == want {
			guesses++
		}
	}
	if guesses != 20 || fields[19].Args[5] == "" || fields[20].Args[5] != "" {
		t.Errorf("%d words guessed at", guesses)
	}
}

func TestWhatIsAboveIsFoundByItsCodeBeforeItsName(t *testing.T) {
	parent := &codelist.Version{List: "stages", No: 1, Sheet: codelist.Sheet{Name: "学段", Items: []codelist.Item{
		{Code: "a", Name: "b"}, {Code: "b", Name: "中学", Retired: day(t, "2026-01-01")}, {Code: "c", Name: "中学"}, {Code: "d", Name: "中学", Retired: day(t, "2026-01-01")}}}}
	sheet, err := codelist.Judge(codelist.Draft{Name: "x", Parent: "stages", Rows: rows("1 甲 under b|2 乙 under 中学|3 丙 under ｄ、d")}, nil, parent)
	must(t, err)
	for i, want := range []string{"b", "c", "d"} {
		if got := sheet.Items[i].Under; len(got) != 1 || got[0] != want {
			t.Errorf("row %d stands under %v, want %s", i+1, got, want)
		}
	}
}

func day(t *testing.T, text string) period.Date {
	t.Helper()
	d, err := form.ReadDay(text)
	must(t, err)
	return d
}

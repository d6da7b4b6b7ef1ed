package doclint

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nianlun/internal/engine/docread"
)

// labelled are the sums that a careful reader finds in the labelled documents:
// for each, the offsets of its numerals, the whole first. Lists are numbers with
// the names counted beside them.
var labelled = map[string]struct {
	sums  [][]int
	lists []int
}{
	"bincheng":  {lists: []int{2214}},
	"furong":    {},
	"jiaozuo":   {sums: [][]int{{855, 882, 891, 903, 913}}},
	"jinjiang":  {sums: [][]int{{747, 761, 792, 825}}},
	"shenpi":    {sums: [][]int{{399, 410, 419, 425}}},
	"xinfang":   {},
	"xuanchuan": {},
	"yulin": {
		sums: [][]int{
			{177, 182, 184, 191, 197, 204, 213},
			{257, 268, 318, 347},
			{415, 425, 434, 482, 489, 500, 507, 512},
			{434, 446, 454, 463, 471},
			{569, 580, 587, 598, 608, 621},
			{653, 672, 681},
			{4199, 4212, 4222},
			{4322, 4335, 4347},
		},
		lists: []int{218, 268, 318, 347, 512},
	},
}

// TestLabelledDocuments confirms every true sum of the labelled documents and
// raises no alarm on them.
func TestLabelledDocuments(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "documents")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the labelled documents are missing")
		}
		t.Skip("the labelled documents are not beside the repository")
	}
	for name, want := range labelled {
		data, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		doc := docread.ReadText(string(data), docread.Options{})
		report := Lint(doc)
		if report.Alarming() {
			t.Errorf("%s: a false alarm\n%s", name, words(report))
		}
		var sums [][]int
		var lists []int
		for _, ok := range report.Confirmed {
			var at []int
			for _, i := range ok.Figures {
				at = append(at, doc.Figures[i].Start)
			}
			if ok.Kind == KindList {
				lists = append(lists, at[0])
			} else {
				sums = append(sums, at)
			}
		}
		slices.SortFunc(sums, slices.Compare)
		slices.Sort(lists)
		if !slices.EqualFunc(sums, want.sums, slices.Equal) || !slices.Equal(lists, want.lists) {
			t.Errorf("%s: confirmed %v and lists %v, want %v and %v", name, sums, lists, want.sums, want.lists)
		}
	}
}

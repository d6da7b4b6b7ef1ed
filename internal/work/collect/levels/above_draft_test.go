package levels

import (
	"maps"
	"testing"

	"nianlun/internal/engine/form"
)

func TestTextsOfTwoClerksAreJoined(t *testing.T) {
	for name, c := range map[string]struct {
		was, mine, theirs, want form.Raw
		clashes                 int
	}{
		"nobody typed":          {nil, nil, nil, form.Raw{}, 0},
		"mine alone":            {nil, form.Raw{"rate": "3"}, nil, form.Raw{"rate": "3"}, 0},
		"theirs alone":          {nil, nil, form.Raw{"rate": "3"}, form.Raw{"rate": "3"}, 0},
		"other cells":           {nil, form.Raw{"rate": "3"}, form.Raw{"kind": "a"}, form.Raw{"rate": "3", "kind": "a"}, 0},
		"the same":              {form.Raw{"rate": "1"}, form.Raw{"rate": "3"}, form.Raw{"rate": "3"}, form.Raw{"rate": "3"}, 0},
		"mine emptied":          {form.Raw{"rate": "1"}, nil, form.Raw{"rate": "1"}, form.Raw{}, 0},
		"theirs emptied":        {form.Raw{"rate": "1"}, form.Raw{"rate": "1"}, nil, form.Raw{}, 0},
		"both differently":      {form.Raw{"rate": "1"}, form.Raw{"rate": "2"}, form.Raw{"rate": "3"}, form.Raw{"rate": "2"}, 1},
		"emptied and changed":   {form.Raw{"rate": "1"}, nil, form.Raw{"rate": "3"}, form.Raw{}, 1},
		"a row each":            {form.Raw{"list": "r1", "list[r1].x": "1"}, form.Raw{"list": "r1,r2", "list[r1].x": "1", "list[r2].x": "2"}, form.Raw{"list": "r1,r3", "list[r1].x": "1", "list[r3].x": "3"}, form.Raw{"list": "r1,r3,r2", "list[r1].x": "1", "list[r2].x": "2", "list[r3].x": "3"}, 0},
		"a row taken away":      {form.Raw{"list": "r1,r2", "list[r1].x": "1", "list[r2].x": "2"}, form.Raw{"list": "r2", "list[r2].x": "2"}, form.Raw{"list": "r1,r2", "list[r1].x": "1", "list[r2].x": "5"}, form.Raw{"list": "r2", "list[r2].x": "5"}, 0},
		"taken away and filled": {form.Raw{"list": "r1", "list[r1].x": "1"}, form.Raw{}, form.Raw{"list": "r1", "list[r1].x": "5"}, form.Raw{}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got, clashes := join(DraftText{Raw: c.was}, DraftText{Raw: c.mine}, DraftText{Raw: c.theirs})
			if !maps.Equal(got.Raw, c.want) || len(clashes) != c.clashes {
				t.Errorf("got %v with %d clashes, want %v with %d", got.Raw, len(clashes), c.want, c.clashes)
			}
		})
	}
}

func TestWhatAPageDoesNotNameOfTextsStays(t *testing.T) {
	was := DraftText{Answers: map[string]string{"spent": "已改"}, Explanations: map[string]string{"k": "说明"}}
	got, clashes := join(was, DraftText{Answers: map[string]string{"rate": "新"}}, was)
	if len(clashes) != 0 || got.Answers["spent"] != "已改" || got.Answers["rate"] != "新" || got.Explanations["k"] != "说明" {
		t.Errorf("%+v %v", got, clashes)
	}
	_, clashes = join(was, DraftText{Answers: map[string]string{"spent": "一"}}, DraftText{Answers: map[string]string{"spent": "二"}})
	if len(clashes) != 1 || clashes[0].Path != "spent" || clashes[0].Mine != "一" || clashes[0].Theirs != "二" {
		t.Errorf("%+v", clashes)
	}
}

package store

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"
)

// However a value is kept, what is long weighs as much as it is long.
func TestTheSizeOfWrites(t *testing.T) {
	type word string
	long := strings.Repeat("x", 1000)
	pointed := word(long)
	for name, c := range map[string]struct {
		value any
		want  int
	}{
		"nothing":           {nil, 0},
		"a text":            {long, 1000},
		"a text by name":    {word(long), 1000},
		"bytes":             {[]byte(long), 1000},
		"raw JSON":          {json.RawMessage(long), 1000},
		"behind a pointer":  {&pointed, 1000},
		"a pointer to none": {(*word)(nil), numberBytes},
		"a number":          {int64(1), numberBytes},
		"a moment":          {time.Now(), numberBytes},
	} {
		if got := sizeOf([]waitingWrite{{values: []any{c.value}}}); got != c.want {
			t.Errorf("%s weighs %d, want %d", name, got, c.want)
		}
	}
	two := []waitingWrite{{values: []any{long, []byte(long)}}, {values: []any{json.RawMessage(long)}}}
	if got := sizeOf(two); got != 3000 {
		t.Errorf("two writes weigh %d", got)
	}
}

// A paper kept as JSON weighs what is stored of it.
func TestTheSizeOfAPaper(t *testing.T) {
	type row struct {
		bun.BaseModel `bun:"table:papers"`

		ID    string         `bun:"id,pk"`
		Paper JSON[[]string] `bun:"paper"`
		At    Time           `bun:"at"`
	}
	insert := FixedInsert((*row)(nil), "")
	s, err := Open(t.TempDir() + "/papers.db")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	values, err := insert.say(s.writer, s.Dialect).values(&row{ID: "paper", Paper: AsJSON([]string{strings.Repeat("x", 5000)})}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := sizeOf([]waitingWrite{{values: values}}); got < 5000 || got > 5100 {
		t.Errorf("it weighs %d: %v", got, values)
	}
	if values[2] != nil {
		t.Errorf("no moment is stored as %v", values[2])
	}
}

package audit

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func TestHeadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "heads")
	file := NewHeadFile(path)
	if heads, err := file.Read(); len(heads) != 0 || err != nil {
		t.Fatalf("before the first: %v %v", heads, err)
	}
	at := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	want := []Head{{"b", 3, "x", at}, {"c", 1, "y", at}, {"b", 9, "z", at.Add(time.Hour)}}
	if err := file.Append(want[:2]...); err != nil {
		t.Fatal(err)
	}
	if err := file.Append(want[2]); err != nil {
		t.Fatal(err)
	}
	if heads, err := file.Read(); err != nil || !reflect.DeepEqual(heads, want) {
		t.Errorf("came back as %+v %v", heads, err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(whole, `{"bureau":"b","si`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if heads, err := file.Read(); err != nil || len(heads) != 3 {
		t.Errorf("with a torn line at the end: %d %v", len(heads), err)
	}
	if err := file.Append(want[0]); err != nil {
		t.Fatal(err)
	}
	if heads, err := file.Read(); err != nil || !reflect.DeepEqual(heads, append(want, want[0])) {
		t.Errorf("after the torn line: %+v %v", heads, err)
	}
}

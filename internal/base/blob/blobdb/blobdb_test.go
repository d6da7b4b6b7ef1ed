package blobdb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func TestFiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), blobdb.New(s)
		f := blob.File{ID: "f1", Hash: "aa", Name: "要点'?.txt", Size: 1 << 33, Type: "text/plain", Person: "p",
			At: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)}
		second := f
		second.ID = "f2"
		for _, one := range []blob.File{f, second} {
			if err := db.Insert(ctx, "b", one); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := db.File(ctx, "b", "f1"); err != nil || got != f {
			t.Errorf("came back as %+v %v", got, err)
		}
		if _, err := db.File(ctx, "c", "f1"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		if got, err := db.Files(ctx, "b", []string{"f2", "none", "f1"}); err != nil || len(got) != 2 || got[1] != second {
			t.Errorf("%+v %v", got, err)
		}
		known, err := db.Known(ctx, []string{"aa", "bb"})
		if err != nil || len(known) != 1 || !known["aa"] {
			t.Errorf("%v %v", known, err)
		}
	})
}

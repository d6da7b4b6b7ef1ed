package store_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// A database of before codes named one bureau may hold two of one code. It is brought up to
// date all the same: the oldest keeps the code.
func TestBureausOfOneCodeAreMigrated(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		for _, statement := range []string{
			"DROP INDEX bureau_code", "DROP TABLE bureau_consent", "DELETE FROM schema_step WHERE name = '0011'",
			"INSERT INTO bureau (id, name, code) VALUES ('b2', '城关区教育局', '350299'), ('b1', '云湖区教育局', '350299'), ('b3', '无代码', ''), ('b4', '无代码', ''), ('b5', '云州市教育局', '350200'), ('b6', '又一个', '350299')",
		} {
			if _, err := s.Write(ctx).ExecContext(ctx, statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
		steps, err := s.Migrate(ctx)
		if err != nil || !slices.Equal(steps, []string{"0011_bureau_consent"}) {
			t.Fatalf("%v %v", steps, err)
		}
		var codes []string
		if err := s.Read(ctx).NewSelect().Table("bureau").ColumnExpr("id || ' ' || code").Order("id").Scan(ctx, &codes); err != nil {
			t.Fatal(err)
		}
		if want := []string{"b1 350299", "b2 ", "b3 ", "b4 ", "b5 350200", "b6 "}; !slices.Equal(codes, want) {
			t.Errorf("%q", codes)
		}
	})
}

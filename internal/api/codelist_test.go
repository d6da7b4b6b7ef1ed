package api_test

import (
	"context"
	"net/http"
	"testing"

	"nianlun/internal/api"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// Another system reads the lists to map its codes, also those of an older version.
func TestCodeListsAreRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
		section := b.as("科员")
		lists, err := section.CodeLists(ctx)
		b.must(err)
		if len(lists) != 1 || lists[0].Code != "school-kinds" || lists[0].Version != 2 || lists[0].Closed {
			t.Errorf("%+v", lists)
		}
		newest, err := section.CodeList(ctx, "school-kinds", 0)
		b.must(err)
		if newest.Version != 2 || newest.Source != "JY/T 1001" || len(newest.Items) != 2 || newest.Items[0].Name != "普通小学" || newest.Items[1].Retired != "2026-09-01" || newest.Items[0].Under == nil {
			t.Errorf("%+v", newest)
		}
		first, err := section.CodeList(ctx, "school-kinds", 1)
		b.must(err)
		if first.Items[0].Name != "小学" || first.Items[1].Retired != "" {
			t.Errorf("%+v", first)
		}
		for _, c := range []struct {
			code    string
			version int
		}{{"school-kinds", 3}, {"none", 0}, {"Bad Code", 0}} {
			_, err := section.CodeList(ctx, c.code, c.version)
			_ = refused(t, err, http.StatusNotFound, "notfound")
		}
		_, err = b.as("新桥填报员").CodeLists(ctx)
		_ = refused(t, err, http.StatusNotFound, "notfound")
	})
}

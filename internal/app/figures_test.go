package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/shopspring/decimal"
)

// amount reads a number as pages show it: 11,194.54 with its unit behind.
func amount(t *testing.T, s *goquery.Selection) decimal.Decimal {
	t.Helper()
	s = s.Clone()
	s.Find("small, .vh").Remove()
	n, err := decimal.NewFromString(strings.ReplaceAll(text(s), ",", ""))
	if err != nil {
		t.Fatalf("%q is no number", text(s))
	}
	return n
}

// A figure of the board is the figure of its panel, and the panel's parts add up
// to the panel's totals, on screen and to the last place.
func TestTotalsAreTheSumOfTheParts(t *testing.T) {
	v := signIn(t, "fang")
	figures := 0
	boards := v.get("/indicators").Find("nav.views a")
	if boards.Length() < 2 {
		t.Fatalf("%d boards", boards.Length())
	}
	boards.Each(func(_ int, s *goquery.Selection) {
		for _, period := range []string{"", "&period=2026-08", "&period=2026-09", "&period=2026"} {
			board := v.get(s.AttrOr("href", "") + period)
			board.Find(".tiles a.fig, table.heat tbody tr:first-child a.fig").Each(func(_ int, fig *goquery.Selection) {
				figures++
				checkPanel(t, v, fig)
			})
		}
	})
	if figures < 20 {
		t.Errorf("only %d figures were followed", figures)
	}
}

func checkPanel(t *testing.T, v *visitor, fig *goquery.Selection) {
	t.Helper()
	href := fig.AttrOr("hx-get", "")
	v.header.Set("HX-Request", "true")
	defer v.header.Del("HX-Request")
	panel := v.get(href)
	if panel.status != http.StatusOK || panel.Find("nav.rail").Length() != 0 {
		t.Fatalf("%s answers %d", href, panel.status)
	}
	huge := panel.Find(".huge")
	if !amount(t, huge).Equal(amount(t, fig)) || fig.Find("small").Length() == 1 && text(huge.Find("small")) != text(fig.Find("small")) {
		t.Errorf("%s: the board says %s, the panel %s", href, text(fig), text(huge))
	}
	rows := panel.Find("table.contrib tbody tr")
	total := rows.Last().Find("td.num")
	if strings.Contains(href, "-cv/") {
		if total.Find("a.fig").Length() == 0 {
			t.Errorf("%s: values that are no amounts were added up: %s", href, text(rows.Last()))
		}
		return
	}
	operands := panel.Find("table.contrib td.num:has(a.fig)").Parent().First().Find("td.num:has(a.fig)").Length()
	if operands == 0 || total.Length() < operands {
		t.Fatalf("%s: no parts: %s", href, text(panel.Find("table.contrib")))
	}
	for i := range operands {
		sum := decimal.Zero
		rows.Slice(0, rows.Length()-1).Each(func(_ int, row *goquery.Selection) {
			if cell := row.Find("td.num").Eq(i); cell.Find("a.fig").Length() == 1 {
				sum = sum.Add(amount(t, cell))
			}
		})
		if want := amount(t, total.Eq(i)); !sum.Equal(want) {
			t.Errorf("%s: column %d says %s, its parts make %s", href, i+1, want, sum)
		}
	}
	if operands == 1 && total.Length() == 1 && !amount(t, total).Equal(amount(t, huge)) {
		t.Errorf("%s: the total %s is not the figure %s", href, text(total), text(huge))
	}
}

// The heat map's totals are the sums of its columns, where a column adds up.
func TestHeatMapAddsUp(t *testing.T) {
	board := signIn(t, "jicai1").get("/indicators?period=2026-09")
	rows := board.Find("table.heat tbody tr")
	checked := 0
	board.Find("table.heat thead th.num").Each(func(i int, head *goquery.Selection) {
		if strings.Contains(text(head), "%") {
			return
		}
		sum := decimal.Zero
		rows.Slice(1, rows.Length()).Each(func(_ int, row *goquery.Selection) {
			if cell := row.Find("td").Eq(i); cell.Find(".fig").Length() == 1 {
				sum = sum.Add(amount(t, cell))
			}
		})
		checked++
		if want := amount(t, rows.First().Find("td").Eq(i)); !sum.Equal(want) {
			t.Errorf("%s: %s in all, the schools make %s", text(head), want, sum)
		}
	})
	if checked < 3 || rows.Length() != 5 {
		t.Errorf("%d columns of %d rows were added up", checked, rows.Length())
	}
}

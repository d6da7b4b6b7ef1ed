package e2e

import (
	"testing"

	"github.com/shopspring/decimal"
	"strings"
)

// money is an amount as a page shows it.
type money = decimal.Decimal

func moneyOf(t *testing.T, text string) money {
	t.Helper()
	m, err := decimal.NewFromString(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	if err != nil {
		t.Fatalf("%q is no amount: %v", text, err)
	}
	return m
}

// spendHref is the board of the finance section with the invested amount on top.
const spendHref = "/indicators?owner=%E8%AE%A1%E5%88%92%E8%B4%A2%E5%8A%A1%E7%A7%91&at=building-spend"

const spendTotal = `.heat tbody tr:first-child a.fig[href^="/figures/building-spend/"]`

// spend reads the district's total from the board.
func spend(b *tab) money {
	b.Helper()
	b.open(spendHref)
	return moneyOf(b.T, b.text(spendTotal))
}

// spendOf reads what the district's total counts for one school: on the page of
// the figure, which names them all.
func spendOf(b *tab, school string) money {
	b.Helper()
	b.open(b.read(`document.querySelector(` + quote(spendTotal) + `).getAttribute("href")`))
	return moneyOf(b.T, b.read(`[...document.querySelectorAll(".contrib tbody tr")].find(r => r.cells[0].firstChild.textContent.trim() === `+quote(school)+`).querySelector(".fig").innerText`))
}

func TestFigure(t *testing.T) {
	collect(t)
	b := enter(t, "fang")
	total := spend(b)
	if want := collection.before.Sub(collection.old).Add(collection.now); !total.Equal(want) {
		t.Errorf("the total is %s; it was %s and one school went from %s to %s: want %s", total, collection.before, collection.old, collection.now, want)
	}
	opensPanel(b, total)
	followsToTheLog(b)
}

// opensPanel clicks on the number: the panel shows the same number and the schools.
func opensPanel(b *tab, total money) {
	b.Helper()
	b.click(spendTotal)
	b.until(`document.querySelector("#panel .panel") === document.activeElement`)
	b.want(`document.querySelector("#panel .figname").innerText.trim()`, "完成投资额")
	if shown := moneyOf(b.T, strings.TrimSuffix(strings.TrimSpace(b.text("#panel .huge")), "万元")); !shown.Equal(total) {
		b.Errorf("the panel says %s, the board %s", shown, total)
	}
	b.until(`document.querySelectorAll("#panel .contrib tbody tr").length > 5`)
	b.sees("#panel", "本年完成投资")
}

// followsToTheLog goes from the school to its return, the cell and the log.
func followsToTheLog(b *tab) {
	b.Helper()
	b.pick(`[...document.querySelectorAll("#panel .contrib a")].find(a => a.innerText.includes("个单位"))`)
	b.follow(picked)
	b.pick(`[...document.querySelectorAll(".contrib tbody tr")].find(r => r.cells[0].innerText.trim() === "青溪小学")?.querySelector("a.fig.locked")`)
	b.click(picked)
	b.sees("#panel .trail", "本年完成投资")
	b.sees("#panel .trail", "锁定")
	b.until(`/第 ?[\d,]+ ?条/.test(document.querySelector("#panel .trail").innerText)`)
	b.follow("#panel .trail a")
	b.until(`location.pathname.startsWith("/collect/returns/")`)
	b.sees("#main h1", "校舍项目进度月报")
	b.sees("#main", collection.now.StringFixed(2))
	b.sees("#main .time", "锁定")
}

package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// schoolText is a small plan of a school.
func schoolText(n int) string {
	return fmt.Sprintf("云湖区第%d学校阅读工作计划\n一、重点任务\n1.6月底前新增图书%d册，由教导处负责。\n2.10月底前举办读书活动%d场。\n", n, 100*n, n)
}

// TestBatch: the clerk brings many files at once, sees which could not be read and
// why, and finds everything in one table.
func TestBatch(t *testing.T) {
	b := enter(t, "bangongshi1")
	dir := t.TempDir()
	var files []string
	for n := 1; n <= 8; n++ {
		file := filepath.Join(dir, fmt.Sprintf("第%d学校阅读工作计划.txt", n))
		write(t, file, []byte(schoolText(n)))
		files = append(files, file)
	}
	blank, fake := filepath.Join(dir, "空白.txt"), filepath.Join(dir, "假的.docx")
	write(t, blank, []byte(" \n"))
	write(t, fake, []byte("no document"))
	files = append(files, blank, fake)

	b.open("/documents")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), files))
	b.leave(func() { b.click("form[data-upload] .btn.primary") })
	b.until(`/^\/batches\/./.test(location.pathname)`)
	b.until(`!document.querySelector("#batch[hx-get]") && document.querySelectorAll("tbody tr").length === 10`)
	b.sees(".head", "已读 8 份，没读成 2 份")
	b.until(`[...document.querySelectorAll("tbody tr")].some(r => r.innerText.includes("空白.txt") && r.innerText.includes("没有文字"))`)
	b.until(`[...document.querySelectorAll("tbody tr")].some(r => r.innerText.includes("假的.docx") && r.querySelector(".why"))`)
	batch := b.read(`location.pathname`)
	b.followText("汇总表")
	b.want(`document.querySelectorAll("tbody tr").length`, "16")
	b.sees("tbody", "教导处")
	b.examine(batch, batch+"/table", batch+"/table?sheet=figures", "/documents")
	b.open("/notices")
	b.sees("main", "8 份读成，2 份没有读成")
}

// TestUploadProgress: a slow line shows how much has been sent; what is cancelled
// or refused says so beside the file, and can be sent again.
func TestUploadProgress(t *testing.T) {
	b := enter(t, "bangongshi1")
	b.open("/documents")
	b.line(50_000)
	large := filepath.Join(t.TempDir(), "很长的总结.txt")
	write(t, large, []byte(strings.Repeat("学校开展阅读活动，学生人人有书读。\n", 20_000)))
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{large}))
	b.click("form[data-upload] .btn.primary")
	b.until(`/^已发送 \d+%$/.test(document.querySelector("[data-rows] [data-state]")?.textContent ?? "")`)
	b.click("[data-stop]")
	b.sees("[data-rows]", "已取消")
	b.until(`!document.querySelector("[data-again]").hidden && location.pathname === "/documents"`)
	b.line(-1)

	b.drop(`[new File([" "], "空白.txt")]`)
	b.sees("[data-rows]", "没有文字")
	b.drop(`Array.from({length: 201}, (_, i) => new File(["x"], i + ".txt"))`)
	b.sees("[data-total]", "一批最多 200 份")
}

// TestCompare: the clerk holds a summary against the plan and goes through the
// commitments by keyboard.
func TestCompare(t *testing.T) {
	b := enter(t, "bangongshi1")
	dir := t.TempDir()
	for name, text := range map[string]string{
		"对照要点.txt": "云湖区教育局2026年对照用工作要点\n一、重点任务\n1.8月底前新增公办幼儿园学位900个，由基础教育科牵头。\n2.全年完成校舍建设投资16000万元。\n3.9月底前制定校车管理办法。\n",
		"对照总结.txt": "云湖区教育局2026年对照用工作总结\n一、主要工作成效\n全年新增公办幼儿园学位912个。完成校舍建设投资15200万元。\n现有学校134所，其中幼儿园52所、小学57所、中学24所。\n",
	} {
		write(t, filepath.Join(dir, name), []byte(text))
		uploads(b, filepath.Join(dir, name))
		if strings.Contains(name, "总结") {
			findings(b)
		}
	}
	b.open("/documents/compare")
	for field, title := range map[string]string{"plan": "对照用工作要点", "summary": "对照用工作总结"} {
		b.run(`(s => s.value = [...s.options].find(o => o.text.includes(` + quote(title) + `)).value)(document.querySelector("select[name=` + field + `]"))`)
	}
	b.follow("form.choose .btn.primary")
	b.until(`document.querySelector("[data-card='1'].on") && document.querySelector("[data-side=summary] .ans.on").innerText.includes("912")`)
	b.keys("j")
	b.until(`document.querySelector("[data-card='2'].on") && document.querySelector("[data-side=summary] .ans.on").innerText.includes("15200")`)
	b.sees("[data-card='2']", "部分完成")
	b.want(`new URLSearchParams(location.search).get("at")`, "2")
	b.keys("j")
	b.sees("[data-card='3']", "未提及")
	b.want(`document.querySelectorAll("[data-side=summary] .on").length`, "0")
	b.keys("k")
	b.click("[data-side=plan] a[data-at='1']")
	b.until(`document.querySelector("[data-card='1'].on")`)
	b.examine(b.read(`location.pathname + location.search`), "/documents/compare")
}

// findings follows the reader's link to its sums and examines them.
func findings(b *tab) {
	b.Helper()
	b.follow(".doclinks a[href$=findings]")
	b.sees(".findings", "133")
	b.examine(b.read(`location.pathname`))
}

// line bounds how many bytes a second the tab can send; -1 for no bound.
func (b *tab) line(bytes float64) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		b.Fatal(err)
	}
	rule := &network.Conditions{DownloadThroughput: -1, UploadThroughput: bytes}
	_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{rule}})
	if err != nil {
		b.Fatal(err)
	}
}

// drop lets files fall onto the page.
func (b *tab) drop(files string) {
	b.Helper()
	b.run(`(() => { const held = new DataTransfer(); for (const f of ` + files + `) held.items.add(f); document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true})) })()`)
}

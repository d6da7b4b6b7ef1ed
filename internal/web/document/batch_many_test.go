package document_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/document"
)

// schoolPlan is a school's plan of a page or two; no two are the same.
func schoolPlan(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "云湖区第%d小学2026年工作计划\n一、指导思想\n坚持立德树人，办好学校。\n二、重点工作\n", n)
	for i := range 12 {
		fmt.Fprintf(&b, "%d.%d月底前组织教师培训%d人次，开展教研活动%d次，由教导处负责。全年新增图书%d册，近视率控制在%d%%以内。\n", i+1, i%12+1, 20+n+i, 3+i, 100*n+i, 30+i)
	}
	fmt.Fprintf(&b, "三、基本情况\n学校现有教师%d人，其中高级%d人、中级%d人、初级%d人。\n", 60+n, 10, 20, 30+n)
	return b.String()
}

// Two hundred files with some that cannot be read, sent three at a time as the
// page does, on a real store: all end, the table holds them, memory stays small.
func TestBatchOfTwoHundred(t *testing.T) {
	const files, broken = 200, 10
	h := newHouse(t)
	ctx := context.Background()
	by := access.Actor{Bureau: bureau, Person: "chen", Name: "陈晓岚", Post: access.Post{ID: "p", Unit: "office", Role: access.Office}, Door: access.Screen}
	b, err := h.batches.Open(ctx, by, document.NewBatch{Year: 2026, Want: files})
	h.must(err)

	began := time.Now()
	numbers := make(chan int)
	var senders sync.WaitGroup
	for range 3 {
		senders.Go(func() {
			for n := range numbers {
				name, data := fmt.Sprintf("第%d小学.txt", n), schoolPlan(n)
				switch n % 40 {
				case 7:
					name, data = fmt.Sprintf("第%d小学.docx", n), "PK\x03\x04 damaged"
				case 8:
					data = " \n"
				}
				if _, err := h.batches.Add(ctx, by, b.ID, document.NewFile{Name: name, SentAs: name, Data: strings.NewReader(data)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for n := range files {
		numbers <- n
	}
	close(numbers)
	senders.Wait()
	sent := time.Since(began)

	peak := watchHeap()
	began = time.Now()
	h.work()
	read := time.Since(began)

	b, err = h.batches.Get(ctx, by, b.ID)
	h.must(err)
	if b.Tally != (document.Tally{Done: files - broken, Failed: broken}) || b.Missing() != 0 || len(h.notices) != 1 {
		t.Fatalf("%+v, %d missing, %d notices", b.Tally, b.Missing(), len(h.notices))
	}
	var out bytes.Buffer
	began = time.Now()
	h.must(h.batches.WriteTable(ctx, by, b.ID, i18n.Chinese, func(string) string { return "" }, &out))
	t.Logf("sent in %v, read in %v, table of %d KB in %v; at most %d MB of heap", sent, read, out.Len()>>10, time.Since(began), peak()>>20)
	checkBook(t, out.Bytes(), b, broken)
}

// watchHeap looks at the heap until the answer is called, which is the most it saw.
func watchHeap() (peak func() uint64) {
	ctx, end := context.WithCancel(context.Background())
	seen := make(chan uint64)
	go func() {
		var most uint64
		for tick := time.NewTicker(5 * time.Millisecond); ; {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapInuse)
			select {
			case <-tick.C:
			case <-ctx.Done():
				tick.Stop()
				seen <- most
				return
			}
		}
	}()
	return func() uint64 {
		end()
		return <-seen
	}
}

// checkBook counts the rows of the four sheets.
func checkBook(t *testing.T, data []byte, b document.Batch, broken int) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	commitments, figures := 0, 0
	for _, f := range b.Files {
		commitments += f.Counts.Commitments
		figures += f.Counts.Figures
	}
	if commitments < 190*12 {
		t.Errorf("only %d commitments in all", commitments)
	}
	const heads = 2 // title and head row
	for i, want := range map[int]int{0: commitments, 1: figures, 3: len(b.Files)} {
		rows, err := book.GetRows(book.GetSheetList()[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := len(rows) - heads; got != want {
			t.Errorf("sheet %d has %d rows, want %d", i+1, got, want)
		}
	}
	rows, err := book.GetRows(book.GetSheetList()[3])
	if err != nil {
		t.Fatal(err)
	}
	bad := 0
	for _, row := range rows {
		if said := row[len(row)-1]; strings.Contains(said, "没有文字") || strings.Contains(said, "不是这里能收的文件") {
			bad++
		}
	}
	if bad != broken {
		t.Errorf("%d files are told to be broken, want %d", bad, broken)
	}
}

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// times that a workbook goes out, and comes back with other figures.
const books = 5

// measureBook times the workbook of a whole campaign through the pages: out, back
// as far as the page that shows what would change, and stored. Between them it is
// filled in as a person would, and afterwards every school must have been written.
func (s settings) measureBook(ctx context.Context, t *table, server *server, b *bureau, name string) error {
	v, err := signIn(ctx, server.address, b.bookLogin)
	if err != nil {
		return err
	}
	path := "/collect/campaigns/" + b.bookCampaign + "/workbook"
	var out, back, stored []time.Duration
	size := 0
	for round := range books {
		began := time.Now()
		_, data, err := v.get(ctx, path+".xlsx?period="+b.bookPeriod)
		if err != nil {
			return err
		}
		out, size = append(out, time.Since(began)), len(data)
		if data, err = b.fillBook(data, round); err != nil {
			return err
		}
		began = time.Now()
		look, _, err := v.upload(ctx, path, data)
		if err != nil {
			return err
		}
		back = append(back, time.Since(began))
		began = time.Now()
		_, body, err := v.bring(ctx, look, "application/x-www-form-urlencoded", strings.NewReader(""))
		if err != nil {
			return err
		}
		stored = append(stored, time.Since(began))
		if want := fmt.Sprintf("已保存 %d 所", len(b.book)); !strings.Contains(string(body), want) {
			return fmt.Errorf("the answer is without %q", want)
		}
	}
	what := fmt.Sprintf("workbook, %d × %d cells, ", len(b.book), formBook.cells())
	t.times(what+"out, "+name, sampleOf(out))
	t.rows[len(t.rows)-1].spread += fmt.Sprintf(", %d kB", size/1000)
	t.times(what+"back, "+name, sampleOf(back))
	t.times(what+"stored, "+name, sampleOf(stored))
	return nil
}

// upload brings a workbook and gives the page that it led to.
func (v *visitor) upload(ctx context.Context, path string, data []byte) (string, []byte, error) {
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	part, err := parts.CreateFormFile("file", "bench.xlsx")
	if err != nil {
		return "", nil, err
	}
	if _, err := part.Write(data); err != nil {
		return "", nil, err
	}
	if err := parts.Close(); err != nil {
		return "", nil, err
	}
	return v.bring(ctx, path, parts.FormDataContentType(), &body)
}

// bring posts a form and gives the path of the page that answered in the end.
func (v *visitor) bring(ctx context.Context, path, kind string, body io.Reader) (string, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, v.address+path, body)
	if err != nil {
		return "", nil, err
	}
	request.Header.Set("Content-Type", kind)
	answer, err := v.http.Do(request)
	if err != nil {
		return "", nil, err
	}
	data, err := io.ReadAll(answer.Body)
	if e := answer.Body.Close(); err == nil {
		err = e
	}
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("POST %s: %s", path, answer.Status)
	}
	return answer.Request.URL.Path, data, err
}

// fillBook writes every cell of every school; each round has other figures.
func (b *bureau) fillBook(data []byte, round int) (_ []byte, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	sheets := map[string]map[string]string{}
	for _, o := range b.book {
		sheets[o.id] = formBook.sheet(o.school, round)
	}
	for _, name := range f.GetSheetList() {
		if err := fillSheet(f, name, sheets); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), f.Close()
}

// fillSheet finds the cells by the codes in the hidden column and the hidden row.
func fillSheet(f *excelize.File, name string, sheets map[string]map[string]string) error {
	rows, err := f.GetRows(name)
	if err != nil {
		return err
	}
	var columns []string
	for i, cells := range rows {
		if len(cells) == 0 {
			continue
		}
		if strings.HasPrefix(cells[0], "head:") {
			columns = cells
			continue
		}
		id, row, inTable := strings.Cut(cells[0], " ")
		values, known := sheets[id]
		if !known {
			continue
		}
		for j, code := range columns {
			path := code
			if inTable {
				path = row + "." + code
			}
			value, found := values[path]
			if !found {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(name, cell, value); err != nil {
				return err
			}
		}
	}
	return nil
}

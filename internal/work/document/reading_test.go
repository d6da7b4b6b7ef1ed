package document

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

const plan = `云湖区教育局2026年工作要点
云教〔2026〕3号
一、总体要求
坚持以人民为中心发展教育。
二、重点任务
（一）扩大普惠，促进均衡
1．增加学位。8月底前新增公办幼儿园学位900个，由基础教育科牵头、计财科配合。持续扩大资源，秋季学期公办园在园幼儿占比达到60%，由基础教育科负责。
2．优质均衡。11月底前完成优质均衡自评并报市级复核，由督导室牵头、基础教育科和人事科配合。
（二）建强教师队伍
3．补充师资。8月底前公开招聘教师126名，12月底前完成交流轮岗180人。
`

// titled finds a proposal by a part of its text.
func titled(t *testing.T, r Reading, words string) Proposal {
	t.Helper()
	for _, p := range r.Proposals {
		if p.State != Merged && strings.Contains(p.Text, words) {
			return p
		}
	}
	t.Fatalf("nothing proposed for %q", words)
	return Proposal{}
}

func at(r Reading, p Proposal) At { return At{Reading: r.ID, Proposal: p.ID, Base: p.Rev} }

func TestUploadProposes(t *testing.T) {
	c := newReader(t)
	r := c.read(plan)
	if r.Title != "云湖区教育局2026年工作要点" || r.Number != "云教〔2026〕3号" || r.Year != 2026 || r.State != ReadingOpen {
		t.Errorf("head: %q %q %d %s", r.Title, r.Number, r.Year, r.State)
	}
	cases := []struct {
		words, lead, leader, due, target string
		from                             DueFrom
		participants                     string
	}{
		{"学位900个", "edu", "wu", "2026-08-31", "≥900个", DueText, "fin"},
		{"达到60%", "edu", "wu", "", "≥60%public-share", DueTerm, ""},
		{"优质均衡自评", "inspect", "", "2026-11-30", "", DueText, "edu staff"},
	}
	for _, want := range cases {
		p := titled(t, r, want.words)
		target := ""
		if p.Target != nil {
			target = string(p.Target.Op) + p.Target.Value.String() + p.Target.Unit + p.Target.Indicator
		}
		if p.Lead != want.lead || p.Leader != want.leader || target != want.target || p.DueFrom != want.from ||
			strings.Join(p.Participants, " ") != want.participants || want.due != "" && p.Due.String() != want.due {
			t.Errorf("%s: lead %s, leader %s, with %v, due %s (%s), target %s", want.words, p.Lead, p.Leader, p.Participants, p.Due, p.DueFrom, target)
		}
		if strings.Contains(p.Title, "牵头") || utf8.RuneCountInString(p.Title) > shortTitle {
			t.Errorf("%s: title %q", want.words, p.Title)
		}
		if got := r.Slice(p.Start, p.End); strings.TrimSpace(got) != p.Text {
			t.Errorf("%s: %q stands at its place", want.words, got)
		}
	}
	if len(c.has.log) != 1 || c.has.log[0].Verb != "reading.upload" || c.has.log[0].Thing != r.ID {
		t.Errorf("log: %+v", c.has.log)
	}
}

func TestUploadReadsEncodings(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plan)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plan)
	if err != nil {
		t.Fatal(err)
	}
	want := newReader(t).read(plan)
	for name, data := range map[string]string{"a.txt": gb, "b.txt": wide, "c.txt": "\ufeff" + strings.ReplaceAll(plan, "\n", "\r\n"), "d.docx": docx(t, plan)} {
		r, err := newReader(t).upload(name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.Doc.Text != want.Doc.Text || len(r.Proposals) != len(want.Proposals) {
			t.Errorf("%s: %d proposals, want %d", name, len(r.Proposals), len(want.Proposals))
		}
	}
}

func TestTheYearOfTheDates(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		chosen      int
		year, dates int
	}{
		{"the title names it", "2025年工作要点\n一、任务\n8月底前新建食堂3处。\n", 2026, 2026, 2025},
		{"only the choice does", "教育局XX年工作要点\n一、任务\n8月底前新建食堂3处。\n", 2026, 2026, 2026},
		{"a number in the title is no year", "教育局10项工作要点\n一、任务\n8月底前新建食堂3处。\n", 2026, 2026, 2026},
		{"the text mentions another", "工作安排\n2025年完成了验收。\n一、任务\n8月底前新建食堂3处。\n", 2026, 2026, 2026},
		{"no choice", "2025年工作要点\n一、任务\n8月底前新建食堂3处。\n", 0, 2025, 2025},
		{"nothing says", "工作要点\n一、任务\n8月底前新建食堂3处。\n", 0, 2026, 2026},
	} {
		s := newReader(t)
		r, err := s.Upload(context.Background(), office, Upload{Name: "a.txt", Year: c.chosen, Data: strings.NewReader(c.text)})
		if err != nil {
			t.Fatal(err)
		}
		p := titled(t, r, "新建食堂")
		if r.Year != c.year || p.Due != (period.Date{Year: c.dates, Month: 8, Day: 31}) {
			t.Errorf("%s: filed under %d, due %s", c.name, r.Year, p.Due)
		}
	}
}

// endless is a body that never ends; it counts what was taken.
type endless struct{ taken int }

func (e *endless) Read(p []byte) (int, error) {
	e.taken += len(p)
	return len(p), nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

func TestUploadRefuses(t *testing.T) {
	c := newReader(t)
	whole := docx(t, plan)
	bomb := zipped(t, map[string]string{"[Content_Types].xml": contentTypes, "word/document.xml": strings.Repeat(" ", 16<<20)})
	cases := []struct{ name, data, code string }{
		{"空.txt", "", "reading.empty"},
		{"空白.txt", " \n\t\n", "reading.empty"},
		{"程序.txt", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "reading.type"},
		{"程序.docx", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "reading.type"},
		{"文字.exe", plan, "blob.type"},
		{"文字.docx", plan, "blob.type"},
		{"文档.txt", whole, "blob.type"},
		{"稿.docx", zipped(t, map[string]string{"[Content_Types].xml": contentTypes, "ppt/presentation.xml": "<x/>"}), "reading.type"},
		{"断.docx", whole[:len(whole)/2], "reading.damaged"},
		{"炸.docx", bomb, "reading.bomb"},
		{"大.txt", strings.Repeat("今年新增学位。", 1<<17), "reading.toolarge"},
	}
	for _, want := range cases {
		_, err := c.upload(want.name, want.data)
		kind := fault.KindOf(err)
		if !fault.Is(err, want.code) || kind != fault.Invalid && kind != fault.TooLarge {
			t.Errorf("%s: %v, want %s", want.name, err, want.code)
		}
	}
	body := &endless{}
	if _, err := c.Upload(context.Background(), office, Upload{Name: "大.txt", Data: body}); !fault.Is(err, "reading.toolarge") || body.taken > 3<<20 {
		t.Errorf("an endless body: %v after %d bytes", err, body.taken)
	}
	if _, err := c.Upload(context.Background(), office, Upload{Name: "断.txt", Data: broken{}}); !fault.Is(err, "reading.broken") {
		t.Errorf("a broken connection: %v", err)
	}
	if len(c.has.readings) != 0 || len(c.has.files) != 0 {
		t.Errorf("%d readings and %d files were kept", len(c.has.readings), len(c.has.files))
	}
}

func TestReadingWithoutHeadingsIsReadable(t *testing.T) {
	c := newReader(t)
	r := c.read("关于近期工作的安排\n6月底前新建食堂3处，由计划财务科负责。\n")
	p := titled(t, r, "新建食堂")
	number, title := r.themeWords(p.Start)
	if len(r.Doc.Outline) != 0 || number != "" || title != r.Title {
		t.Errorf("theme %q %q, outline %v", number, title, r.Doc.Outline)
	}
	if p.Lead != "fin" || p.Due != (period.Date{Year: 2026, Month: 6, Day: 30}) {
		t.Errorf("lead %s, due %s", p.Lead, p.Due)
	}
}

func TestRightsOfReadings(t *testing.T) {
	c := newReader(t)
	r := c.read(plan)
	ctx := context.Background()
	section, school, foreign := office, office, office
	section.Post.Role, school.Post.Role, foreign.Bureau = access.Section, access.Clerk, "other"
	p := r.Proposals[0]
	if _, err := c.Reading(ctx, section, r.ID); err != nil {
		t.Errorf("a section may read: %v", err)
	}
	for name, err := range map[string]error{
		"confirm": second(c.Confirm(ctx, section, at(r, p), nil)), "upload": second(c.Upload(ctx, section, Upload{Name: "a.txt", Data: strings.NewReader(plan)})),
		"undo": second(c.Undo(ctx, section, r.ID, 1)), "tasks": second(c.MakeTasks(ctx, section, r.ID)),
	} {
		if fault.KindOf(err) != fault.Denied {
			t.Errorf("a section may not %s: %v", name, err)
		}
	}
	if _, err := c.Reading(ctx, school, r.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school clerk: %v", err)
	}
	if _, err := c.Reading(ctx, foreign, r.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another bureau: %v", err)
	}
	if _, err := c.Reading(ctx, office, "../../etc"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a strange id: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

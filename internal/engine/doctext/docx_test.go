package doctext

import (
	"maps"
	"strings"
	"testing"

	"nianlun/internal/engine/doctext/doctexttest"
)

func readDocx(t *testing.T, data []byte) Text {
	t.Helper()
	text, err := Extract(Source{Name: "test.docx", Data: data}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestDocxBody(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"breaks and tabs", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>`, "甲\t乙\n丙\n"},
		{"tab stops are no tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "甲\n"},
		{"tracked changes", `<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>旧有</w:delText></w:r></w:del><w:r><w:t>3所</w:t></w:r></w:p>`, "新增3所\n"},
		{"fields", `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</w:t></w:r></w:p>`, "正文\n"},
		{"links", `<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`, "链接\n"},
		{"table rows", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>学校</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>37所</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "学校\t37所\n"},
		{"cells with paragraphs", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>一、甲</w:t></w:r></w:p><w:p><w:r><w:t>二、乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "一、甲\n二、乙\n"},
		{"text box after its anchor", `<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>续</w:t></w:r></w:p>`, "正文续\n框内\n"},
		{"footnote marks", `<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`, "正文\n"},
	}
	for _, c := range cases {
		if got := readDocx(t, doctexttest.Package(t, doctexttest.Document(c.body))).String(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDocxNumbering(t *testing.T) {
	body := doctexttest.Listed(1, 0, "主要成绩") + doctexttest.Listed(1, 1, "项目建设") + doctexttest.Listed(1, 2, "新建") + doctexttest.Listed(1, 2, "改建") + doctexttest.Listed(1, 3, "校舍") +
		doctexttest.Listed(1, 1, "队伍建设") + doctexttest.Listed(1, 2, "培训") + doctexttest.Styled("listed", "宣传") + doctexttest.Listed(1, 0, "下一步打算") +
		doctexttest.Listed(2, 0, "圈码") + doctexttest.Listed(3, 0, "重新开始") + doctexttest.Listed(0, 0, "无编号") + doctexttest.Listed(9, 0, "未知")
	text := readDocx(t, doctexttest.Package(t, append(doctexttest.Styles(), doctexttest.Document(body))...))
	const want = "一、主要成绩\n（一）项目建设\n1.新建\n2.改建\n（1）校舍\n（二）队伍建设\n1.培训\n（三）宣传\n二、下一步打算\n③圈码\n一、重新开始\n无编号\n未知\n"
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func TestDocxHeadings(t *testing.T) {
	body := doctexttest.Styled("1", "总结") + doctexttest.Styled("mine", "成绩") + doctexttest.Styled("c", "正文") +
		`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>细目</w:t></w:r></w:p>`
	text := readDocx(t, doctexttest.Package(t, append(doctexttest.Styles(), doctexttest.Document(body))...))
	want := map[int]int{0: 1, 3: 2, 9: 3}
	if !maps.Equal(text.Levels, want) {
		t.Errorf("levels %v, want %v", text.Levels, want)
	}
}

func TestChineseNumber(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 103: "一百零三", 110: "一百一十", 1005: "一千零五", 0: "0"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestDocxRefusals(t *testing.T) {
	good := doctexttest.Plain(t, sample)
	cases := []struct {
		name string
		data []byte
		want Code
	}{
		{"truncated", good[:len(good)/2], CodeDamaged},
		{"no document", doctexttest.Package(t, doctexttest.Part{Name: "word/other.xml", Body: "<a/>"}), CodeType},
		{"broken xml", doctexttest.Package(t, doctexttest.Unfinished("<w:p><w:r>")), CodeDamaged},
		{"document type", doctexttest.Package(t, doctexttest.Part{Name: "word/document.xml", Body: `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`}), CodeDamaged},
		{"bomb", doctexttest.Package(t, doctexttest.Document(strings.Repeat("<w:p/>", 9<<20))), CodeBomb},
		{"path trick", doctexttest.Package(t, doctexttest.Part{Name: "../../evil", Body: "x"}, doctexttest.Document("")), CodeDamaged},
		{"nothing in it", doctexttest.Package(t, doctexttest.Document("<w:p/><w:p/>")), CodeEmpty},
	}
	for _, c := range cases {
		text, err := Extract(Source{Name: c.name, Data: c.data}, Limits{})
		if CodeOf(err) != c.want || text.Runes != nil {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	_, err := Extract(Source{Data: doctexttest.Plain(t, strings.Repeat("行\n", 30))}, Limits{MaxParagraphs: 20})
	if CodeOf(err) != CodeTooLarge {
		t.Errorf("too many paragraphs: %v", err)
	}
}

func TestDocxManyParagraphs(t *testing.T) {
	text := readDocx(t, doctexttest.Plain(t, strings.Repeat("招聘教师126名。\n", 100_000)))
	if n := strings.Count(text.String(), "\n"); n != 100_000 {
		t.Errorf("%d paragraphs", n)
	}
}

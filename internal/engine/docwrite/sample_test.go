package docwrite

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// sampleLabels are the words that the app passes for Chinese documents.
var sampleLabels = Labels{
	SourceTable: "附：数据来源表",
	Number:      "序号", Figure: "数据", Definition: "指标与口径", Scope: "范围与期间", State: "状态", AsOf: "截至",
	Draft: "草稿", Reviewed: "已审", Locked: "已锁定",
	Unsourced: "没有出处", Colon: "：", Author: "年轮", Initials: "轮",
}

// sample is a short summary of an invented district that uses every kind of
// block and inline.
func sample() Document {
	return Document{
		Masthead: "云湖区教育局文件",
		Number:   "云教〔2026〕21号",
		Title:    "云湖区教育局\n2026年前三季度工作总结",
		MainSend: "区人民政府，各镇（街道），各中小学校、幼儿园",
		Blocks: []Block{
			Paragraph{Inlines: Plain("今年以来，全区教育系统围绕年初确定的任务，一件一件抓落实，现将前三季度的工作情况总结如下。")},
			Heading{Level: 1, Text: "一、主要工作成效"},
			Heading{Level: 2, Text: "（一）普惠与均衡取得新进展"},
			Paragraph{Inlines: []Inline{
				Text{Value: "一是学位供给稳步增加。", Strong: true},
				Text{Value: "全区现有各级各类学校"},
				Figure{Display: "40所", State: Locked, Source: 1},
				Text{Value: "，在校（园）学生"},
				Figure{Display: "52,486人", State: Reviewed, Source: 2},
				Text{Value: "，新增公办幼儿园学位"},
				Figure{Display: "960个", State: Draft, Source: 3},
				Text{Value: "，惠及学生"},
				Figure{Display: "1.6万名", State: Draft},
				Text{Value: "。"},
			}},
			Heading{Level: 3, Text: "1.扩大普惠资源"},
			Paragraph{Inlines: Plain("青溪、北塘两所幼儿园如期开园，周边三个小区的孩子可以就近入园。")},
			Heading{Level: 4, Text: "（1）公办园建设"},
			Paragraph{Inlines: Plain("两园均为独立占地，户外场地达到规定标准。")},
			Table{
				Caption: "表1 分学段学校和学生情况",
				Header:  textCells("学段", "学校（所）", "学生（人）", "比上年（%）"),
				Rows: [][]Cell{
					textCells("学前", "7", "11,815", "+3.2"),
					textCells("义务教育", "28", "34,020", "-0.4"),
					textCells("高中（含中职、特教）", "5", "6,651", "—"),
					{{Inlines: Plain("合计")}, {Inlines: []Inline{Figure{Display: "40", State: Locked, Source: 1}}},
						{Inlines: Plain("52,486")}, {Inlines: Plain("+0.4")}},
				},
			},
			PageBreak{},
			Heading{Level: 1, Text: "二、存在问题与下一步打算"},
			Paragraph{Inlines: Plain("个别项目进度偏慢 <需加快>，“开工晚”是主因，\n下一步逐项倒排工期。")},
		},
		Issuer: "云湖区教育局",
		Date:   "2026年10月12日",
		Sealed: true,
		Sources: []Source{
			{Number: 1, Figure: "40所", Definition: "学校数，口径第2版：年末在册、独立建制的学校和幼儿园", Scope: "全区，2026年9月", State: Locked, AsOf: "2026年9月30日"},
			{Number: 2, Figure: "52,486人", Definition: "在校（园）学生数，口径第3版", Scope: "全区各级各类学校，2026年9月", State: Reviewed, AsOf: "2026年9月30日"},
			{Number: 3, Figure: "960个", Definition: "新增公办幼儿园学位数", Scope: "青溪、北塘两园，2026年1月至9月", State: Draft, AsOf: "2026年10月8日"},
		},
		Meta: Meta{Creator: "云湖区教育局办公室", Created: time.Date(2026, 10, 12, 9, 30, 0, 0, time.FixedZone("", 8*3600))},
	}
}

// longDocument fills n paragraphs of full-width text, without any break of the
// grid, under a one-line title.
func longDocument(paragraphs int) Document {
	const sentence = "各校按时报送数据科室逐项核对发现差错当天退回并说明原因"
	doc := Document{Title: "云湖区教育局工作总结", Meta: sample().Meta}
	for range paragraphs {
		doc.Blocks = append(doc.Blocks, Paragraph{Inlines: Plain(strings.Repeat(sentence, 6))})
	}
	return doc
}

func render(t testing.TB, doc Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, doc, sampleLabels); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

package docread

import (
	"strings"
	"testing"
)

// benchText is prose of the kind that the reader meets, made for this test.
const benchText = `云溪县教育局2031年工作总结和2032年工作计划
一、2031年工作回顾
（一）办学条件不断改善。全年投入资金1.35亿元，新建校舍23,600平方米，新增学位4500余个，学前三年毛入园率达92.6%。
一是补齐短板。改造薄弱学校37所，购置计算机1200台；二是严格管理。开展检查4次，整改隐患86处。
（二）队伍建设得到加强。招聘教师126名，其中硕士23名；选派18名校长跟岗学习，培训教师3200人次，师生比为1:13.5。
二、2032年工作计划
（一）推进项目建设。9月底前建成城北小学，计划投资3200万元，新增学位1800个。
（二）提升队伍素质。上半年举办6期骨干教师研修班，培训600人；制定教师轮岗管理办法，督导室每季度检查1次。
`

func BenchmarkReadText(b *testing.B) {
	text := strings.Repeat(benchText, 400)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ReadText(text, Options{})
	}
}

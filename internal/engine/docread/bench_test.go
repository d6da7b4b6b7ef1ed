package docread

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
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
	whole := strings.Repeat(benchText, 400)
	for name, text := range map[string]string{"whole": whole, "damaged": damagedText(whole)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				ReadText(text, Options{})
			}
		})
	}
}

// BenchmarkPeak reports how much memory is live while a text is read, and how much
// is asked for in all, in bytes for each byte of text.
func BenchmarkPeak(b *testing.B) {
	whole := strings.Repeat(benchText, 4000)
	for name, text := range map[string]string{"whole": whole, "damaged": damagedText(whole)} {
		b.Run(name, func(b *testing.B) {
			peak, total := int64(0), uint64(0)
			for b.Loop() {
				p, all := peakBytes(func() { runtime.KeepAlive(ReadText(text, Options{})) })
				peak, total = max(peak, p), max(total, all)
			}
			b.ReportMetric(float64(peak)/float64(len(text)), "peak/byte")
			b.ReportMetric(float64(total)/float64(len(text)), "total/byte")
		})
	}
}

// peakBytes runs a function with an eager collector, watching the heap, and
// returns the most that was live and all that was allocated.
func peakBytes(run func()) (peak int64, total uint64) {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	before := liveBytes()
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	done, watched := make(chan bool), make(chan int64)
	go func() {
		most := int64(0)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				watched <- most
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, int64(m.HeapAlloc)-before)
			}
		}
	}()
	run()
	close(done)
	peak = <-watched
	runtime.ReadMemStats(&end)
	return peak, end.TotalAlloc - start.TotalAlloc
}

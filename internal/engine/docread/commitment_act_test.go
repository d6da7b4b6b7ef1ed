package docread

import "testing"

// TestActs lists what sort of action the units of a plan promise.
func TestActs(t *testing.T) {
	cases := []struct {
		text string
		want Act
	}{
		{"建设28所小区配建学校", ActBuild},
		{"续建云溪高中二期", ActBuild},
		{"完成城东足球场建设", ActBuild},
		{"高中普及率98%以上", ActReach},
		{"小学巩固率保持100%", ActReach},
		{"本科上线人数突破1200人", ActReach},
		{"建立欺凌预警工作机制", ActRule},
		{"编制《云溪县教育发展规划》", ActRule},
		{"制定《骨干教师培训考核方案》", ActRule},
		{"拟定法治校园申报名单", ActRule},
		{"遴选县级骨干教师60名", ActTrain},
		{"开展经典诵读大赛", ActEvent},
		{"开展民办机构年检3次", ActCheck},
		{"组织实施“名校培训”回头看", ActCheck},
		{"推进“校园检查员”减负10%", ActRun},
	}
	for _, c := range cases {
		found := ReadText("全县2031年工作计划\n一、主要任务\n"+c.text+"。\n", Options{}).Commitments
		if len(found) != 1 || found[0].Kind != c.want {
			t.Errorf("%s: %+v, want %s", c.text, found, c.want)
		}
	}
}

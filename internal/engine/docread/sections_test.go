package docread

import "testing"

// TestSectionsOfTitles lists titles and first headings with the section of the
// heading.
func TestSectionsOfTitles(t *testing.T) {
	cases := []struct {
		title, heading string
		want           Section
	}{
		{"教育局2031年上半年工作总结及下半年工作谋划", "上半年重点工作", SectionReview},
		{"教育局2031年上半年工作总结及下半年工作谋划", "下半年重点工作", SectionPlan},
		{"教育局2031年工作计划", "上半年重点工作", SectionPlan},
		{"全县民生实事项目有序推进", "建成的项目", SectionReview},
		{"以任务分解等方式狠抓落实", "已做的工作", SectionReview},
		{"全县教育实事", "扩大学位供给", SectionPlan},
		{"2031年重点任务清单", "扩大学位供给", SectionPlan},
		{"2031年工作打算", "补齐设施短板", SectionPlan},
		{"2031年工作总结", "主要短板", SectionProblem},
	}
	for _, c := range cases {
		doc := ReadText(c.title+"\n一、"+c.heading+"\n建成了学校3所。\n二、其他\n略。\n", Options{})
		if len(doc.Outline) != 2 || doc.Outline[0].Section != c.want {
			t.Errorf("%s / %s:\n%s, want %s", c.title, c.heading, tree(doc), c.want)
		}
	}
}

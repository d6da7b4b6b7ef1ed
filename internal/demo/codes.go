package demo

import (
	"context"

	"nianlun/internal/base/codelist"
)

// codeLists makes two lists that forms may share: the stages of schooling, and the
// kinds of schools, each under its stages. Codes and names are the demo's own.
func (b *builder) codeLists(ctx context.Context) error {
	lists := []codelist.Start{
		{Code: "stage", Draft: codelist.Draft{Name: "办学学段", Source: "演示数据", Rows: []codelist.Row{
			{Code: "1", Name: "学前"}, {Code: "2", Name: "小学"}, {Code: "3", Name: "初中"}, {Code: "4", Name: "高中"},
		}}},
		{Code: "school-kind", Draft: codelist.Draft{Name: "学校类别", Source: "演示数据", Parent: "stage", Rows: []codelist.Row{
			{Code: "11", Name: "幼儿园", Under: "1"}, {Code: "21", Name: "小学", Under: "2"}, {Code: "22", Name: "教学点", Under: "2"},
			{Code: "31", Name: "初级中学", Under: "3"}, {Code: "32", Name: "九年一贯制学校", Under: "2、3"},
			{Code: "41", Name: "完全中学", Under: "3、4"}, {Code: "42", Name: "高级中学", Under: "4"}, {Code: "43", Name: "中等职业学校", Under: "4"},
		}}},
	}
	for _, start := range lists {
		l, err := b.app.CodeLists.Start(ctx, b.system, start)
		if err != nil {
			return err
		}
		if _, err := b.app.CodeLists.Publish(ctx, b.system, codelist.Publish{List: l.Code, Base: l.Rev, Reason: "各表统一口径"}); err != nil {
			return err
		}
	}
	return nil
}

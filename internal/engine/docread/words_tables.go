package docread

import "strings"

// columnTitles are the words that titles of columns hold, the more telling first:
// 配合单位 is no 单位 that leads, 完成情况 is no 完成时限.
var columnTitles = []struct {
	kind  column
	words []string
}{
	{columnOther, []string{"完成情况", "进展", "进度情况", "落实情况", "备注", "佐证", "存在问题", "亮灯", "销号", "得分", "分值", "依据", "文号", "联系人", "电话", "数量", "金额", "联络员"}},
	{columnNumber, []string{"序号", "编号"}},
	{columnPart, []string{"配合单位", "配合科室", "配合部门", "协同", "协办", "参与单位", "参加单位", "配合股室", "协作单位", "协助单位", "协同单位", "配合处室"}},
	{columnLeader, []string{"分管领导", "责任领导", "牵头领导", "包保领导", "分管局长", "局领导", "挂帅领导", "包抓领导"}},
	{columnLead, []string{
		"牵头单位", "牵头责任单位", "责任单位", "责任科室", "责任股室", "责任部门", "责任处室", "牵头科室", "牵头部门", "牵头股室", "牵头处室", "承办单位", "承办科室", "主办单位",
		"责任主体", "实施单位", "落实单位", "负责单位", "负责科室", "负责部门", "落实科室", "落实部门", "落实股室", "承办股室", "承办部门", "承办处室", "牵头人", "经办人", "责任人", "负责人", "主责", "主要责任",
	}},
	{columnDue, []string{"完成时限", "时间节点", "完成时间", "办结时限", "完成期限", "整改时限", "时限", "时间安排", "时间要求", "期限", "完成日期", "时间进度", "截止", "办结时间", "办理时限", "办理期限", "完成节点", "办结日期", "办结期限", "限时", "达成时间", "落实时间", "交账时间", "结项时间"}},
	{columnTask, []string{
		"目标与任务", "目标任务", "工作任务", "主要任务", "重点任务", "重点工作", "任务内容", "工作内容", "工作事项", "重点事项", "具体任务", "具体工作", "任务名称", "项目名称", "工作要点",
		"任务分解", "分解任务", "整改任务", "任务事项", "主要工作", "实施内容", "任务清单", "年度任务", "年度工作", "工作项目", "实事项目", "任务描述", "任务要点", "办理事项", "实事内容", "建设内容", "事项内容", "事项名称",
	}},
	{columnTarget, []string{"指标值", "目标值", "年度目标", "工作目标", "目标要求", "预期目标", "完成标准", "成果形式", "预期成效", "工作标准", "工作要求", "预期成果", "完成目标"}},
	{columnMeasure, []string{"工作措施", "具体措施", "主要措施", "推进措施", "整改措施", "具体举措", "工作举措", "主要举措", "措施", "举措"}},
	{columnGroup, []string{"类别", "板块", "领域", "分类", "一级指标", "工作类型", "大项"}},
}

// wholeTitles are titles that say what they hold only when nothing else stands
// with them.
var wholeTitles = map[string]column{
	"序": columnNumber, "任务": columnTask, "工作": columnTask, "事项": columnTask, "内容": columnTask, "项目": columnGroup, "目标": columnGroup,
	"指标": columnTarget, "牵头": columnLead, "责任": columnLead, "节点": columnDue, "主办": columnLead, "配合": columnPart, "时间": columnDue, "科室": columnLead, "单位": columnLead,
}

// columnOf tells what a column holds from its title.
func columnOf(title string) column {
	title = plainTitle(title)
	if kind, ok := wholeTitles[title]; ok {
		return kind
	}
	for _, c := range columnTitles {
		for _, word := range c.words {
			if strings.Contains(title, word) {
				return c.kind
			}
		}
	}
	return columnOther
}

// columnWord tells the titles that stand under another one.
func columnWord(title string) bool {
	title = plainTitle(title)
	for _, word := range []string{"牵头", "配合", "主办", "协办", "季度", "单位", "科室", "时间", "节点", "月"} {
		if strings.Contains(title, word) {
			return true
		}
	}
	return false
}

// plainTitle drops blanks and what stands in brackets.
func plainTitle(title string) string {
	if i := strings.IndexAny(title, "（("); i > 0 {
		title = title[:i]
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(title, "\u3000", " ")), "")
}

// sumRows are the names of rows that add up the others.
var sumRows = words(`合计 总计 小计 共计 备注 说明 注： 注:`)

package doccheck

import "strings"

// stageOf is the highest stage that a text's words name, 0 when they name none.
func stageOf(text string) int {
	rank := 0
	for _, s := range stages {
		if holds(text, s.words) {
			rank = s.rank
		}
	}
	return rank
}

// stateOf reads off what a stretch of the summary says of the promised act.
// asked is the stage that the commitment wants, 0 when its words name none;
// ongoing tells that it asks for no end (keep up, promote).
func stateOf(text string, asked int, ongoing bool) Reason {
	if holds(text, notYet) {
		return ReasonNotYet
	}
	reached := stageOf(text)
	switch {
	case holdsUnderWay(text, ongoing) && (asked == 0 || reached == 0 || reached < asked || holds(text, runningWords)):
		return ReasonUnderWay
	case asked >= 4 && reached > 0 && reached < asked && !holds(text, completedResult):
		return ReasonUnderWay
	}
	return ReasonStated
}

// runningWords say that the very act goes on, whatever else the text reports.
var runningWords = fields(`正在 基本完成 基本建成 预计 有望 即将 部分完成 在建 收尾 待验收 大部分`)

// completedResult words report an end that the stages do not name.
var completedResult = fields(`已完成 全面完成 全部完成 圆满完成 如期完成 按期完成 顺利完成 投入使用`)

func holdsUnderWay(text string, ongoing bool) bool {
	for _, w := range underWay {
		if !strings.Contains(text, w) {
			continue
		}
		if ongoing && contains(weakStates, w) {
			continue
		}
		if w == "预计" || w == "初步" && strings.Contains(text, "初步设计") {
			continue
		}
		return true
	}
	return strings.Contains(text, "预计")
}

func contains(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

package doctext

// CleanWeb is what a website put around the text: where it comes from, how often
// it was read, what else there is, how to buy it.
const CleanWeb CleaningKind = "web"

// advert is a phrase that no bureau writes: the sentence that holds it goes,
// wherever it stands.
var advert = phrases(`
由会员分享 可在线阅读 页珍藏版 网上搜索 仅供站内 点此注册 【刷新页面】 注册会员 预览完了 本站为你精心 本站精心 本站为您
不代表本站 网友上传 网友投稿 原创文章可咨询 收藏本站 设为首页 加入收藏 文档编号: 文档编号： 上传时间: 上传时间： 上传人: 上传人：
请点击下载 点击下载 下载本文 下载文档 联系客服 网友评论 评论功能已 申请VIP 精选参考范文 仅供学习借鉴 我要加入会员 精心整理了 论文部分内容阅读 希望对你有帮助 希望对您有帮助
如果喜欢就下载 本文由 第三方网站 扫一扫在手机 转载请注明 转载请保留 免责声明 欢迎阅读参考 欢迎大家阅读 供大家参考 仅供参考
公文网 范文网 文库网 文秘网 文档网 豆丁网 道客巴巴 百度文库 人人文库 文档之家 范文大全 QQ群 qq群 公网安备 ICP备 1024*768 1024×768 1024x768 Powered 小编为大家 小编为您 小编整理 小编给大家 微信订阅号`)

// adverts that real sentences hold too (仅供参考) count in short sentences alone.
const maxAdvert = 160

// label opens a line of a page's head or foot.
var label = phrases(`
来源 信息来源 文章来源 稿件来源 作者 投稿人 发布人 发布者 供稿 录入 责任编辑 责编 编辑 审核 发布时间 发布日期 更新时间 更新日期 发表时间 录入时间
成文日期 公开日期 生成日期 发文日期 浏览次数 浏览量 浏览 点击次数 点击数 点击量 点击 阅读次数 阅读量 阅读 访问次数 访问量 人气 字体大小 字体 字号
上一篇 下一篇 上一页 下一页 相关文章 相关阅读 相关链接 相关推荐 相关信息 推荐阅读 延伸阅读 猜你喜欢 热门文章 最新文章 热门推荐 版权所有 版权声明 主办单位 承办单位 技术支持
网站地图 网站标识码 地址 邮编 联系电话 索引号 主题分类 主题词 信息分类 发文机构 发布机构 信息索引号 当前位置 您的位置 您现在的位置 您所在的位置 您当前的位置 所在位置
分享到 分享至 分享 打印本页 打印 关闭窗口 关闭 返回顶部 返回首页 首页 返回 收藏 下载资源 下载 相关 举报 资源描述 内容预览 导语 關閉 前言：本站 标签 关键词 关键字 栏目 类别 分类 扫描二维码 注册 登录 会员登录 累计次数 访问人次 最佳使用效果 欢迎来到 信息索引 发文机关 发文字号 编辑人 立即了解 查看全文 展开全文 阅读全文 格式 页数 大小 您当前所在的位置 Copyright COPYRIGHT © 扫一扫 微信扫一扫 二维码 微信订阅号 手机版`)

// after a label stands a mark, a blank, or nothing.
func endsLabel(c rune) bool {
	switch c {
	case 0, '\n', ':', '：', ' ', '\t', '\u3000', '\u00a0', '|', '】', '【', ']', '>', '》', '[', '/', '(', '（', '©', '-':
		return true
	}
	return false
}

// button is a label in brackets: 【打印本页】.
var button = phrases(`打印 关闭 字体 字号 大 中 小 收藏 返回 推荐 纠错 分享 我要 浏览 发布 来源 责任编辑 作者 编辑`)

// tailLabel opens the foot of a page: what follows are links.
var tailLabel = phrases(`上一篇 下一篇 相关文章 相关阅读 相关推荐 相关链接 推荐阅读 延伸阅读 猜你喜欢 热门文章 最新文章 热门推荐 网友评论 版权声明 版权所有 分享到 Copyright COPYRIGHT ©`)

const (
	headLines = 12 // lines at the head that may be a page's
	tailLines = 20
	maxLabel  = 70  // characters of such a line
	maxFoot   = 140 // characters of a line below the label of a foot
)

// findWeb finds the lines and sentences that belong to a website.
func findWeb(d *draft) []edit {
	edits := findAdverts(d)
	words := d.edgeLines()
	drop := make([]bool, len(words))
	for k := range words {
		inHead, inTail := k < headLines, k >= len(words)-tailLines
		drop[k] = (inHead || inTail) && pageLine(d, words[k], inHead)
	}
	dropLinks(d, words, drop)
	for k, l := range words {
		if drop[k] {
			edits = append(edits, edit{l.from, l.next, 0})
		}
	}
	return ordered(edits)
}

// pageLine tells a line that only a page's head or foot holds.
func pageLine(d *draft, l line, head bool) bool {
	if l.fixed || l.size() > maxLabel || d.rune(l.end-1) == '。' {
		return false
	}
	i := l.start
	if d.rune(i) == '-' && isBlankRune(d.rune(i+1)) { // pages list what they know of a file
		i = d.skipBlanks(i + 1)
		if head && listedCount(d, i, l.end) {
			return true
		}
	}
	if c := d.rune(i); (c == '【' || c == '[') && button.at(d, i+1) > 0 {
		return true
	}
	n := label.at(d, i)
	if n > 0 && i+n <= l.end && endsLabel(d.rune(i+n)) && !namesOffice(d, l, i+n) {
		return true
	}
	if n > 0 && i+n < l.end && d.hasAt(i, "欢迎来到") {
		return true
	}
	return head && onlyNotes(d, l) && (dateLine(d, i) || notes(d, l))
}

// listedCount reads what sharing sites list above a file: a bare number, 约8.25千字,
// 约 10页.
func listedCount(d *draft, i, end int) bool {
	if d.rune(i) == '约' {
		i = d.skipSpaces(i + 1)
	}
	from := i
	for i < end && (isDigit(d.runes[i]) || d.runes[i] == '.') {
		i++
	}
	if i == from {
		return false
	}
	for i < end && (d.runes[i] == ' ' || d.runes[i] == '千' || d.runes[i] == '万' || d.runes[i] == '字' || d.runes[i] == '页') {
		i++
	}
	return i == end
}

// namesOffice tells the lines of an official document from those of a page: its
// head may say 责任单位 or 主题词, its foot 联系电话 with a name before it.
func namesOffice(d *draft, l line, after int) bool {
	rest := d.skipBlanks(after)
	switch c := d.rune(rest); {
	case rest >= l.end:
		return false
	case c == ':' || c == '：':
		return false
	case isHan(c): // 阅读 提升工程, 首页 教育局 — a label with words behind a blank is not surely one
		return label.at(d, rest) == 0
	}
	return false
}

// dropLinks drops what follows the label of a foot: short lines without a
// sentence.
func dropLinks(d *draft, words []line, drop []bool) {
	foot := false
	for k := max(len(words)-2*tailLines, len(words)/2); k < len(words); k++ {
		l := words[k]
		if drop[k] && tailLabel.at(d, l.start) > 0 {
			foot = true
			continue
		}
		if !foot || drop[k] {
			continue
		}
		if l.fixed || l.size() > maxFoot || sentenceIn(d, l) {
			foot = false
			continue
		}
		drop[k] = true
	}
}

func sentenceIn(d *draft, l line) bool {
	for _, c := range d.runes[l.start:l.end] {
		if c == '。' || c == '；' || c == '，' || c == ',' && isHan(d.runes[l.end-1]) {
			return true
		}
	}
	return false
}

// dateLine tells lines that begin with a date written with - or /, perhaps behind
// 时间： or 日期：.
func dateLine(d *draft, i int) bool {
	for k := 0; k < 5 && (isHan(d.rune(i)) || d.rune(i) == '：' || d.rune(i) == ':'); k++ {
		i++
	}
	year, end := d.number(i, 4)
	if year < 1990 || year > 2100 || d.rune(end) != '-' && d.rune(end) != '/' {
		return false
	}
	_, next := d.number(end+1, 2)
	return next > end+1 && d.rune(next) == d.rune(end)
}

// notes tells lines that hold a date behind a label (某网    时间: 2031-01-21) or two
// labels.
func notes(d *draft, l line) bool {
	labels := 0
	for i := l.start + 1; i < l.end; i++ {
		if !endsLabel(d.runes[i-1]) {
			continue
		}
		n := label.at(d, i)
		if n == 0 && (d.hasAt(i, "时间") || d.hasAt(i, "日期")) {
			n = 2
		}
		if c := d.rune(d.skipSpaces(i + n)); n == 0 || c != ':' && c != '：' {
			continue
		}
		labels++
		if labels == 2 || dateLine(d, d.skipSpaces(d.skipSpaces(i+n)+1)) {
			return true
		}
	}
	return false
}

// onlyNotes tells lines without a clause: a date, a clock time, labels.
func onlyNotes(d *draft, l line) bool {
	for _, c := range d.runes[l.start:l.end] {
		if c == '，' || c == ',' || c == '、' || c == '至' {
			return false
		}
	}
	return true
}

// findAdverts finds the sentences that hold an advert.
func findAdverts(d *draft) []edit {
	var edits []edit
	for i := 0; i < len(d.runes); i++ {
		c := d.runes[i]
		if c == 'h' || c == 'w' {
			if end := webAddress(d, i); end > 0 {
				edits = append(edits, edit{i, end, 0})
				i = end - 1
			}
			continue
		}
		n := advert.at(d, i)
		if n == 0 {
			if end := sizeNote(d, i); end > 0 {
				n = end - i
			} else {
				continue
			}
		}
		from, end := d.sentenceAround(i, i+n)
		if first := d.lineStart(i); d.hasAt(first, "摘要") || d.hasAt(first, "内容摘要") || d.hasAt(first, "简介") {
			from = first // a page's own extract of the text below
		}
		if end-from > maxExtract || d.inFixed(i) || weakAdvert.at(d, i) > 0 && (end-from > 40 || i > 300) {
			continue
		}
		if k := len(edits); k > 0 && from < edits[k-1].end {
			from = edits[k-1].end
		}
		if from < end {
			edits = append(edits, edit{from, end, 0})
		}
		i = max(i, end-1)
	}
	return edits
}

// weakAdvert are phrases that a bureau may write: they count in short sentences
// at the head alone.
var weakAdvert = phrases(`仅供参考 供大家参考 欢迎大家阅读 欢迎阅读参考 点击下载 下载文档 联系客服 注册会员 网上搜索 本文由 免责声明 QQ群 qq群`)

// sizeNote reads 全文共1920字 and 本文共5073字: a site's count, not a figure.
func sizeNote(d *draft, i int) int {
	if c := d.runes[i]; c != '全' && c != '本' && c != '文' {
		return 0
	}
	if !d.hasAt(i, "全文") && !d.hasAt(i, "本文") && !d.hasAt(i, "文章共") {
		return 0
	}
	j := i + 2
	if d.rune(j) == '共' {
		j++
	}
	if d.rune(j) == ':' || d.rune(j) == '：' {
		j = d.skipSpaces(j + 1)
	}
	if _, end := d.number(j, 6); end > j && d.rune(end) == '字' {
		return end + 1
	}
	return 0
}

// sentenceAround widens a range to the sentence that holds it, with its end mark;
// a whole line takes its line end along.
func (d *draft) sentenceAround(from, end int) (int, int) {
	least, most := max(from-maxAdvert, 0), min(end+maxAdvert, len(d.runes))
	for from > least && !endsAdvert(d.runes[from-1]) {
		from--
	}
	for end < most && !endsAdvert(d.runes[end]) {
		end++
	}
	for end < most && (d.runes[end] == '。' || d.runes[end] == '！' || d.runes[end] == '!' || d.runes[end] == '…') {
		end++
	}
	if end < len(d.runes) && d.runes[end] == '\n' && (from == 0 || d.runes[from-1] == '\n') {
		end++
	}
	return from, end
}

// lineStart returns where the line of an offset begins, looking back over at most
// maxExtract characters.
func (d *draft) lineStart(i int) int {
	k := i
	for k > 0 && i-k < maxExtract && d.runes[k-1] != '\n' {
		k--
	}
	return k
}

// maxExtract is the longest extract that a page shows of its text.
const maxExtract = 500

func endsAdvert(c rune) bool {
	switch c {
	case '\n', '。', '！', '!', '？', '…':
		return true
	}
	return false
}

// webAddress reads http://… and www.…; the offset after it, 0 for none.
func webAddress(d *draft, i int) int {
	if !d.hasAt(i, "http://") && !d.hasAt(i, "https://") && !d.hasAt(i, "www.") || isASCIILetter(d.rune(i-1)) {
		return 0
	}
	for i < len(d.runes) && d.runes[i] > ' ' && d.runes[i] < 0x7f && d.runes[i] != ')' && d.runes[i] != '<' {
		i++
	}
	return i
}

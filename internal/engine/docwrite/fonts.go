package docwrite

import "nianlun/internal/engine/ooxml"

// font is a typeface by the name under which Chinese offices have it, with the
// other names that a program may know it by when that one is not installed.
// Word takes the first alternative that it finds; WPS and LibreOffice have
// replacement tables of their own, which these names hit as well.
type font struct {
	name         string
	alternatives string // comma-delimited, ISO/IEC 29500-1, 17.8.3.1
	family       string // auto, roman, swiss, modern, script, decorative
	charset      string
	pitch        string
}

const (
	chinese = "86" // GB 2312
	western = "00"
)

// The faces of GB/T 9704-2012. The names with _GB2312 are those of the norm's
// time and installed in most offices; Windows since 7 has the faces without
// the suffix.
var (
	xiaobiaosong = font{"方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体", "roman", chinese, "variable"}
	fangsong     = font{"仿宋_GB2312", "仿宋,FangSong,FangSong_GB2312,华文仿宋", "roman", chinese, "variable"}
	heiti        = font{"黑体", "SimHei", "modern", chinese, "fixed"}
	kaiti        = font{"楷体_GB2312", "楷体,KaiTi,KaiTi_GB2312,华文楷体", "modern", chinese, "fixed"}
	songti       = font{"宋体", "SimSun", "roman", chinese, "variable"}
	latin        = font{"Times New Roman", "Liberation Serif", "roman", western, "variable"}
)

var fontTable = []font{xiaobiaosong, fangsong, heiti, kaiti, songti, latin}

// fontTablePart lists the faces with their alternatives.
func fontTablePart() []byte {
	x := ooxml.NewXMLWriter()
	x.Open("w:fonts", ooxml.A("xmlns:w", mainNS))
	for _, f := range fontTable {
		x.Open("w:font", a("name", f.name))
		x.Empty("w:altName", val(f.alternatives))
		x.Empty("w:charset", val(f.charset))
		x.Empty("w:family", val(f.family))
		x.Empty("w:pitch", val(f.pitch))
		x.Close()
	}
	x.Close()
	return x.Bytes()
}

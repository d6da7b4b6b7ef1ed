package docwrite

import "nianlun/internal/engine/ooxml"

// settingsPart writes settings.xml. Punctuation is not compressed, so that a
// line holds 28 characters whatever they are. Odd and even pages have their
// own footers. Mode 15 stops Word from opening the file in compatibility mode.
func settingsPart() []byte {
	x := ooxml.NewXMLWriter()
	x.Open("w:settings", ooxml.A("xmlns:w", mainNS))
	x.Empty("w:zoom", num("percent", 100))
	x.Empty("w:defaultTabStop", vnum(2*charPitch))
	x.Empty("w:evenAndOddHeaders")
	x.Empty("w:characterSpacingControl", val("doNotCompress"))
	x.Open("w:compat")
	x.Empty("w:spaceForUL")
	x.Empty("w:balanceSingleByteDoubleByteWidth")
	x.Empty("w:doNotLeaveBackslashAlone")
	x.Empty("w:ulTrailSpace")
	x.Empty("w:doNotExpandShiftReturn")
	x.Empty("w:adjustLineHeightInTable")
	x.Empty("w:useFELayout")
	x.Empty("w:compatSetting", a("name", "compatibilityMode"),
		a("uri", "http://schemas.microsoft.com/office/word"), val("15"))
	x.Close()
	x.Empty("w:themeFontLang", val("en-US"), a("eastAsia", "zh-CN"))
	x.Close()
	return x.Bytes()
}

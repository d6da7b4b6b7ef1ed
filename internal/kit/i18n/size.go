package i18n

import "strconv"

// Size writes a number of bytes as people read it, in both languages: 900 B, 3.9 KB,
// 1 MB, 1.5 MB. It is for bounds, so that it is never more than the number: one decimal,
// the rest is cut off.
func Size(bytes int64) string {
	const kilo = 1 << 10
	if bytes < kilo {
		return strconv.FormatInt(bytes, 10) + " B"
	}
	unit, name := int64(kilo), " KB"
	for _, next := range []string{" MB", " GB"} {
		if bytes/unit < kilo {
			break
		}
		unit, name = unit*kilo, next
	}
	text := strconv.FormatInt(bytes/unit, 10)
	if tenth := bytes % unit * 10 / unit; tenth > 0 {
		text += "." + strconv.FormatInt(tenth, 10)
	}
	return text + name
}

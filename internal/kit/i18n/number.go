package i18n

import "strings"

// Group puts separators into a plain decimal text: "1234567.80" becomes
// "1,234,567.80". Chinese offices and English readers both group by three here,
// as the bureau's own tables do.
func Group(number string) string {
	sign, digits := "", number
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	var out strings.Builder
	out.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(c)
	}
	if hasFraction {
		out.WriteByte('.')
		out.WriteString(fraction)
	}
	return out.String()
}

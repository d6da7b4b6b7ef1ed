package org

import "strings"

// regionDigits is the length of a code of GB/T 2260: two digits each for the
// province, the prefecture and the county.
const regionDigits = 6

// IsRegion tells whether text has the form of a code of GB/T 2260: six digits, a
// province that is not 00, and no county without a prefecture (330012).
func IsRegion(text string) bool {
	if len(text) != regionDigits || strings.Trim(text, "0123456789") != "" {
		return false
	}
	province, prefecture, county := text[:2], text[2:4], text[4:]
	return province != "00" && (prefecture != "00" || county == "00")
}

// Under tells whether the code of a bureau shows that it lies below another: a
// prefecture below its province, a county below both (330000 > 330200 > 330212;
// GB/T 2260-2007, clause 4). Bureaus of one rank, a bureau and itself, and
// bureaus without a code are not below each other.
//
// It is the safe half of the answer. Where codes do not show who is below whom
// (counties run by the province, development zones), the lower bureau has to
// agree first: Service.Below knows both.
func Under(lower, upper Bureau) bool {
	if lower.ID == upper.ID || !IsRegion(lower.Code) || !IsRegion(upper.Code) {
		return false
	}
	whole, part := significant(lower.Code), significant(upper.Code)
	return len(whole) > len(part) && strings.HasPrefix(whole, part)
}

// significant are the digits of a code down to its own rank.
func significant(code string) string {
	for strings.HasSuffix(code, "00") {
		code = code[:len(code)-2]
	}
	return code
}

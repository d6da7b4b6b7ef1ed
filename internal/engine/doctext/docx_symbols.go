package doctext

import (
	"strconv"
	"strings"
)

// symbol is the character that w:sym shows. Symbol fonts place their pictures in
// the private area from F000 on; the ones that office documents use are mapped to
// the characters that look like them, the rest is left out.
func symbol(font, char string) string {
	code, err := strconv.ParseUint(char, 16, 21)
	if err != nil || code < 0x20 {
		return ""
	}
	if code < 0xF000 || code > 0xF0FF {
		return string(rune(code))
	}
	return symbols[strings.ToLower(font)][byte(code)]
}

var symbols = map[string]map[byte]string{
	"wingdings": {
		0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
		0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
		0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
	},
	"wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□"},
	"symbol": {
		0x25: "%", 0x2B: "+", 0x2D: "−", 0x3D: "=", 0x61: "α", 0x62: "β", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
		0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
	},
}

package docwrite

// Insets of the signature from the right edge in half characters, GB/T
// 9704-2012, 7.3.5: four characters for a date that a seal will cover, two
// without a seal.
const (
	sealedInset = 8
	plainInset  = 4
)

// writeSignature writes issuer and date, one blank line below the text.
func (b *body) writeSignature() {
	issuer, date := b.doc.Issuer, b.doc.Date
	issuerRight, dateRight := signatureInsets(halfWidth(issuer), halfWidth(date), b.doc.Sealed)
	before := linePitch
	if issuer != "" {
		b.writeText(paragraph{style: styleSignature, before: before, keepNext: date != "", right: issuerRight}, Plain(issuer))
		before = 0
	}
	if date != "" {
		b.writeText(paragraph{style: styleSignature, before: before, right: dateRight}, Plain(date))
	}
}

// signatureInsets gives the insets of issuer and date for their widths, all in
// half characters.
func signatureInsets(issuer, date int, sealed bool) (issuerRight, dateRight int) {
	if issuer == 0 {
		return 0, sealedInset
	}
	if sealed {
		return max(sealedInset+(date-issuer)/2, 0), sealedInset
	}
	// Without a seal the date begins two characters to the right of the
	// issuer. If that would bring it closer to the edge than two characters,
	// it stays there and the issuer moves left.
	dateRight = issuer - date
	if dateRight < plainInset {
		dateRight = plainInset
	}
	return dateRight + date + 4 - issuer, dateRight
}

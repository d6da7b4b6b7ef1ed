package doctext

// What pages carry beside their text.
const (
	CleanPageNumber CleaningKind = "pagenumber" // the number of a page
	CleanHeader     CleaningKind = "header"     // a line that heads page after page
	CleanFooter     CleaningKind = "footer"     // a line that ends page after page
)

package formxlsx

import (
	"strings"

	"nianlun/internal/engine/form"
)

// The codes in the hidden column of a sheet say what a row is. A row of the form itself carries the path of the field
// ("spent") or of the row ("list[r1]"); in the workbook of a campaign the return stands before it.
const (
	headCode  = "head:"  // followed by the code of the table: the codes of the columns stand in this row
	namesCode = "names:" // likewise: the names of the columns stand in this row
	endCode   = "end:"   // likewise: the table ends above this row
)

// The codes of columns that are no fields. A colon cannot stand in the code of a field.
const (
	valueColumn = "c:value" // what is filled in, where a field has a row of its own
	nameColumn  = "c:name"  // the name of the field or of the row
	unitColumn  = "c:unit"  // the unit whose row it is
)

// returnSeparator stands between a return and a path. Ids and paths hold no space.
const returnSeparator = " "

func rowCode(returnID string, path form.Path) string {
	if returnID == "" {
		return string(path)
	}
	return strings.TrimSuffix(returnID+returnSeparator+string(path), returnSeparator)
}

func splitRowCode(code string) (returnID string, path string) {
	returnID, path, _ = strings.Cut(code, returnSeparator)
	return returnID, path
}

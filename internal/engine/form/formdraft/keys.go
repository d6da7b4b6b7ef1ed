package formdraft

// The keys of a definition, in the order in which they are written. A test holds them against form.schema.json.
var (
	formKeys    = []string{"form", "title", "period", "basis", "sign", "help", "codelists", "lists", "refers", "sections", "checks"}
	optionKeys  = []string{"name", "under", "retired"}
	listKeys    = []string{"list", "version"}
	referKeys   = []string{"form", "period"}
	sectionKeys = []string{"title", "tab", "help", "when", "rows", "fields"}
	rowsKeys    = []string{"code", "name", "min", "max", "key", "fixed"}
	fieldKeys   = []string{"code", "name", "type", "unit", "decimals", "min", "max", "of", "under", "datum", "value", "missing",
		"required", "when", "default", "prefill", "total", "help"}
	prefillKeys = []string{"form", "field", "period", "unit", "indicator"}
	checkKeys   = []string{"id", "logic", "experience", "each", "say", "at", "missing", "mend"}
	mendKeys    = []string{"field", "value"}
)

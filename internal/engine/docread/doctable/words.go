package doctable

import (
	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// ActWords names what sort of action a commitment promises; "" when it is not known.
func ActWords(lang i18n.Lang, act docread.Act) string { return named(lang, "table.act.", string(act)) }

// KindWords names a kind of figure.
func KindWords(lang i18n.Lang, kind docread.Kind) string {
	return named(lang, "table.kind.", string(kind))
}

// RoleWords tells a fact from a target.
func RoleWords(lang i18n.Lang, role docread.Role) string {
	return named(lang, "table.role.", string(role))
}

// SeverityWords names how sure a finding is.
func SeverityWords(lang i18n.Lang, severity doclint.Severity) string {
	return named(lang, "lint.severity.", string(severity))
}

func approxWords(lang i18n.Lang, f Figure) string {
	if f.Masked {
		return lang.T("table.masked")
	}
	return named(lang, "table.approx.", string(f.Approx))
}

func named(lang i18n.Lang, prefix, code string) string {
	if code == "" {
		return ""
	}
	return lang.T(prefix + code)
}

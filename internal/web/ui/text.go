package ui

import (
	"context"

	"nianlun/internal/kit/i18n"
)

type langKey struct{}

// WithLang puts the reader's language into the context.
func WithLang(ctx context.Context, lang i18n.Lang) context.Context {
	return context.WithValue(ctx, langKey{}, lang)
}

// Lang is the reader's language; Chinese when nobody said.
func Lang(ctx context.Context) i18n.Lang {
	if lang, ok := ctx.Value(langKey{}).(i18n.Lang); ok {
		return lang
	}
	return i18n.Chinese
}

// T is the text of a message key in the reader's language. Args are name, value
// pairs; a value may be an i18n.Text.
func T(ctx context.Context, key string, args ...any) string {
	return i18n.Msg(key, args...).In(Lang(ctx))
}

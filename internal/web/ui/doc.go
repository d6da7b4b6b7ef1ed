// Package ui owns how Nianlun looks: the frame round every page and the parts
// that pages are made of, as templ components under the class names of
// assets/css.
//
// It imports no work and knows no rule. Parts receive small view models with
// text that is ready to be read; the few words of their own come from the
// catalogues in the reader's language, which travels in the context.
package ui

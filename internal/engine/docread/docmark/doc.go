// Package docmark keeps what people corrected in a read document and puts it
// into a reading of it again, also of a newer reader whose text differs a little.
//
// A correction says of a span of the text which marks of one kind stand there:
// none (dropped), one (set, added, merged) or several (split). So applying it
// twice is applying it once, and corrections of different spans do not depend on
// their order. The package never reads language and never keeps anything.
package docmark

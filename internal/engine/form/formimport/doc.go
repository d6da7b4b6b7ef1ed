// Package formimport owns the making of drafts from workbooks that were made elsewhere: XLSForm, the form language of
// ODK and KoboToolbox (https://xlsform.org), and tables whose head rows become fields.
//
// What cannot be taken over exactly is never dropped in silence: it is a note with its cell, for a person to write
// anew. The workbook is hostile: it is read within limits, and formulas are not computed. The draft is a proposal;
// whether it is a definition is for form.Parse to say.
package formimport

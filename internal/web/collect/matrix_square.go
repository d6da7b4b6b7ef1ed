package collect

import (
	"context"
	"html"
	"io"

	"github.com/a-h/templ"
)

// matrixSquare writes one square by hand: a matrix of 1,300 units has 15,600 of
// them, and a component that escapes each attribute by itself takes most of the
// page's time.
func matrixSquare(c matrixCell) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, squareHTML(c))
		return err
	})
}

func squareHTML(c matrixCell) string {
	class := "c"
	if c.Now {
		class = "c now main"
	}
	switch {
	case c.Class == "":
		return `<td class="` + class + `"></td>`
	case c.Href == "":
		return `<td class="` + class + `"><i class="` + c.Class + `" title="` + html.EscapeString(c.Words) + `"></i></td>`
	}
	return `<td class="` + class + `"><a href="` + c.Href + `" title="` + html.EscapeString(c.Words) + `"><i class="` + c.Class + `"></i></a></td>`
}

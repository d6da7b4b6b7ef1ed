package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"syscall"

	"github.com/alecthomas/kong"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// faultOf is what a person can do something about in an error: a fault, a file
// that cannot be opened, a command typed wrongly. It is nil for all others.
func faultOf(err error) *fault.Error {
	var f *fault.Error
	var file *fs.PathError
	var parse *kong.ParseError
	switch {
	case errors.As(err, &f) && f.Kind != fault.Internal:
		return f
	case errors.As(err, &file):
		return fileFault(file)
	case errors.As(err, &parse):
		return usageFault(parse.Error())
	}
	return nil
}

func fileFault(err *fs.PathError) *fault.Error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.Invalid, "cli.file.none", "file", err.Path)
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Invalid, "cli.file.denied", "file", err.Path)
	case errors.Is(err, syscall.EISDIR):
		return fault.New(fault.Invalid, "cli.file.folder", "file", err.Path)
	}
	return fault.New(fault.Invalid, "cli.file.failed", "file", err.Path, "words", err.Err.Error())
}

// usages are the complaints of the parser of commands, which has only English
// words for them. The groups of a pattern are the arguments of its fault.
var usages = []struct {
	pattern *regexp.Regexp
	make    func(groups []string) *fault.Error
}{
	{regexp.MustCompile(`"(.+)" exists but is a directory`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.file.folder", "file", g[1])
	}},
	{regexp.MustCompile(`^unexpected argument ([^,]+)`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.argument", "word", g[1])
	}},
	{regexp.MustCompile(`^unknown flag ([^,]+)`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.flag", "word", g[1])
	}},
	{regexp.MustCompile(`^missing flags: (.+)`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.missing", "words", g[1])
	}},
	{regexp.MustCompile(`^expected "(.+)"$`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.missing", "words", g[1])
	}},
	{regexp.MustCompile(`^(--[\w-]+)\S* must be one of (.+) but got "(.*)"$`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.choice", "flag", g[1], "choices", g[2], "word", g[3])
	}},
	{regexp.MustCompile(`^(--[\w-]+)\S* expected a.* but got "(.*)"`), func(g []string) *fault.Error {
		return fault.New(fault.Invalid, "cli.usage.value", "flag", g[1], "word", g[2])
	}},
}

func usageFault(said string) *fault.Error {
	for _, u := range usages {
		if groups := u.pattern.FindStringSubmatch(said); groups != nil {
			return u.make(groups)
		}
	}
	return fault.New(fault.Invalid, "cli.usage.other", "words", said)
}

// explain says what is wrong and where.
func (s streams) explain(f *fault.Error) {
	_, _ = fmt.Fprintln(s.err, i18n.Msg(f.Key(), f.Args...).In(s.lang))
	for _, field := range f.Fields {
		_, _ = fmt.Fprintf(s.err, "  %s: %s\n", field.Path, s.lang.T(field.Key, field.Args...))
	}
}

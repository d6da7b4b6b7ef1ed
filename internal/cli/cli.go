// Package cli owns the commands: what a person or a script types, the settings
// that come as flags or environment, and the words and exit codes that go back.
//
// It never does the work itself: each command makes one call into app or an engine.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"nianlun/internal/kit/i18n"
)

// Version is set when the program is built.
var Version = "unknown"

// The exit codes: 1 says that what was checked is not in order, 2 that the
// command could not be carried out.
const (
	exitOK    = 0
	exitFound = 1
	exitError = 2
)

// commands are the program's commands and settings.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"${serve}"`
	Demo    demoCommand    `cmd:"" help:"${demo}"`
	Migrate migrateCommand `cmd:"" help:"${migrate}"`
	Read    readCommand    `cmd:"" help:"${read}"`
	Lint    lintCommand    `cmd:"" help:"${lint}"`
	Check   checkCommand   `cmd:"" help:"${check}"`
	Verify  verifyCommand  `cmd:"" help:"${verify}"`
	Token   tokenCommand   `cmd:"" help:"${token}"`
	Hook    hookCommand    `cmd:"" help:"${hook}"`
	Bureau  bureauCommand  `cmd:"" help:"${bureaus}"`
	Version versionCommand `cmd:"" help:"${version}"`
}

// streams are what a command reads and writes, and the language it speaks.
type streams struct {
	in       io.Reader
	out, err io.Writer
	lang     i18n.Lang
}

func (s streams) say(key string, args ...any) {
	_, _ = fmt.Fprintln(s.out, s.lang.T(key, args...))
}

// errFound tells that a check found something; its words are out already.
var errFound = errors.New("found")

// Run carries out the command in args and returns the exit code.
func Run(args []string, in io.Reader, out, errs io.Writer) int {
	s := streams{in: in, out: out, err: errs, lang: spoken()}
	var c commands
	parser, err := kong.New(&c, kong.Name("nianlun"), kong.Description(s.lang.T("cli.about")),
		kong.Writers(out, errs), words(s.lang), checkWords(s.lang), kong.Exit(func(int) {}), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		_, _ = fmt.Fprintln(errs, err)
		return exitError
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if wantsHelp(args) {
		return exitOK
	}
	if err != nil {
		return s.code(err)
	}
	return s.code(ctx.Run(s))
}

// wantsHelp: kong has printed the help by then, and with Exit disarmed it would
// go on to complain of a missing command.
func wantsHelp(args []string) bool {
	for _, a := range args {
		if a == "--help" || a == "-h" {
			return true
		}
	}
	return false
}

func (s streams) code(err error) int {
	switch f := faultOf(err); {
	case err == nil:
		return exitOK
	case errors.Is(err, errFound):
		return exitFound
	case f != nil:
		s.explain(f)
	default:
		_, _ = fmt.Fprintln(s.err, err)
	}
	return exitError
}

// spoken is the language of the terminal: Chinese unless it asks for English.
func spoken() i18n.Lang {
	for _, name := range []string{"NIANLUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if tag := os.Getenv(name); tag != "" {
			return i18n.Parse(tag)
		}
	}
	return i18n.Chinese
}

// words are the texts of the help, by the names that the tags use.
func words(lang i18n.Lang) kong.Vars {
	vars := kong.Vars{}
	for _, name := range []string{
		"serve", "demo", "migrate", "read", "lint", "verify", "token", "version",
		"addr", "data", "database", "secure", "public", "hooknets", "hookplain", "hook", "hooklist", "hookadd", "hookping", "hookdeliveries", "hookagain", "hookpause", "hookresume", "hookremove",
		"hookname", "hookaddress", "hookevents", "hookid", "hookstate", "hooklimit", "hookdelivery", "bureau", "schools", "months", "file", "files", "table", "all", "format", "year", "login", "name", "days",
		"bureaus", "bureauadd", "bureaulist", "code", "bureauname", "admin", "adminname", "office", "officename", "hosts", "bureaucode",
	} {
		vars[name] = lang.T("cli.help." + name)
	}
	return vars
}

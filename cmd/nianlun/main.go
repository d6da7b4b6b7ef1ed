// Command nianlun runs a bureau's working year. `nianlun --help` lists what it does.
//
// A table of 1,000 rows and 12 columns comes in as more fields than Go takes by
// itself when a browser runs no scripts; bodies have limits of their own.
//
//go:debug urlmaxqueryparams=200000
//go:debug multipartmaxparts=200000
//go:debug multipartmaxheaders=400000
package main

import (
	"os"

	"nianlun/internal/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

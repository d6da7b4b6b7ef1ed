// Command nianlun runs a bureau's working year. `nianlun --help` lists what it does.
package main

import (
	"os"

	"nianlun/internal/cli"
)

func main() { os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

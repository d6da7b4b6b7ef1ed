package cli

import (
	"fmt"
	"runtime"
)

type versionCommand struct{}

// Run prints the version, the toolchain and the platform.
func (versionCommand) Run(s streams) error {
	_, err := fmt.Fprintf(s.out, "nianlun %s %s %s/%s\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

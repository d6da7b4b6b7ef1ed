// Command bundle writes the front end into internal/web/dist: scripts, styles and
// icons under names that carry a hash of their content, a compressed copy of
// each, and manifest.json, which internal/web/ui reads.
//
// Run it in the repository's root after `npm ci --prefix assets`.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

// engines are the oldest browsers that must show the pages: the Chromium shells
// that offices still run.
var engines = []api.Engine{{Name: api.EngineChrome, Version: "80"}, {Name: api.EngineFirefox, Version: "78"}}

// entries are what pages ask for, by the names under which they ask.
var entries = map[string]string{
	"app.js":    "ts/app.ts",
	"editor.js": "ts/editor.ts",
	"sheet.js":  "ts/sheet.ts",
	"matrix.js": "ts/matrix.ts",
	"app.css":   "css/app.css",
	"brand.svg": "icons/brand.svg",
}

type manifest struct {
	Entries map[string]string `json:"entries"`
	Files   []string          `json:"files"`
}

func main() {
	src := flag.String("src", "assets", "folder of the front end's sources")
	out := flag.String("out", "internal/web/dist", "folder to write to")
	flag.Parse()
	if err := run(*src, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(src, out string) error {
	abs, err := filepath.Abs(src)
	if err != nil {
		return err
	}
	built, err := build(abs)
	if err != nil {
		return err
	}
	m, err := manifestOf(built)
	if err != nil {
		return err
	}
	if err := empty(out); err != nil {
		return err
	}
	for _, file := range built.OutputFiles {
		if err := write(filepath.Join(out, filepath.Base(file.Path)), file.Contents); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "manifest.json"), data, 0o644)
}

func build(src string) (api.BuildResult, error) {
	points := make([]string, 0, len(entries))
	for _, path := range entries {
		points = append(points, filepath.Join(src, path))
	}
	slices.Sort(points)
	result := api.Build(api.BuildOptions{
		EntryPoints:       points,
		AbsWorkingDir:     src,
		Outdir:            filepath.Join(src, "out"), // nothing is written there
		EntryNames:        "[name]-[hash]",
		AssetNames:        "[name]-[hash]",
		Bundle:            true,
		Format:            api.FormatIIFE,
		Engines:           engines,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone,
		Charset:           api.CharsetUTF8,
		Loader:            map[string]api.Loader{".svg": api.LoaderCopy},
		Metafile:          true,
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return result, errors.New("the front end does not build")
	}
	return result, nil
}

// metafile is the part of esbuild's report that says which output came from
// which entry.
type metafile struct {
	Outputs map[string]struct {
		EntryPoint string `json:"entryPoint"`
	} `json:"outputs"`
}

func manifestOf(built api.BuildResult) (manifest, error) {
	var meta metafile
	if err := json.Unmarshal([]byte(built.Metafile), &meta); err != nil {
		return manifest{}, fmt.Errorf("esbuild's report: %w", err)
	}
	m := manifest{Entries: map[string]string{}}
	for output, about := range meta.Outputs {
		for name, path := range entries {
			if about.EntryPoint == path && filepath.Ext(output) == filepath.Ext(name) {
				m.Entries[name] = filepath.Base(output)
			}
		}
	}
	for _, file := range built.OutputFiles {
		m.Files = append(m.Files, filepath.Base(file.Path))
	}
	for name := range entries {
		if m.Entries[name] == "" {
			return m, fmt.Errorf("the bundle holds no %s", name)
		}
	}
	slices.Sort(m.Files)
	return m, nil
}

// empty removes what an earlier run wrote and keeps .gitkeep, without which a
// fresh clone could not embed the folder.
func empty(out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	old, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, entry := range old {
		if entry.Name() == ".gitkeep" {
			continue
		}
		if err := os.Remove(filepath.Join(out, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// write writes a file and its compressed copy. The gzip header carries no time:
// the same sources give the same bytes.
func write(path string, content []byte) error {
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(content); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", packed.Bytes(), 0o644)
}

// Package archtest owns the law of the house: which storey may import which,
// what engines may never touch, how large a file may grow, and that every text
// a person reads stands in both catalogues.
//
// It never runs the product; it reads its source. Everything here is test code.
package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const module = "nianlun"

// file is one Go file of the product.
type file struct {
	path    string // from the repository's root, with slashes
	pkg     string // import path below the module, "internal/kit/id"
	ast     *ast.File
	fset    *token.FileSet
	imports []string
	lines   int
	test    bool
}

// root finds the folder that holds go.mod.
func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fs.ErrNotExist
		}
		dir = parent
	}
}

var skipped = map[string]bool{"node_modules": true, "dist": true, "testdata": true, "data": true, "bin": true}

// readAll parses every Go file that a person wrote.
func readAll(top string) ([]file, error) {
	var files []file
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != top && (strings.HasPrefix(name, ".") || skipped[name]) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_templ.go") {
			return nil
		}
		f, err := readOne(top, path)
		if err == nil {
			files = append(files, f)
		}
		return err
	})
	return files, err
}

func readOne(top, path string) (file, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return file{}, err
	}
	rel, err := filepath.Rel(top, path)
	if err != nil {
		return file{}, err
	}
	rel = filepath.ToSlash(rel)
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, rel, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return file{}, err
	}
	f := file{
		path: rel, pkg: filepath.ToSlash(filepath.Dir(rel)), ast: tree, fset: fset,
		lines: strings.Count(string(data), "\n"), test: strings.HasSuffix(rel, "_test.go"),
	}
	for _, spec := range tree.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return file{}, err
		}
		f.imports = append(f.imports, name)
	}
	return f, nil
}

// inner is the import path below the module; ok is false for other modules.
func inner(importPath string) (string, bool) {
	return strings.CutPrefix(importPath, module+"/")
}

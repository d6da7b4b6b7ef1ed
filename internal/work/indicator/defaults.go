package indicator

import (
	"context"
	"embed"
	"io/fs"

	"nianlun/internal/base/access"
)

//go:embed definitions/*.yaml
var definitions embed.FS

// Defaults are the definitions that come with the product, one text each, by
// code. They stand over the forms that come with it.
func Defaults() [][]byte {
	names, err := fs.Glob(definitions, "definitions/*.yaml")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	texts := make([][]byte, len(names))
	for i, name := range names {
		if texts[i], err = definitions.ReadFile(name); err != nil {
			panic(err) // it is embedded
		}
	}
	return texts
}

// PublishDefaults publishes the default definitions. What a bureau has published
// under the same code already stays as it is.
func (s *Service) PublishDefaults(ctx context.Context, by access.Actor) error {
	for _, text := range Defaults() {
		d, err := Parse(text)
		if err != nil {
			return err
		}
		there, err := s.Store.Versions(ctx, by.Bureau, d.Code)
		if err != nil {
			return err
		}
		if len(there) > 0 {
			continue
		}
		if _, err := s.Publish(ctx, by, text); err != nil {
			return err
		}
	}
	return nil
}

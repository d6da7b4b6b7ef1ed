package demo

import (
	"context"

	"nianlun/internal/engine/form/formtest/forms"
)

// publish makes the monthly returns and the indicators over them available.
func (b *builder) publish(ctx context.Context) error {
	return b.app.InTx(ctx, func(ctx context.Context) error {
		for _, code := range []string{forms.BuildingProgress, forms.TeacherTraining, forms.SiteSafety, forms.CampusHazards, forms.ProjectQuarter} {
			text, err := forms.Source(code)
			if err != nil {
				return err
			}
			if _, err := b.app.Records.Publish(ctx, b.system, string(text)); err != nil {
				return err
			}
		}
		return b.app.Indicators.PublishDefaults(ctx, b.system)
	})
}

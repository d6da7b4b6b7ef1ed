// The designer of forms: what a script adds to a page that works without one.
// Panels save themselves (draft.ts); this shows what came of it, drags parts of
// the outline, completes names in expressions, builds expressions by choosing, and keeps the preview fresh.
import * as build from "./design_build"
import * as drag from "./design_drag"
import * as names from "./design_names"
import * as options from "./design_options"
import * as preview from "./design_preview"
import * as saving from "./design_saving"

export function start(): void {
  for (const part of [saving, build, drag, names, options, preview]) part.start()
}

// What every page runs. Pages work without it; it makes them quick.
import "./old"
import * as bulk from "./bulk"
import * as dialog from "./dialog"
import * as draft from "./draft"
import * as focus from "./focus"
import * as grid from "./grid"
import * as htmx from "./htmx"
import * as keys from "./keys"
import * as leave from "./leave"
import * as list from "./list"
import * as menu from "./menu"
import * as panel from "./panel"
import * as ring from "./ring"
import * as selection from "./selection"
import * as theme from "./theme"
import * as toast from "./toast"

for (const part of [htmx, dialog, menu, panel, toast, theme, keys, list, bulk, leave, draft, grid, selection, ring, focus]) part.start()
